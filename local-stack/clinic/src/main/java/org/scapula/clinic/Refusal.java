package org.scapula.clinic;

/// The clinic says no, and why; each face says it in its own way.
final class Refusal extends RuntimeException {

    enum Why {
        /// Somebody else has that time.
        TAKEN,
        UNKNOWN,
        INVALID,
        /// It was changed since it was read.
        CHANGED
    }

    private final Why why;
    private final String says;

    Refusal(Why why, String detail) {
        super(detail);
        this.why = why;
        this.says = detail;
    }

    Why why() {
        return why;
    }

    String says() {
        return says;
    }
}
