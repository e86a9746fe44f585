package org.scapula.planner.remote;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.scapula.test.Contract;

class CatalogContractTest {

    private static final Path CATALOG = Path.of("../catalog-service/openapi.yaml");

    @Test
    void theCataloguePromisesWhatWeReadOfAnExercise() {
        Contract.holds(CatalogExercise.class, CATALOG, "ExerciseView");
    }

    @Test
    void theCataloguePromisesWhatWeReadOfAdvice() {
        Contract.holds(CatalogAdvice.class, CATALOG, "AdviceView");
    }

    @Test
    void theCataloguePromisesWhatWeReadOfConditions() {
        Contract.holds(CatalogLimits.class, CATALOG, "ContraindicationsView");
    }

    @Test
    void theCataloguePromisesWhatWeReadOfItsRecords() {
        Contract.holds(NeighbourRecords.class, CATALOG, "PatientRecordsView");
        Contract.holds(NeighbourErasure.class, CATALOG, "ErasureView");
    }
}
