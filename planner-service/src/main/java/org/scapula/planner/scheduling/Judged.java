package org.scapula.planner.scheduling;

import java.util.Optional;

/// What triage says of somebody who asks to be seen.
///
/// @param graver what it has said since the answer that they named, where that is graver
record Judged(Triaged named, Optional<Triaged> graver) {

    String patient() {
        return named.assessment().patient();
    }
}
