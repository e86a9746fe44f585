package org.scapula.planner.week;

import java.util.List;
import java.util.Set;

/// What triage says an exercise must not be or ask for, by the rule of its picture. When it is `assumed`, a question
/// about it is open.
///
/// @param approvable whether it only says that a clinician chooses: one who approves a plan has chosen
public record Forbidden(
        String ruleId,
        Level level,
        Set<Position> positions,
        Set<ExerciseClass> classes,
        Set<Tag> tags,
        String because,
        boolean assumed,
        boolean approvable,
        List<String> sources) {

    public Forbidden {
        positions = Set.copyOf(positions);
        classes = Set.copyOf(classes);
        tags = Set.copyOf(tags);
        sources = List.copyOf(sources);
        if (positions.isEmpty() && classes.isEmpty() && tags.isEmpty()) {
            throw new IllegalArgumentException("A limit that forbids nothing was not understood: " + ruleId);
        }
    }

    /// Whether nothing of this exercise is left. One that can be done in another position is.
    public boolean rulesOut(Candidate candidate) {
        return classes.contains(candidate.exerciseClass())
                || candidate.tags().stream().anyMatch(tags::contains)
                || positions.containsAll(candidate.positions());
    }

    /// The reason as one clause, with the rule to look up.
    String words() {
        return "rule %s of triage: %s%s"
                .formatted(
                        ruleId,
                        because.replaceFirst("\\.$", ""),
                        assumed ? " (a question about it is open, so it counts)" : "");
    }
}
