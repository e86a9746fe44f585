package org.scapula.stack;

/// The stack does not start, for a reason that the person at the keyboard can do something about.
final class CannotStart extends RuntimeException {

    CannotStart(String reason) {
        super(reason);
    }

    CannotStart(String reason, Throwable cause) {
        super(reason, cause);
    }
}
