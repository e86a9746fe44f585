package org.scapula.planner.scheduling;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.scapula.planner.scheduling.ClinicSystemView.PractitionerView;
import org.scapula.planner.scheduling.ClinicSystemView.Services;
import org.scapula.planner.scheduling.system.Capability;
import org.scapula.planner.scheduling.system.ClinicSystems;
import org.scapula.planner.scheduling.system.InTime;
import org.scapula.planner.scheduling.system.NotOffered;
import org.scapula.planner.scheduling.system.Offer;
import org.scapula.planner.scheduling.system.Practitioner;
import org.scapula.planner.scheduling.system.Refused;
import org.scapula.planner.scheduling.system.SchedulingSystem;
import org.scapula.planner.scheduling.system.SystemAccess;
import org.scapula.planner.scheduling.system.SystemDown;
import org.scapula.planner.scheduling.system.SystemFailure;

/// Asks a clinic's system who works there and what they offer. However many ask here, it is asked once a minute: what
/// it allows is for finding times and booking.
@ApplicationScoped
class ClinicSystemLook {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final ClinicSystems systems;
    private final Clock clock;
    private final Looks<List<PractitionerView>> people;
    private final Looks<List<Offer>> services;

    ClinicSystemLook(ClinicSystems systems, Vertx vertx, Clock clock) {
        this.systems = systems;
        this.clock = clock;
        this.people = new Looks<>(vertx, clock);
        this.services = new Looks<>(vertx, clock);
    }

    Uni<List<PractitionerView>> practitionersAt(String clinic) {
        return systems.of(clinic)
                .flatMap(system -> systems.access(clinic).map(access -> people(access, system)))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    Uni<ClinicSystemView> at(String clinic) {
        return systems.of(clinic)
                .flatMap(system -> systems.access(clinic).map(access -> view(access, system)))
                .orElseGet(() -> Uni.createFrom().item(ClinicSystemView.NONE));
    }

    private Uni<ClinicSystemView> view(SystemAccess access, SchedulingSystem system) {
        return people(access, system)
                .chain(people -> services(access, system)
                        .map(services -> ClinicSystemView.of(access, system.capabilities(), people, services)));
    }

    private Uni<List<PractitionerView>> people(SystemAccess access, SchedulingSystem system) {
        return people.at(access, () -> look(inTime(system)))
                .onFailure(SystemFailure.class)
                .transform(ClinicSystemLook::refusal);
    }

    /// That they are not told hides nobody.
    private Uni<Services> services(SystemAccess access, SchedulingSystem system) {
        return services.at(access, () -> inTime(system).offers())
                .map(Services::told)
                .onFailure(SystemFailure.class)
                .recoverWithItem(Services::untold);
    }

    private InTime inTime(SchedulingSystem system) {
        return new InTime(system, clock.instant().plus(LONGEST), clock);
    }

    private static Uni<List<PractitionerView>> look(SchedulingSystem system) {
        return (system.offers(Capability.PRACTITIONERS)
                        ? system.practitioners()
                        : Uni.createFrom().item(List.<Practitioner>of()))
                .chain(people -> Multi.createFrom()
                        .iterable(people)
                        .onItem()
                        .transformToUniAndConcatenate(one -> withCalendar(system, one))
                        .collect()
                        .asList());
    }

    private static Uni<PractitionerView> withCalendar(SchedulingSystem system, Practitioner one) {
        return system.feed(one.id())
                .map(Optional::of)
                .onFailure(NotOffered.class)
                .recoverWithItem(Optional.empty())
                .map(calendar -> new PractitionerView(one.id(), one.name(), calendar));
    }

    /// Whoever comes back before the look is over is told the same.
    private static RuntimeException refusal(Throwable failure) {
        return switch (failure) {
            case Refused refused -> Refusals.systemNotUsable(refused.why());
            case SystemDown down ->
                Refusals.systemDown(down.notBefore()
                        .filter(wait -> wait.compareTo(Looks.COME_BACK) > 0)
                        .orElse(Looks.COME_BACK));
            default -> Refusals.systemDown(Looks.COME_BACK);
        };
    }
}
