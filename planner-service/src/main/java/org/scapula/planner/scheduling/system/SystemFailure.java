package org.scapula.planner.scheduling.system;

/// A clinic's system did not do what it was asked. The words name no patient and repeat nothing that was sent.
public abstract sealed class SystemFailure extends RuntimeException
        permits NotOffered, SystemDown, SystemDoubt, SlotGone, Refused {

    SystemFailure(String says) {
        super(says, null, false, false);
    }
}
