package org.scapula.planner.week;

import java.util.List;
import java.util.Optional;

/// What triage knows of the pain: an unknown age or score stays empty and is read as the more cautious one.
public record Picture(
        Optional<Integer> ageYears,
        Optional<Integer> nprs,
        Stage stage,
        Irritability irritability,
        List<ReportedCondition> conditions,
        List<Advised> activities,
        List<Forbidden> forbids) {

    public Picture {
        conditions = List.copyOf(conditions);
        activities = List.copyOf(activities);
        forbids = List.copyOf(forbids);
    }

    Picture with(Stage otherStage, Irritability otherIrritability) {
        return new Picture(ageYears, nprs, otherStage, otherIrritability, conditions, activities, forbids);
    }

    Picture after(int weeks) {
        return new Picture(
                ageYears,
                nprs,
                stage,
                irritability,
                conditions.stream().map(it -> it.after(weeks)).toList(),
                activities,
                forbids);
    }
}
