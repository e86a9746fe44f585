package org.scapula.catalog.editing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An exercise of the product that the clinic does not show.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "HiddenExercise",
        requiredProperties = {"exercise", "slug", "reason", "hidden"},
        examples = HiddenView.EXAMPLE)
public record HiddenView(UUID exercise, String slug, Optional<String> name, Reason reason, Stamp hidden) {

    static final String EXAMPLE = """
            {"exercise": "019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27", "slug": "superman", "name": "Superman",
             "reason": "HIDDEN", "hidden": {"at": "2026-11-20T08:00:00Z", "by": "5c1b2f0e"}}""";

    /// Hidden by an act of its own, or because the clinic's own exercise of the same slug stands there.
    @Schema(name = "HiddenReason")
    public enum Reason {
        HIDDEN,
        REPLACED
    }

    @Schema(
            name = "HiddenExercises",
            description = "All that the clinic does not show of what comes with the product, by slug.",
            requiredProperties = "hidden",
            examples = "{\"hidden\": [" + HiddenView.EXAMPLE + "]}")
    public record All(List<HiddenView> hidden) {}
}
