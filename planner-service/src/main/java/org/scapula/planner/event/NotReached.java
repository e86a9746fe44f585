package org.scapula.planner.event;

/// Nobody was spoken to.
@SuppressWarnings("serial")
final class NotReached extends RuntimeException {

    private final Failure failure;

    NotReached(Failure failure) {
        super(failure.name());
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
