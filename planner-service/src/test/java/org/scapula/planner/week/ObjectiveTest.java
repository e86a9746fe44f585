package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scapula.planner.filling.Rival;

class ObjectiveTest {

    private final Objective objective = Objective.SHIPPED;

    @Test
    void everyWeightSaysForWhatItIsGivenAndWhy() {
        assertThat(objective.weights()).isNotEmpty().allSatisfy((name, weight) -> {
            assertThat(weight.points()).as(name).isNotZero();
            assertThat(weight.what()).as(name).isNotBlank();
            assertThat(weight.reason()).as(name).isNotBlank();
        });
    }

    /// A weight that nothing earns would be a promise that is not kept; one without words could not be explained.
    @Test
    void everyWeightCountsAndCanBeExplained() {
        var worth = new Worth(objective, People.person(), Regimen.BUILD, List.of(), Weeks.course(People.deskWorker()));
        var choice =
                Weeks.permitted(People.deskWorker(), Regimen.BUILD).choices().getFirst();

        var counted = worth.of(choice).keySet();

        assertThat(objective.weights().keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(counted.stream(), Stream.of(Rival.VARIETY))
                        .toList());
        for (var weight : objective.weights().keySet()) {
            assertThat(RunnerUp.of(new Rival("a", 1, Map.of(weight, 1)), "Cat-cow", new Value(12, Map.of("goal", 10)))
                            .because())
                    .startsWith("Cat-cow came next: ")
                    .contains("worth 12 points", "1 point less");
        }
    }

    @Test
    void theLinesValuesLessWhatComingAgainCostsAreThePointsOfTheWhole() {
        LongStream.range(20_000, 20_060).forEach(seed -> {
            if (WeekPlanner.plan(People.random(seed), People.MONDAY)
                    instanceof Outcome.Planned(var week, var _, var optimum)) {
                var lines = week.items()
                        .mapToInt(item -> item.why().value().orElseThrow().points())
                        .sum();

                assertThat(lines - comingAgain(optimum))
                        .as("person %d", seed)
                        .isEqualTo(optimum.filled().points());
                assertThat(week.items().map(item -> item.why().value().orElseThrow()))
                        .allSatisfy(value -> assertThat(value.by().values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum())
                                .isEqualTo(value.points()));
            }
        });
    }

    /// Each time costs once more than the time before.
    private static int comingAgain(Optimum optimum) {
        return optimum.filled().slugs().stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.summingInt(slug -> 1)))
                .entrySet()
                .stream()
                .mapToInt(line -> line.getValue()
                        * (line.getValue() - 1)
                        / 2
                        * Objects.requireNonNull(optimum.filling().rations().get(line.getKey()))
                                .again())
                .sum();
    }
}
