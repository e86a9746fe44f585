package org.scapula.planner.week;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The way to the hardest exercises: nobody begins with one, and each comes in after a week in which an easier form of
/// it went well. Then it is the one thing that changes (H39, H41, H47).
final class HarderForms {

    /// From this one on an exercise has to be earned.
    static final int LEVEL = 3;

    private final Facts facts;
    private final Regimen regimen;
    private final Course course;

    HarderForms(Facts facts, Regimen regimen, Course course) {
        this.facts = facts;
        this.regimen = regimen;
        this.course = course;
    }

    /// By which rule it has to wait, and why in plain words.
    record TooSoon(String ruleId, String because) {}

    /// Empty for whoever may do it.
    Optional<TooSoon> against(Candidate hard) {
        if (hard.level() < LEVEL) {
            return Optional.empty();
        }
        if (facts.person().experience() == Experience.NOVICE) {
            return tooSoon("H39", "too hard for somebody who is new to exercise");
        }
        if (course.isFirstWeek()) {
            return tooSoon("H39", "too hard for a first week");
        }
        var easier = easierFormsOf(hard).toList();
        if (easier.isEmpty()) {
            return tooSoon("H47", "the catalogue names no easier form of it to begin with");
        }
        if (Stream.concat(Stream.of(hard), easier.stream()).noneMatch(was(Lookback::wasBorne))) {
            return tooSoon("H47", after(easier));
        }
        return course.before(hard.slug()).isPresent() ? Optional.empty() : notThisWeek(easier);
    }

    /// What may come in now was not there last week.
    private Optional<TooSoon> notThisWeek(List<Candidate> easier) {
        return switch (course.step()) {
            case START -> tooSoon("H39", "too hard for a first week");
            case FLARE -> tooSoon("H42", "nothing harder than before while a flare settles");
            case DELOAD -> tooSoon("H46", "nothing harder than before in a lighter week");
            case DOWN, BACK -> tooSoon("H43", "nothing harder than before after a morning of more pain");
            case RESTART -> tooSoon("H45", "nothing harder than before after days that were missed");
            case HOLD -> tooSoon("H41", "nothing harder before a whole week is known to have gone well");
            case UP -> notOnTopOfAnythingElse(easier);
        };
    }

    private Optional<TooSoon> notOnTopOfAnythingElse(List<Candidate> easier) {
        if (course.past()
                .filter(past -> past.last().regimen() == regimen.ordinal())
                .isEmpty()) {
            return tooSoon("H41", "a later stage begins this week, which is change enough");
        }
        if (easier.stream().noneMatch(was(Lookback::isReadyForMore))) {
            return tooSoon("H47", after(easier));
        }
        var low = easier.stream().filter(this::isStillLow).toList();
        return low.isEmpty() ? Optional.empty() : tooSoon("H41", "first comes more of " + names(low, " and "));
    }

    /// Held for less than somebody at this stage would begin with.
    private boolean isStillLow(Candidate easier) {
        var exerciseClass = easier.exerciseClass();
        int least = regimen.hold(exerciseClass, course.picture().irritability())
                .narrow(easier.dose().holdSeconds(), easier.at(regimen.stage()).flatMap(StageDose::holdSeconds));
        return course.before(easier.slug())
                .filter(before -> before.holdSec() < least)
                .isPresent();
    }

    /// Those of them that were not there last week, and what they are harder forms of.
    Map<String, Set<String>> among(Collection<Choice> choices) {
        return choices.stream()
                .map(Choice::candidate)
                .filter(it -> it.level() >= LEVEL && course.before(it.slug()).isEmpty())
                .collect(Collectors.toMap(
                        Candidate::slug,
                        hard -> easierFormsOf(hard).map(Candidate::slug).collect(Collectors.toSet())));
    }

    private Stream<Candidate> easierFormsOf(Candidate hard) {
        return facts.easierFormsOf(hard);
    }

    private interface Question {
        boolean isSo(Lookback past, String slug);
    }

    private Predicate<Candidate> was(Question question) {
        return it ->
                course.past().filter(past -> question.isSo(past, it.slug())).isPresent();
    }

    private static String after(List<Candidate> easier) {
        return "it comes after a week in which you did %s well".formatted(names(easier, " or "));
    }

    private static String names(List<Candidate> some, String between) {
        return some.stream().map(Candidate::name).collect(Collectors.joining(between));
    }

    private static Optional<TooSoon> tooSoon(String ruleId, String because) {
        return Optional.of(new TooSoon(ruleId, because));
    }
}
