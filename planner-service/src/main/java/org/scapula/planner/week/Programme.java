package org.scapula.planner.week;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The weeks ahead, as they would be if all went well: each made as a real one would be made, from the one before it,
/// with what the person's own activity asks for put forward.
///
/// @param weeks as many as could be made
/// @param stopped why there are no more; empty where all that were asked for are there
public record Programme(List<Ahead> weeks, Optional<Outcome.Refused> stopped) {

    /// Pain and effort of a session that went well.
    public static final int MILD = 1;

    public static final int MODERATE_EFFORT = 5;

    public Programme {
        weeks = List.copyOf(weeks);
    }

    /// A week of it, and what it would be made from.
    public record Ahead(Facts facts, Week week, Onward onward, Optimum optimum) {

        public int hardSets() {
            return SessionDraft.hardSetsOf(week.items().toList());
        }

        public int minutes() {
            return (int) Math.round(week.days().stream()
                    .flatMap(day -> day.sessions().stream())
                    .mapToDouble(Session::minutes)
                    .sum());
        }
    }

    /// @param facts with the weeks so far; what is still to come of the last one is taken to go well, and what nobody
    ///     logged of the days gone by stays missed
    /// @param stageOn the stage by the calendar
    public static Programme of(Facts facts, LocalDate startsOn, int weeks, Function<LocalDate, Stage> stageOn) {
        var history = new ArrayList<>(facts.history());
        if (!history.isEmpty()) {
            history.set(history.size() - 1, endingWell(history.getLast()));
        }
        var ahead = new ArrayList<Ahead>();
        for (int at = 0; at < weeks; at++) {
            var start = startsOn.plusDays(7L * at);
            var then = assessedOn(facts, start, stageOn.apply(start), history);
            switch (WeekPlanner.plan(then, start)) {
                case Outcome.Refused refused -> {
                    return new Programme(ahead, Optional.of(refused));
                }
                case Outcome.Planned(var week, var onward, var optimum) -> {
                    ahead.add(new Ahead(then, week, onward, optimum));
                    history.add(endingWell(PastWeek.of(week, baseline(then), sessions(week))));
                }
            }
        }
        return new Programme(ahead, Optional.empty());
    }

    /// Triage asked again at the start of the week, with the same answers. A pregnancy goes on.
    private static Facts assessedOn(Facts facts, LocalDate day, Stage stage, List<PastWeek> history) {
        var triage = facts.triage();
        int weeks = (int) Math.ceilDiv(ChronoUnit.DAYS.between(triage.assessedOn(), day), 7);
        return new Facts(
                new Triage(
                        triage.assessmentId(),
                        triage.disposition(),
                        day,
                        triage.unknownRedFlags(),
                        triage.picture()
                                .map(it -> it.with(stage, it.irritability()).after(weeks)),
                        triage.approved()),
                facts.person().after(weeks),
                facts.candidates(),
                history,
                facts.template(),
                facts.takenOut(),
                facts.towards());
    }

    private static Optional<Integer> baseline(Facts facts) {
        return facts.triage().picture().flatMap(Picture::nprs);
    }

    private static List<PastSession> sessions(Week week) {
        var sessions = new ArrayList<PastSession>();
        for (var day : week.days()) {
            for (int at = 1; at <= day.sessions().size(); at++) {
                sessions.add(new PastSession(day.date(), at, false, Optional.empty()));
            }
        }
        return sessions;
    }

    private static PastWeek endingWell(PastWeek week) {
        var well = new Report(
                Done.DONE,
                Optional.of(MILD),
                Optional.of(MILD),
                Optional.of(Math.min(MILD, week.painBefore())),
                Optional.of(MODERATE_EFFORT),
                Map.of(),
                false,
                true);
        return new PastWeek(
                week.index(),
                week.startsOn(),
                week.deload(),
                week.stage(),
                week.irritability(),
                week.baseline(),
                week.lines(),
                week.sessions().stream()
                        .map(session -> session.due() || session.report().isPresent()
                                ? session
                                : new PastSession(session.date(), session.session(), true, Optional.of(well)))
                        .toList());
    }
}
