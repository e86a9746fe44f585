package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scapula.planner.plan.ExerciseDayRules.Made;
import org.scapula.planner.plan.ExerciseDayRules.Stopped;

class ExerciseDayRulesTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final Made first = made(0, 0, 0, 2, 4);

    @Test
    void eachDayOfAPlanIsThereFromTheFirstThatIsAskedFor() {
        var days = ExerciseDayRules.since(MONDAY.plusDays(1), List.of(first), List.of(), VIENNA);

        assertThat(days).extracting(ExerciseDay::date).containsExactly(MONDAY.plusDays(2), MONDAY.plusDays(4));
        assertThat(days).allSatisfy(day -> {
            assertThat(day.revision()).isZero();
            assertThat(day.changedAt()).isEqualTo(first.madeAt());
            assertThat(day.cancelled()).isFalse();
        });
    }

    @Test
    void theLastPlanCounts() {
        var nextWeek = made(1, 7, 7, 9);
        var another = made(2, 3, 3, 4, 6);

        var days = ExerciseDayRules.since(MONDAY, List.of(first, nextWeek, another), List.of(), VIENNA);

        assertThat(days)
                .extracting(ExerciseDay::date)
                .containsExactly(
                        MONDAY, MONDAY.plusDays(2), MONDAY.plusDays(3), MONDAY.plusDays(4), MONDAY.plusDays(6));
        assertThat(days).extracting(ExerciseDay::revision).containsExactly(0, 0, 1, 1, 1);
    }

    @Test
    void anEditEndsNoWeekThatCameAfterThePlanItReplaces() {
        var nextWeek = made(1, 7, 7, 9);
        var edit = new Made(at(2), first.standsSince(), MONDAY, days(0, 1));

        var days = ExerciseDayRules.since(MONDAY, List.of(first, nextWeek, edit), List.of(), VIENNA);

        assertThat(days)
                .extracting(ExerciseDay::date)
                .containsExactly(MONDAY, MONDAY.plusDays(1), MONDAY.plusDays(7), MONDAY.plusDays(9));
        assertThat(days.getFirst().changedAt()).isEqualTo(edit.madeAt());
        assertThat(days.getFirst().revision()).isEqualTo(1);
    }

    /// Half past eleven in the evening in UTC is the next day in Vienna.
    @Test
    void nobodyExercisesWhileStopped() {
        var from = Instant.parse("2026-11-24T23:30:00Z");
        var open = new Stopped(from, Optional.empty());
        var ended = new Stopped(from, Optional.of(Instant.parse("2026-11-27T09:00:00Z")));

        assertThat(cancelled(List.of(open))).containsExactly(MONDAY.plusDays(2), MONDAY.plusDays(4));
        assertThat(cancelled(List.of(ended))).containsExactly(MONDAY.plusDays(2));
        assertThat(cancelled(List.of())).isEmpty();
    }

    @Test
    void nobodyExercisesByAPlanThatNoLongerFits() {
        var ahead = made(1, 7, 7, 9);
        var overtaken = new Made(
                ahead.madeAt(),
                ahead.standsSince(),
                ahead.startsOn(),
                ahead.days(),
                Optional.of(Instant.parse("2026-12-01T18:00:00Z")));
        var again = made(3000, 9, 9);

        var left = ExerciseDayRules.since(MONDAY.plusDays(7), List.of(first, overtaken), List.of(), VIENNA);
        var mended = ExerciseDayRules.since(MONDAY.plusDays(7), List.of(first, overtaken, again), List.of(), VIENNA);

        assertThat(left).extracting(ExerciseDay::cancelled).containsExactly(false, true);
        assertThat(left).extracting(ExerciseDay::revision).containsExactly(1, 2);
        assertThat(mended).extracting(ExerciseDay::cancelled).containsExactly(false, false);
        assertThat(mended).extracting(ExerciseDay::revision).containsExactly(1, 3);
    }

    @Test
    void aRevisionNeverGoesDown() {
        var from = at(50);
        var until = at(60);
        var stages = Stream.of(
                days(List.of(first), List.of()),
                days(List.of(first), List.of(new Stopped(from, Optional.empty()))),
                days(List.of(first), List.of(new Stopped(from, Optional.of(until)))),
                days(List.of(first, made(70, 0, 4)), List.of(new Stopped(from, Optional.of(until)))));

        var friday = stages.map(List::getLast).toList();

        assertThat(friday).extracting(ExerciseDay::date).containsOnly(MONDAY.plusDays(4));
        assertThat(friday).extracting(ExerciseDay::revision).containsExactly(0, 1, 2, 3);
        assertThat(friday).extracting(ExerciseDay::changedAt).containsExactly(first.madeAt(), from, until, at(70));
    }

    private List<LocalDate> cancelled(List<Stopped> stops) {
        return days(List.of(first), stops).stream()
                .filter(ExerciseDay::cancelled)
                .map(ExerciseDay::date)
                .toList();
    }

    private static List<ExerciseDay> days(List<Made> plans, List<Stopped> stops) {
        return ExerciseDayRules.since(MONDAY, plans, stops, VIENNA);
    }

    private static Made made(int hour, int startsOn, int... days) {
        return new Made(at(hour), at(hour), MONDAY.plusDays(startsOn), days(days));
    }

    /// Hours after Sunday morning.
    private static Instant at(int hour) {
        return Instant.parse("2026-11-22T08:00:00Z").plusSeconds(3600L * hour);
    }

    private static Set<LocalDate> days(int... days) {
        return IntStream.of(days).mapToObj(MONDAY::plusDays).collect(Collectors.toSet());
    }
}
