package org.scapula.planner.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.planner.scheduling.BookingRequestRules.Plans;
import org.scapula.planner.scheduling.BookingRequestRules.Said;
import org.scapula.planner.scheduling.Window.Why;
import org.scapula.planner.week.Disposition;

/// Who is to be seen, and by when.
class BookingRequestRulesTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    /// A Friday.
    private static final ZonedDateTime NOW = at("2026-11-20T10:00:00");

    // ---- who

    @Test
    void anEmergencyIsNeverSeenByBooking() {
        assertThat(admit(said(Disposition.EMERGENCY, "now"), Plans.NONE, true)).isEqualTo(new Admission.Emergency());
        assertThat(admit(said(Disposition.SELF_CARE, "P7D"), stopped(Disposition.EMERGENCY), true))
                .isEqualTo(new Admission.Emergency());
    }

    @Test
    void whoeverLooksAfterThemselvesNeedsNoVisitYet() {
        assertThat(admit(said(Disposition.SELF_CARE, "P7D"), Plans.NONE, false))
                .isEqualTo(new Admission.NotNeeded(Optional.empty()));
        assertThat(admit(
                        said(Disposition.SELF_CARE, "P7D"),
                        proposed(NOW.toLocalDate().plusDays(1), 4),
                        false))
                .isEqualTo(new Admission.NotNeeded(Optional.of(NOW.toLocalDate().plusDays(1))));
    }

    @Test
    void onTheDayThatAPlanNamesTheyAreSeenByItsLatest() {
        var window = window(said(Disposition.SELF_CARE, "P7D"), proposed(NOW.toLocalDate(), 4));

        assertThat(window.until()).isEqualTo(at("2026-11-25T00:00:00").toInstant());
        assertThat(window.why()).extracting(Why::ruleId).containsExactly("B06");
    }

    @Test
    void whereThatDayIsOverItIsToday() {
        var window = window(
                said(Disposition.SELF_CARE, "P7D"), proposed(NOW.toLocalDate().minusDays(6), 4));

        assertThat(window.overdue()).isTrue();
        assertThat(window.until()).isEqualTo(at("2026-11-21T00:00:00").toInstant());
    }

    @Test
    void aClinicianMayAskAndThenItIsAWeek() {
        var admission = admit(said(Disposition.SELF_CARE, "P7D"), Plans.NONE, true);

        assertThat(seen(admission).until()).isEqualTo(NOW.plusDays(7).toInstant());
    }

    // ---- the same day

    @Test
    void whatIsUrgentIsSeenOnTheSameDay() {
        var window = window(said(Disposition.URGENT, "P1D"), Plans.NONE);

        assertThat(window.priority()).isEqualTo(Priority.URGENT);
        assertThat(window.from()).isEqualTo(NOW.toInstant());
        assertThat(window.until()).isEqualTo(at("2026-11-21T00:00:00").toInstant());
        assertThat(window.overdue()).isFalse();
    }

    @Test
    void theDayEndsAtMidnightHoweverLateItIs() {
        var late = at("2026-11-20T23:59:00");

        var window = seen(
                BookingRequestRules.admit(said(Disposition.URGENT, "P1D", late.toInstant()), Plans.NONE, false, late));

        assertThat(Duration.between(window.from(), window.until())).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatWasUrgentYesterdayIsOverdueAndSeenToday() {
        var justBefore = at("2026-11-19T23:59:00").toInstant();

        var window = window(said(Disposition.URGENT, "P1D", justBefore), Plans.NONE);

        assertThat(window.overdue()).isTrue();
        assertThat(window.until()).isEqualTo(at("2026-11-21T00:00:00").toInstant());
        assertThat(window.why()).extracting(Why::ruleId).containsExactly("B01", "B10");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-29T01:00:00, 22", "2026-10-25T01:00:00, 24"})
    void aDayOnWhichTheClockIsSetIsAsLongAsItIs(String now, int hours) {
        var morning = at(now);

        var window = seen(BookingRequestRules.admit(
                said(Disposition.URGENT, "P1D", morning.toInstant()), Plans.NONE, false, morning));

        assertThat(Duration.between(window.from(), window.until())).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void whereMidnightDoesNotExistTheDayEndsWithTheHourThatDoes() {
        var beirut = ZoneId.of("Asia/Beirut");
        var before = ZonedDateTime.of(2026, 3, 28, 12, 0, 0, 0, beirut);

        var window = seen(BookingRequestRules.admit(
                said(Disposition.URGENT, "P1D", before.toInstant()), Plans.NONE, false, before));

        assertThat(window.until())
                .isEqualTo(LocalDate.of(2026, 3, 29).atStartOfDay(beirut).toInstant());
        assertThat(Duration.between(window.from(), window.until())).isEqualTo(Duration.ofHours(12));
    }

    // ---- time frames

    @ParameterizedTest
    @CsvSource({
        "P1D, 2026-11-21T10:00:00",
        "P3D, 2026-11-23T10:00:00",
        "P7D, 2026-11-27T10:00:00",
        "P14D, 2026-12-04T10:00:00"
    })
    void whatIsRoutineIsSeenInTheTimeFrameOfItsRuleAndNoWeekendMakesItLonger(String within, String until) {
        var window = window(said(Disposition.ROUTINE_CLINICIAN, within), Plans.NONE);

        assertThat(window.until()).isEqualTo(at(until).toInstant());
        assertThat(window.priority()).isEqualTo(Priority.ROUTINE);
    }

    @Test
    void theTimeFrameBeginsWithTheAnswerAndNotWithTheRequest() {
        var window = window(
                said(Disposition.ROUTINE_CLINICIAN, "P3D", NOW.minusDays(2).toInstant()), Plans.NONE);

        assertThat(window.until()).isEqualTo(NOW.plusDays(1).toInstant());
    }

    @Test
    void aTimeFrameThatIsOverIsTodayAndSaysSo() {
        var window = window(
                said(Disposition.ROUTINE_CLINICIAN, "P3D", NOW.minusDays(3).toInstant()), Plans.NONE);

        assertThat(window.overdue()).isTrue();
        assertThat(window.until()).isEqualTo(at("2026-11-21T00:00:00").toInstant());
        assertThat(window.why()).extracting(Why::ruleId).containsExactly("B04", "B10");
    }

    @Test
    void daysAreCountedOnTheWallClock() {
        var before = at("2026-10-24T10:00:00");

        var window = seen(BookingRequestRules.admit(
                said(Disposition.ROUTINE_CLINICIAN, "P3D", before.toInstant()), Plans.NONE, false, before));

        assertThat(window.until()).isEqualTo(at("2026-10-27T10:00:00").toInstant());
    }

    @Test
    void anOpenQuestionAboutAWarningSignNeverMakesItLonger() {
        for (var within : List.of("P1D", "P3D", "P7D", "P14D", "P30D")) {
            var known = window(said(Disposition.ROUTINE_CLINICIAN, within), Plans.NONE);
            var open = window(
                    new Said(
                            Disposition.ROUTINE_CLINICIAN,
                            Disposition.ROUTINE_CLINICIAN,
                            Duration.parse(within),
                            NOW.toInstant(),
                            true),
                    Plans.NONE);

            assertThat(open.until()).isBeforeOrEqualTo(known.until());
            assertThat(open.until()).isBeforeOrEqualTo(NOW.plusDays(7).toInstant());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "-P1D", "PT0S", "P1Y", "7"})
    void whatCannotBeReadIsNoTimeFrame(String within) {
        assertThat(BookingRequestRules.timeFrame(within)).isEmpty();
    }

    // ---- a graver word

    @Test
    void aGraverWordNeverMeansLater() {
        for (var triage : dispositions()) {
            for (var stop : dispositions()) {
                var graver = triage.compareTo(stop) <= 0 ? triage : stop;
                var both = admit(said(triage, "P7D"), stopped(stop), true);
                var alone = admit(said(graver, "P7D"), Plans.NONE, true);

                assertThat(rank(both)).isLessThanOrEqualTo(rank(alone));
            }
        }
    }

    @Test
    void whatAClinicianSaysHoldsWithATimeFrameOfItsOwn() {
        var lowered =
                new Said(Disposition.URGENT, Disposition.ROUTINE_CLINICIAN, Duration.ofDays(1), NOW.toInstant(), false);
        var raised =
                new Said(Disposition.ROUTINE_CLINICIAN, Disposition.URGENT, Duration.ofDays(7), NOW.toInstant(), false);

        assertThat(window(lowered, Plans.NONE).until())
                .isEqualTo(NOW.plusDays(7).toInstant());
        assertThat(window(raised, Plans.NONE).until())
                .isEqualTo(at("2026-11-21T00:00:00").toInstant());
        assertThat(window(raised, Plans.NONE).why()).extracting(Why::ruleId).containsExactly("B01", "B08");
    }

    @Test
    void whoeverWasStoppedYesterdayIsLateToday() {
        var justBefore = at("2026-11-19T23:59:00").toInstant();

        var urgent = window(said(Disposition.SELF_CARE, "P7D"), stopped(Disposition.URGENT, justBefore));
        var routine = window(said(Disposition.SELF_CARE, "P7D"), stopped(Disposition.ROUTINE_CLINICIAN, justBefore));

        assertThat(urgent.overdue()).isTrue();
        assertThat(urgent.until()).isEqualTo(at("2026-11-21T00:00:00").toInstant());
        assertThat(urgent.why()).extracting(Why::ruleId).containsExactly("B02", "B10");
        assertThat(routine.overdue()).isFalse();
        assertThat(routine.until()).isEqualTo(at("2026-11-26T23:59:00").toInstant());
    }

    @Test
    void everyWindowSaysWhyAndWhereThatComesFrom() {
        for (var triage : dispositions()) {
            for (var stop : dispositions()) {
                if (admit(said(triage, "P7D"), stopped(stop), true) instanceof Admission.Seen(Window window)) {
                    assertThat(window.why()).isNotEmpty().allSatisfy(why -> {
                        assertThat(why.text()).isNotBlank();
                        assertThat(why.sources()).isNotEmpty();
                    });
                }
            }
        }
    }

    @Test
    void whatIsOpenedAgainBeginsAnewAndIsNoLonger() {
        assertThat(BookingRequestRules.anew(Priority.ROUTINE, Duration.ofDays(3), NOW)
                        .until())
                .isEqualTo(NOW.plusDays(3).toInstant());
        assertThat(BookingRequestRules.anew(Priority.URGENT, Duration.ofDays(1), NOW)
                        .until())
                .isEqualTo(at("2026-11-21T00:00:00").toInstant());
    }

    private static List<Disposition> dispositions() {
        return Stream.of(Disposition.values()).toList();
    }

    /// How soon somebody is seen by it, in seconds: at once, some time, never.
    private static long rank(Admission admission) {
        return switch (admission) {
            case Admission.Emergency _ -> -1;
            case Admission.Seen(Window window) ->
                Duration.between(NOW.toInstant(), window.until()).toSeconds();
            case Admission.NotNeeded _ -> Long.MAX_VALUE;
        };
    }

    private static Window window(Said said, Plans plans) {
        return seen(admit(said, plans, false));
    }

    private static Window seen(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Seen.class);
        return ((Admission.Seen) admission).window();
    }

    private static Admission admit(Said said, Plans plans, boolean clinician) {
        return BookingRequestRules.admit(said, plans, clinician, NOW);
    }

    private static Said said(Disposition disposition, String within) {
        return said(disposition, within, NOW.toInstant());
    }

    private static Said said(Disposition disposition, String within, Instant at) {
        return new Said(
                disposition, disposition, BookingRequestRules.timeFrame(within).orElseThrow(), at, false);
    }

    private static Plans stopped(Disposition disposition) {
        return stopped(disposition, NOW.toInstant());
    }

    private static Plans stopped(Disposition disposition, Instant since) {
        return new Plans(
                Optional.of(new BookingRequestRules.Stopped(disposition, since)), Optional.empty(), Optional.empty());
    }

    private static Plans proposed(LocalDate after, int days) {
        return new Plans(Optional.empty(), Optional.of(after), Optional.of(after.plusDays(days)));
    }

    private static ZonedDateTime at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(VIENNA);
    }
}
