package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scapula.planner.week.Coupled.Held;

/// What the planner gives away by settling the places of a week before it fills them. Here a few people are tried;
/// `planner-service/price` tries as many as one likes and prints what it finds.
class PriceTest {

    private static final int PEOPLE = Integer.getInteger("scapula.price.people", 60);
    private static final double EFFORT = Integer.getInteger("scapula.price.effort", 2);
    private static final List<Held> HELD =
            Integer.getInteger("scapula.price.people") == null ? List.of(Held.MIX) : List.of(Held.values());

    private static List<Price.Paid> paid = List.of();

    @BeforeAll
    static void tryThem() throws IOException {
        paid = Price.of(PEOPLE, HELD, EFFORT);
        Files.write(Path.of("target", "price.txt"), Price.lines(paid, HELD));
    }

    /// Else the comparison would be with something the planner may not do, or not with all that it may.
    @Test
    void everyWeekOfThePlannerIsAPointOfTheModelWorthAsMuch() {
        for (var one : paid) {
            for (var held : HELD) {
                assertThat(Coupled.worthOf(one.facts(), one.planned(), held))
                        .as("person %d, %s", one.seed(), held)
                        .hasValue(one.points());
            }
        }
    }

    @Test
    void noWeekOfThePlannerBeatsTheModel() {
        for (var one : paid) {
            for (var held : HELD) {
                assertThat(one.points())
                        .as("person %d, %s", one.seed(), held)
                        .isLessThanOrEqualTo(one.answer(held).points())
                        .isLessThanOrEqualTo(one.bound(held));
            }
        }
    }

    /// A model that forgot a rule would ask for too much.
    @Test
    void whatTheModelFindsKeepsEveryHardRule() {
        for (var one : paid) {
            for (var held : HELD) {
                assertThat(WeekRules.check(
                                Plans.of(one.facts(), one.answer(held).week())))
                        .as("person %d, %s", one.seed(), held)
                        .isEmpty();
            }
        }
    }

    @Test
    void settlingThePlacesFirstCostsLittle() {
        assertThat(Price.median(paid, Held.MIX)).isGreaterThanOrEqualTo(0.97);
    }
}
