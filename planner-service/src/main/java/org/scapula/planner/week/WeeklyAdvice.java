package org.scapula.planner.week;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The advice of one week by topic, besides what stands in the clock: some lines in full, so that they are read, and
/// by name the others that fit as well, whose turn comes in the weeks to follow.
public record WeeklyAdvice(List<Told> told, List<Waiting> waiting, List<LeftOut> leftOut) {

    private static final List<String> STRONGEST_FIRST =
            List.of("STRONG", "MODERATE", "CONSENSUS", "WEAK", "UNPROVEN", "NOT_APPLICABLE");

    /// What is for this person's days goes before what is for everybody, and better evidence before weaker.
    private static final Comparator<AdviceLine> ORDER = Comparator.comparing(
                    (AdviceLine line) -> line.onlyFor().isEmpty())
            .thenComparing(WeeklyAdvice::rank)
            .thenComparing(AdviceLine::slug);

    /// One piece of advice, and why this person gets it.
    public record Told(AdviceLine line, String why) {}

    /// Advice of a topic that is not shown this week, in the order of its turn, and why not.
    public record Waiting(Topic topic, String because, List<AdviceLine> lines) {

        public Waiting {
            lines = List.copyOf(lines);
        }
    }

    public WeeklyAdvice {
        told = List.copyOf(told);
        waiting = List.copyOf(waiting);
        leftOut = List.copyOf(leftOut);
    }

    public static WeeklyAdvice of(Recipient whom, int weekIndex, SelfCareClock clock, List<AdviceLine> advice) {
        var told = new ArrayList<Told>();
        var waiting = new ArrayList<Waiting>();
        var leftOut = new ArrayList<LeftOut>();
        for (var topic : Topic.values()) {
            var fitting = new ArrayList<AdviceLine>();
            advice.stream()
                    .filter(line -> line.topic() == topic)
                    .filter(line -> line.fits(whom.contexts()))
                    .filter(line -> !clock.speaksOf(line.slug()))
                    .sorted(ORDER)
                    .forEach(line ->
                            AdviceRules.against(line, whom).ifPresentOrElse(leftOut::add, () -> fitting.add(line)));
            var turn = Turn.of(fitting, topic.aWeek(), weekIndex);
            turn.now()
                    .forEach(line -> AdviceRules.unfitToShow(line)
                            .ifPresentOrElse(leftOut::add, () -> told.add(new Told(line, why(line, whom)))));
            var later = new ArrayList<AdviceLine>();
            turn.later()
                    .forEach(
                            line -> AdviceRules.unfitToName(line).ifPresentOrElse(leftOut::add, () -> later.add(line)));
            if (!later.isEmpty()) {
                waiting.add(new Waiting(topic, because(topic, later, whom), later));
            }
        }
        return new WeeklyAdvice(told, waiting, leftOut);
    }

    /// Page by page, week by week, and from the beginning again.
    private record Turn(List<AdviceLine> now, List<AdviceLine> later) {

        static Turn of(List<AdviceLine> lines, int aWeek, int weekIndex) {
            if (lines.size() <= aWeek) {
                return new Turn(lines, List.of());
            }
            int from = aWeek * Math.floorMod(weekIndex - 1, Math.ceilDiv(lines.size(), aWeek));
            int to = Math.min(from + aWeek, lines.size());
            return new Turn(
                    lines.subList(from, to),
                    Stream.concat(lines.subList(to, lines.size()).stream(), lines.subList(0, from).stream())
                            .toList());
        }
    }

    private static String why(AdviceLine line, Recipient whom) {
        return Stream.of(
                        Optional.of(line.onlyFor()
                                .map(only -> "Because you " + days(line, whom) + ".")
                                .orElse(line.topic().reason())),
                        whom.stopped(line)
                                .map(stop -> "For later: triage says to stop that for now (rule %s)."
                                        .formatted(stop.ruleId())),
                        whom.withheld()
                                .early(line.slug())
                                .map(it -> "For later (rule %s): %s.".formatted(it.ruleId(), it.clause())),
                        line.topic() == Topic.TRAINING && whom.stage() == Stage.ACUTE
                                ? Optional.of("Fresh pain does not bear all of it: the week holds what fits now.")
                                : Optional.<String>empty())
                .flatMap(Optional::stream)
                .collect(joining(" "));
    }

    private static String days(AdviceLine line, Recipient whom) {
        return line.onlyFor().stream()
                .flatMap(only -> only.stream().filter(whom.contexts()::contains).sorted())
                .map(context -> switch (context) {
                    case DESK -> "sit at a desk";
                    case RUNNING -> "run";
                    case GYM -> "train in a gym";
                    case MANUAL -> "lift and carry at work";
                })
                .collect(joining(" and "));
    }

    private static String because(Topic topic, List<AdviceLine> later, Recipient whom) {
        return "No more than %s of this topic a week, so that there is time to read it. These fit you too: they come in the"
                        .formatted(topic.aWeek())
                + " weeks to follow, and the catalogue has them now."
                + later.stream()
                        .flatMap(line -> whom.withheld().early(line.slug()).stream()
                                .map(it -> " \"%s\" is for later (rule %s): %s."
                                        .formatted(line.title(), it.ruleId(), it.clause())))
                        .collect(joining());
    }

    private static int rank(AdviceLine line) {
        int at = STRONGEST_FIRST.indexOf(line.evidence());
        return at < 0 ? STRONGEST_FIRST.size() : at;
    }
}
