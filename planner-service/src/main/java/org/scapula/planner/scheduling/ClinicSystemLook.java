package org.scapula.planner.scheduling;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.scapula.planner.scheduling.ClinicSystemView.PractitionerView;
import org.scapula.planner.scheduling.ClinicSystemView.ServiceView;
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
/// it
/// allows is for finding times and booking.
@ApplicationScoped
class ClinicSystemLook {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration COME_BACK = Duration.ofSeconds(30);

    private final ClinicSystems systems;
    private final Clock clock;
    private final Map<SystemAccess, Seen> seen = new ConcurrentHashMap<>();

    ClinicSystemLook(ClinicSystems systems, Clock clock) {
        this.systems = systems;
        this.clock = clock;
    }

    private record Seen(ClinicSystemView view, Instant until) {}

    Uni<ClinicSystemView> at(String clinic) {
        return systems.of(clinic)
                .flatMap(system -> systems.access(clinic).map(access -> kept(access, system)))
                .orElseGet(() -> Uni.createFrom().item(ClinicSystemView.NONE));
    }

    private Uni<ClinicSystemView> kept(SystemAccess access, SchedulingSystem system) {
        return Optional.ofNullable(seen.get(access))
                .filter(known -> clock.instant().isBefore(known.until()))
                .map(known -> Uni.createFrom().item(known.view()))
                .orElseGet(() -> look(access, new InTime(system, clock.instant().plus(LONGEST), clock))
                        .invoke(view ->
                                seen.put(access, new Seen(view, clock.instant().plus(KEPT))))
                        .onFailure(SystemFailure.class)
                        .transform(ClinicSystemLook::refusal));
    }

    private static Uni<ClinicSystemView> look(SystemAccess access, SchedulingSystem system) {
        return ifAny(system, Capability.PRACTITIONERS, system::practitioners)
                .chain(people -> Multi.createFrom()
                        .iterable(people)
                        .onItem()
                        .transformToUniAndConcatenate(one -> withCalendar(system, one))
                        .collect()
                        .asList())
                .chain(people -> ifAny(system, Capability.OFFERS, system::offers)
                        .map(offers -> view(access, system, people, offers)));
    }

    private static <T> Uni<List<T>> ifAny(
            SchedulingSystem system, Capability capability, Supplier<Uni<List<T>>> asked) {
        return system.offers(capability) ? asked.get() : Uni.createFrom().item(List.of());
    }

    private static Uni<PractitionerView> withCalendar(SchedulingSystem system, Practitioner one) {
        return system.feed(one.id())
                .map(Optional::of)
                .onFailure(NotOffered.class)
                .recoverWithItem(Optional.empty())
                .map(calendar -> new PractitionerView(one.id(), one.name(), calendar));
    }

    private static ClinicSystemView view(
            SystemAccess access, SchedulingSystem system, List<PractitionerView> people, List<Offer> offers) {
        return new ClinicSystemView(
                Optional.of(access.kind()),
                system.capabilities().stream().sorted().toList(),
                people,
                offers.stream()
                        .map(offer -> new ServiceView(offer.code(), offer.name()))
                        .distinct()
                        .toList(),
                ClinicSystemView.mapped(access.visitTypes(), offers));
    }

    private static RuntimeException refusal(Throwable failure) {
        return switch (failure) {
            case Refused refused -> Refusals.systemNotUsable(refused.why());
            case SystemDown down -> Refusals.systemDown(down.notBefore().orElse(COME_BACK));
            default -> Refusals.systemDown(COME_BACK);
        };
    }
}
