package org.scapula.planner.scheduling.system;

import java.time.Duration;
import java.util.Optional;

/// The clinic's system cannot be asked now. Nothing was done; to ask again is safe.
public final class SystemDown extends SystemFailure {

    private final Optional<Duration> notBefore;
    private final boolean withoutItsLists;

    public SystemDown(String says) {
        this(says, Optional.empty());
    }

    public SystemDown(String says, Optional<Duration> notBefore) {
        this(says, notBefore, false);
    }

    private SystemDown(String says, Optional<Duration> notBefore, boolean withoutItsLists) {
        super(says);
        this.notBefore = notBefore;
        this.withoutItsLists = withoutItsLists;
    }

    /// A list is always there: whoever does not find it is not the system.
    public static SystemDown withoutItsLists() {
        return new SystemDown("It does not find its own lists", Optional.empty(), true);
    }

    /// Some lists it need not have.
    public boolean isWithoutItsLists() {
        return withoutItsLists;
    }

    /// It said how long to leave it in peace.
    public Optional<Duration> notBefore() {
        return notBefore;
    }
}
