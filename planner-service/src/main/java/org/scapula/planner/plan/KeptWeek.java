package org.scapula.planner.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import org.scapula.planner.week.CoverageReason;
import org.scapula.planner.week.Day;
import org.scapula.planner.week.Goal;
import org.scapula.planner.week.Item;
import org.scapula.planner.week.MovementBreak;
import org.scapula.planner.week.RunnerUp;
import org.scapula.planner.week.Session;
import org.scapula.planner.week.Value;
import org.scapula.planner.week.Week;
import org.scapula.planner.week.Why;

/// The week of a plan of this edition of the rules, read back from what was shown.
final class KeptWeek {

    private KeptWeek() {}

    static PlanView view(Plan plan, ObjectMapper json) {
        try {
            return json.readValue(plan.shown, PlanView.class);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    static Week of(PlanView plan) {
        return new Week(
                plan.startsOn(),
                plan.weekIndex(),
                plan.deload(),
                plan.patient().stage(),
                plan.patient().irritability(),
                plan.goals().stream()
                        .map(goal -> new Goal(goal.target(), goal.because(), goal.items()))
                        .toList(),
                plan.week().stream().map(KeptWeek::day).toList(),
                plan.movementBreak().map(KeptWeek::rest),
                plan.coverageReasons().stream()
                        .map(missing -> new CoverageReason(missing.subject(), missing.cause(), missing.reason()))
                        .toList(),
                plan.guidance().reviewDate());
    }

    private static Day day(PlanView.Day day) {
        return new Day(
                day.day(),
                day.date(),
                day.sessions().stream()
                        .map(session -> new Session(
                                session.minutes(),
                                session.warmupMinutes(),
                                session.items().stream().map(KeptWeek::item).toList()))
                        .toList());
    }

    private static MovementBreak rest(PlanView.MovementBreak rest) {
        return new MovementBreak(
                rest.everyMinutesMin(),
                rest.everyMinutesMax(),
                rest.minutes(),
                rest.items().stream().map(KeptWeek::item).toList(),
                rest.hours().stream()
                        .map(hour -> new MovementBreak.AtHour(hour.hour(), hour.exercises()))
                        .toList(),
                why(rest.why()));
    }

    private static Item item(PlanView.Item item) {
        return new Item(
                item.exerciseId(),
                item.catalogId(),
                item.exerciseVersion(),
                item.name(),
                item.exerciseClass(),
                item.phase(),
                item.groups(),
                item.targets(),
                item.region(),
                item.position(),
                item.equipment(),
                item.sets(),
                item.reps(),
                item.holdSec(),
                item.restSec(),
                item.secondsPerSpot(),
                item.durationSec(),
                item.rpe(),
                item.painCeiling(),
                item.side(),
                item.oneSided(),
                item.direction(),
                item.progressionLevel(),
                why(item.why()));
    }

    private static Why why(PlanView.Why why) {
        return new Why(
                why.text(),
                why.serves(),
                why.doseSources(),
                why.sources(),
                why.value().map(value -> new Value(value.points(), value.by())),
                why.runnerUp()
                        .map(next ->
                                new RunnerUp(next.slug(), next.name(), next.lostBy(), next.points(), next.because())));
    }
}
