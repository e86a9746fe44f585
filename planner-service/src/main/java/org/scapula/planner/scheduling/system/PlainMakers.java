package org.scapula.planner.scheduling.system;

import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/// Speaks to the systems that know plain REST.
@Singleton
public class PlainMakers implements SystemMaker {

    /// Systems in the manner of Cliniko allow two hundred requests a minute.
    private static final int AT_ONCE = 80;

    private static final int PER_MINUTE = 120;

    private final Vertx vertx;
    private final Clock clock;

    public PlainMakers(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    @Override
    public boolean speaks(SystemKind kind) {
        return kind == SystemKind.EASY || kind == SystemKind.POLLING;
    }

    @Override
    public SchedulingSystem make(SystemAccess access) {
        return access.kind() == SystemKind.EASY
                ? new EasySystem(access, line(access, Optional.empty()))
                : new PollingSystem(access, line(access, Optional.of(new Pace(clock, AT_ONCE, PER_MINUTE))), clock);
    }

    private SystemLine line(SystemAccess access, Optional<Pace> pace) {
        return new SystemLine(vertx, access.address(), access.contact(), clock, pace);
    }
}
