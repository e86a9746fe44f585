package org.scapula.planner.week;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// What it costs to settle the places of a week before they are filled: points of the planner's week divided by those
/// of the coupled model, measured on made-up people. An optimum that was not proved in time counts as what the solver
/// could still not rule out, so the price is never shown lower than it is.
final class Price {

    /// One person's week, and the best of the coupled model for each thing held equal.
    record Paid(long seed, Facts facts, Outcome.Planned planned, Map<Coupled.Held, Coupled.Answer> best) {

        long points() {
            return planned.optimum().filled().points();
        }

        long bound(Coupled.Held held) {
            return answer(held).bound();
        }

        /// Points may be below zero where much comes again; a share of that says nothing.
        boolean hasShare(Coupled.Held held) {
            return bound(held) > 0;
        }

        double share(Coupled.Held held) {
            return (double) points() / bound(held);
        }

        Coupled.Answer answer(Coupled.Held held) {
            var answer = best.get(held);
            if (answer == null) {
                throw new IllegalArgumentException("Not asked: " + held);
            }
            return answer;
        }

        int items() {
            return planned.optimum().filling().slots().size();
        }
    }

    private Price() {}

    /// The first so many seeded people who get a plan, each with what the coupled model finds.
    static List<Paid> of(int people, List<Coupled.Held> held, double effort) {
        var planned = LongStream.iterate(0, seed -> seed + 1)
                .boxed()
                .flatMap(Price::planned)
                .limit(people)
                .toList();
        return planned.parallelStream().map(it -> solved(it, held, effort)).toList();
    }

    private static Stream<Paid> planned(long seed) {
        var facts = People.random(seed);
        return switch (WeekPlanner.plan(facts, People.MONDAY)) {
            case Outcome.Planned planned -> Stream.of(new Paid(seed, facts, planned, Map.of()));
            case Outcome.Refused _ -> Stream.empty();
        };
    }

    private static Paid solved(Paid it, List<Coupled.Held> held, double effort) {
        var best = new EnumMap<Coupled.Held, Coupled.Answer>(Coupled.Held.class);
        held.forEach(one -> best.put(one, Coupled.best(it.facts(), it.planned(), one, effort)));
        return new Paid(it.seed(), it.facts(), it.planned(), best);
    }

    static double median(List<Paid> paid, Coupled.Held held) {
        return quantile(paid, held, 0.5);
    }

    /// The lower of two where it falls between them.
    static double quantile(List<Paid> paid, Coupled.Held held, double share) {
        var sorted = shares(paid, held).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.floor(share * (sorted.length - 1))];
    }

    private static DoubleStream shares(List<Paid> paid, Coupled.Held held) {
        return paid.stream().filter(it -> it.hasShare(held)).mapToDouble(it -> it.share(held));
    }

    /// What to print.
    static List<String> lines(List<Paid> paid, List<Coupled.Held> held) {
        var lines = new ArrayList<String>();
        lines.add("The price of settling the places of a week first, on %d made-up people who get a plan"
                .formatted(paid.size()));
        lines.add("(points of the planner's week / points of the coupled model, by planner/objective.yaml %s):"
                .formatted(Objective.SHIPPED.version()));
        held.forEach(one -> lines.addAll(summary(paid, one)));
        lines.add("The worst ten with %s held equal, and what they lose by:".formatted(Coupled.Held.MIX.words()));
        paid.stream()
                .filter(it -> it.hasShare(Coupled.Held.MIX))
                .sorted(Comparator.comparingDouble(it -> it.share(Coupled.Held.MIX)))
                .limit(10)
                .map(Price::loss)
                .forEach(lines::add);
        return lines;
    }

    private static List<String> summary(List<Paid> paid, Coupled.Held held) {
        long proved = paid.stream().filter(it -> it.answer(held).proved()).count();
        var without = paid.stream().filter(it -> !it.hasShare(held)).toList();
        double lostAnItem = paid.stream()
                .mapToDouble(it -> (double) (it.bound(held) - it.points()) / it.items())
                .average()
                .orElse(0);
        long same = paid.stream().filter(it -> it.bound(held) == it.points()).count();
        return List.of(
                "held equal: %s".formatted(held.words()),
                format(
                        "  median %.3f, 10th percentile %.3f, least %.3f; on average %.2f points lost an exercise",
                        quantile(paid, held, 0.5), quantile(paid, held, 0.1), quantile(paid, held, 0), lostAnItem),
                "  %d of %d solved to the optimum, the others against the solver's bound; %d lose nothing"
                        .formatted(proved, paid.size(), same),
                "  %d not above zero even at best, so without a share (they lose at most %d points)"
                        .formatted(
                                without.size(),
                                without.stream()
                                        .mapToLong(it -> it.bound(held) - it.points())
                                        .max()
                                        .orElse(0)));
    }

    private static String loss(Paid it) {
        var answer = it.answer(Coupled.Held.MIX);
        var picture = it.facts().triage().picture().orElseThrow();
        var person = it.facts().person();
        return format(
                "  %.3f  person %d: %d of %d points%s, %d exercises; %s, %s irritability, %s, %d days of %d x %d min%n"
                        + "         points: %s; exercises: %s",
                it.share(Coupled.Held.MIX),
                it.seed(),
                it.points(),
                answer.bound(),
                answer.proved() ? "" : " (not proved)",
                it.items(),
                picture.stage(),
                picture.irritability(),
                person.experience(),
                person.days().size(),
                person.sessionsPerDay(),
                person.minutesPerSession(),
                less(Coupled.earned(it.facts(), it.planned().week()), Coupled.earned(it.facts(), answer.week())),
                less(counts(it.planned().week()), counts(answer.week())));
    }

    private static Map<String, Integer> counts(Week week) {
        return week.items()
                .collect(Collectors.groupingBy(
                        item -> item.exerciseId(), TreeMap::new, Collectors.summingInt(item -> 1)));
    }

    /// What the second has more of, or less.
    private static Map<String, Integer> less(Map<String, Integer> planner, Map<String, Integer> best) {
        var less = new TreeMap<>(best);
        planner.forEach((what, points) -> less.merge(what, -points, Integer::sum));
        less.values().removeIf(difference -> difference == 0);
        return less;
    }

    private static String format(String words, Object... figures) {
        return String.format(Locale.ROOT, words, figures);
    }
}
