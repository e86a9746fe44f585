package org.scapula.planner.week;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What to do besides the exercises, by the hours since the pain began and by what fills the person's days.
public record SelfCareClock(List<ClockLine> lines, List<LeftOut> leftOut) {

    private static final String ICE = "ice-first-48-hours";
    private static final String HEAT = "heat-after-48-hours";
    private static final String MOVEMENT = "gentle-movement-after-acute-phase";
    private static final Set<String> WARMTH_AND_COLD = Set.of(ICE, HEAT);

    /// With these the skin or the body bears neither warmth nor cold as others do, or nobody has asked where.
    private static final Set<Condition> NO_WARMTH_NO_COLD = Set.of(
            Condition.SHINGLES,
            Condition.SKIN_LESION,
            Condition.DVT,
            Condition.ACUTE_INFECTION,
            Condition.DIABETES,
            Condition.CANCER_HISTORY,
            Condition.SPINAL_METASTASIS_POSSIBLE);

    /// Advice for going on, which nobody is given who should stop.
    private static final Map<Activity, String> GOING_ON =
            Map.of(Activity.RUNNING, "running-with-mild-pain", Activity.GYM, "load-progression");

    /// More than any hour a piece of advice names: pain older than six weeks without a known hour.
    private static final int LONG_AGO = Integer.MAX_VALUE;

    private static final List<Section> SECTIONS = List.of(
            section(person -> true, "", "relative-rest-24-48-hours", ICE, HEAT, "gentle-movement-after-acute-phase"),
            section(in(Context.DESK), "Each hour at the desk", "desk-break-each-hour", "overhead-reach-at-breaks"),
            section(
                    in(Context.DESK),
                    "Once, when you set up your desk",
                    "screen-at-eye-level",
                    "keyboard-within-reach",
                    "chair-with-lumbar-support"),
            section(in(Context.RUNNING), "Whenever you run", "running-with-mild-pain", "running-stop-rule"),
            section(
                    in(Context.RUNNING).or(in(Context.GYM)),
                    "Before and after each run or training",
                    "warm-up-before-training",
                    "static-stretch-after-training"),
            sectionOf(in(Context.RUNNING), "While you run", "running-form-"),
            section(in(Context.GYM), "Whenever you train", "load-progression"),
            sectionOf(in(Context.GYM), "While you train", "lift-form-"),
            section(in(Context.MANUAL), "Whenever you lift or carry", "manual-lifting"),
            section(person -> true, "Every night", "sleep-7-to-9-hours"),
            section(person -> true, "Whenever you feel tense", "slow-breathing"),
            section(person -> true, "What usually happens", "expected-course-few-weeks"),
            section(person -> true, "If a few days bring no improvement", "see-clinician-after-a-few-days"));

    public SelfCareClock {
        lines = List.copyOf(lines);
        leftOut = List.copyOf(leftOut);
    }

    /// The hour of the pain is that of the plan's making; empty when nobody knows it.
    public static SelfCareClock of(
            Optional<Integer> hoursSinceOnset,
            Stage stage,
            Set<Context> contexts,
            List<ReportedCondition> conditions,
            List<Advised> activities,
            List<AdviceLine> advice) {
        var hour = stage == Stage.ACUTE ? hoursSinceOnset : Optional.of(hoursSinceOnset.orElse(LONG_AGO));
        var obstacle = conditions.stream()
                .map(ReportedCondition::code)
                .filter(NO_WARMTH_NO_COLD::contains)
                .sorted()
                .findFirst();
        var lines = SECTIONS.stream()
                .filter(section -> section.whom().test(contexts))
                .flatMap(section -> section.in(advice).map(line -> new Chosen(section, line)))
                .filter(chosen -> !isOver(chosen.advice(), hour))
                .toList();
        var harmful = obstacle.stream()
                .flatMap(condition -> lines.stream()
                        .map(Chosen::advice)
                        .filter(SelfCareClock::isWarmthOrCold)
                        .map(left -> leftOut(left, condition)));
        var outOfPlace = lines.stream().map(Chosen::advice).flatMap(line -> outOfPlace(line, activities));
        return new SelfCareClock(
                lines.stream()
                        .filter(chosen -> obstacle.isEmpty() || !isWarmthOrCold(chosen.advice()))
                        .filter(chosen -> outOfPlace(chosen.advice(), activities)
                                .findAny()
                                .isEmpty())
                        .map(chosen -> line(chosen, hour))
                        .toList(),
                Stream.concat(harmful, outOfPlace).toList());
    }

    /// What the catalogue must hold so that nothing is silently missing for such a person.
    public static List<String> needs(Set<Context> contexts) {
        return SECTIONS.stream()
                .filter(section -> section.whom().test(contexts))
                .flatMap(section -> section.slugs().stream())
                .toList();
    }

    private static boolean isWarmthOrCold(AdviceLine advice) {
        return WARMTH_AND_COLD.contains(advice.slug());
    }

    private static Stream<LeftOut> outOfPlace(AdviceLine advice, List<Advised> activities) {
        return activities.stream()
                .filter(it -> it.pace() == Pace.STOP)
                .filter(it -> advice.slug().equals(GOING_ON.get(it.activity())))
                .map(it -> new LeftOut(
                        advice.slug(), "Left out because of rule %s of triage: %s".formatted(it.ruleId(), it.text())));
    }

    private static LeftOut leftOut(AdviceLine advice, Condition condition) {
        return new LeftOut(
                advice.slug(),
                "Left out because of " + condition.words()
                        + ": warmth and cold can harm then. Ask a doctor or pharmacist first.");
    }

    private static boolean isOver(AdviceLine advice, Optional<Integer> hour) {
        return advice.toHour().isPresent()
                && hour.isPresent()
                && hour.get() >= advice.toHour().get();
    }

    private static ClockLine line(Chosen chosen, Optional<Integer> hour) {
        var advice = chosen.advice();
        return new ClockLine(
                advice.fromHour().orElse(0),
                advice.toHour(),
                chosen.section().when().isEmpty()
                        ? when(advice, hour)
                        : chosen.section().when(),
                advice.title(),
                advice.text(),
                advice.never(),
                advice.slug(),
                advice.sources(),
                advice.evidence(),
                advice.evidenceNote());
    }

    private static String when(AdviceLine advice, Optional<Integer> hour) {
        var from = advice.fromHour().orElse(0);
        return hour.map(now -> now < from ? later(advice, from - now) : nowUntil(advice, now))
                .orElseGet(() -> unknownHour(from, advice.toHour()));
    }

    /// Warmth must wait; movement that does not hurt never had to.
    private static String later(AdviceLine advice, int hours) {
        return "In about " + span(hours)
                + (advice.slug().equals(MOVEMENT)
                        ? "; until then only what does not bring the pain on"
                        : ", not before");
    }

    private static String nowUntil(AdviceLine advice, int now) {
        return advice.toHour().map(to -> "Now, for about " + span(to - now)).orElse("Now");
    }

    private static String unknownHour(int from, Optional<Integer> to) {
        return to.map(end -> "Only in the first " + end + " hours after the pain began")
                .orElse("Only when more than " + from + " hours have passed since the pain began");
    }

    private static String span(int hours) {
        if (hours == 1) {
            return "1 hour";
        }
        return hours <= 48 ? hours + " hours" : (hours + 12) / 24 + " days";
    }

    private static Predicate<Set<Context>> in(Context context) {
        return contexts -> contexts.contains(context);
    }

    private static Section section(Predicate<Set<Context>> whom, String when, String... slugs) {
        return new Section(whom, when, List.of(slugs), Optional.empty());
    }

    private static Section sectionOf(Predicate<Set<Context>> whom, String when, String prefix) {
        return new Section(whom, when, List.of(), Optional.of(prefix));
    }

    private record Chosen(Section section, AdviceLine advice) {}

    /// Advice that belongs together: for whom, when, and by which names or which beginning of names.
    private record Section(Predicate<Set<Context>> whom, String when, List<String> slugs, Optional<String> prefix) {

        Stream<AdviceLine> in(List<AdviceLine> advice) {
            return Stream.concat(
                    slugs.stream()
                            .flatMap(slug ->
                                    advice.stream().filter(line -> line.slug().equals(slug))),
                    prefix.stream()
                            .flatMap(start -> advice.stream()
                                    .filter(line -> line.slug().startsWith(start))
                                    .sorted(Comparator.comparing(AdviceLine::slug))));
        }
    }
}
