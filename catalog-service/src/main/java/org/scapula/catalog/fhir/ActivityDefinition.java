package org.scapula.catalog.fhir;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/// An exercise as FHIR R4 says it (hl7.org/fhir/R4/activitydefinition.html): the fields of it that we fill.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ActivityDefinition(
        String resourceType,
        String id,
        Optional<Meta> meta,
        String language,
        Narrative text,
        List<Extension> extension,
        String url,
        List<Identifier> identifier,
        String version,
        String name,
        String title,
        String status,
        boolean experimental,
        String date,
        String publisher,
        String description,
        String purpose,
        String usage,
        List<CodeableConcept> topic,
        List<RelatedArtifact> relatedArtifact,
        String kind,
        CodeableConcept code,
        Optional<Timing> timingTiming,
        List<Participant> participant,
        List<CodeableConcept> bodySite) {

    record Meta(String versionId) {}

    record Narrative(String status, String div) {}

    record Identifier(String system, String value) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record RelatedArtifact(String type, String label, String display, String citation, String url) {}

    record Timing(Repeat repeat) {

        /// A numeric field of FHIR that is decimal is written as a whole number here.
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        record Repeat(
                Optional<Integer> duration,
                Optional<Integer> durationMax,
                Optional<String> durationUnit,
                Optional<Integer> frequency,
                Optional<Integer> frequencyMax,
                Optional<Integer> period,
                Optional<String> periodUnit) {}
    }

    record Participant(String type) {}

    ActivityDefinition known(String versionId) {
        return new ActivityDefinition(
                resourceType,
                id,
                Optional.of(new Meta(versionId)),
                language,
                text,
                extension,
                url,
                identifier,
                version,
                name,
                title,
                status,
                experimental,
                date,
                publisher,
                description,
                purpose,
                usage,
                topic,
                relatedArtifact,
                kind,
                code,
                timingTiming,
                participant,
                bodySite);
    }
}
