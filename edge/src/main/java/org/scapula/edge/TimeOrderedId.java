package org.scapula.edge;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Instant;
import java.util.UUID;

/// Ids that sort by the time they were given (UUID version 7, RFC 9562), known before the row is written.
public final class TimeOrderedId {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private TimeOrderedId() {}

    public static UUID at(Instant time) {
        return GENERATOR.construct(time.toEpochMilli());
    }
}
