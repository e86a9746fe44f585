package org.scapula.planner.remote;

import java.util.List;
import java.util.UUID;

/// Which assessments triage has of a person, the newest first.
public record TriageNewest(List<Head> assessments) {

    public TriageNewest {
        assessments = List.copyOf(assessments);
    }

    public record Head(UUID id) {}
}
