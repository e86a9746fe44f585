package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
            assertThat(RunnerUp.of(new Rival("a", 1, Map.of(weight, 1)), "Cat-cow")
                            .because())
                    .startsWith("Cat-cow came next: ");
        }
    }
}
