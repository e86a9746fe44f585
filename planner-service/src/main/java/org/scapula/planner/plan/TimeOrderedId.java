package org.scapula.planner.plan;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Ids that sort by the time they were given (UUID version 7, RFC 9562).
final class TimeOrderedId {

    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeOrderedId() {}

    static UUID at(Instant time) {
        var random = RANDOM.nextLong();
        var high = (time.toEpochMilli() << 16) | 0x7000 | (random & 0x0fff);
        var low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
