package org.scapula.planner.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.scapula.planner.week.Disposition;

/// Which assessments triage has of a person, the newest first, and behind which there are more.
public record TriageNewest(List<Head> assessments, Optional<UUID> next) {

    /// So long a milder answer takes nothing back, at triage as here.
    private static final Duration RECENTLY = Duration.ofHours(24);

    public TriageNewest {
        assessments = List.copyOf(assessments);
    }

    /// @param effectiveDisposition what holds after all reviews
    public record Head(UUID id, Instant assessedAt, Disposition effectiveDisposition) {

        private boolean isGraverThan(Head newer) {
            return effectiveDisposition.compareTo(newer.effectiveDisposition) < 0
                    && !assessedAt.isBefore(newer.assessedAt.minus(RECENTLY));
        }
    }

    public List<UUID> ids() {
        return assessments.stream().map(Head::id).toList();
    }

    /// Nothing said of somebody of whom something was said is no answer.
    public void requireAny() {
        if (assessments.isEmpty()) {
            throw new NotUnderstood("no assessment of somebody who has one");
        }
    }

    /// The newest, where it is not this one.
    public Optional<Head> since(TriageAssessment known) {
        return assessments.stream()
                .findFirst()
                .filter(newest ->
                        !newest.id().equals(known.id()) && !newest.assessedAt().isBefore(known.assessedAt()));
    }

    /// The gravest of what was said shortly before the newest and is graver than it.
    public Optional<UUID> graverShortlyBefore() {
        return assessments.stream()
                .findFirst()
                .flatMap(newest -> assessments.stream()
                        .filter(head -> head.isGraverThan(newest))
                        .min(Comparator.comparing(Head::effectiveDisposition)))
                .map(Head::id);
    }

    /// With those that follow.
    public TriageNewest and(TriageNewest older) {
        return new TriageNewest(
                Stream.concat(assessments.stream(), older.assessments.stream()).toList(), older.next);
    }
}
