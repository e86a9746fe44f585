package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The catalogue as this person may use it: what is left, and by which rule the rest fell.
///
/// @param harder forms that may come in this week, each with what it would be a harder form of; by slug
record Permitted(List<Choice> choices, List<Removal> removals, Map<String, Set<String>> harder) {

    /// All that may stand in the way of an exercise besides the exercise itself.
    private record Limits(
            Person person,
            List<ReportedCondition> conditions,
            Set<Condition> reported,
            List<Barrier> barriers,
            Sparing sparing,
            List<Forbidden> forbids,
            Course course,
            HarderForms harderForms,
            Facts facts) {

        static Limits of(Facts facts, Regimen regimen, Course course) {
            var conditions = Gate.conditions(facts).toList();
            var sparing = Sparing.of(facts, course);
            return new Limits(
                    facts.person(),
                    conditions,
                    conditions.stream().map(ReportedCondition::code).collect(Collectors.toSet()),
                    Stream.concat(Barrier.raisedBy(conditions).stream(), sparing.barriers())
                            .toList(),
                    sparing,
                    facts.triage().forbids(),
                    course,
                    new HarderForms(facts, regimen, course),
                    facts);
        }
    }

    /// An exercise that is left out, by which rule, and why in plain words.
    record Removal(Candidate candidate, String ruleId, String because) {}

    static Permitted in(Facts facts, Regimen regimen, Course course) {
        var choices = new ArrayList<Choice>();
        var removals = new ArrayList<Removal>();
        var limits = Limits.of(facts, regimen, course);
        var sorted = facts.candidates().stream()
                .filter(it -> it.kind() != Kind.GROUP)
                .sorted(Comparator.comparing(Candidate::slug))
                .toList();
        for (var candidate : sorted) {
            removal(candidate, limits, regimen)
                    .ifPresentOrElse(removals::add, () -> choices.add(choice(candidate, limits)));
        }
        if (choices.stream().noneMatch(it -> it.candidate().balances())) {
            choices.stream()
                    .map(Choice::candidate)
                    .filter(it -> it.exerciseClass() == ExerciseClass.STRENGTH)
                    .forEach(it -> removals.add(new Removal(it, "H54", "pushing without pulling is one-sided load")));
            choices.removeIf(it -> it.is(ExerciseClass.STRENGTH));
        }
        return new Permitted(
                List.copyOf(choices),
                List.copyOf(removals),
                limits.harderForms().among(choices));
    }

    /// What these are harder forms of, as far as they come in this week.
    Set<String> easierFormsOf(Collection<String> slugs) {
        return harder.entrySet().stream()
                .filter(entry -> slugs.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .collect(Collectors.toSet());
    }

    /// Whether a harder form of it may come in this week.
    boolean mayGetHarder(String slug) {
        return harder.values().stream().anyMatch(easier -> easier.contains(slug));
    }

    boolean anyFor(Target target) {
        return choices.stream().anyMatch(it -> it.serves(target));
    }

    Set<String> reasonsAgainst(Target target) {
        var reasons = new TreeSet<String>();
        removals.stream()
                .filter(it -> it.candidate().targets().contains(target))
                .forEach(it -> reasons.add(it.because()));
        return reasons;
    }

    private static Optional<Removal> removal(Candidate candidate, Limits limits, Regimen regimen) {
        var person = limits.person();
        var listed = candidate.contraindications().stream()
                .filter(it -> limits.reported().contains(it.condition()))
                .min(Comparator.comparing(Contraindication::level).thenComparing(Contraindication::condition));
        var barrier =
                limits.barriers().stream().filter(it -> it.forbids(candidate)).findFirst();
        var forbidden = limits.forbids().stream()
                .filter(it -> it.rulesOut(candidate))
                .min(Comparator.comparing(Forbidden::level));
        if (listed.isPresent()) {
            var found = listed.get();
            return found.level() == Level.ABSOLUTE
                    ? removed(candidate, "H07", "not with " + found.condition().words())
                    : removed(
                            candidate,
                            "H09",
                            "with %s it needs a change that somebody has to show, and no plan holds such changes"
                                    .formatted(found.condition().words()));
        }
        if (barrier.isPresent()) {
            return removed(candidate, barrier.get().ruleId(), "not with what you told us about your health");
        }
        if (forbidden.isPresent()) {
            return removed(candidate, "H57", forbidden.get().words());
        }
        if (person.avoid().contains(candidate.slug())) {
            return removed(candidate, "H10", "you asked to leave it out");
        }
        var takenOut = limits.facts().takenOut(candidate.slug());
        if (takenOut.isPresent()) {
            return removed(candidate, "H10", takenOut.get().words());
        }
        if (limits.course().hurt(candidate.slug())) {
            return removed(candidate, "H61", "you said that it hurts");
        }
        if (limits.facts().isLeftOut(candidate.slug())) {
            return removed(
                    candidate, "H62", limits.facts().template().orElseThrow().leavesItOut());
        }
        if (candidate.level() > limits.course().mostLevel()) {
            return removed(candidate, "H42", "nothing harder than before while a flare settles");
        }
        if (!regimen.loads() && candidate.exerciseClass().loads()) {
            return removed(candidate, "H38", "loading waits until the pain has settled");
        }
        if (candidate.level() > regimen.level()) {
            return removed(candidate, "H47", "too hard " + regimen.words());
        }
        var tooSoon = limits.harderForms().against(candidate);
        if (tooSoon.isPresent()) {
            return removed(candidate, tooSoon.get().ruleId(), tooSoon.get().because());
        }
        if (!candidate.at(regimen.stage()).map(StageDose::fits).orElse(false)) {
            return removed(candidate, "H59", notForTheStage(candidate, regimen));
        }
        if (things(candidate, limits).isEmpty()) {
            return removed(candidate, "H35", "it needs things you do not have");
        }
        if (positions(candidate, limits).findAny().isEmpty()) {
            return removed(candidate, "H24", "it is done on the floor");
        }
        if (position(candidate, limits).isEmpty()) {
            return leftByTriage(candidate, limits).findAny().isPresent()
                    ? removed(candidate, "H14", "lying flat is left out in late pregnancy")
                    : removed(candidate, "H57", "no position is left that triage allows");
        }
        return Optional.empty();
    }

    /// Silence of the catalogue is not leave to do it.
    private static String notForTheStage(Candidate candidate, Regimen regimen) {
        return candidate.at(regimen.stage()).isPresent()
                ? "the catalogue does not use it " + regimen.words()
                : "the catalogue does not say whether to use it " + regimen.words();
    }

    private static Optional<Removal> removed(Candidate candidate, String ruleId, String because) {
        return Optional.of(new Removal(candidate, ruleId, because));
    }

    private static Choice choice(Candidate candidate, Limits limits) {
        return new Choice(
                candidate,
                position(candidate, limits).orElseThrow(),
                things(candidate, limits).orElseThrow(),
                limits.facts().isPreferred(candidate.slug()));
    }

    private static Optional<Position> position(Candidate candidate, Limits limits) {
        return leftByTriage(candidate, limits).filter(limits.sparing()::allows).findFirst();
    }

    private static Stream<Position> leftByTriage(Candidate candidate, Limits limits) {
        return positions(candidate, limits)
                .filter(it -> limits.forbids().stream()
                        .noneMatch(forbidden -> forbidden.positions().contains(it)));
    }

    private static Stream<Position> positions(Candidate candidate, Limits limits) {
        boolean floor = limits.person().canFloorTransfer()
                && limits.conditions().stream().noneMatch(Permitted::keepsOffTheFloor);
        if (!floor && candidate.tags().contains(Tag.FLOOR)) {
            return Stream.empty();
        }
        return candidate.positions().stream().filter(it -> floor || !it.onTheFloor());
    }

    private static boolean keepsOffTheFloor(ReportedCondition condition) {
        return switch (condition.code()) {
            case KNEE_PROBLEM, WRIST_PROBLEM, KNEELING_LIMIT -> true;
            default -> false;
        };
    }

    /// What the person takes in hand: the alternative that needs the fewest things, an anchored band being a band
    /// with a door anchor where there is no cable.
    private static Optional<List<Equipment>> things(Candidate candidate, Limits limits) {
        return candidate.equipment().stream()
                .map(needed -> inHand(needed, limits.person().equipment()))
                .flatMap(Optional::stream)
                .filter(inHand ->
                        !pressing(inHand) || limits.conditions().stream().noneMatch(Permitted::forbidsPressing))
                .min(Comparator.<List<Equipment>>comparingInt(List::size).thenComparing(List::toString));
    }

    private static boolean pressing(List<Equipment> inHand) {
        return inHand.contains(Equipment.FOAM_ROLLER) || inHand.contains(Equipment.MASSAGE_BALL);
    }

    private static boolean forbidsPressing(ReportedCondition condition) {
        return switch (condition.code()) {
            case ANTICOAGULANT, BLEEDING_DISORDER, SKIN_LESION, SHINGLES, DVT -> true;
            default -> false;
        };
    }

    private static Optional<List<Equipment>> inHand(Set<Equipment> needed, Set<Equipment> owned) {
        var hand = new TreeSet<Equipment>();
        for (var thing : needed) {
            if (owned.contains(thing) || Equipment.household().contains(thing)) {
                hand.add(thing);
            } else if (thing == Equipment.ANCHORED_BAND
                    && owned.containsAll(Set.of(Equipment.RESISTANCE_BAND, Equipment.DOOR_ANCHOR))) {
                hand.addAll(Set.of(Equipment.RESISTANCE_BAND, Equipment.DOOR_ANCHOR));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(hand));
    }
}
