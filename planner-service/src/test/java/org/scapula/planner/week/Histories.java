package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Made-up people of whom every other has made-up weeks behind them: many went well, some were mixed or bad, some
/// nobody logged. Each of these weeks was planned by the planner itself. Every eighth of all has what it takes to come
/// to the hardest exercises.
final class Histories {

    private static final int MOST_WEEKS = 6;

    /// How a week went. Good ones are likelier.
    private enum Mood {
        GOOD,
        GOOD_AGAIN,
        MIXED,
        BAD,
        SILENT
    }

    private Histories() {}

    static Facts random(long seed) {
        return Math.floorMod(seed, 8) == 7 ? wentWell(seed).orElseGet(() -> mixed(seed)) : mixed(seed);
    }

    private static Facts mixed(long seed) {
        var facts = People.random(seed);
        // Numbers that follow each other are no seeds that differ enough: their first throws are the same.
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        var history = new ArrayList<PastWeek>();
        for (int ago = random.nextInt(2) * (1 + random.nextInt(MOST_WEEKS)); ago > 0; ago--) {
            var start = People.MONDAY.minusDays(7L * ago);
            var then = Weeks.after(Weeks.assessedOn(facts, start.minusDays(1)), history);
            if (WeekPlanner.plan(then, start) instanceof Outcome.Planned planned) {
                // What happened last may not have been judged yet.
                history.add(lived(planned.week(), then, ago > 1 || random.nextInt(3) > 0, random));
            }
        }
        return Weeks.after(facts, history);
    }

    /// Somebody who is used to exercise, with lasting pain that is not easily stirred and some weeks behind them that
    /// went well, the last perhaps not. Empty where a week had to be refused.
    static Optional<Facts> wentWell(long seed) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        var anybody = People.random(seed);
        var it = anybody.person();
        var person = new Person(
                it.days(),
                it.minutesPerSession(),
                it.sessionsPerDay(),
                it.equipment(),
                it.contexts(),
                random.nextInt(3) == 0 ? Experience.INTERMEDIATE : Experience.EXPERIENCED,
                it.conditions(),
                it.avoid(),
                it.canFloorTransfer());
        var picture = anybody.triage().picture().orElseThrow().with(Stage.CHRONIC, Irritability.LOW);
        var facts = People.with(People.with(anybody, person), picture);
        var history = new ArrayList<PastWeek>();
        for (int ago = 1 + random.nextInt(MOST_WEEKS); ago > 0; ago--) {
            var start = People.MONDAY.minusDays(7L * ago);
            var then = Weeks.after(Weeks.assessedOn(facts, start.minusDays(1)), history);
            if (!(WeekPlanner.plan(then, start) instanceof Outcome.Planned planned)) {
                return Optional.empty();
            }
            history.add(
                    ago == 1 && random.nextInt(3) == 0
                            ? lived(planned.week(), then, true, random)
                            : Weeks.allWell(planned.week(), then));
        }
        return Optional.of(Weeks.after(facts, history));
    }

    private static PastWeek lived(Week week, Facts then, boolean assessedSince, Random random) {
        var mood = any(random, Mood.values());
        var slugs = week.items().map(Item::exerciseId).distinct().sorted().toList();
        return Weeks.lived(
                week,
                Weeks.baseline(then),
                (date, session) -> report(mood, slugs, random)
                        .map(said -> assessedSince ? said : Weeks.unassessed(said, said.newSymptoms())));
    }

    private static Optional<Report> report(Mood mood, List<String> slugs, Random random) {
        return switch (mood) {
            case GOOD, GOOD_AGAIN -> Optional.of(report(Done.DONE, 3, 0, slugs, random));
            case MIXED -> Optional.of(report(any(random, Done.values()), 6, 0, slugs, random));
            case BAD -> Optional.of(report(any(random, Done.values()), 8, 3, slugs, random));
            case SILENT -> Optional.empty();
        };
    }

    private static Report report(Done done, int most, int least, List<String> slugs, Random random) {
        return new Report(
                done,
                pain(most, least, random),
                pain(most, least, random),
                pain(most, least, random),
                random.nextInt(10) == 0 ? Optional.empty() : Optional.of(2 + random.nextInt(7)),
                random.nextInt(4) == 0
                        ? Map.of(slugs.get(random.nextInt(slugs.size())), any(random, Rating.values()))
                        : Map.of(),
                least > 0 && random.nextInt(12) == 0,
                true);
    }

    private static Optional<Integer> pain(int most, int least, Random random) {
        return random.nextInt(20) == 0 ? Optional.empty() : Optional.of(least + random.nextInt(most));
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
