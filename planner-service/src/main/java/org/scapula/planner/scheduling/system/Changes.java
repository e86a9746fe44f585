package org.scapula.planner.scheduling.system;

import java.util.List;

/// Visits that changed, by their ids, and from where to read on.
public record Changes(List<String> visits, Mark next) {

    public Changes {
        visits = List.copyOf(visits);
    }
}
