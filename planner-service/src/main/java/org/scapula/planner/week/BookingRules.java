package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.List;
import org.scapula.planner.week.BookingProposal.Visit;

/// When looking after oneself was not enough. The articles say "a few days" or "a few weeks"; the shorter one decides.
public final class BookingRules {

    static final String NO_BETTER = "see-clinician-after-a-few-days";

    /// Where the catalogue names no hours.
    private static final int A_FEW_DAYS = 3;

    /// Triage asks for an examination after so many days of self-care without improvement (its rule R01).
    private static final int AT_THE_LATEST = 7;

    private static final String WHY =
            "No better by then? A few days of looking after yourself were not enough: be seen by a doctor or"
                    + " physiotherapist. Go sooner when it gets worse or you are worried. Nothing is booked yet.";

    private BookingRules() {}

    /// The days count from the first plan, as nobody knows how long somebody looked after themselves before it. In a
    /// later week they have gone by.
    public static BookingProposal proposal(LocalDate today, int weekIndex, List<AdviceLine> advice) {
        var said = advice.stream().filter(line -> line.slug().equals(NO_BETTER)).findFirst();
        int days = said.flatMap(AdviceLine::fromHour)
                .map(hours -> Math.min(AT_THE_LATEST, Math.ceilDiv(hours, 24)))
                .orElse(A_FEW_DAYS);
        return new BookingProposal(
                weekIndex > 1 ? today : today.plusDays(days),
                today.plusDays(AT_THE_LATEST),
                Visit.CLINICIAN_VISIT,
                WHY,
                NO_BETTER,
                said.map(AdviceLine::sources).orElse(List.of("S1-K06", "S1-R01", Regimen.POLICY)));
    }
}
