package org.scapula.planner.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.scapula.planner.week.Condition;
import org.scapula.test.Contract;

class TriageContractTest {

    private static final Path TRIAGE = Path.of("../triage-service/openapi.yaml");

    @Test
    void triagePromisesWhatWeReadOfAnAssessment() {
        Contract.holds(TriageAssessment.class, TRIAGE, "AssessmentView");
        Contract.holds(TriageNewest.class, TRIAGE, "AssessmentPage");
    }

    @Test
    void triagePromisesWhatTheFhirFaceReads() {
        Contract.holds(TriageSheet.class, TRIAGE, "AssessmentView");
        Contract.holds(TriageQuestions.class, TRIAGE, "Questionnaire");
    }

    @Test
    void everyConditionThatTriageMayNameIsOnTheClosedList() throws IOException {
        var picture = new YAMLMapper()
                .readTree(Path.of("../triage-service/src/main/resources/triage/picture.yaml")
                        .toFile());

        var codes = new ArrayList<String>();
        picture.path("conditions").forEach(row -> row.path("codes").forEach(code -> codes.add(code.asText())));

        assertThat(codes).isNotEmpty().allMatch(code -> Condition.of(code).isPresent());
    }

    @Test
    void triagePromisesWhatWeReadOfItsRecords() {
        Contract.holds(NeighbourRecords.class, TRIAGE, "PatientRecordsView");
        Contract.holds(NeighbourErasure.class, TRIAGE, "ErasureView");
    }
}
