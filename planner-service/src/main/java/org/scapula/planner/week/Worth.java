package org.scapula.planner.week;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.scapula.planner.filling.Ration;
import org.scapula.planner.filling.Rival;

/// What an exercise is worth to this person this week, in points of the objective.
final class Worth {

    private final Objective objective;
    private final Person person;
    private final Regimen regimen;
    private final List<Target> pursued;
    private final Course course;

    /// The same is asked for every place of the week.
    private final IdentityHashMap<Choice, Points> counted = new IdentityHashMap<>();

    Worth(Objective objective, Person person, Regimen regimen, List<Target> pursued, Course course) {
        this.objective = objective;
        this.person = person;
        this.regimen = regimen;
        this.pursued = pursued;
        this.course = course;
    }

    private record Points(Map<String, Integer> each, int together) {}

    Map<String, Integer> of(Choice choice) {
        return points(choice).each();
    }

    /// All points together, when it comes again after so many times.
    int of(Choice choice, int times) {
        return points(choice).together() - again(choice) * times;
    }

    private Points points(Choice choice) {
        return counted.computeIfAbsent(choice, unused -> {
            var each = count(choice);
            return new Points(
                    each, each.values().stream().mapToInt(Integer::intValue).sum());
        });
    }

    private Map<String, Integer> count(Choice choice) {
        var candidate = choice.candidate();
        var loads = candidate.exerciseClass().loads();
        return Map.of(
                "goal", times("goal", pursued.stream().filter(choice::serves).count()),
                "evidence", times("evidence", evidence(candidate.dose().origin())),
                "level", times("level", Math.abs(candidate.level() - preferredLevel())),
                "load", times("load", loads && isLoadableAsWished(choice) ? 1 : 0),
                "pull", times("pull", loads && pulls(candidate) ? 1 : 0),
                "neckRolling", times("neckRolling", choice.rollsTheNeck() ? 1 : 0),
                "familiar", times("familiar", course.lastWeek().contains(choice.slug()) ? 1 : 0),
                "preferred", times("preferred", choice.preferred() ? 1 : 0));
    }

    private int again(Choice choice) {
        return takesTurns(choice.candidate().exerciseClass()) ? -objective.points(Rival.VARIETY) : 0;
    }

    /// The catalogue says how often a day and a week an exercise suits the stage; the weeks before may say less.
    Ration ration(Choice choice, int most) {
        var dose = choice.candidate().at(regimen.stage());
        return new Ration(
                dose.flatMap(StageDose::perDay).map(Range::max).orElse(most),
                Math.min(
                        dose.flatMap(StageDose::perWeek).map(Range::max).orElse(most), course.mostTimes(choice.slug())),
                again(choice));
    }

    private int times(String what, long often) {
        return (int) (objective.points(what) * often);
    }

    private static int evidence(String origin) {
        return switch (origin) {
            case "SOURCE" -> 2;
            case "CLINICAL" -> 1;
            default -> 0;
        };
    }

    private static boolean pulls(Candidate candidate) {
        return candidate.direction() == Direction.PULL || candidate.balances();
    }

    private static boolean takesTurns(ExerciseClass exerciseClass) {
        return switch (exerciseClass) {
            case MOBILITY, STRETCH, SELF_MASSAGE -> true;
            default -> false;
        };
    }

    /// The hardest suit whoever is used to exercise, and nobody's first week.
    private int preferredLevel() {
        return switch (person.experience()) {
            case NOVICE -> 1;
            case INTERMEDIATE -> Math.min(regimen.level(), HarderForms.LEVEL - 1);
            case EXPERIENCED ->
                course.isFirstWeek() ? Math.min(regimen.level(), HarderForms.LEVEL - 1) : regimen.level();
        };
    }

    /// Whoever is used to load takes what can be made heavier; a novice needs nothing but the body.
    private boolean isLoadableAsWished(Choice choice) {
        return person.experience() != Experience.NOVICE
                && !Equipment.household().containsAll(choice.equipment());
    }
}
