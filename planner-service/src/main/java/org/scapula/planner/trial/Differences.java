package org.scapula.planner.trial;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scapula.planner.plan.PlanView;
import org.scapula.planner.plan.Rehearsal;
import org.scapula.planner.week.Weekday;

/// What two weeks of the same person do not share, in sentences for a clinician. Which version of an exercise a line
/// was
/// made from is no difference by itself.
final class Differences {

    private static final int MOST_SENTENCES = 50;
    private static final int LONGEST = 200;

    private final List<String> sentences = new ArrayList<>();
    private final Set<String> saidOtherwise = new LinkedHashSet<>();

    private Differences() {}

    static List<String> between(Rehearsal before, Rehearsal after) {
        var differences = new Differences();
        if (before.plan().isPresent() && after.plan().isPresent()) {
            differences.plans(before.plan().get(), after.plan().get());
        } else if (before.plan().isPresent()) {
            after.reasons().forEach(reason -> differences.say("There would be no week: " + reason));
        } else if (after.plan().isPresent()) {
            differences.say("There would be a week, where there is none now.");
        }
        return differences.shown();
    }

    private void plans(PlanView before, PlanView after) {
        for (var weekday : Weekday.values()) {
            day(weekday, sessions(before, weekday), sessions(after, weekday));
        }
        items("Break at the desk", breakOf(before), breakOf(after));
        goals(before, after);
        missing(before, after);
        spared(before, after);
        saidOtherwise.forEach(slug -> say(
                "%s: the plan says something else of it (name, muscles, aims, reasons or sources).".formatted(slug)));
    }

    private void day(Weekday weekday, List<PlanView.Session> before, List<PlanView.Session> after) {
        IntStream.range(0, Math.max(before.size(), after.size()))
                .forEach(at -> items(
                        name(weekday) + (at == 0 ? "" : ", session " + (at + 1)),
                        itemsOf(before, at),
                        itemsOf(after, at)));
    }

    private void items(String where, List<PlanView.Item> before, List<PlanView.Item> after) {
        var was = bySlug(before);
        var is = bySlug(after);
        was.keySet().stream()
                .filter(slug -> !is.containsKey(slug))
                .forEach(slug -> say("%s: %s is left out.".formatted(where, slug)));
        is.forEach((slug, item) -> {
            var old = was.get(slug);
            if (old == null) {
                say("%s: %s comes in, %s.".formatted(where, slug, dose(item)));
            } else {
                item(where, old, item);
            }
        });
        var common = was.keySet().stream().filter(is::containsKey).toList();
        if (!common.equals(is.keySet().stream().filter(was::containsKey).toList())) {
            say("%s: the order changes.".formatted(where));
        }
    }

    private void item(String where, PlanView.Item before, PlanView.Item after) {
        var changes = Stream.of(
                        otherwise("", before, after, Differences::dose),
                        otherwise("rest ", before, after, it -> it.restSec() + " s"),
                        otherwise("effort ", before, after, it -> it.rpe() + " of 10"),
                        otherwise("pain up to ", before, after, it -> it.painCeiling() + " of 10"),
                        otherwise("sides: ", before, after, it -> it.oneSided() ? "one at a time" : "both at once"),
                        otherwise("as ", before, after, it -> words(it.phase())),
                        otherwise("", before, after, it -> words(it.position())),
                        otherwise("with ", before, after, Differences::equipment))
                .flatMap(identity())
                .collect(joining("; "));
        if (!changes.isEmpty()) {
            say("%s: %s changes: %s.".formatted(where, after.slug(), changes));
        }
        if (!wording(before).equals(wording(after))) {
            saidOtherwise.add(after.slug());
        }
    }

    private static Stream<String> otherwise(
            String what, PlanView.Item before, PlanView.Item after, Function<PlanView.Item, String> look) {
        var was = look.apply(before);
        var is = look.apply(after);
        return was.equals(is) ? Stream.empty() : Stream.of("%s%s instead of %s".formatted(what, is, was));
    }

    private static List<Object> wording(PlanView.Item item) {
        return List.of(
                item.name(),
                item.exerciseClass(),
                item.groups(),
                item.targets(),
                item.region(),
                item.direction(),
                item.side(),
                item.progressionLevel(),
                item.why());
    }

    private static String dose(PlanView.Item item) {
        if (item.secondsPerSpot().isPresent()) {
            return "%s spots of %s s"
                    .formatted(item.reps(), item.secondsPerSpot().get());
        }
        if (item.durationSec().isPresent()) {
            return item.durationSec().get() / 60 + " minutes";
        }
        return "%s x %s".formatted(item.sets(), item.reps())
                + (item.holdSec() > 0 ? ", each held %s s".formatted(item.holdSec()) : "");
    }

    private static String equipment(PlanView.Item item) {
        return item.equipment().isEmpty()
                ? "nothing"
                : item.equipment().stream().map(Differences::words).collect(joining(" and "));
    }

    private void goals(PlanView before, PlanView after) {
        var was = before.goals().stream().collect(toMap(PlanView.Goal::target, PlanView.Goal::items));
        var is = after.goals().stream().collect(toMap(PlanView.Goal::target, PlanView.Goal::items));
        before.goals().stream()
                .filter(goal -> !is.containsKey(goal.target()))
                .forEach(goal -> say("The week no longer aims at %s.".formatted(words(goal.target()))));
        after.goals().forEach(goal -> {
            var items = was.get(goal.target());
            if (items == null) {
                say("The week now aims at %s, %s times.".formatted(words(goal.target()), goal.items()));
            } else if (items != goal.items()) {
                say("The week works on %s %s times instead of %s."
                        .formatted(words(goal.target()), goal.items(), items));
            }
        });
    }

    private void missing(PlanView before, PlanView after) {
        before.coverageReasons().stream()
                .filter(reason -> !after.coverageReasons().contains(reason))
                .forEach(reason -> say("The plan no longer says: " + reason.reason()));
        after.coverageReasons().stream()
                .filter(reason -> !before.coverageReasons().contains(reason))
                .forEach(reason -> say("The plan now says: " + reason.reason()));
    }

    private void spared(PlanView before, PlanView after) {
        for (var limit : after.spared()) {
            var was = before.spared().stream()
                    .filter(it -> it.ruleId().equals(limit.ruleId()))
                    .flatMap(it -> it.exercises().stream())
                    .toList();
            limit.exercises().stream()
                    .filter(slug -> !was.contains(slug))
                    .forEach(slug -> say("Rule %s of triage now rules out %s.".formatted(limit.ruleId(), slug)));
            was.stream()
                    .filter(slug -> !limit.exercises().contains(slug))
                    .forEach(slug -> say("Rule %s of triage no longer rules out %s.".formatted(limit.ruleId(), slug)));
        }
    }

    private void say(String sentence) {
        sentences.add(sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST - 1) + "…");
    }

    private List<String> shown() {
        if (sentences.size() <= MOST_SENTENCES) {
            return List.copyOf(sentences);
        }
        var rest = sentences.size() - MOST_SENTENCES + 1;
        return Stream.concat(
                        sentences.stream().limit(MOST_SENTENCES - 1), Stream.of("And %s more changes.".formatted(rest)))
                .toList();
    }

    private static List<PlanView.Session> sessions(PlanView plan, Weekday weekday) {
        return plan.week().stream()
                .filter(day -> day.day() == weekday)
                .flatMap(day -> day.sessions().stream())
                .toList();
    }

    private static List<PlanView.Item> itemsOf(List<PlanView.Session> sessions, int at) {
        return at < sessions.size() ? sessions.get(at).items() : List.of();
    }

    private static List<PlanView.Item> breakOf(PlanView plan) {
        return plan.movementBreak().map(PlanView.MovementBreak::items).orElse(List.of());
    }

    private static Map<String, PlanView.Item> bySlug(List<PlanView.Item> items) {
        return items.stream()
                .collect(toMap(PlanView.Item::slug, identity(), (first, second) -> first, LinkedHashMap::new));
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String name(Weekday day) {
        return switch (day) {
            case MON -> "Monday";
            case TUE -> "Tuesday";
            case WED -> "Wednesday";
            case THU -> "Thursday";
            case FRI -> "Friday";
            case SAT -> "Saturday";
            case SUN -> "Sunday";
        };
    }
}
