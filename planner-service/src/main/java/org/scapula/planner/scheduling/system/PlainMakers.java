package org.scapula.planner.scheduling.system;

import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Speaks to the systems that know plain REST.
@Singleton
public class PlainMakers implements SystemMaker {

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
        var line = new SystemLine(vertx, access.address(), access.contact(), clock);
        return access.kind() == SystemKind.EASY ? new EasySystem(access, line) : new PollingSystem(access, line, clock);
    }
}
