package org.scapula.catalog.figure;

import java.util.Optional;

/// What lies between two values that may be left unsaid.
final class Blend {

    private Blend() {}

    /// Nothing, unless both are said.
    static Optional<Vec> both(Optional<Vec> from, Optional<Vec> to, double share) {
        return from.flatMap(start -> to.map(end -> start.towards(end, share)));
    }

    /// The one that is said, where only one is.
    static Optional<Vec> either(Optional<Vec> from, Optional<Vec> to, double share) {
        return both(from, to, share).or(() -> from).or(() -> to);
    }
}
