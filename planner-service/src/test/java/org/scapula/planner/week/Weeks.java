package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// People over several weeks: each is planned, lived through as the test says, and planned on from there.
final class Weeks {

    private Weeks() {}

    /// Done, hardly any pain, fine.
    static Report good() {
        return report(1, 1, 1);
    }

    static Report report(int before, int during, int nextMorning) {
        return new Report(
                Done.DONE,
                Optional.of(before),
                Optional.of(during),
                Optional.of(nextMorning),
                Optional.of(5),
                Map.of(),
                false,
                true);
    }

    /// Nothing more is known of it.
    static Report skipped() {
        return only(Optional.empty());
    }

    /// Skipped, and what the pain was that day.
    static Report before(int pain) {
        return only(Optional.of(pain));
    }

    private static Report only(Optional<Integer> before) {
        return new Report(
                Done.SKIPPED, before, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), false, true);
    }

    static Report saying(Report it, String slug, Rating rating) {
        return new Report(
                it.done(),
                it.painBefore(),
                it.painDuring(),
                it.painNextMorning(),
                it.effort(),
                Map.of(slug, rating),
                it.newSymptoms(),
                it.assessedSince());
    }

    static Report unassessed(Report it, boolean newSymptoms) {
        return new Report(
                it.done(),
                it.painBefore(),
                it.painDuring(),
                it.painNextMorning(),
                it.effort(),
                it.ratings(),
                newSymptoms,
                false);
    }

    /// A week with one report for each of its sessions.
    static PastWeek lived(Week week, Optional<Integer> baseline, BiFunction<LocalDate, Integer, Optional<Report>> how) {
        var sessions = new ArrayList<PastSession>();
        for (var day : week.days()) {
            IntStream.rangeClosed(1, day.sessions().size())
                    .forEach(at -> sessions.add(new PastSession(day.date(), at, true, how.apply(day.date(), at))));
        }
        return PastWeek.of(week, baseline, sessions);
    }

    /// Another week takes over on this day.
    static PastWeek livedUntil(LocalDate day, PastWeek it) {
        return sessions(
                it,
                it.sessions().stream()
                        .filter(session -> session.date().isBefore(day))
                        .toList());
    }

    static PastWeek allWell(Week week, Facts facts) {
        return lived(week, baseline(facts), (date, session) -> Optional.of(good()));
    }

    static Optional<Integer> baseline(Facts facts) {
        return facts.triage().picture().flatMap(Picture::nprs);
    }

    /// The same person some weeks ago, freshly assessed then.
    static Facts assessedOn(Facts facts, LocalDate day) {
        var it = facts.triage();
        return new Facts(
                new Triage(it.assessmentId(), it.disposition(), day, it.unknownRedFlags(), it.picture(), it.approved()),
                facts.person(),
                facts.candidates(),
                facts.history());
    }

    static Facts after(Facts facts, List<PastWeek> history) {
        return new Facts(facts.triage(), facts.person(), facts.candidates(), history);
    }

    /// A person with so many good weeks behind them, freshly assessed for the week that starts on [People#MONDAY].
    static Facts withGoodWeeks(Facts facts, int weeks) {
        return withWeeks(facts, weeks, UnaryOperator.identity());
    }

    static Facts withWeeks(Facts facts, int weeks, UnaryOperator<PastWeek> lived) {
        var history = new ArrayList<PastWeek>();
        for (int ago = weeks; ago > 0; ago--) {
            var start = People.MONDAY.minusDays(7L * ago);
            var then = after(assessedOn(facts, start.minusDays(1)), history);
            var week = planned(then, start);
            history.add(lived.apply(allWell(week, then)));
        }
        return after(facts, history);
    }

    static Course course(Facts facts) {
        return Course.of(facts.history(), facts.triage().picture().orElseThrow(), People.MONDAY);
    }

    static Permitted permitted(Facts facts, Regimen regimen) {
        return Permitted.in(facts, regimen, course(facts));
    }

    static Week planned(Facts facts, LocalDate startsOn) {
        return switch (WeekPlanner.plan(facts, startsOn)) {
            case Outcome.Planned(Week week, Onward _, Optimum _) -> week;
            case Outcome.Refused refused -> throw new AssertionError("refused: " + refused);
        };
    }

    static Onward onward(Facts facts) {
        return switch (WeekPlanner.plan(facts, People.MONDAY)) {
            case Outcome.Planned(Week _, Onward onward, Optimum _) -> onward;
            case Outcome.Refused refused -> throw new AssertionError("refused: " + refused);
        };
    }

    static PastWeek reported(PastWeek it, UnaryOperator<Report> change) {
        return new PastWeek(
                it.index(),
                it.startsOn(),
                it.deload(),
                it.stage(),
                it.irritability(),
                it.baseline(),
                it.lines(),
                it.sessions().stream()
                        .map(session -> new PastSession(
                                session.date(),
                                session.session(),
                                session.due(),
                                session.report().map(change)))
                        .toList());
    }

    /// Of the first sessions of the week this was said.
    static PastWeek told(PastWeek it, Report... reports) {
        return told(it, 0, reports);
    }

    /// Of the last sessions of the week this was said.
    static PastWeek toldLast(PastWeek it, Report... reports) {
        return told(it, it.sessions().size() - reports.length, reports);
    }

    private static PastWeek told(PastWeek it, int from, Report... reports) {
        var sessions = new ArrayList<>(it.sessions());
        for (int at = 0; at < reports.length; at++) {
            var session = sessions.get(from + at);
            sessions.set(from + at, new PastSession(session.date(), session.session(), true, Optional.of(reports[at])));
        }
        return sessions(it, sessions);
    }

    static PastWeek sessions(PastWeek it, List<PastSession> sessions) {
        return new PastWeek(
                it.index(),
                it.startsOn(),
                it.deload(),
                it.stage(),
                it.irritability(),
                it.baseline(),
                it.lines(),
                sessions);
    }

    static PastWeek lines(PastWeek it, UnaryOperator<List<PastLine>> change) {
        return new PastWeek(
                it.index(),
                it.startsOn(),
                it.deload(),
                it.stage(),
                it.irritability(),
                it.baseline(),
                change.apply(it.lines()),
                it.sessions());
    }

    static PastWeek unlogged(PastWeek it) {
        return new PastWeek(
                it.index(),
                it.startsOn(),
                it.deload(),
                it.stage(),
                it.irritability(),
                it.baseline(),
                it.lines(),
                it.sessions().stream()
                        .map(session -> new PastSession(session.date(), session.session(), true, Optional.empty()))
                        .toList());
    }

    /// Only the first sessions are behind the person; nobody knows yet how the others go.
    static PastWeek toCome(PastWeek it, int behind) {
        return sessions(
                it,
                IntStream.range(0, it.sessions().size())
                        .mapToObj(at -> at < behind
                                ? it.sessions().get(at)
                                : new PastSession(
                                        it.sessions().get(at).date(),
                                        it.sessions().get(at).session(),
                                        false,
                                        Optional.empty()))
                        .toList());
    }

    /// How it was on the morning after the last session nobody has said.
    ///
    /// @param due whether the day of that session was over
    static PastWeek withoutTheLastMorning(PastWeek it, boolean due) {
        var sessions = new ArrayList<>(it.sessions());
        var last = sessions.removeLast();
        sessions.add(
                new PastSession(last.date(), last.session(), due, last.report().map(Weeks::withoutAMorning)));
        return sessions(it, sessions);
    }

    /// One session more, which was skipped.
    static PastWeek withOneSkipped(PastWeek it, Optional<Integer> morning) {
        var last = it.sessions().getLast();
        var report = last.report().orElseThrow();
        var skipped = new Report(
                Done.SKIPPED,
                report.painBefore(),
                Optional.empty(),
                morning,
                Optional.empty(),
                Map.of(),
                false,
                report.assessedSince());
        var sessions = new ArrayList<>(it.sessions());
        sessions.add(new PastSession(last.date(), last.session() + 1, true, Optional.of(skipped)));
        return sessions(it, sessions);
    }

    private static Report withoutAMorning(Report it) {
        return new Report(
                it.done(),
                it.painBefore(),
                it.painDuring(),
                Optional.empty(),
                it.effort(),
                it.ratings(),
                it.newSymptoms(),
                it.assessedSince());
    }

    /// The same so many days earlier.
    static PastWeek earlier(PastWeek it, int days) {
        return new PastWeek(
                it.index(),
                it.startsOn().minusDays(days),
                it.deload(),
                it.stage(),
                it.irritability(),
                it.baseline(),
                it.lines().stream()
                        .map(line -> dated(line, line.date().minusDays(days)))
                        .toList(),
                it.sessions().stream()
                        .map(session -> new PastSession(
                                session.date().minusDays(days), session.session(), session.due(), session.report()))
                        .toList());
    }

    static PastWeek stage(PastWeek it, Stage stage) {
        return new PastWeek(
                it.index(),
                it.startsOn(),
                it.deload(),
                stage,
                it.irritability(),
                it.baseline(),
                it.lines(),
                it.sessions());
    }

    static PastWeek index(PastWeek it, int index, LocalDate startsOn) {
        return new PastWeek(
                index, startsOn, it.deload(), it.stage(), it.irritability(), it.baseline(), it.lines(), it.sessions());
    }

    static PastLine dated(PastLine it, LocalDate date) {
        return new PastLine(
                date,
                it.session(),
                it.slug(),
                it.exerciseClass(),
                it.groups(),
                it.sets(),
                it.reps(),
                it.holdSec(),
                it.seconds(),
                it.rpe(),
                it.level());
    }

    static PastLine dosed(PastLine it, int sets, int reps) {
        return new PastLine(
                it.date(),
                it.session(),
                it.slug(),
                it.exerciseClass(),
                it.groups(),
                sets,
                reps,
                it.holdSec(),
                it.seconds(),
                it.rpe(),
                it.level());
    }
}
