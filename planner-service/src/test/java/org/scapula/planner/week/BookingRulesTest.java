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
        var proposal = BookingRules.proposal(TODAY, 1, ShippedCatalogue.advice());

        assertThat(proposal.after()).isEqualTo(TODAY.plusDays(3));
        assertThat(proposal.latest()).isEqualTo(TODAY.plusDays(7));
        assertThat(proposal.what()).isEqualTo(BookingProposal.Visit.CLINICIAN_VISIT);
        assertThat(proposal.sources()).contains("S1-K06", "S1-R01");
        assertThat(proposal.why()).contains("doctor or physiotherapist", "Nothing is booked");
    }

    @ParameterizedTest
    @CsvSource({"24, 1", "60, 3", "72, 3", "120, 5", "1008, 7"})
    void theCatalogueSaysHowManyDaysButNeverMoreThanAWeek(int hours, int days) {
        var proposal = BookingRules.proposal(TODAY, 1, List.of(noBetterAfter(hours)));

        assertThat(proposal.after()).isEqualTo(TODAY.plusDays(days));
        assertThat(proposal.after()).isBeforeOrEqualTo(proposal.latest());
    }

    @Test
    void inALaterWeekTheFewDaysHaveGoneBy() {
        var proposal = BookingRules.proposal(TODAY, 2, ShippedCatalogue.advice());

        assertThat(proposal.after()).isEqualTo(TODAY);
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
