package org.scapula.planner.plan;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.scapula.planner.remote.Catalog;
import org.scapula.planner.remote.TriageAssessment;

/// A plan that is made and checked as any other, but for nobody, and kept nowhere: the plan, or why there is none.
public record Rehearsal(Optional<PlanView> plan, List<String> reasons) {

    private static final UUID NOT_KEPT = new UUID(0, 0);

    public static Rehearsal of(
            NewPlan wanted, TriageAssessment assessment, Catalog catalog, LocalDate startsOn, Instant at) {
        try {
            var draft = Draft.of(
                    new Draft.Asked(Wanted.of(wanted), startsOn, at, ZoneOffset.UTC),
                    new Gathered(assessment, catalog));
            return new Rehearsal(Optional.of(draft.plan(NOT_KEPT, "")), List.of());
        } catch (Unverified mistake) {
            return new Rehearsal(Optional.empty(), mistake.reasons());
        } catch (HttpProblem problem) {
            if (problem.getParameters().get("refusal") instanceof Refusals.Refusal refusal) {
                return new Rehearsal(Optional.empty(), refusal.reasons());
            }
            throw problem;
        }
    }
}
