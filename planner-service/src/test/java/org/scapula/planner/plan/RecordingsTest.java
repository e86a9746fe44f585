package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the tests let the neighbours say is what the neighbours promise to say.
class RecordingsTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path TRIAGE = Path.of("../triage-service/openapi.yaml");

    @ParameterizedTest
    @CsvSource({
        "triage-self-care.json, SELF_CARE",
        "triage-routine.json, ROUTINE_CLINICIAN",
        "triage-urgent.json, URGENT",
        "triage-emergency.json, EMERGENCY"
    })
    void aRecordedAssessmentIsOneThatTriageMayGive(String file, String disposition) {
        var recorded = Assessed.recorded(file);

        assertThat(faults(TRIAGE, "AssessmentView", recorded)).isEmpty();
        assertThat(recorded.path("disposition").asText()).isEqualTo(disposition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELF_CARE", "EMERGENCY"})
    void aReviewedAssessmentIsOneThatTriageMayTell(String disposition) {
        assertThat(faults(TRIAGE, "AssessmentView", Assessed.reviewed(Assessed.routine(), disposition)))
                .isEmpty();
    }

    @Test
    void theRecordedQuestionsAreWhatTriageMayAsk() {
        assertThat(faults(TRIAGE, "Questionnaire", Assessed.recorded("triage-questionnaire.json")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"triage", "catalog"})
    void whatANeighbourIsLetSayAboutItsRecordsIsWhatItMaySay(String neighbour) {
        var promise = Path.of("../" + neighbour + "-service/openapi.yaml");
        var service = neighbour + "-service";

        var export = Wish.json(Recorded.export(service, "kind", "p-1"));
        var erasure = Wish.json(Recorded.erasure(service, "kind"));

        assertThat(faults(promise, "PatientRecordsView", export)).isEmpty();
        assertThat(faults(promise, "ErasureView", erasure)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"headline", "disposition", "doNow", "assessedAt"})
    void aRecordingThatDriftsIsNoticed(String field) {
        var drifted = Assessed.selfCare(answer -> answer.remove(field));

        assertThat(faults(TRIAGE, "AssessmentView", drifted)).isNotEmpty();
    }

    static Set<ValidationMessage> faults(Path openapi, String schema, JsonNode said) {
        try {
            var root = YAML.createObjectNode().put("$ref", "#/components/schemas/" + schema);
            root.set("components", YAML.readTree(openapi.toFile()).path("components"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(root)
                    .validate(said);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
