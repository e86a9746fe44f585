package org.scapula.planner.week;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeskBreakTest {

    @Test
    void everyHourOfAWorkingDayHasItsBreak() {
        var rest = rest(People.deskWorker());

        assertThat(rest.hours()).extracting(MovementBreak.AtHour::hour).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(rest.hours())
                .allSatisfy(hour ->
                        assertThat(hour.exercises()).hasSizeBetween(1, 2).doesNotHaveDuplicates());
    }

    @Test
    void eachBreakFitsIntoTwoMinutes() {
        var rest = rest(People.deskWorker());

        assertThat(rest.hours())
                .allSatisfy(
                        hour -> assertThat(Timing.seconds(items(rest, hour))).isLessThanOrEqualTo(120));
    }

    @Test
    void aMovementComesBackOnlyAfterTheOthersHadTheirTurn() {
        var rest = rest(People.deskWorker());

        var times = rest.hours().stream()
                .flatMap(hour -> hour.exercises().stream())
                .collect(groupingBy(identity(), counting()));
        assertThat(times)
                .hasSizeGreaterThan(4)
                .containsOnlyKeys(rest.items().stream().map(Item::exerciseId).toList());
        assertThat(Collections.max(times.values()) - Collections.min(times.values()))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void afterAFlareTheBreaksAreForMovementOnly() {
        var flared = Weeks.withWeeks(People.deskWorker(), 1, week -> Weeks.reported(week, it -> Weeks.report(1, 6, 1)));

        var rest = rest(flared);

        assertThat(rest.items()).isNotEmpty().extracting(Item::exerciseClass).containsOnly(ExerciseClass.MOBILITY);
        assertThat(rest.hours()).hasSize(8);
        assertThat(rest.why().text()).contains("flare");
    }

    @Test
    void withNothingLeftToDoThereAreAFewStepsEveryHour() {
        var rest = DeskBreak.from(
                new Permitted(List.of(), List.of(), Map.of()),
                new Dosing(
                        Course.of(List.of(), People.picture(41, 3, Stage.CHRONIC, Irritability.LOW), People.MONDAY),
                        new Permitted(List.of(), List.of(), Map.of()),
                        Regimen.BUILD,
                        Map.of(),
                        Sparing.NOTHING),
                Step.START);

        assertThat(rest.items()).isEmpty();
        assertThat(rest.hours())
                .hasSize(8)
                .allSatisfy(hour -> assertThat(hour.exercises()).isEmpty());
        assertThat(rest.why().text()).contains("walk a few steps");
    }

    @Test
    void whatAClinicianTakesOutIsInNoHourAndTheBreakSaysSo() {
        var before = rest(People.deskWorker());
        var out = before.items().getFirst();

        var rest = DeskBreak.without(before, out.exerciseId(), "It pinches.");

        assertThat(rest.items()).hasSize(before.items().size() - 1).doesNotContain(out);
        assertThat(rest.hours())
                .hasSize(8)
                .allSatisfy(hour -> assertThat(hour.exercises()).doesNotContain(out.exerciseId()));
        assertThat(rest.why().text())
                .startsWith(before.why().text())
                .endsWith("A clinician took " + out.name() + " out of it: It pinches.");
    }

    @Test
    void withEverythingTakenOutAFewStepsAreLeft() {
        var rest = rest(People.deskWorker());

        for (var item : List.copyOf(rest.items())) {
            rest = DeskBreak.without(rest, item.exerciseId(), "It pinches.");
        }

        assertThat(rest.items()).isEmpty();
        assertThat(rest.why().text()).contains("walk a few steps").doesNotContain("what the hour brings");
    }

    private static MovementBreak rest(Facts facts) {
        return Plans.week(facts).movementBreak().orElseThrow();
    }

    private static List<Item> items(MovementBreak rest, MovementBreak.AtHour hour) {
        return hour.exercises().stream()
                .flatMap(slug -> Stream.of(rest.items().stream()
                        .filter(item -> item.exerciseId().equals(slug))
                        .findFirst()
                        .orElseThrow()))
                .toList();
    }
}
