package org.scapula.planner.fhir.cards;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.scapula.planner.plan.PlanOnFile;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.scheduling.DeadlineRules;
import org.scapula.planner.scheduling.Priority;
import org.scapula.planner.scheduling.RequestOnFile;
import org.scapula.planner.scheduling.RequestsOnFile;
import org.scapula.planner.scheduling.RequestsOnFile.OpenWork;
import org.scapula.planner.scheduling.WorkKind;
import org.scapula.planner.visit.Visit;

/// What Scapula knows of a person when somebody asks.
///
/// @param patience so long a clinic may take to confirm a visit of this priority
/// @param plans the newest first
/// @param work what is on the work list about them, the most pressing first
/// @param said what triage has of them, whether or not anything was made of it here
record Known(
        ZonedDateTime now,
        Map<Priority, Duration> patience,
        List<PlanOnFile> plans,
        List<RequestOnFile> requests,
        List<Visit> visits,
        List<OpenWork> work,
        Said said) {

    /// So many open requests are told at most.
    static final int MOST_OPEN = 100;

    /// There is more than is known here.
    boolean isCut() {
        return requests.stream().filter(RequestOnFile::isOpen).count() > MOST_OPEN
                || work.size() >= RequestsOnFile.MOST_WORK;
    }

    boolean nobody() {
        return said.equals(Said.NOTHING) && plans.isEmpty() && requests.isEmpty() && visits.isEmpty() && work.isEmpty();
    }

    /// Older than what is gone, it still counts: nothing that is missing makes anybody less urgent.
    Optional<TriageAssessment> newest() {
        return said.newest();
    }

    boolean mustDo(WorkKind kind) {
        return open(kind).isPresent();
    }

    Optional<OpenWork> open(WorkKind kind) {
        return work.stream().filter(open -> open.kind() == kind).findFirst();
    }

    boolean mustDo(WorkKind kind, UUID request) {
        return work.stream()
                .filter(open -> open.kind() == kind)
                .anyMatch(open -> open.request().filter(request::equals).isPresent());
    }

    boolean isOverdueForConfirmation(RequestOnFile request, Visit visit) {
        return Optional.ofNullable(patience.get(request.priority()))
                .map(waits -> DeadlineRules.unconfirmed(request.since(), waits, visit.start()))
                .filter(until -> until.isAfter(at()))
                .isEmpty();
    }

    Instant at() {
        return now.toInstant();
    }
}
