package org.scapula.planner.fhir.cards;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.scapula.planner.plan.PlanOnFile;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.scheduling.RequestOnFile;
import org.scapula.planner.scheduling.WorkKind;
import org.scapula.planner.visit.Visit;

/// What Scapula knows of a person when somebody asks.
///
/// @param plans the newest first
/// @param latest the last assessment that is named here, as triage has it now
/// @param named whether any assessment is named at all
record Known(
        ZonedDateTime now,
        List<PlanOnFile> plans,
        List<RequestOnFile> requests,
        List<Visit> visits,
        Set<WorkKind> work,
        Optional<TriageAssessment> latest,
        boolean named) {

    boolean nobody() {
        return !named && plans.isEmpty() && requests.isEmpty() && visits.isEmpty() && work.isEmpty();
    }

    Instant at() {
        return now.toInstant();
    }
}
