package org.scapula.planner.event;

import java.time.Duration;
import java.util.Optional;

/// What came of an attempt: a status, or nothing; never a word of the receiver's.
///
/// @param asked false where it did not come to an attempt, which is no fault of the receiver's
record Answer(boolean asked, Optional<Integer> status, Optional<Failure> failure, Optional<Duration> pause) {

    static final Answer NOT_ASKED = new Answer(false, Optional.empty(), Optional.empty(), Optional.empty());

    private static final int GONE = 410;

    static Answer of(int status, Optional<String> retryAfter) {
        return new Answer(
                true,
                Optional.of(status),
                status >= 200 && status < 300
                        ? Optional.empty()
                        : Optional.of(status >= 300 && status < 400 ? Failure.REDIRECTED : Failure.REFUSED),
                retryAfter
                        .filter(seconds -> seconds.matches("\\d{1,6}"))
                        .map(Long::parseLong)
                        .map(Duration::ofSeconds));
    }

    static Answer none(Failure failure) {
        return new Answer(true, Optional.empty(), Optional.of(failure), Optional.empty());
    }

    boolean isDelivered() {
        return asked && failure.isEmpty();
    }

    boolean isGone() {
        return status.filter(it -> it == GONE).isPresent();
    }
}
