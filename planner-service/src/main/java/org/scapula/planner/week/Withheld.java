package org.scapula.planner.week;

import static java.util.Map.entry;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a plan keeps from its person, so that its advice does not lead there by another way.
///
/// @param forbids the limits of triage, also those that hold because a question is open
/// @param exercises those that are not for this person now, by which rule and why
/// @param notDue those that only wait; advice on them may come first, and says so
public record Withheld(List<Forbidden> forbids, List<Against> exercises, List<Against> notDue) {

    static final Withheld NOTHING = new Withheld(List.of(), List.of(), List.of());

    /// An exercise, the rule that speaks against it, and why in plain words.
    public record Against(String slug, String ruleId, String because) {

        private static Against of(Candidate candidate, String ruleId, String because) {
            return new Against(candidate.slug(), ruleId, because);
        }

        /// The reason as one clause.
        String clause() {
            return because.replaceFirst("\\.$", "");
        }
    }

    /// Which exercises a piece of advice leads to. It is told only to whom none of them is kept from.
    static final Map<String, Set<String>> LEADS_TO = Map.ofEntries(
            entry("overhead-reach-at-breaks", Set.of("overhead-reach")),
            entry("chest-stretch-for-desk-workers", Set.of("doorway-pec-stretch")),
            entry("childs-pose-closes-the-session", Set.of("childs-pose")),
            entry("plank-with-good-form", Set.of("plank-forearm")),
            entry("lift-form-push-up", Set.of("push-up")),
            entry("lift-form-rows", Set.of("bent-over-row")),
            entry("neck-exercise-may-be-seated", Set.of("ostrich")),
            entry("neck-in-the-warm-up", Set.of("neck-tilt")),
            entry("warm-up-before-training", Set.of("light-cardio", "arm-circles", "torso-twists")),
            entry("warm-up-before-running", Set.of("walking", "shoulder-roll")),
            entry("warm-up-light-cardio", Set.of("light-cardio")),
            entry("warm-up-arm-circles", Set.of("arm-circles")),
            entry("warm-up-slow-twists", Set.of("torso-twists")),
            entry("static-stretch-after-training", Set.of("static-cool-down")),
            entry("cool-down-easy-end", Set.of("static-cool-down")),
            entry("self-massage", Set.of("self-massage-upper-back")),
            entry("trigger-point-work", Set.of("self-massage-upper-back")),
            entry("foam-rolling", Set.of("foam-rolling-upper-back")),
            entry("massage-helps-movement-does-more", Set.of("foam-rolling-upper-back", "self-massage-upper-back")),
            entry("benefit-massage-and-rolling", Set.of("foam-rolling-upper-back", "self-massage-upper-back")),
            entry("running-stretch-and-roll", Set.of("foam-rolling-upper-back", "static-cool-down")),
            entry("yoga-for-stress-and-movement", Set.of("yoga")),
            entry("swimming", Set.of("swimming")),
            entry("walking", Set.of("walking")),
            entry("slow-breathing", Set.of("deep-breathing")),
            entry("meditation", Set.of("meditation")));

    /// By these an exercise waits for its time, or for a thing to do it with. Advice on it may come first: in
    /// a gym the thing is there, and triage says how to train.
    private static final Set<String> NOT_DUE =
            Set.of("H35", "H38", "H39", "H41", "H42", "H43", "H45", "H46", "H47", "H54", "H59");

    public Withheld {
        forbids = List.copyOf(forbids);
        exercises = List.copyOf(exercises);
        notDue = List.copyOf(notDue);
    }

    /// @param facts with whatever is known by now, also of the very plan that is changed
    /// @param removed what the week was not chosen from
    public static Withheld of(Facts facts, LocalDate startsOn, List<Removed> removed, Step step) {
        var past = facts.history().isEmpty()
                ? Optional.<Lookback>empty()
                : Optional.of(new Lookback(facts.history(), startsOn));
        var candidates = facts.candidates().stream()
                .filter(it -> it.kind() != Kind.GROUP)
                .sorted(Comparator.comparing(Candidate::slug))
                .toList();
        return new Withheld(
                facts.triage().forbids(),
                candidates.stream()
                        .map(it -> kept(it, removed)
                                .or(() -> hurt(it, past))
                                .or(() -> outOfReach(it, facts.person()))
                                .or(() -> tooSoon(it, step)))
                        .flatMap(Optional::stream)
                        .toList(),
                candidates.stream()
                        .map(it -> waits(it, step).or(() -> notDue(it, removed)))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /// The exercise that speaks against this advice.
    Optional<Against> from(String advice) {
        return among(exercises, advice);
    }

    /// The exercise that this advice leads to before its time.
    Optional<Against> early(String advice) {
        return among(notDue, advice);
    }

    private static Optional<Against> among(List<Against> exercises, String advice) {
        var leadsTo = LEADS_TO.getOrDefault(advice, Set.of());
        return exercises.stream().filter(it -> leadsTo.contains(it.slug())).findFirst();
    }

    private static Optional<Against> kept(Candidate candidate, List<Removed> removed) {
        return removal(candidate, removed).filter(it -> !NOT_DUE.contains(it.ruleId()));
    }

    private static Optional<Against> notDue(Candidate candidate, List<Removed> removed) {
        return removal(candidate, removed).filter(it -> NOT_DUE.contains(it.ruleId()));
    }

    private static Optional<Against> removal(Candidate candidate, List<Removed> removed) {
        return removed.stream()
                .filter(it -> it.slug().equals(candidate.slug()))
                .map(it -> Against.of(candidate, it.ruleId(), it.because()))
                .findFirst();
    }

    /// A session of the plan that is changed may keep it until next week.
    private static Optional<Against> hurt(Candidate candidate, Optional<Lookback> past) {
        return past.flatMap(behind -> behind.rating(candidate.slug()))
                .filter(said -> said == Rating.HURTS)
                .map(_ -> Against.of(candidate, "H61", "you said that it hurts"));
    }

    /// It may have been removed because it is not due, before anybody looked where it is done.
    private static Optional<Against> outOfReach(Candidate candidate, Person person) {
        return !person.canFloorTransfer() && candidate.tags().contains(Tag.FLOOR)
                ? Optional.of(Against.of(candidate, "H24", "it is done on the floor"))
                : Optional.empty();
    }

    private static Optional<Against> tooSoon(Candidate candidate, Step step) {
        return step == Step.FLARE && candidate.exerciseClass() == ExerciseClass.STRETCH
                ? Optional.of(Against.of(
                        candidate, "H42", "after a flare a week has no stretches besides those in its sessions"))
                : Optional.empty();
    }

    private static Optional<Against> waits(Candidate candidate, Step step) {
        return step == Step.FLARE && candidate.exerciseClass().loads()
                ? Optional.of(Against.of(
                        candidate, "H42", "after a flare there is no load for two days, and then less than before"))
                : Optional.empty();
    }
}
