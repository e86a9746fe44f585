package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scapula.planner.filling.Oracle;

/// What a week is filled with is the best there is, by a solver that is not ours: for people, first weeks and later
/// ones.
class OracleOfPeopleTest {

    private static final int PEOPLE = 150;

    @Test
    void aFirstWeekIsTheBestThereIs() {
        assertThat(costs(People::random)).hasSizeGreaterThan(PEOPLE / 3).allMatch(Cost::isTheLeast);
    }

    @Test
    void soIsAWeekThatGoesOnFromOthers() {
        assertThat(costs(Histories::random)).hasSizeGreaterThan(PEOPLE / 3).allMatch(Cost::isTheLeast);
    }

    private record Cost(long person, long ours, long least) {

        boolean isTheLeast() {
            return ours == least;
        }
    }

    private static Stream<Cost> costs(LongFunction<Facts> people) {
        return LongStream.range(0, PEOPLE).parallel().boxed().flatMap(person -> switch (WeekPlanner.plan(
                people.apply(person), People.MONDAY)) {
            case Outcome.Planned planned -> Stream.of(cost(person, planned.optimum()));
            case Outcome.Refused _ -> Stream.<Cost>empty();
        });
    }

    private static Cost cost(long person, Optimum optimum) {
        return new Cost(person, optimum.filled().cost(), Oracle.leastCost(optimum.filling()));
    }
}
