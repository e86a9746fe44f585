package org.scapula.planner.scheduling.system;

import java.time.Duration;
import java.util.Optional;

/// The clinic's system cannot be asked now. Nothing was done; to ask again is safe.
public final class SystemDown extends SystemFailure {

    private final Optional<Duration> notBefore;

    public SystemDown(String says) {
        this(says, Optional.empty());
    }

    public SystemDown(String says, Optional<Duration> notBefore) {
        super(says);
        this.notBefore = notBefore;
    }

    /// A list is always there: whoever does not find it is not the system.
    public static SystemDown withoutItsLists() {
        return new SystemDown("It does not find its own lists");
    }

    /// It said how long to leave it in peace.
    public Optional<Duration> notBefore() {
        return notBefore;
    }
}
