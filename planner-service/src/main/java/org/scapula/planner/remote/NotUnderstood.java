package org.scapula.planner.remote;

/// A neighbour answered something that we cannot read with certainty. It counts as no answer, never as a milder one.
public final class NotUnderstood extends RuntimeException {

    public NotUnderstood(String why) {
        super(why);
    }
}
