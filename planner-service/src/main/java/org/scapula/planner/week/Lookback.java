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
///
/// @param startsOn of the week that goes on from them; the last of them need not be over by then
record Lookback(List<PastWeek> weeks, LocalDate startsOn) {

    static final int MOST_IN_A_SESSION = 5;
    static final double ENOUGH_DONE = 0.7;

    private static final int DAYS = 7;

    /// Weeks from one with less load to the next (H46).
    private static final int MOST_WITHOUT_REST = 5;

    PastWeek last() {
        return weeks.getLast();
    }

    Optional<PastWeek> beforeLast() {
        return weeks.size() < 2 ? Optional.empty() : Optional.of(weeks.get(weeks.size() - 2));
    }

    /// Whether the new week takes the place of the rest of the last one.
    boolean isUnderWay() {
        return !startsOn.isAfter(last().endsOn());
    }

    private record Told(PastWeek week, PastSession session, Report report) {}

    /// What was said of last week, and of whatever else lies less than a week back: whoever began anew on the way has
    /// told more than the last plan knows.
    private Stream<Told> lately() {
        return weeks.stream()
                .flatMap(week -> week.sessions().stream()
                        .filter(session -> week == last() || !session.date().isBefore(startsOn.minusDays(DAYS)))
                        .flatMap(session -> session.report().map(report -> new Told(week, session, report)).stream()))
                .sorted(Comparator.comparing((Told told) -> told.session().date())
                        .thenComparing(told -> told.session().session()));
    }

    /// What last week held of each exercise; after a deload what it may return to, too.
    Map<String, PastDose> reference() {
        var doses = new TreeMap<>(last().doses());
        if (last().deload() && !isUnderWay()) {
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

    /// Nobody knows yet how a session goes that is still to come.
    private static boolean isLivedThrough(PastWeek week) {
        return week.sessions().stream()
                .allMatch(session -> session.due() || session.report().isPresent());
    }

    /// The whole week is known, enough was done, all pain of that is known, and whatever was said, also of a session
    /// that
    /// was skipped, no pain was above this and each morning was as good as before.
    static boolean wentWell(PastWeek week, int most) {
        var done = done(week);
        return isLivedThrough(week)
                && adherence(week) >= ENOUGH_DONE
                && done.stream()
                        .allMatch(report ->
                                report.painDuring().filter(pain -> pain <= most).isPresent())
                && week.sessions().stream()
                        .filter(PastSession::isDone)
                        .allMatch(session -> isAGoodMorning(week, session))
                && week.reports().stream().allMatch(report -> isAsGoodAsBefore(week, report, most));
    }

    private static boolean isAsGoodAsBefore(PastWeek week, Report report, int most) {
        return report.painDuring().filter(pain -> pain > most).isEmpty()
                && report.painNextMorning()
                        .filter(pain -> pain > week.painBefore())
                        .isEmpty();
    }

    /// The morning after a session of today is still to come.
    private static boolean isAGoodMorning(PastWeek week, PastSession session) {
        return session.report()
                .flatMap(Report::painNextMorning)
                .map(pain -> pain <= week.painBefore())
                .orElse(!session.due());
    }

    /// More than 5 of 10 in a session, or a rise that had not gone when pain was named again.
    boolean flared(PastWeek week) {
        return week.sessions().stream()
                .anyMatch(session -> session.report()
                        .filter(report -> isAFlare(week, session, report))
                        .isPresent());
    }

    boolean hasFlaredLately() {
        return flaresLately().findAny().isPresent();
    }

    private Stream<Told> flaresLately() {
        return lately().filter(told -> isAFlare(told.week(), told.session(), told.report()));
    }

    private boolean isAFlare(PastWeek week, PastSession session, Report report) {
        return isSharp(report) || hasStayed(week, session.date(), report);
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
        return Nprs.hasRisen(week.painBefore(), pain);
    }

    boolean isFlareAssessed() {
        return flaresLately().allMatch(told -> told.report().assessedSince());
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
        return lately().anyMatch(told -> isABadMorning(told.week(), told.report()));
    }

    boolean hadTwoBadMornings() {
        return secondBadMornings().findAny().isPresent();
    }

    boolean areTwoBadMorningsAssessed() {
        return secondBadMornings().allMatch(told -> told.report().assessedSince());
    }

    /// The first of the two may lie further back, and two sessions of one day have one morning.
    private Stream<Told> secondBadMornings() {
        return lately().filter(told -> isABadMorning(told.week(), told.report()))
                .filter(told -> lastMorningUntil(told.session().date())
                        .filter(Felt::risen)
                        .isPresent());
    }

    private Optional<Felt> lastMorningUntil(LocalDate day) {
        return weeks.stream()
                .flatMap(Lookback::felt)
                .filter(it -> it.part() == 0 && !it.day().isAfter(day))
                .max(Felt.IN_ORDER);
    }

    /// From the first session that was missed since the last one that was done. The days between the end of the plan
    /// and this start are missed as well.
    Optional<LocalDate> missedSince() {
        var sessions = weeks.stream().flatMap(week -> week.sessions().stream()).toList();
        var missed = sessions.reversed().stream()
                .takeWhile(session -> !session.isDone())
                .filter(PastSession::isMissed)
                .map(PastSession::date);
        var afterTheEnd = Stream.of(last().endsOn().plusDays(1)).filter(startsOn::isAfter);
        return Stream.concat(missed, afterTheEnd).min(Comparator.naturalOrder());
    }

    long daysMissed() {
        return missedSince()
                .map(since -> ChronoUnit.DAYS.between(since, startsOn))
                .orElse(0L);
    }

    boolean isDeloadDue() {
        int rested = IntStream.range(0, weeks.size())
                .filter(this::hadLess)
                .reduce((first, later) -> later)
                .orElse(-1);
        var since = weeks.subList(rested + 1, weeks.size()).stream().map(PastWeek::index);
        return since.distinct().count() >= MOST_WITHOUT_REST && last().hardSets() > 0;
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
                .filter(before -> before.endsOn().isBefore(last().startsOn()))
                .filter(before -> wentWell(before, MOST_IN_A_SESSION) && wentWell(last(), MOST_IN_A_SESSION))
                .filter(before ->
                        painNow.isPresent() && (painNow.getAsInt() <= 3 || painNow.getAsInt() < before.painBefore()))
                .isPresent();
    }

    /// The last word on an exercise, of last week.
    Optional<Rating> rating(String slug) {
        return lately().flatMap(
                        told -> Optional.ofNullable(told.report().ratings().get(slug)).stream())
                .reduce((first, later) -> later);
    }

    /// Muscles that were strengthened the day before have not had two days yet (H27): as it stood in a week before,
    /// and on the days that the new week takes over only where it was done.
    boolean isTooSoonForLoad(LocalDate day) {
        return weeks.stream()
                .anyMatch(week -> week.lines().stream()
                        .filter(line ->
                                line.strengthens() && day.isBefore(line.date().plusDays(2)))
                        .anyMatch(line -> line.date().isBefore(startsOn) || week.isDone(line)));
    }

    /// No session of a week that is over is known to have been done (H39).
    boolean isFirstWeek() {
        return weeks.stream()
                .filter(week -> week.endsOn().isBefore(startsOn))
                .allMatch(week -> week.sessionsDone() == 0);
    }

    /// A session with it was done, and the last word on it is neither that it hurts nor that it was too hard (H47).
    boolean wasBorne(String slug) {
        return weeks.stream()
                        .anyMatch(week -> week.lines().stream()
                                .anyMatch(line -> line.slug().equals(slug) && week.isDone(line)))
                && lastWord(slug)
                        .filter(said -> said == Rating.HURTS || said == Rating.TOO_HARD)
                        .isEmpty();
    }

    private Optional<Rating> lastWord(String slug) {
        return weeks.stream()
                .flatMap(week -> week.sessions().stream())
                .sorted(Comparator.comparing(PastSession::date).thenComparing(PastSession::session))
                .flatMap(session -> session.report().stream())
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
