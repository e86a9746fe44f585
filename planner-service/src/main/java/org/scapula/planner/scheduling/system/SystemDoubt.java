package org.scapula.planner.scheduling.system;

/// The clinic's system was told to do something and no answer came: perhaps it did it. To be settled by looking, never
/// by telling it again.
public final class SystemDoubt extends SystemFailure {

    public SystemDoubt(String says) {
        super(says);
    }
}
