package org.scapula.planner.scheduling.system;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A system that is waited for until a moment. What it is told after that it is not told at all, and what it has not
/// answered by then is as if no answer had come. Only the waiting for a system ends so, never a transaction.
public final class InTime implements SchedulingSystem {

    private final SchedulingSystem system;
    private final Instant end;
    private final Clock clock;

    public InTime(SchedulingSystem system, Instant end, Clock clock) {
        this.system = system;
        this.end = end;
        this.clock = clock;
    }

    private <T> Uni<T> look(Supplier<Uni<T>> act) {
        return until(act, () -> new SystemDown("No end"));
    }

    private <T> Uni<T> order(Supplier<Uni<T>> act) {
        return until(act, () -> new SystemDoubt("No end"));
    }

    private <T> Uni<T> until(Supplier<Uni<T>> act, Supplier<SystemFailure> late) {
        return Uni.createFrom().deferred(() -> {
            var left = Duration.between(clock.instant(), end);
            return left.isPositive()
                    ? act.get().ifNoItem().after(left).failWith(late)
                    : Uni.createFrom().failure(new SystemDown("No time is left"));
        });
    }

    @Override
    public Set<Capability> capabilities() {
        return system.capabilities();
    }

    @Override
    public Uni<List<Practitioner>> practitioners() {
        return look(system::practitioners);
    }

    @Override
    public Uni<List<Offer>> offers() {
        return look(system::offers);
    }

    @Override
    public Uni<List<FreeSlot>> freeSlots(SlotWish wish) {
        return look(() -> system.freeSlots(wish));
    }

    @Override
    public Uni<HeldSlot> hold(FreeSlot slot) {
        return order(() -> system.hold(slot));
    }

    @Override
    public Uni<Void> letGo(HeldSlot held) {
        return order(() -> system.letGo(held));
    }

    @Override
    public Uni<BookedVisit> book(NewVisit visit) {
        return order(() -> system.book(visit));
    }

    @Override
    public Uni<Optional<BookedVisit>> bookedUnder(String key, String patient) {
        return look(() -> system.bookedUnder(key, patient));
    }

    @Override
    public Uni<BookedVisit> visit(String id) {
        return look(() -> system.visit(id));
    }

    @Override
    public Uni<BookedVisit> reschedule(String id, FreeSlot to) {
        return order(() -> system.reschedule(id, to));
    }

    @Override
    public Uni<Void> cancel(String id, CancelReason why) {
        return order(() -> system.cancel(id, why));
    }

    @Override
    public Uni<Changes> changesSince(Mark since) {
        return look(() -> system.changesSince(since));
    }

    @Override
    public Uni<URI> feed(String practitioner) {
        return look(() -> system.feed(practitioner));
    }
}
