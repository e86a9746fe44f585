package org.scapula.catalog.editing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.content.Contraindication;
import org.scapula.edge.FieldError;

/// What publishing a draft would do.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "DraftValidation",
        description = "What publishing a draft would do. Nothing was changed.",
        requiredProperties = {
            "catalogVersion",
            "exercise",
            "slug",
            "version",
            "complaints",
            "changedFields",
            "missingTranslations",
            "planner"
        },
        examples = """
                {"catalogVersion": "2-3f9c2a7b10de4c55+7", "exercise": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01",
                 "slug": "wall-angel", "version": 3,
                 "complaints": [{"pointer": "/tags", "code": "missing-tag",
                   "detail": "arms rise above 90 degrees without the tag SHOULDER_ABOVE_90"}],
                 "against": {"exercise": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "version": 2, "shipped": false},
                 "changedFields": ["/steps", "/translations/de"], "gained": [], "lost": [],
                 "missingTranslations": [{"language": "de", "fields": ["easier"]}], "planner": """ + PlannerView.EXAMPLE + "}")
public record ValidationView(
        @Schema(description = "The clinic's catalogue that the draft was compared with.")
        String catalogVersion,

        UUID exercise,
        String slug,

        @Schema(description = "Which version it would be.") int version,

        @Schema(description = "All that keeps it from being submitted and published.")
        List<FieldError> complaints,

        @Schema(description = "What it was compared with; absent for something new.")
        Optional<Against> against,

        @Schema(description = "JSON pointers to the fields that say something else than before.")
        List<String> changedFields,

        @Schema(description = "Limits that it would get; absent as long as its tags are not given.")
        Optional<List<Contraindication>> gained,

        @Schema(description = "Limits that it would lose; absent as long as its tags are not given.")
        Optional<List<Contraindication>> lost,

        @Schema(description = "What would stay English, for each language of the catalogue.")
        List<MissingTranslation> missingTranslations,

        PlannerView planner) {

    @Schema(
            name = "ComparedVersion",
            description = "The published version that a draft was compared with.",
            requiredProperties = {"exercise", "version", "shipped"},
            examples = "{\"exercise\": \"019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01\", \"version\": 2, \"shipped\": false}")
    public record Against(
            UUID exercise,
            int version,

            @Schema(description = "It came with the product.")
            boolean shipped) {

        static Against of(Version version) {
            return new Against(version.exercise(), version.number(), version.isShipped());
        }
    }

    @Schema(
            name = "MissingTranslation",
            requiredProperties = {"language", "fields"},
            examples = "{\"language\": \"de\", \"fields\": [\"easier\"]}")
    public record MissingTranslation(String language, List<String> fields) {}
}
