package org.scapula.planner.fhir.client;

import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.scapula.planner.scheduling.system.SchedulingSystem;
import org.scapula.planner.scheduling.system.SystemAccess;
import org.scapula.planner.scheduling.system.SystemKind;
import org.scapula.planner.scheduling.system.SystemLine;
import org.scapula.planner.scheduling.system.SystemMaker;

/// Speaks to the systems that know FHIR.
@Singleton
public class FhirMaker implements SystemMaker {

    private final Vertx vertx;
    private final Clock clock;

    public FhirMaker(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    @Override
    public boolean speaks(SystemKind kind) {
        return kind == SystemKind.FHIR_SLOT || kind == SystemKind.FHIR_FIND;
    }

    @Override
    public SchedulingSystem make(SystemAccess access) {
        var line = new SystemLine(vertx, access.address(), access.contact(), clock);
        var fhir = new FhirLine(line, access.client().map(client -> new BackendLogin(line, client, clock)));
        var appointments = new FhirAppointments(access, fhir, clock);
        return access.kind() == SystemKind.FHIR_SLOT
                ? new SlotSystem(access, fhir, appointments)
                : new FindSystem(access, fhir, appointments, clock);
    }
}
