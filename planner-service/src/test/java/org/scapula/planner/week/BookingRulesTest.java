package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookingRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @Test
    void noBetterAfterThreeDaysMeansBeingSeenWithinTheWeek() {
        var proposal = proposal(1, Optional.empty());

        assertThat(proposal.after()).isEqualTo(TODAY.plusDays(3));
        assertThat(proposal.latest()).isEqualTo(TODAY.plusDays(7));
        assertThat(proposal.what()).isEqualTo(BookingProposal.Visit.CLINICIAN_VISIT);
        assertThat(proposal.sources()).contains("S1-K06", "S1-R01");
        assertThat(proposal.why()).contains("doctor or physiotherapist", "Nothing is booked");
    }

    @ParameterizedTest
    @CsvSource({"24, 1", "60, 3", "72, 3", "120, 5", "1008, 7"})
    void theCatalogueSaysHowManyDaysButNeverMoreThanAWeek(int hours, int days) {
        var proposal = BookingRules.proposal(TODAY, 1, Optional.empty(), List.of(), List.of(noBetterAfter(hours)));

        assertThat(proposal.after()).isEqualTo(TODAY.plusDays(days));
        assertThat(proposal.after()).isBeforeOrEqualTo(proposal.latest());
    }

    @Test
    void inALaterWeekTheFewDaysHaveGoneBy() {
        var proposal = proposal(2, Optional.empty());

        assertThat(proposal.after()).isEqualTo(TODAY);
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 7", "1, 2, 6", "3, 0, 4", "6, 0, 1", "7, 0, 0", "365, 0, 0"})
    void theDaysThatSelfCareHasNotHelpedAlreadyCount(int told, int after, int latest) {
        var proposal = proposal(1, Optional.of(told));

        assertThat(proposal.after()).isEqualTo(TODAY.plusDays(after));
        assertThat(proposal.latest()).isEqualTo(TODAY.plusDays(latest));
    }

    @Test
    void beginningAnewOnTheWayBeginsNoCountAnew() {
        var onTheFirstDay = proposal(1, Optional.empty());

        var onTheThird = proposal(TODAY.plusDays(3), 1, Optional.of(0), onTheFirstDay);

        assertThat(onTheThird.after()).isEqualTo(onTheFirstDay.after());
        assertThat(onTheThird.latest()).isEqualTo(onTheFirstDay.latest());
    }

    @Test
    void whatIsToldLaterMayMakeItEarlier() {
        var onTheFirstDay = proposal(1, Optional.empty());

        var onTheSecond = proposal(TODAY.plusDays(1), 1, Optional.of(4), onTheFirstDay);

        assertThat(onTheSecond.after()).isEqualTo(TODAY.plusDays(1));
        assertThat(onTheSecond.latest()).isEqualTo(TODAY.plusDays(4));
    }

    @Test
    void noDayGoneByIsProposed() {
        var onTheFirstDay = proposal(1, Optional.of(6));

        var later = proposal(TODAY.plusDays(20), 1, Optional.empty(), onTheFirstDay);

        assertThat(later.after()).isEqualTo(TODAY.plusDays(20));
        assertThat(later.latest()).isEqualTo(TODAY.plusDays(20));
    }

    private static BookingProposal proposal(int weekIndex, Optional<Integer> told) {
        return BookingRules.proposal(TODAY, weekIndex, told, List.of(), ShippedCatalogue.advice());
    }

    private static BookingProposal proposal(
            LocalDate today, int weekIndex, Optional<Integer> told, BookingProposal before) {
        return BookingRules.proposal(
                today,
                weekIndex,
                told,
                List.of(new BookingRules.Before(before.after(), before.latest())),
                ShippedCatalogue.advice());
    }

    private static AdviceLine noBetterAfter(int hours) {
        return new AdviceLine(
                "see-clinician-after-a-few-days",
                Topic.WHEN_TO_SEEK_HELP,
                "title",
                "text",
                Optional.empty(),
                Optional.of(new AdviceLine.Hours(hours, Optional.empty(), Optional.empty(), Optional.empty())),
                List.of(),
                "CONSENSUS",
                "note",
                List.of("S"));
    }
}
