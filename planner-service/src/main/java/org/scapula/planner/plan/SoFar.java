package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.week.BookingRules;
import org.scapula.planner.week.PastSession;
import org.scapula.planner.week.PastWeek;
import org.scapula.planner.week.Report;
import org.scapula.planner.week.TakenOut;

/// The weeks behind a person as they were kept: plans, and what was said of their sessions.
record SoFar(List<Lived> weeks) {

    /// So many weeks are looked back at. A rest is due after five, a stage after two.
    static final int MOST = 16;

    SoFar {
        weeks = List.copyOf(weeks);
    }

    record Lived(
            UUID plan,
            Instant madeAt,
            String inputHash,
            Wanted wanted,
            Optional<MadeWith> template,
            List<TakenOut> takenOut,
            String patient,
            KeptPlan kept,
            Optional<PlanView> view,
            List<Said> sessions) {

        private Lived without(List<TakenOut> all) {
            return new Lived(plan, madeAt, inputHash, wanted, template, all, patient, kept, view, sessions);
        }
    }

    record Said(UUID log, Instant at, Optional<UUID> assessment, NewSession session) {

        static Said of(LoggedSession row, ObjectMapper json) {
            return new Said(row.id, row.loggedAt, Optional.ofNullable(row.assessment), row.read(json));
        }

        private boolean isAssessedSince(TriageAssessment said) {
            return said.assessedAt().isAfter(at)
                    || assessment.filter(said.id()::equals).isPresent();
        }
    }

    /// One week of a plan's input: the plans and the logs never change, so their ids say what was read.
    record Read(UUID plan, String inputHash, List<UUID> sessions) {}

    static SoFar of(List<Plan> chain, Map<UUID, List<LoggedSession>> byPlan, ObjectMapper json) {
        return new SoFar(chain.stream()
                .map(plan -> lived(plan, byPlan.getOrDefault(plan.id, List.of()), json))
                .toList());
    }

    private static Lived lived(Plan plan, List<LoggedSession> sessions, ObjectMapper json) {
        var madeFrom = KeptPlan.madeFrom(plan, json);
        return new Lived(
                plan.id,
                plan.createdAt,
                plan.inputHash,
                madeFrom.wanted(),
                madeFrom.template(),
                madeFrom.takenOut().orElse(List.of()),
                plan.patient,
                KeptPlan.of(plan, json),
                plan.rulesetVersion.equals(Draft.RULES) ? Optional.of(KeptWeek.view(plan, json)) : Optional.empty(),
                sessions.stream().map(row -> Said.of(row, json)).toList());
    }

    /// The weeks before the last; empty for a first week.
    Optional<SoFar> before() {
        return weeks.size() < 2 ? Optional.empty() : Optional.of(new SoFar(weeks.subList(0, weeks.size() - 1)));
    }

    Lived last() {
        return weeks.getLast().without(takenOut());
    }

    /// The last week knows what was taken out of those before, but for what has been since it was made.
    private List<TakenOut> takenOut() {
        var last = weeks.getLast();
        var since = weeks.stream()
                .filter(week -> week.madeAt().isAfter(last.madeAt()))
                .sorted(Comparator.comparing(Lived::madeAt))
                .flatMap(week -> week.takenOut().stream());
        return List.copyOf(Stream.concat(last.takenOut().stream(), since)
                .collect(Collectors.toMap(TakenOut::slug, it -> it, (_, latest) -> latest, TreeMap::new))
                .values());
    }

    List<BookingRules.Before> proposed() {
        return weeks.stream()
                .flatMap(week -> week.kept().bookingProposal().stream())
                .map(said -> new BookingRules.Before(said.after(), said.latest()))
                .toList();
    }

    List<Read> read() {
        return weeks.stream()
                .map(week -> new Read(
                        week.plan(),
                        week.inputHash(),
                        week.sessions().stream().map(Said::log).toList()))
                .toList();
    }

    /// What became of one of them so far.
    static PastWeek soFar(Lived week, TriageAssessment said, LocalDate today) {
        return past(week, said, today, week.kept().startsOn().plusDays(7));
    }

    List<PastWeek> history(TriageAssessment said, LocalDate today, LocalDate startsOn) {
        return IntStream.range(0, weeks.size())
                .mapToObj(at -> past(
                        weeks.get(at),
                        said,
                        today,
                        at + 1 < weeks.size() ? weeks.get(at + 1).kept().startsOn() : startsOn))
                .toList();
    }

    /// @param next where another week takes over; a session from then on counts only if something was said of it
    private static PastWeek past(Lived week, TriageAssessment said, LocalDate today, LocalDate next) {
        var kept = week.kept();
        return new PastWeek(
                kept.weekIndex(),
                kept.startsOn(),
                kept.deload(),
                kept.patient().stage(),
                kept.patient().irritability(),
                kept.patient().nprs(),
                kept.lines(),
                Stream.concat(
                                kept.week().stream().flatMap(day -> sessions(week, day, said, today)),
                                left(week, said, today))
                        .filter(session -> session.date().isBefore(next)
                                || session.report().isPresent())
                        .toList());
    }

    private static Stream<PastSession> sessions(Lived week, KeptPlan.Day day, TriageAssessment said, LocalDate today) {
        return IntStream.rangeClosed(1, day.sessions().size())
                .mapToObj(at -> new PastSession(
                        day.date(),
                        at,
                        day.date().isBefore(today),
                        week.sessions().stream()
                                .filter(one -> one.session().date().equals(day.date())
                                        && one.session().sessionOfTheDay() == at)
                                .findFirst()
                                .map(one -> report(one, said))));
    }

    /// Of which something was said before a clinician left nothing of them. What was said still counts.
    private static Stream<PastSession> left(Lived week, TriageAssessment said, LocalDate today) {
        return week.sessions().stream()
                .filter(one -> week.kept()
                        .session(one.session().date(), one.session().sessionOfTheDay())
                        .isEmpty())
                .map(one -> new PastSession(
                        one.session().date(),
                        one.session().sessionOfTheDay(),
                        one.session().date().isBefore(today),
                        Optional.of(report(one, said))));
    }

    private static Report report(Said one, TriageAssessment said) {
        var session = one.session();
        return new Report(
                session.done(),
                session.painBefore(),
                session.painDuring(),
                session.painNextMorning(),
                session.effort(),
                session.exercises().orElse(List.of()).stream()
                        .collect(Collectors.toMap(
                                NewSession.Rated::exerciseId, NewSession.Rated::rating, (first, again) -> again)),
                session.tellsOfSomethingNew(),
                one.isAssessedSince(said));
    }
}
