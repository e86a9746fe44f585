package org.scapula.planner.remote;

/// Triage does not accept what was sent on: it knows no such finding, or no such answer. Nothing that was said is in
/// it.
public final class NotAccepted extends RuntimeException {

    NotAccepted() {
        super("triage does not accept the answers");
    }
}
