package org.scapula.planner.scheduling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.planner.scheduling.BookingRequests.AtSystem;
import org.scapula.planner.scheduling.ErrandRules.Act;
import org.scapula.planner.scheduling.ErrandRules.Known;
import org.scapula.planner.scheduling.ErrandRules.Want;
import org.scapula.planner.scheduling.ErrandRules.Wanted;
import org.scapula.planner.scheduling.SystemVisit.State;
import org.scapula.planner.scheduling.system.BookedVisit;
import org.scapula.planner.scheduling.system.BookedVisit.Standing;
import org.scapula.planner.scheduling.system.CancelReason;
import org.scapula.planner.scheduling.system.Capability;
import org.scapula.planner.scheduling.system.ClinicSystems;
import org.scapula.planner.scheduling.system.FreeSlot;
import org.scapula.planner.scheduling.system.HeldSlot;
import org.scapula.planner.scheduling.system.NewVisit;
import org.scapula.planner.scheduling.system.Refused;
import org.scapula.planner.scheduling.system.SchedulingSystem;
import org.scapula.planner.scheduling.system.SlotGone;
import org.scapula.planner.scheduling.system.SlotWish;
import org.scapula.planner.visit.Slot;

/// Sees to it that the clinic's system has the visit that a request wants, and none that it does not want. What is done
/// is written down before and after, in transactions of their own; between them the system is asked.
@ApplicationScoped
class VisitKeeper {

    /// More than one visit of a request is rare; more acts than these in a row are a mistake.
    private static final int MOST_ACTS = 8;

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(2);

    private static final Optional<Duration> DONE = Optional.empty();

    private final ClinicRoom room;
    private final BookingRequests requests;
    private final SystemVisits visits;
    private final Errands errands;
    private final ClinicSystems systems;
    private final Clock clock;

    VisitKeeper(
            ClinicRoom room,
            BookingRequests requests,
            SystemVisits visits,
            Errands errands,
            ClinicSystems systems,
            Clock clock) {
        this.room = room;
        this.requests = requests;
        this.visits = visits;
        this.errands = errands;
        this.systems = systems;
        this.clock = clock;
    }

    /// After which time to look again, if at all.
    Uni<Optional<Duration>> keep(Caller us, UUID id, SchedulingSystem system) {
        return keep(us, id, system, MOST_ACTS);
    }

    private Uni<Optional<Duration>> keep(Caller us, UUID id, SchedulingSystem system, int left) {
        return room.inside(
                        us,
                        () -> requests.atSystem(id)
                                .chain(found -> visits.of(id)
                                        .map(known -> ErrandRules.next(found.flatMap(VisitKeeper::wanted), known))))
                .chain(act -> act instanceof Act.Nothing || left == 0
                        ? Uni.createFrom().item(DONE)
                        : done(us, act, system)
                                .chain(again -> again.isPresent()
                                        ? Uni.createFrom().item(again)
                                        : keep(us, id, system, left - 1)));
    }

    private static Optional<Wanted> wanted(AtSystem request) {
        var row = request.row();
        return request.visit()
                .flatMap(visit -> want(request.state())
                        .map(want ->
                                new Wanted(visit.id(), row.id, row.patient, row.visitType.name(), visit.slot(), want)));
    }

    private static Optional<Want> want(BookingState state) {
        return switch (state) {
            case BookingState.Held _ -> Optional.of(Want.HELD);
            case BookingState.Booked _, BookingState.Confirmed _ -> Optional.of(Want.BOOKED);
            case BookingState.Fulfilled _, BookingState.NoShow _ -> Optional.of(Want.PAST);
            default -> Optional.empty();
        };
    }

    private Uni<Optional<Duration>> done(Caller us, Act act, SchedulingSystem system) {
        return switch (act) {
            case Act.Nothing _ -> Uni.createFrom().item(DONE);
            case Act.Hold hold -> hold(us, hold.wanted(), system);
            case Act.Book book -> book(us, book.wanted(), book.before(), system);
            case Act.Move move -> move(us, move.wanted(), move.known(), system);
            case Act.Cancel cancel -> cancel(us, cancel.known(), system);
            case Act.LetGo letGo -> letGo(us, letGo.known(), system);
            case Act.GiveBack giveBack -> giveBack(us, giveBack.known(), system);
        };
    }

    // ---- holding

    private Uni<Optional<Duration>> hold(Caller us, Wanted wanted, SchedulingSystem system) {
        if (!system.offers(Capability.HOLD)) {
            // It is held with us alone; who books it finds out.
            return Uni.createFrom().item(Optional.of(LOOK_AGAIN));
        }
        return fresh(wanted, system)
                .chain(system::hold)
                .chain(held -> written(us, () -> visits.held(wanted, us.clinic(), held.reference(), now())))
                .onFailure(SlotGone.class)
                .recoverWithUni(() -> gone(us, wanted, Move.RELEASE));
    }

    private Uni<Optional<Duration>> letGo(Caller us, Known known, SchedulingSystem system) {
        var held = new HeldSlot(
                known.heldAs().orElseThrow(), slot(known, known.heldAs().orElseThrow()), now());
        return system.letGo(held)
                .onFailure(failure -> failure instanceof Refused || failure instanceof SlotGone)
                .recoverWithNull()
                .chain(() -> over(us, known));
    }

    // ---- booking

    /// Looked for before it is booked, each time: perhaps it is there since the last try.
    private Uni<Optional<Duration>> book(Caller us, Wanted wanted, Optional<Known> before, SchedulingSystem system) {
        return written(us, () -> visits.tried(wanted, us.clinic(), now()))
                .chain(() -> system.bookedUnder(wanted.key().toString(), wanted.patient()))
                .chain(there -> there.isPresent()
                        ? system.book(visit(us, wanted, slot(wanted), Optional.empty()))
                        : bookAnew(us, wanted, before, system))
                .chain(booked -> booked(us, wanted, booked))
                .onFailure(SlotGone.class)
                .recoverWithUni(() -> gone(us, wanted, Move.DECLINE));
    }

    private Uni<BookedVisit> bookAnew(Caller us, Wanted wanted, Optional<Known> before, SchedulingSystem system) {
        var held = before.flatMap(Known::heldAs).map(reference -> new HeldSlot(reference, slot(wanted), now()));
        return held.map(kept -> system.book(visit(us, wanted, slot(wanted), held))
                        // The hold was over; perhaps the time is free still.
                        .onFailure(SlotGone.class)
                        .recoverWithUni(() -> bookFresh(us, wanted, system)))
                .orElseGet(() -> bookFresh(us, wanted, system));
    }

    private Uni<BookedVisit> bookFresh(Caller us, Wanted wanted, SchedulingSystem system) {
        return fresh(wanted, system).chain(slot -> system.book(visit(us, wanted, slot, Optional.empty())));
    }

    private Uni<Optional<Duration>> booked(Caller us, Wanted wanted, BookedVisit booked) {
        return written(
                us,
                () -> visits.change(wanted.key(), row -> {
                            row.state = State.BOOKED;
                            row.systemId = booked.id();
                            row.checkedAt = now();
                        })
                        .chain(() -> booked.standing() == Standing.PENDING
                                ? Uni.createFrom().voidItem()
                                : confirmed(us, wanted.request(), booked.id())));
    }

    /// A request that was cancelled meanwhile is confirmed no more: the next look gives the visit back.
    private Uni<Void> confirmed(Caller us, UUID request, String systemId) {
        return requests.atSystem(request)
                .chain(found -> found.filter(now -> now.state() instanceof BookingState.Booked)
                        .map(_ -> requests.apply(us, request, confirm(systemId)).replaceWithVoid())
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    static NewMove confirm(String systemId) {
        return new NewMove(
                Move.CONFIRM,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(systemId),
                Optional.empty());
    }

    /// Somebody was faster: it is said, and other times are looked for.
    private Uni<Optional<Duration>> gone(Caller us, Wanted wanted, Move move) {
        return written(
                us,
                () -> visits.isOver(wanted.key())
                        .chain(() -> requests.atSystem(wanted.request()))
                        .chain(found -> found.filter(now -> move.isLegalIn(now.state())
                                        && now.visit()
                                                .filter(visit -> visit.id().equals(wanted.key()))
                                                .isPresent())
                                .map(_ -> requests.apply(us, wanted.request(), refusal(move))
                                        .chain(() -> errands.note(us, wanted.request(), ErrandKind.FIND_SLOTS)))
                                .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private static NewMove refusal(Move move) {
        return new NewMove(
                move,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                move == Move.DECLINE ? Optional.of(EndReason.NO_CAPACITY) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    // ---- moving

    private Uni<Optional<Duration>> move(Caller us, Wanted wanted, Known known, SchedulingSystem system) {
        var id = known.systemId().orElseThrow();
        return system.visit(id)
                .chain(now -> isThere(now, wanted.slot())
                        ? Uni.createFrom().item(now)
                        : fresh(wanted, system).chain(slot -> system.reschedule(id, slot)))
                .chain(_ -> written(us, () -> visits.change(wanted.key(), row -> row.isAt(wanted.slot()))))
                .onFailure(SlotGone.class)
                .transform(gone -> new Refused(Refused.Why.NOT_ACCEPTED));
    }

    private static boolean isThere(BookedVisit visit, Slot slot) {
        return visit.start().equals(slot.start()) && visit.practitioner().equals(slot.practitioner());
    }

    // ---- giving back

    private Uni<Optional<Duration>> cancel(Caller us, Known known, SchedulingSystem system) {
        return system.cancel(known.systemId().orElseThrow(), CancelReason.NO_LONGER_NEEDED)
                .onFailure(VisitKeeper::isNotThere)
                .recoverWithNull()
                .chain(() -> over(us, known));
    }

    static boolean isNotThere(Throwable failure) {
        return failure instanceof Refused refused
                && (refused.why() == Refused.Why.UNKNOWN_VISIT || refused.why() == Refused.Why.REMOVED_VISIT);
    }

    /// Whenever it turns up, until its time has come.
    private Uni<Optional<Duration>> giveBack(Caller us, Known known, SchedulingSystem system) {
        return system.bookedUnder(known.key().toString(), known.patient())
                .chain(found -> found.map(visit -> system.cancel(visit.id(), CancelReason.NO_LONGER_NEEDED)
                                .chain(() -> over(us, known)))
                        .orElseGet(() -> ErrandRules.isTooLate(known, now())
                                ? over(us, known)
                                : Uni.createFrom().item(Optional.of(LOOK_AGAIN))));
    }

    // ----

    private Uni<Optional<Duration>> over(Caller us, Known known) {
        return written(us, () -> visits.isOver(known.key()));
    }

    private Uni<Optional<Duration>> written(Caller us, Supplier<Uni<Void>> work) {
        return room.inside(us, work).replaceWith(DONE);
    }

    /// As the system has it at this moment, with its own reference.
    private static Uni<FreeSlot> fresh(Wanted wanted, SchedulingSystem system) {
        var start = wanted.slot().start();
        var wish = new SlotWish(
                wanted.visitType(),
                Optional.of(wanted.slot().practitioner()),
                start,
                start.plus(1, ChronoUnit.SECONDS),
                1);
        return system.freeSlots(wish)
                .map(found -> found.stream()
                        .filter(slot -> slot.start().equals(start))
                        .findFirst()
                        .orElseThrow(SlotGone::new));
    }

    private static FreeSlot slot(Wanted wanted) {
        var slot = wanted.slot();
        return new FreeSlot(
                slot.externalId().orElse(""), slot.practitioner(), wanted.visitType(), slot.start(), slot.end());
    }

    private static FreeSlot slot(Known known, String reference) {
        var slot = known.slot();
        return new FreeSlot(reference, slot.practitioner(), known.visitType(), slot.start(), slot.end());
    }

    private NewVisit visit(Caller us, Wanted wanted, FreeSlot slot, Optional<HeldSlot> held) {
        return new NewVisit(
                wanted.key().toString(), wanted.patient(), slot, held, systems.referral(us.clinic(), wanted.request()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
