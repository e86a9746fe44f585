package org.scapula.planner.scheduling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.planner.scheduling.BookingRequests.AtSystem;
import org.scapula.planner.scheduling.system.FreeSlot;
import org.scapula.planner.scheduling.system.SchedulingSystem;
import org.scapula.planner.scheduling.system.SlotWish;
import org.scapula.planner.scheduling.system.SystemSettings;
import org.scapula.planner.visit.Slot;
import org.scapula.planner.visit.Visits;

/// Finds times for a request in the clinic's system and offers them. Where there are none in the window it says so, and
/// goes on looking: a time may become free.
@ApplicationScoped
class SlotFinder {

    /// Nobody is offered a time that is gone while they read it.
    private static final Duration TO_GET_READY = Duration.ofSeconds(20);

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    /// So many are looked through for those that suit the person best.
    private static final int LOOKED_THROUGH = 60;

    /// After which what was found is offered.
    private static final Duration SEARCH = Duration.ofSeconds(40);

    private static final LocalTime NOON = LocalTime.NOON;
    private static final LocalTime EVENING = LocalTime.of(17, 0);

    private final ClinicRoom room;
    private final BookingRequests requests;
    private final Visits visits;
    private final SystemSettings settings;
    private final Clock clock;

    SlotFinder(ClinicRoom room, BookingRequests requests, Visits visits, SystemSettings settings, Clock clock) {
        this.room = room;
        this.requests = requests;
        this.visits = visits;
        this.settings = settings;
        this.clock = clock;
    }

    /// After which time to look again, if at all.
    Uni<Optional<Duration>> find(Caller us, UUID id, SchedulingSystem system) {
        return room.inside(
                        us,
                        () -> requests.atSystem(id)
                                .map(found -> found.filter(this::isLookingForSlots))
                                .chain(found -> found.map(
                                                request -> looking(request).map(Optional::of))
                                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))))
                .chain(found -> found.map(looking -> search(us, looking, system))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /// Not where a person at the clinic has said no, and not where times are offered already.
    private boolean isLookingForSlots(AtSystem request) {
        return request.row().windowUntil.isAfter(earliest())
                && switch (request.state()) {
                    case BookingState.Requested _ -> true;
                    case BookingState.Declined _ -> request.row().stillLooking;
                    default -> false;
                };
    }

    /// @param taken what others have here, which the clinic's system may not know, or not know any more
    private record Looking(AtSystem request, List<Slot> taken) {

        private List<FreeSlot> offerable(List<FreeSlot> slots, Instant now) {
            return SlotFinder.offerable(slots, now).stream()
                    .filter(slot -> taken.stream().noneMatch(offered(slot).slot()::overlaps))
                    .toList();
        }
    }

    private Uni<Looking> looking(AtSystem request) {
        var row = request.row();
        return visits.taken(row.id, row.windowFrom, row.windowUntil).map(taken -> new Looking(request, taken));
    }

    private Uni<Optional<Duration>> search(Caller us, Looking looking, SchedulingSystem system) {
        var request = looking.request();
        var row = request.row();
        var from = row.windowFrom.isAfter(earliest()) ? row.windowFrom : earliest();
        var wish = new SlotWish(
                row.visitType.name(),
                Optional.empty(),
                from,
                row.windowUntil,
                LOOKED_THROUGH,
                slot -> !looking.offerable(List.of(slot), clock.instant()).isEmpty(),
                enough(looking, clock.instant().plus(SEARCH)));
        return system.freeSlots(wish)
                .map(slots -> looking.offerable(slots, clock.instant()))
                .chain(slots -> room.inside(
                        us,
                        () -> requests.decide(
                                us,
                                row.id,
                                now -> now.filter(this::isLookingForSlots)
                                        .map(still -> answer(us, still, slots))
                                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))));
    }

    private Predicate<List<FreeSlot>> enough(Looking looking, Instant end) {
        return found -> {
            var now = clock.instant();
            var offerable = looking.offerable(found, now);
            var suiting = suiting(looking.request().wish(), offerable);
            return isEnough(offerable, suiting, settings.errands().offers(), now.isAfter(end));
        };
    }

    /// As many as are offered, or what there is when it is late. That there are none is known at the end alone.
    static boolean isEnough(List<FreeSlot> offerable, List<FreeSlot> suiting, int offers, boolean late) {
        return suiting.size() >= offers || late && !offerable.isEmpty();
    }

    /// A time that nobody can be offered keeps none of the others from being offered.
    static List<FreeSlot> offerable(List<FreeSlot> slots, Instant now) {
        return slots.stream()
                .filter(slot -> slot.practitioner().matches(NewSlot.REFERENCE)
                        && offered(slot).errors("", now).isEmpty())
                .toList();
    }

    private static NewSlot offered(FreeSlot slot) {
        return new NewSlot(slot.practitioner(), slot.start(), slot.end(), Optional.of(slot.reference()));
    }

    /// Somebody who was told to get help now is offered nothing until the clinic has seen to it.
    private Uni<Optional<Duration>> answer(Caller us, AtSystem request, List<FreeSlot> slots) {
        if (slots.isEmpty()) {
            return says(us, request, move(Move.NO_SLOTS, Optional.empty())).replaceWith(Optional.of(LOOK_AGAIN));
        }
        var offered =
                best(request.wish(), slots).stream().map(SlotFinder::offered).toList();
        return requests.hasAnEmergencySince(request.row())
                .chain(emergency -> emergency
                        ? Uni.createFrom().item(Optional.of(LOOK_AGAIN))
                        : says(us, request, move(Move.OFFER, Optional.of(offered)))
                                .replaceWith(Optional.empty()));
    }

    /// Once is enough: somebody is told, and looking again in vain changes nothing.
    private Uni<Void> says(Caller us, AtSystem request, NewMove move) {
        var again = move.move() == Move.NO_SLOTS && request.row().raised().contains(WorkKind.NO_SLOT_IN_WINDOW);
        return again
                ? Uni.createFrom().voidItem()
                : requests.apply(us, request.row().id, move).replaceWithVoid();
    }

    private static NewMove move(Move move, Optional<List<NewSlot>> slots) {
        return new NewMove(
                move, Optional.empty(), slots, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// Those that suit, and where they are too few the others: a wish moves nobody out of the window.
    private List<FreeSlot> best(Wish wish, List<FreeSlot> slots) {
        var suiting = suiting(wish, slots);
        return (suiting.isEmpty() ? slots : suiting)
                .stream().limit(settings.errands().offers()).toList();
    }

    private List<FreeSlot> suiting(Wish wish, List<FreeSlot> slots) {
        var parts = wish.partsOfDay().map(Set::copyOf).orElse(Set.of());
        return slots.stream()
                .filter(slot ->
                        wish.practitioner().map(slot.practitioner()::equals).orElse(true))
                .filter(slot -> parts.isEmpty() || parts.contains(partOf(slot.start())))
                .toList();
    }

    private Wish.PartOfDay partOf(Instant start) {
        var time = start.atZone(clock.getZone()).toLocalTime();
        if (time.isBefore(NOON)) {
            return Wish.PartOfDay.MORNING;
        }
        return time.isBefore(EVENING) ? Wish.PartOfDay.AFTERNOON : Wish.PartOfDay.EVENING;
    }

    private Instant earliest() {
        return clock.instant().plus(TO_GET_READY);
    }
}
