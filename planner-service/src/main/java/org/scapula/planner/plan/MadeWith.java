package org.scapula.planner.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.scapula.planner.template.NewTemplate;
import org.scapula.planner.template.Template;
import org.scapula.planner.week.ClinicTemplate;
import org.scapula.planner.week.Experience;

/// The clinic's template that a plan is made with.
///
/// @param filledIn what the person left to it, by the names of the wish
record MadeWith(Template template, List<String> filledIn) {

    /// Something that the person wanted more of than the template allows.
    record Narrowed(String what, String from, String to, String because) {}

    static MadeWith of(Template template, NewPlan said) {
        var presets = template.says().standIns();
        var filledIn = new TreeSet<String>();
        fill(filledIn, "days", said.days(), presets.days());
        fill(filledIn, "minutesPerSession", said.minutesPerSession(), presets.minutesPerSession());
        fill(filledIn, "sessionsPerDay", said.sessionsPerDay(), presets.sessionsPerDay());
        fill(filledIn, "contexts", said.contexts(), presets.contexts());
        return new MadeWith(template, List.copyOf(filledIn));
    }

    private static <T> void fill(Set<String> filledIn, String what, Optional<T> said, Optional<T> preset) {
        if (said.isEmpty() && preset.isPresent()) {
            filledIn.add(what);
        }
    }

    /// In the weeks after, everything has been said.
    static MadeWith goingOn(Template template) {
        return new MadeWith(template, List.of());
    }

    UUID id() {
        return template.id();
    }

    private NewTemplate.AtMost atMost() {
        return template.says().limits();
    }

    int minutes(int wanted) {
        return Math.min(wanted, atMost().minutesPerSession().orElse(wanted));
    }

    int sessions(int wanted) {
        return Math.min(wanted, atMost().sessionsPerDay().orElse(wanted));
    }

    Experience experience(Experience said) {
        return atMost().experience().filter(it -> it.compareTo(said) < 0).orElse(said);
    }

    ClinicTemplate ofTheWeek() {
        var says = template.says();
        return new ClinicTemplate(
                says.name(), says.forward(), Set.copyOf(says.preferred()), Set.copyOf(says.leftOut()));
    }

    List<Narrowed> narrowed(Wanted wanted) {
        var narrowed = new ArrayList<Narrowed>();
        int minutes = wanted.minutesPerSession();
        if (minutes(minutes) < minutes) {
            narrowed.add(narrowed("minutesPerSession", minutes, minutes(minutes), "keeps sessions to %s minutes"));
        }
        int sessions = wanted.sessionsPerDay().orElse(1);
        if (sessions(sessions) < sessions) {
            narrowed.add(narrowed("sessionsPerDay", sessions, sessions(sessions), "keeps to %s sessions a day"));
        }
        var experience = wanted.experience();
        if (experience(experience) != experience) {
            narrowed.add(narrowed(
                    "experience", experience, experience(experience), "begins more gently than you are used to"));
        }
        return narrowed;
    }

    private Narrowed narrowed(String what, Object from, Object to, String how) {
        return new Narrowed(
                what,
                from.toString(),
                to.toString(),
                "The clinic's template \"%s\" ".formatted(template.says().name()) + how.formatted(to) + ".");
    }

    /// Exercises it names that are no longer in the clinic's catalogue.
    List<String> missingIn(Set<String> slugs) {
        return Stream.concat(template.says().preferred().stream(), template.says().leftOut().stream())
                .filter(slug -> !slugs.contains(slug))
                .sorted()
                .toList();
    }
}
