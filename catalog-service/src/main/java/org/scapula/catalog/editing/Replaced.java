package org.scapula.catalog.editing;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The exercise of the product that a clinic's own stands in place of.
@Schema(
        name = "ReplacedExercise",
        description = "The exercise of the product that the clinic's own of the same slug stands in place of.",
        requiredProperties = {"exercise", "slug", "version"},
        examples = Replaced.EXAMPLE)
public record Replaced(UUID exercise, String slug, int version) {

    static final String EXAMPLE =
            "{\"exercise\": \"019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27\", \"slug\": \"scapular-squeeze\", \"version\": 2}";

    static Replaced of(Version shipped) {
        return new Replaced(shipped.exercise(), shipped.document().slug(), shipped.number());
    }
}
