package org.scapula.catalog.exercise;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How many of the exercises that were found have each value.
@Schema(
        requiredProperties = {"facet", "atLeast", "counts"},
        examples = FacetView.EXAMPLE)
public record FacetView(
        Facet facet,

        @Schema(
                description =
                        "False: the counts are exact. True: so much was found that only the first ten thousand were"
                                + " counted.")
        boolean atLeast,

        @Schema(description = "The most frequent first; what no exercise has is not listed.")
        List<Count> counts) {

    static final String EXAMPLE = "{\"facet\": \"category\", \"atLeast\": false, \"counts\": [" + Count.EXAMPLE + "]}";

    /// One value, and how many have it.
    @Schema(
            requiredProperties = {"value", "exercises"},
            examples = Count.EXAMPLE)
    public record Count(String value, int exercises) {

        static final String EXAMPLE = "{\"value\": \"STRETCH\", \"exercises\": 14}";
    }
}
