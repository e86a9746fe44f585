package org.scapula.planner.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.planner.remote.CatalogClient.AdvicePage;
import org.scapula.planner.remote.CatalogClient.ExercisePage;
import org.scapula.planner.week.Direction;
import org.scapula.planner.week.ExerciseClass;
import org.scapula.planner.week.Kind;
import org.scapula.planner.week.Region;
import org.scapula.planner.week.Topic;

/// A plan is made from one catalogue: the pages of exercises agree, and all the rest is of their edition.
class CatalogClientTest {

    @ParameterizedTest
    @CsvSource({"2-ab, 2-ab", "2-ab+7, 2-ab"})
    void aClinicsRevisionAndItsEditionMakeOneCatalogue(String exercises, String edition) {
        var catalog = CatalogClient.whole(
                List.of(page(exercises, "b"), page(exercises, "a")),
                CatalogClient.Common.of(List.of(advice(edition)), limits(edition)));

        assertThat(catalog.version()).isEqualTo(exercises);
        assertThat(catalog.exercises()).extracting(CatalogExercise::slug).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "2-ab+7, 2-ab+8, 2-ab, 2-ab",
        "2-ab+7, 2-ab, 2-ab, 2-ab",
        "2-ab, 2-cd, 2-ab, 2-ab",
        "2-ab+7, 2-ab+7, 2-cd, 2-ab",
        "2-ab+7, 2-ab+7, 2-ab, 2-cd",
        "2-ab+7, 2-ab+7, 2-ab+7, 2-ab",
        "2-ab+7, 2-ab+7, 2-ab, 2-ab+7"
    })
    void whatIsNotOfOneMomentIsNotPutTogether(String first, String second, String advice, String limits) {
        var exercises = List.of(page(first, "a"), page(second, "b"));

        assertThatThrownBy(() -> CatalogClient.whole(
                        exercises, CatalogClient.Common.of(List.of(advice(advice)), limits(limits))))
                .isInstanceOf(NotUnderstood.class);
    }

    @Test
    void aClinicMayHideEverythingButTheProductShipsSomething() {
        var advice = List.of(advice("2-ab"));

        assertThat(CatalogClient.whole(List.of(page("2-ab+7")), CatalogClient.Common.of(advice, limits("2-ab")))
                        .exercises())
                .isEmpty();
        assertThatThrownBy(() ->
                        CatalogClient.whole(List.of(page("2-ab")), CatalogClient.Common.of(advice, limits("2-ab"))))
                .isInstanceOf(NotUnderstood.class);
    }

    private static ExercisePage page(String version, String... slugs) {
        return new ExercisePage(
                version, Stream.of(slugs).map(CatalogClientTest::exercise).toList(), Optional.empty());
    }

    private static CatalogExercise exercise(String slug) {
        return new CatalogExercise(
                new UUID(1, 1),
                1,
                slug,
                slug,
                Kind.MOVEMENT,
                ExerciseClass.MOBILITY,
                List.of(),
                List.of(),
                Region.UPPER_BACK,
                List.of(),
                List.of(),
                Direction.NONE,
                false,
                1,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static AdvicePage advice(String version) {
        var line = new CatalogAdvice(
                "a",
                Topic.POSTURE,
                "",
                "",
                List.of(CatalogAdvice.Whom.ANY),
                Optional.empty(),
                List.of(),
                "WEAK",
                "",
                List.of());
        return new AdvicePage(version, List.of(line), Optional.empty());
    }

    private static CatalogLimits limits(String version) {
        return new CatalogLimits(version, List.of());
    }
}
