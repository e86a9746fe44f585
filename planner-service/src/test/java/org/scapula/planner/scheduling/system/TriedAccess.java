package org.scapula.planner.scheduling.system;

import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.time.Clock;
import org.scapula.planner.fhir.client.FhirMaker;

/// The same way to a clinic, with one thing wrong.
public record TriedAccess(SystemAccess access) {

    SchedulingSystem withTheKeyOf(TriedClinic other) {
        return make(new SystemAccess(
                access.kind(),
                access.address(),
                access.contact(),
                access.key(),
                other.access(access.kind()).client(),
                access.visitTypes(),
                access.zone(),
                access.patientSystem(),
                access.place(),
                access.feeds(),
                access.referrals()));
    }

    SchedulingSystem at(URI address) {
        return make(at(access, address));
    }

    public static SystemAccess at(SystemAccess access, URI address) {
        return new SystemAccess(
                access.kind(),
                address,
                access.contact(),
                access.key(),
                access.client(),
                access.visitTypes(),
                access.zone(),
                access.patientSystem(),
                access.place(),
                access.feeds(),
                access.referrals());
    }

    private static SchedulingSystem make(SystemAccess access) {
        var fhir = new FhirMaker(Vertx.vertx(), Clock.systemUTC());
        return fhir.speaks(access.kind())
                ? fhir.make(access)
                : new PlainMakers(Vertx.vertx(), Clock.systemUTC()).make(access);
    }
}
