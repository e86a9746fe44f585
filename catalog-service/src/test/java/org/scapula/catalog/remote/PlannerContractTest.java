package org.scapula.catalog.remote;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.scapula.test.Contract;

class PlannerContractTest {

    private static final Path PLANNER = Path.of("../planner-service/openapi.yaml");

    @Test
    void thePlannerPromisesWhatWeReadOfATrial() {
        Contract.holds(PlannerTrial.class, PLANNER, "CatalogueTrial");
    }
}
