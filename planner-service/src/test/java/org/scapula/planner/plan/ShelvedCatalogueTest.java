package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.planner.plan.RecordingsTest.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The shelves of the tests hold nothing that the catalogue would not show.
class ShelvedCatalogueTest {

    private static final Path CATALOG = Path.of("../catalog-service/openapi.yaml");

    @Test
    void theShelvedExercisesAreSuchAsTheCatalogueMayShow() {
        assertThat(ShelvedCatalogue.exercises())
                .hasSizeGreaterThan(45)
                .allSatisfy(exercise ->
                        assertThat(faults(CATALOG, "ExerciseView", exercise)).isEmpty());
    }

    @Test
    void theShelvedAdviceIsSuchAsTheCatalogueMayShow() {
        assertThat(ShelvedCatalogue.advice())
                .isNotEmpty()
                .allSatisfy(advice ->
                        assertThat(faults(CATALOG, "AdviceView", advice)).isEmpty());
    }

    @Test
    void theShelvedLimitsAreSuchAsTheCatalogueMayShow() {
        assertThat(faults(CATALOG, "ContraindicationsView", ShelvedCatalogue.limits()))
                .isEmpty();
    }
}
