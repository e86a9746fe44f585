package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    /// What a plan before this one proposed.
    public record Before(LocalDate after, LocalDate latest) {}

    /// The days count from when the person says that self-care stopped helping; where nobody knows, from the first
    /// plan. Beginning anew on the way begins no count anew, and in a later week the few days have gone by.
    ///
    /// @param daysNoBetter until today; empty where that is not known
    /// @param before what the plans said that this one goes on from
    public static BookingProposal proposal(
            LocalDate today,
            int weekIndex,
            Optional<Integer> daysNoBetter,
            List<Before> before,
            List<AdviceLine> advice) {
        var said = advice.stream().filter(line -> line.slug().equals(NO_BETTER)).findFirst();
        int days = said.flatMap(AdviceLine::fromHour)
                .map(hours -> Math.min(AT_THE_LATEST, Math.ceilDiv(hours, 24)))
                .orElse(A_FEW_DAYS);
        int gone = daysNoBetter.orElse(0);
        var after = earliest(today, today.plusDays(days - gone), before.stream().map(Before::after));
        var latest = today.plusDays(AT_THE_LATEST - gone);
        return new BookingProposal(
                weekIndex > 1 ? today : after,
                earliest(
                        today,
                        latest,
                        weekIndex > 1 ? Stream.of() : before.stream().map(Before::latest)),
                Visit.CLINICIAN_VISIT,
                WHY,
                NO_BETTER,
                said.map(AdviceLine::sources).orElse(List.of("S1-K06", "S1-R01", Regimen.POLICY)));
    }

    /// Never a day gone by.
    private static LocalDate earliest(LocalDate today, LocalDate counted, Stream<LocalDate> said) {
        var first = Stream.concat(Stream.of(counted), said)
                .min(Comparator.naturalOrder())
                .orElse(counted);
        return first.isBefore(today) ? today : first;
    }
}
