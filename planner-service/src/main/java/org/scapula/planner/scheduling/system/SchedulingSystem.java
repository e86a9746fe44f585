package org.scapula.planner.scheduling.system;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A clinic's scheduling system, whoever made it: the acts that a booking needs, in nobody's dialect. What a system
/// cannot do it refuses with [NotOffered]; nothing is guessed. Every failure is a [SystemFailure], and only
/// [SystemDoubt] leaves open whether something was done.
public interface SchedulingSystem {

    Set<Capability> capabilities();

    default boolean offers(Capability capability) {
        return capabilities().contains(capability);
    }

    Uni<List<Practitioner>> practitioners();

    /// The kinds of visit it has, mapped to ours or not. A system need not list them.
    Uni<List<Offer>> offers();

    /// By start, the earliest first; with `most` 1 the next free one.
    Uni<List<FreeSlot>> freeSlots(SlotWish wish);

    /// Nobody else gets it until the hold ends, which it does by itself.
    Uni<HeldSlot> hold(FreeSlot slot);

    /// Gives back what was held and is not wanted any more.
    Uni<Void> letGo(HeldSlot held);

    /// The same key is the same visit: a second call answers with what the first one booked.
    Uni<BookedVisit> book(NewVisit visit);

    /// What was booked with that key, if anything: this is how doubt is settled. A visit that was cancelled
    /// meanwhile is none. A list that is not found is [SystemDown], never an empty one.
    Uni<Optional<BookedVisit>> bookedUnder(String key, String patient);

    /// As the system has it now: whether it is confirmed, where it was moved, whether it took place.
    /// That it is not found may be said by somebody on the way: only a list that was answered, and does not
    /// name it, says that it is gone.
    Uni<BookedVisit> visit(String id);

    Uni<BookedVisit> reschedule(String id, FreeSlot to);

    /// What is cancelled already stays so.
    Uni<Void> cancel(String id, CancelReason why);

    /// Which visits changed since the mark. Only ids: what became of them is read from the visit itself.
    Uni<Changes> changesSince(Mark since);

    /// Where the practitioner's own calendar can be read.
    Uni<URI> feed(String practitioner);
}
