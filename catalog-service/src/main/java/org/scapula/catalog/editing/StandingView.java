package org.scapula.catalog.editing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How an exercise stands in a clinic's catalogue after an act.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "Standing",
        description = "How an exercise stands in the clinic's catalogue from now on.",
        requiredProperties = {"catalogVersion", "exercise", "slug", "version", "standing", "linkedFrom"},
        examples = """
                {"catalogVersion": "2-3f9c2a7b10de4c55+8", "exercise": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01",
                 "slug": "scapular-squeeze", "version": 3, "standing": "SHOWN", "replaces": """ + Replaced.EXAMPLE + ", \"linkedFrom\": []}")
public record StandingView(
        @Schema(description = "The clinic's catalogue, this change included.")
        String catalogVersion,

        UUID exercise,
        String slug,
        int version,
        Standing standing,

        @Schema(description = "Of a clinic's own that is shown: what it stands in place of.")
        Optional<Replaced> replaces,

        @Schema(description = "Of a clinic's own that was retired: what is shown again in its place.")
        Optional<Replaced> shownInstead,

        @Schema(
                description =
                        "Slugs of what the clinic sees and what leads on to one that it no longer sees; a hundred at"
                                + " most.")
        List<String> linkedFrom) {

    /// Whether a clinic sees it, and if not, why.
    public enum Standing {
        SHOWN,
        RETIRED,
        HIDDEN,
        REPLACED
    }
}
