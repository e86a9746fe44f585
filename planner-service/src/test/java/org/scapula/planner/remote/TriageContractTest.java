package org.scapula.planner.remote;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.scapula.test.Contract;

class TriageContractTest {

    private static final Path TRIAGE = Path.of("../triage-service/openapi.yaml");

    @Test
    void triagePromisesWhatWeReadOfAnAssessment() {
        Contract.holds(TriageAssessment.class, TRIAGE, "AssessmentView");
    }

    @Test
    void triagePromisesWhatWeReadOfItsRecords() {
        Contract.holds(NeighbourRecords.class, TRIAGE, "PatientRecordsView");
        Contract.holds(NeighbourErasure.class, TRIAGE, "ErasureView");
    }
}
