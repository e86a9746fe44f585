package org.scapula.planner.week;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What to do besides the exercises, by the hours since the pain began and by what fills the person's days.
public record SelfCareClock(List<ClockLine> lines, List<LeftOut> leftOut) {

    private static final DateTimeFormatter ON_THE_CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'on' EEEE d MMMM", Locale.ENGLISH);

    private static final String MOVEMENT = "gentle-movement-after-acute-phase";

    private static final List<Section> SECTIONS = List.of(
            new Section(
                    person -> true,
                    "",
                    List.of("relative-rest-24-48-hours", "ice-first-48-hours", "heat-after-48-hours", MOVEMENT),
                    line -> line.topic() == Topic.FIRST_AID && line.hours().isPresent()),
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
            section(person -> true, "If a few days bring no improvement", BookingRules.NO_BETTER));

    public SelfCareClock {
        lines = List.copyOf(lines);
        leftOut = List.copyOf(leftOut);
    }

    public static SelfCareClock of(Recipient whom, List<AdviceLine> advice) {
        var chosen = SECTIONS.stream()
                .filter(section -> section.whom().test(whom.contexts()))
                .flatMap(section -> section.in(advice).map(line -> new Chosen(section, line)))
                .filter(it -> it.advice().fits(whom.contexts()))
                .map(it -> new Judged(it, against(it.advice(), whom)))
                .toList();
        return new SelfCareClock(
                chosen.stream()
                        .filter(it -> it.against().isEmpty())
                        .map(it -> line(it.chosen(), whom))
                        .toList(),
                chosen.stream().flatMap(it -> it.against().stream()).toList());
    }

    private static Optional<LeftOut> against(AdviceLine line, Recipient whom) {
        return AdviceRules.against(line, whom).or(() -> AdviceRules.unfitToShow(line));
    }

    /// What the catalogue must hold so that nothing is silently missing for such a person.
    public static List<String> needs(Set<Context> contexts) {
        return SECTIONS.stream()
                .filter(section -> section.whom().test(contexts))
                .flatMap(section -> section.slugs().stream())
                .toList();
    }

    /// Here, or left out here with a reason.
    boolean speaksOf(String slug) {
        return lines.stream().anyMatch(line -> line.adviceId().equals(slug))
                || leftOut.stream().anyMatch(left -> left.adviceId().equals(slug));
    }

    private static ClockLine line(Chosen chosen, Recipient whom) {
        var advice = chosen.advice();
        boolean timed = chosen.section().when().isEmpty();
        var onset = whom.onset().filter(unused -> timed);
        return new ClockLine(
                advice.fromHour().orElse(0),
                advice.toHour(),
                onset.map(it -> at(it, advice.fromHour().orElse(0)).toInstant()),
                onset.flatMap(it -> advice.toHour().map(to -> at(it, to).toInstant())),
                advice.hours().flatMap(AdviceLine.Hours::every),
                advice.hours().flatMap(AdviceLine.Hours::minutes),
                timed ? when(advice, whom) : chosen.section().when() + notYet(advice, whom),
                advice.title(),
                advice.text(),
                advice.never(),
                advice.slug(),
                advice.sources(),
                advice.evidence(),
                advice.evidenceNote());
    }

    /// What only the thing is missing for at home is at hand where somebody trains (H35).
    private static String notYet(AdviceLine advice, Recipient whom) {
        return whom.stopped(advice)
                .map(stop -> "; for later: triage says to stop that for now (rule %s)".formatted(stop.ruleId()))
                .or(() -> whom.withheld()
                        .early(advice.slug())
                        .filter(it -> !it.ruleId().equals("H35"))
                        .map(it -> "; for later (rule %s): %s".formatted(it.ruleId(), it.clause())))
                .orElse("");
    }

    /// A plan is read for days, so nothing in it may be true at one hour only.
    private static String when(AdviceLine advice, Recipient whom) {
        int from = advice.fromHour().orElse(0);
        boolean begun = whom.hour().filter(now -> now >= from).isPresent();
        if (begun && advice.toHour().isEmpty()) {
            return "Now";
        }
        return whom.onset()
                .flatMap(onset -> begun
                        ? advice.toHour().map(to -> "Until about " + onTheClock(at(onset, to)))
                        : Optional.of(later(advice, onTheClock(at(onset, from)))))
                .orElseGet(() -> unknownHour(from, advice.toHour()));
    }

    private static ZonedDateTime at(ZonedDateTime onset, int hour) {
        return onset.plusHours(hour);
    }

    /// The next full hour: nobody knows the minute that pain began.
    private static String onTheClock(ZonedDateTime time) {
        var hour = time.truncatedTo(ChronoUnit.HOURS);
        return ON_THE_CLOCK.format(hour.isEqual(time) ? hour : hour.plusHours(1));
    }

    /// Warmth must wait; movement that does not hurt never had to.
    private static String later(AdviceLine advice, String time) {
        return advice.slug().equals(MOVEMENT)
                ? "From about " + time + "; until then only what does not bring the pain on"
                : "Not before about " + time;
    }

    private static String unknownHour(int from, Optional<Integer> to) {
        return to.map(end -> "Only in the first " + span(end) + " after the pain began")
                .orElse("Only when more than " + from + " hours have passed since the pain began");
    }

    static String span(int hours) {
        if (hours == 1) {
            return "1 hour";
        }
        return hours <= 48 ? hours + " hours" : (hours + 12) / 24 + " days";
    }

    private static Predicate<Set<Context>> in(Context context) {
        return contexts -> contexts.contains(context);
    }

    private static Section section(Predicate<Set<Context>> whom, String when, String... slugs) {
        return new Section(whom, when, List.of(slugs), line -> false);
    }

    private static Section sectionOf(Predicate<Set<Context>> whom, String when, String prefix) {
        return new Section(whom, when, List.of(), line -> line.slug().startsWith(prefix));
    }

    private record Chosen(Section section, AdviceLine advice) {}

    private record Judged(Chosen chosen, Optional<LeftOut> against) {}

    /// Advice that belongs together: for whom, when, by which names, and what else belongs here wherever the catalogue
    /// has it.
    private record Section(
            Predicate<Set<Context>> whom, String when, List<String> slugs, Predicate<AdviceLine> others) {

        Stream<AdviceLine> in(List<AdviceLine> advice) {
            return Stream.concat(
                    slugs.stream()
                            .flatMap(slug ->
                                    advice.stream().filter(line -> line.slug().equals(slug))),
                    advice.stream()
                            .filter(others)
                            .filter(line -> !slugs.contains(line.slug()))
                            .sorted(Comparator.comparing(
                                            (AdviceLine line) -> line.fromHour().orElse(0))
                                    .thenComparing(AdviceLine::slug)));
        }
    }
}
