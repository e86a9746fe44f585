package org.scapula.planner.week;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All that a plan is made from.
///
/// @param history the weeks of this plan that lie behind, the oldest first
/// @param template the clinic's, where the plan is made with one
/// @param takenOut what clinicians took out of the weeks before, or of the very week that is changed
/// @param towards what the person's own activity asks for, most important first; empty where nobody looks ahead
public record Facts(
        Triage triage,
        Person person,
        List<Candidate> candidates,
        List<PastWeek> history,
        Optional<ClinicTemplate> template,
        List<TakenOut> takenOut,
        List<Target> towards) {

    public Facts {
        candidates = List.copyOf(candidates);
        history = history.stream()
                .sorted(Comparator.comparing(PastWeek::startsOn).thenComparing(PastWeek::index))
                .toList();
        takenOut = List.copyOf(takenOut);
        towards = List.copyOf(towards);
    }

    /// For a week as such, whatever lies ahead.
    public Facts(
            Triage triage,
            Person person,
            List<Candidate> candidates,
            List<PastWeek> history,
            Optional<ClinicTemplate> template) {
        this(triage, person, candidates, history, template, List.of(), List.of());
    }

    /// Without a template.
    public Facts(Triage triage, Person person, List<Candidate> candidates, List<PastWeek> history) {
        this(triage, person, candidates, history, Optional.empty());
    }

    /// For a first week.
    public Facts(Triage triage, Person person, List<Candidate> candidates) {
        this(triage, person, candidates, List.of());
    }

    /// For the weeks after these.
    public Facts lookingAhead(List<PastWeek> lived, List<Target> goals) {
        return new Facts(triage, person, candidates, lived, template, takenOut, goals);
    }

    /// With this week behind them as well.
    public Facts goingOnFrom(PastWeek lived) {
        return new Facts(
                triage,
                person,
                candidates,
                Stream.concat(history.stream(), Stream.of(lived)).toList(),
                template,
                takenOut,
                towards);
    }

    /// With this, and nothing else, taken out by a clinician.
    public Facts without(List<TakenOut> others) {
        return new Facts(triage, person, candidates, history, template, others, towards);
    }

    /// Whether there was a flare that nobody has assessed.
    public boolean tellOfAnUnassessedFlare(LocalDate startsOn) {
        return !history.isEmpty() && !new Lookback(history, startsOn).isFlareAssessed();
    }

    /// By name: the order in which the catalogue lists them changes nothing.
    Stream<Candidate> easierFormsOf(Candidate hard) {
        return candidates.stream()
                .filter(it -> it.isEasierFormOf(hard))
                .sorted(Comparator.comparing(Candidate::name).thenComparing(Candidate::slug));
    }

    boolean isPreferred(String slug) {
        return template.filter(it -> it.preferred().contains(slug)).isPresent();
    }

    Optional<TakenOut> takenOut(String slug) {
        return takenOut.stream().filter(it -> it.slug().equals(slug)).findFirst();
    }

    boolean isLeftOut(String slug) {
        return template.filter(it -> it.leftOut().contains(slug)).isPresent();
    }
}
