package org.scapula.planner.scheduling.system;

/// The clinic's system has no such act.
public final class NotOffered extends SystemFailure {

    private final Capability lacking;

    public NotOffered(Capability lacking) {
        super("The clinic's scheduling system does not offer " + lacking);
        this.lacking = lacking;
    }

    public Capability lacking() {
        return lacking;
    }
}
