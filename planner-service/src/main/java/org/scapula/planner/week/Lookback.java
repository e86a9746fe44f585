package org.scapula.planner.week;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the weeks behind a person tell. What was not said never counts as good: a session nobody logged was not done,
/// a pain nobody named is not known to have been mild.
record Lookback(List<PastWeek> weeks) {

    /// NPRS over baseline that counts as a rise: less is within what the scale can tell.
    static final int RISE = 2;

    static final int MOST_IN_A_SESSION = 5;
    static final double ENOUGH_DONE = 0.7;

    /// Weeks from one with less load to the next (H46).
    private static final int MOST_WITHOUT_REST = 5;

    PastWeek last() {
        return weeks.getLast();
    }

    Optional<PastWeek> beforeLast() {
        return weeks.size() < 2 ? Optional.empty() : Optional.of(weeks.get(weeks.size() - 2));
    }

    /// What last week held of each exercise; after a deload what it may return to, too.
    Map<String, PastDose> reference() {
        var doses = new TreeMap<>(last().doses());
        if (last().deload()) {
            beforeLast().ifPresent(week -> week.doses().forEach((slug, dose) -> doses.merge(slug, dose, PastDose::or)));
        }
        return doses;
    }

    /// The most a week may hold that only goes on.
    int hardSetsToReturnTo() {
        return last().deload()
                ? Math.max(
                        last().hardSets(), beforeLast().map(PastWeek::hardSets).orElse(0))
                : last().hardSets();
    }

    int hardSetsLastTolerated() {
        return weeks.reversed().stream()
                .filter(week -> !flared(week))
                .findFirst()
                .orElse(last())
                .hardSets();
    }

    static double adherence(PastWeek week) {
        var known = week.sessions().stream()
                .filter(session -> session.due() || session.report().isPresent())
                .toList();
        var done = known.stream()
                .flatMap(session -> session.report().stream())
                .mapToDouble(report -> switch (report.done()) {
                    case DONE -> 1;
                    case PARTLY -> 0.5;
                    case SKIPPED -> 0;
                })
                .sum();
        return known.isEmpty() ? 0 : done / known.size();
    }

    /// Enough was done, all pain is known, none was above this, and each morning was as good as before.
    static boolean wentWell(PastWeek week, int most) {
        var done = done(week);
        return adherence(week) >= ENOUGH_DONE
                && done.stream()
                        .allMatch(report ->
                                report.painDuring().filter(pain -> pain <= most).isPresent())
                && IntStream.range(0, done.size())
                        .allMatch(at -> isAGoodMorning(week, done.get(at), at == done.size() - 1));
    }

    /// The morning after the last session may be still to come.
    private static boolean isAGoodMorning(PastWeek week, Report report, boolean isLast) {
        return report.painNextMorning().map(pain -> pain <= week.painBefore()).orElse(isLast);
    }

    /// More than 5 of 10 in a session, or a rise that had not gone when pain was named again.
    boolean flared(PastWeek week) {
        return flares(week).findAny().isPresent();
    }

    private Stream<Report> flares(PastWeek week) {
        return week.sessions().stream()
                .filter(session -> session.report()
                        .filter(report -> isSharp(report) || hasStayed(week, session.date(), report))
                        .isPresent())
                .flatMap(session -> session.report().stream());
    }

    private static boolean isSharp(Report report) {
        return report.painDuring().filter(pain -> pain > MOST_IN_A_SESSION).isPresent();
    }

    private boolean hasStayed(PastWeek week, LocalDate day, Report report) {
        return report.painBefore().filter(pain -> isARise(week, pain)).isPresent()
                && lastFeltBeforeTheSessionsOf(day).filter(Felt::risen).isPresent();
    }

    /// Pain at rest. On one morning the worst that was said counts.
    ///
    /// @param part of the day: first the morning, then the time before each session
    private record Felt(LocalDate day, int part, boolean risen) {

        static final Comparator<Felt> IN_ORDER =
                Comparator.comparing(Felt::day).thenComparing(Felt::part).thenComparing(Felt::risen);
    }

    /// In whichever week; a session of which nobody said anything tells nothing, so it ends nothing.
    private Optional<Felt> lastFeltBeforeTheSessionsOf(LocalDate day) {
        return weeks.stream()
                .flatMap(Lookback::felt)
                .filter(it -> it.day().isBefore(day) || (it.day().equals(day) && it.part() == 0))
                .max(Felt.IN_ORDER);
    }

    private static Stream<Felt> felt(PastWeek week) {
        return week.sessions().stream()
                .flatMap(session -> session.report().stream()
                        .flatMap(report -> Stream.concat(
                                report.painBefore().stream()
                                        .map(pain -> new Felt(session.date(), session.session(), isARise(week, pain))),
                                report.painNextMorning().stream()
                                        .map(pain -> new Felt(session.date().plusDays(1), 0, isARise(week, pain))))));
    }

    private static boolean isARise(PastWeek week, int pain) {
        return pain >= week.painBefore() + RISE;
    }

    boolean isFlareAssessed() {
        return flares(last()).allMatch(Report::assessedSince);
    }

    boolean toldOfNewSymptoms() {
        return weeks.stream()
                .flatMap(week -> week.reports().stream())
                .anyMatch(report -> report.newSymptoms() && !report.assessedSince());
    }

    private static boolean isABadMorning(PastWeek week, Report report) {
        return report.painNextMorning().filter(pain -> isARise(week, pain)).isPresent();
    }

    boolean hadABadMorning() {
        return last().reports().stream().anyMatch(report -> isABadMorning(last(), report));
    }

    boolean hadTwoBadMornings() {
        return secondBadMornings().findAny().isPresent();
    }

    boolean areTwoBadMorningsAssessed() {
        return secondBadMornings().allMatch(Report::assessedSince);
    }

    /// Of last week; the first of the two may be the last of the week before, and two sessions of one day have one
    /// morning.
    private Stream<Report> secondBadMornings() {
        return last().sessions().stream()
                .filter(session -> session.report()
                                .filter(report -> isABadMorning(last(), report))
                                .isPresent()
                        && lastMorningUntil(session.date()).filter(Felt::risen).isPresent())
                .flatMap(session -> session.report().stream());
    }

    private Optional<Felt> lastMorningUntil(LocalDate day) {
        return weeks.stream()
                .flatMap(Lookback::felt)
                .filter(it -> it.part() == 0 && !it.day().isAfter(day))
                .max(Felt.IN_ORDER);
    }

    /// From the first session that was missed since the last one that was done. The days between the end of the plan
    /// and this start are missed as well.
    Optional<LocalDate> missedSince(LocalDate startsOn) {
        var sessions = weeks.stream().flatMap(week -> week.sessions().stream()).toList();
        var missed = sessions.reversed().stream()
                .takeWhile(session -> !session.isDone())
                .filter(PastSession::isMissed)
                .map(PastSession::date);
        var afterTheEnd = Stream.of(last().endsOn().plusDays(1)).filter(startsOn::isAfter);
        return Stream.concat(missed, afterTheEnd).min(Comparator.naturalOrder());
    }

    long daysMissed(LocalDate startsOn) {
        return missedSince(startsOn)
                .map(since -> ChronoUnit.DAYS.between(since, startsOn))
                .orElse(0L);
    }

    boolean isDeloadDue() {
        int rested = IntStream.range(0, weeks.size())
                .filter(this::hadLess)
                .reduce((first, later) -> later)
                .orElse(-1);
        return weeks.size() - 1 - rested >= MOST_WITHOUT_REST && last().hardSets() > 0;
    }

    /// A deload, or a week that held no more than one would have.
    private boolean hadLess(int at) {
        return weeks.get(at).deload()
                || (at > 0
                        && weeks.get(at).hardSets() <= 0.7 * weeks.get(at - 1).hardSets());
    }

    /// Two good weeks, and pain that is mild or has gone down (H44).
    boolean hasEarnedTheNextStage(OptionalInt painNow) {
        return beforeLast()
                .filter(before -> wentWell(before, MOST_IN_A_SESSION) && wentWell(last(), MOST_IN_A_SESSION))
                .filter(before ->
                        painNow.isPresent() && (painNow.getAsInt() <= 3 || painNow.getAsInt() < before.painBefore()))
                .isPresent();
    }

    /// The last word on an exercise, of last week.
    Optional<Rating> rating(String slug) {
        return last().reports().stream()
                .flatMap(report -> Optional.ofNullable(report.ratings().get(slug)).stream())
                .reduce((first, later) -> later);
    }

    /// It was done as planned at least twice, and was not hard: they said so, or said so of every session.
    boolean isReadyForMore(String slug) {
        var with = last().sessions().stream()
                .filter(session -> last().lines().stream()
                        .anyMatch(line -> line.slug().equals(slug)
                                && line.date().equals(session.date())
                                && line.session() == session.session()))
                .flatMap(session -> session.report().stream())
                .filter(report -> report.done() == Done.DONE)
                .toList();
        return with.size() >= 2
                && rating(slug)
                        .map(rating -> rating == Rating.FINE || rating == Rating.TOO_EASY)
                        .orElseGet(() -> with.stream()
                                .allMatch(report -> report.effort()
                                        .filter(effort -> effort <= 6)
                                        .isPresent()));
    }

    private static List<Report> done(PastWeek week) {
        return week.reports().stream()
                .filter(report -> report.done() != Done.SKIPPED)
                .toList();
    }
}
