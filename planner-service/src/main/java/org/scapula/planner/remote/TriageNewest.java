package org.scapula.planner.remote;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Which assessments triage has of a person, the newest first, and behind which there are more.
public record TriageNewest(List<Head> assessments, Optional<UUID> next) {

    public TriageNewest {
        assessments = List.copyOf(assessments);
    }

    public record Head(UUID id, Instant assessedAt) {}

    public List<UUID> ids() {
        return assessments.stream().map(Head::id).toList();
    }

    /// With those that follow.
    public TriageNewest and(TriageNewest older) {
        return new TriageNewest(
                Stream.concat(assessments.stream(), older.assessments.stream()).toList(), older.next);
    }
}
