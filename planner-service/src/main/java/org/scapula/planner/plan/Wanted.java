package org.scapula.planner.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.planner.template.NewTemplate;
import org.scapula.planner.week.Context;
import org.scapula.planner.week.Equipment;
import org.scapula.planner.week.Experience;
import org.scapula.planner.week.Weekday;

/// A wish for a plan in which nothing is left open: what the person said, and what they left to a template.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Wanted(
        UUID assessmentId,
        Optional<LocalDate> startsOn,
        List<Weekday> days,
        Integer minutesPerSession,
        Optional<Integer> sessionsPerDay,
        List<Equipment> equipment,
        List<Context> contexts,
        Experience experience,
        List<NewPlan.Reported> conditions,
        List<String> avoid,
        Boolean canFloorTransfer,
        Optional<NewPlan.Approval> approval) {

    /// Without a template nothing may be left open.
    static Wanted of(NewPlan said) {
        return of(said, Optional.empty());
    }

    /// Before the template is read: enough to ask triage about, and no more.
    static Wanted sofar(NewPlan said) {
        return new Wanted(
                said.assessmentId(),
                said.startsOn(),
                said.days().orElse(List.of()),
                said.minutesPerSession().orElse(0),
                said.sessionsPerDay(),
                said.equipment(),
                said.contexts().orElse(List.of()),
                said.experience(),
                said.conditions(),
                said.avoid(),
                said.canFloorTransfer(),
                said.approval());
    }

    /// The same, with another answer of triage. Whoever approved did so of the one before, and of no other.
    Wanted by(UUID assessment) {
        return new Wanted(
                assessment,
                startsOn,
                days,
                minutesPerSession,
                sessionsPerDay,
                equipment,
                contexts,
                experience,
                conditions,
                avoid,
                canFloorTransfer,
                Optional.empty());
    }

    /// What the person says wins.
    static Wanted of(NewPlan said, Optional<NewTemplate> template) {
        var presets = template.map(NewTemplate::standIns);
        var days = said.days().or(() -> presets.flatMap(NewTemplate.Presets::days));
        var minutes = said.minutesPerSession().or(() -> presets.flatMap(NewTemplate.Presets::minutesPerSession));
        var contexts = said.contexts().or(() -> presets.flatMap(NewTemplate.Presets::contexts));
        var errors = new ArrayList<FieldError>();
        contexts.ifPresentOrElse(given -> {}, () -> errors.add(missing("/contexts")));
        days.filter(given -> !given.isEmpty()).ifPresentOrElse(given -> {}, () -> errors.add(missing("/days")));
        minutes.ifPresentOrElse(given -> {}, () -> errors.add(missing("/minutesPerSession")));
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return new Wanted(
                said.assessmentId(),
                said.startsOn(),
                days.orElseThrow(),
                minutes.orElseThrow(),
                said.sessionsPerDay().or(() -> presets.flatMap(NewTemplate.Presets::sessionsPerDay)),
                said.equipment(),
                contexts.orElseThrow(),
                said.experience(),
                said.conditions(),
                said.avoid(),
                said.canFloorTransfer(),
                said.approval());
    }

    private static FieldError missing(String pointer) {
        return new FieldError(pointer, "required", "must be given, by the person or by a template");
    }
}
