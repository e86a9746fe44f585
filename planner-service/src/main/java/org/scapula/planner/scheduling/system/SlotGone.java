package org.scapula.planner.scheduling.system;

/// Somebody else has that time now.
public final class SlotGone extends SystemFailure {

    public SlotGone() {
        super("That time is taken");
    }
}
