package org.scapula.planner.scheduling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
import org.scapula.planner.scheduling.system.SystemDoubt;
import org.scapula.planner.scheduling.system.SystemDown;
import org.scapula.planner.scheduling.system.SystemFailure;
import org.scapula.planner.visit.Slot;

/// Sees to it that the clinic's system has the visit that a request wants, and none that it does not want. What is done
/// is written down before and after, in transactions of their own; between them the system is asked.
@ApplicationScoped
class VisitKeeper {

    /// More than one visit of a request is rare; more acts than these in a row are a mistake.
    private static final int MOST_ACTS = 8;

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(2);
    /// No system is known to hold a time longer without saying so.
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);

    private static final Duration RECENTLY = Duration.ofHours(1);
    private static final Duration LOOK_LATER = Duration.ofMinutes(15);

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
                        () -> requests.atSystem(id).chain(found -> visits.of(id).map(known -> next(found, known))))
                .chain(act -> act instanceof Act.Nothing
                        ? Uni.createFrom().item(DONE)
                        : left == 0 ? goesOn(us, id) : goOn(us, id, act, system, left));
    }

    private Uni<Optional<Duration>> goOn(Caller us, UUID id, Act act, SchedulingSystem system, int left) {
        return done(us, act, system)
                .chain(again -> again.isPresent() || act instanceof Act.TooLate
                        ? Uni.createFrom().item(again)
                        : keep(us, id, system, left - 1));
    }

    /// A person looks, and so do we: what is left to do is not forgotten.
    private Uni<Optional<Duration>> goesOn(Caller us, UUID id) {
        return room.inside(us, () -> requests.differs(us, id)).replaceWith(Optional.of(LOOK_AGAIN));
    }

    private Act next(Optional<AtSystem> found, List<Known> known) {
        return ErrandRules.next(found.flatMap(VisitKeeper::wanted), found.flatMap(VisitKeeper::ended), known, now());
    }

    private static Optional<EndReason> ended(AtSystem request) {
        return request.state() instanceof BookingState.Cancelled || request.state() instanceof BookingState.Declined
                ? Optional.ofNullable(request.row().because)
                : Optional.empty();
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
            case Act.TooLate late -> tooLate(us, late.wanted(), late.before(), system);
            case Act.Cancel cancel -> cancel(us, cancel.known(), cancel.why(), system);
            case Act.LetGo letGo -> letGo(us, letGo.known(), system);
            case Act.GiveBack giveBack -> giveBack(us, giveBack.known(), giveBack.why(), system);
            case Act.Leave leave -> over(us, leave.known());
        };
    }

    /// What the system does not take, while the visit is near.
    Uni<Void> tellIfSoon(Caller us, UUID id) {
        return room.inside(
                us,
                () -> requests.atSystem(id)
                        .chain(found -> visits.of(id)
                                .map(known -> ErrandRules.isSoon(found.flatMap(VisitKeeper::wanted), known, now()))
                                .chain(soon -> soon && found.isPresent()
                                        ? requests.differs(us, id)
                                        : Uni.createFrom().voidItem())));
    }

    // ---- holding

    private Uni<Optional<Duration>> hold(Caller us, Wanted wanted, SchedulingSystem system) {
        if (!system.offers(Capability.HOLD)) {
            // It is held with us alone; who books it finds out.
            return Uni.createFrom().item(Optional.of(LOOK_AGAIN));
        }
        return fresh(wanted, system)
                .call(() -> stored(us, wanted, () -> visits.holding(wanted, us.clinic(), now())))
                .chain(system::hold)
                .chain(held -> written(us, () -> visits.change(wanted.key(), row -> row.isHeld(held.reference()))))
                .call(() -> agreed(us, wanted.request()))
                .onFailure(VisitKeeper::didNothing)
                .call(() -> written(us, () -> visits.forget(wanted.key())))
                .onFailure(SlotGone.class)
                .recoverWithUni(() -> noLongerHeld(us, wanted));
    }

    /// So it can be ordered again: we hold nothing under a name that we never heard.
    private static boolean didNothing(Throwable failure) {
        return failure instanceof SystemDown
                || Refused.isNotFound(failure)
                || failure instanceof Refused refused && refused.why() == Refused.Why.NOT_ADMITTED;
    }

    /// Where it was booked meanwhile, that is tried in its own turn.
    private Uni<Optional<Duration>> noLongerHeld(Caller us, Wanted wanted) {
        return written(
                us,
                () -> requests.decide(
                        us,
                        wanted.request(),
                        found -> visits.forget(wanted.key())
                                .chain(() -> found.filter(now -> isWantedThere(now, wanted))
                                        .filter(now -> Move.RELEASE.isLegalIn(now.state()))
                                        .map(_ -> refused(us, wanted, Move.RELEASE))
                                        .orElseGet(() -> Uni.createFrom().voidItem()))));
    }

    /// What is perhaps held has no name to give it back by, and ends by itself. What has ended so keeps nothing
    /// waiting; whoever does not find it while it may last may be somebody on the way.
    private Uni<Optional<Duration>> letGo(Caller us, Known known, SchedulingSystem system) {
        return known.heldAs()
                .map(reference -> released(known, new HeldSlot(reference, slot(known, reference), now()), system))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> written(us, () -> isHeldNoMore(known)))
                .onFailure(Refused::isNotFound)
                .recoverWithItem(Optional.of(LOOK_AGAIN));
    }

    /// What it was held as may be the visit by now, which is moved or cancelled as one.
    private Uni<Void> released(Known known, HeldSlot held, SchedulingSystem system) {
        return isBooked(known, system)
                .chain(booked -> booked
                        ? Uni.createFrom().voidItem()
                        : system.letGo(held)
                                .onFailure(failure -> failure instanceof SlotGone
                                        || failure instanceof Refused && !Refused.isNotFound(failure)
                                        || failure instanceof SystemFailure && !isPerhapsOurs(known))
                                .recoverWithNull());
    }

    private static Uni<Boolean> isBooked(Known known, SchedulingSystem system) {
        return known.state() == State.TRIED
                ? system.bookedUnder(known.key().toString(), known.patient()).map(Optional::isPresent)
                : Uni.createFrom().item(false);
    }

    /// What was told to be booked may still turn up.
    private Uni<Void> isHeldNoMore(Known known) {
        return known.state() == State.TRIED
                ? visits.change(known.key(), SystemVisit::isHeldNoMore)
                : visits.forget(known.key());
    }

    // ---- booking

    /// Looked for before it is booked, each time: perhaps it is there since the last try.
    private Uni<Optional<Duration>> book(Caller us, Wanted wanted, Optional<Known> before, SchedulingSystem system) {
        return stored(us, wanted, () -> visits.tried(wanted, us.clinic(), now()))
                .chain(() -> system.bookedUnder(wanted.key().toString(), wanted.patient()))
                .chain(there -> there.isPresent()
                        ? system.book(visit(us, wanted, slot(wanted), Optional.empty()))
                        : bookAnew(us, wanted, before, system))
                .chain(booked -> booked(us, wanted, booked))
                .call(() -> agreed(us, wanted.request()))
                .onFailure(SlotGone.class)
                .recoverWithUni(() -> before.map(one -> goneAfter(us, wanted, one, system))
                        .orElseGet(() -> gone(us, wanted, State.OVER)));
    }

    private Uni<Optional<Duration>> goneAfter(Caller us, Wanted wanted, Known before, SchedulingSystem system) {
        if (before.perhapsHeld() && ErrandRules.isAt(wanted.slot(), before) && isPerhapsOurs(before)) {
            return waits(us, before);
        }
        return switch (before.state()) {
            case TRIED -> goneInDoubt(us, wanted, system);
            case HOLDING, HELD, BOOKED, OVER -> gone(us, wanted, State.OVER);
        };
    }

    /// Whoever holds it may be we ourselves, under a name that was never heard.
    private boolean isPerhapsOurs(Known known) {
        return known.triedAt().plus(LONGEST_HOLD).isAfter(now());
    }

    /// What was never told to be booked is not looked for. What was tried before may still be carried out.
    private Uni<Optional<Duration>> waits(Caller us, Known before) {
        return (before.state() == State.HOLDING
                        ? written(us, () -> visits.change(before.key(), SystemVisit::isPerhapsHeld))
                        : Uni.createFrom().item(DONE))
                .replaceWith(Optional.of(LOOK_AGAIN));
    }

    /// Perhaps an earlier order of ours has the time by now. If not, it may still be carried out, and is looked for.
    private Uni<Optional<Duration>> goneInDoubt(Caller us, Wanted wanted, SchedulingSystem system) {
        return system.bookedUnder(wanted.key().toString(), wanted.patient())
                .chain(there -> there.isPresent()
                        ? system.book(visit(us, wanted, slot(wanted), Optional.empty()))
                        : Uni.createFrom().failure(new SlotGone()))
                .chain(booked -> booked(us, wanted, booked))
                .onFailure(SlotGone.class)
                .recoverWithUni(() -> gone(us, wanted, State.TRIED));
    }

    private Uni<BookedVisit> bookAnew(Caller us, Wanted wanted, Optional<Known> before, SchedulingSystem system) {
        return before.filter(one -> ErrandRules.isAt(wanted.slot(), one))
                .flatMap(one -> one.heldAs().map(reference -> bookHeld(us, wanted, one, reference, system)))
                .orElseGet(() -> bookFresh(us, wanted, system));
    }

    /// A hold that is over is no loss where the time is free still. One that somebody on the way did not find may
    /// last, and then it is we ourselves who keep the time from being free.
    private Uni<BookedVisit> bookHeld(
            Caller us, Wanted wanted, Known before, String reference, SchedulingSystem system) {
        var held = new HeldSlot(reference, slot(wanted), now());
        return system.book(visit(us, wanted, slot(wanted), Optional.of(held)))
                .onFailure(failure -> failure instanceof SlotGone || Refused.isNotFound(failure))
                .recoverWithUni(failure -> bookFresh(us, wanted, system)
                        .onFailure(SlotGone.class)
                        .transform(gone -> Refused.isNotFound(failure) && isPerhapsOurs(before) ? failure : gone));
    }

    private Uni<BookedVisit> bookFresh(Caller us, Wanted wanted, SchedulingSystem system) {
        return fresh(wanted, system).chain(slot -> system.book(visit(us, wanted, slot, Optional.empty())));
    }

    private Uni<Optional<Duration>> booked(Caller us, Wanted wanted, BookedVisit booked) {
        return written(
                us,
                () -> requests.decide(
                        us,
                        wanted.request(),
                        found -> visits.change(wanted.key(), row -> row.isBooked(booked, now()))
                                .chain(() -> found.filter(now -> isConfirmedBy(now, wanted.key(), booked))
                                        .map(_ -> requests.apply(us, wanted.request(), confirm(booked.id()))
                                                .replaceWithVoid())
                                        .orElseGet(() -> Uni.createFrom().voidItem()))));
    }

    /// A request that was cancelled or moved meanwhile is not: the next look gives the visit back, or moves it.
    private static boolean isConfirmedBy(AtSystem request, UUID key, BookedVisit booked) {
        return booked.standing() != Standing.PENDING
                && !booked.standing().isOver()
                && request.state() instanceof BookingState.Booked
                && request.visit()
                        .filter(visit -> visit.id().equals(key) && isThere(booked, visit.slot()))
                        .isPresent();
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

    /// Somebody was faster. What was moved meanwhile is tried again where it is now.
    private Uni<Optional<Duration>> gone(Caller us, Wanted wanted, State left) {
        return room.inside(
                us,
                () -> requests.decide(
                        us,
                        wanted.request(),
                        found -> found.filter(now -> isWanted(now, wanted.key()))
                                .map(now -> isWantedThere(now, wanted)
                                        ? lost(us, now, wanted, left)
                                        : Uni.createFrom().item(DONE))
                                .orElseGet(() -> isLeft(wanted, left).replaceWith(DONE))));
    }

    /// It is said, and other times are looked for. Where the time was promised to the person already, somebody has to
    /// speak with them.
    private Uni<Optional<Duration>> lost(Caller us, AtSystem request, Wanted wanted, State left) {
        return isLeft(wanted, left)
                .chain(() -> Move.DECLINE.isLegalIn(request.state())
                        ? refused(us, wanted, Move.DECLINE).replaceWith(DONE)
                        : requests.differs(us, wanted.request()).replaceWith(() -> again(wanted, left)));
    }

    private Uni<Void> isLeft(Wanted wanted, State left) {
        return visits.change(wanted.key(), row -> row.state = left);
    }

    private Optional<Duration> again(Wanted wanted, State left) {
        return left == State.TRIED && wanted.slot().start().isAfter(now()) ? Optional.of(LOOK_LATER) : DONE;
    }

    private static boolean isWanted(AtSystem request, UUID key) {
        return want(request.state()).filter(want -> want == Want.BOOKED).isPresent()
                && request.visit().filter(visit -> visit.id().equals(key)).isPresent();
    }

    private static boolean isWantedThere(AtSystem request, Wanted wanted) {
        return request.visit()
                .filter(visit -> visit.id().equals(wanted.key()) && visit.slot().isAsGoodAs(wanted.slot()))
                .isPresent();
    }

    private Uni<Void> refused(Caller us, Wanted wanted, Move move) {
        return requests.apply(us, wanted.request(), refusal(move))
                .chain(() -> errands.note(us, wanted.request(), ErrandKind.FIND_SLOTS));
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
        return asItIs(known, system)
                .chain(now -> now.standing().isOver()
                        // What the clinic did comes back by itself.
                        ? Uni.createFrom().item(Optional.of(LOOK_AGAIN))
                        : bring(us, wanted, now, system));
    }

    private Uni<Optional<Duration>> bring(Caller us, Wanted wanted, BookedVisit now, SchedulingSystem system) {
        return isThere(now, wanted.slot())
                ? booked(us, wanted, now)
                : moveFrom(us, wanted, now, system)
                        .chain(moved -> movedTo(us, wanted, moved))
                        .call(() -> agreed(us, wanted.request()));
    }

    /// Only a list that was answered says that it is gone: then a person looks.
    private static Uni<BookedVisit> asItIs(Known known, SchedulingSystem system) {
        return system.visit(known.systemId().orElseThrow())
                .onFailure(Refused::isNotFound)
                .recoverWithUni(() -> system.bookedUnder(known.key().toString(), known.patient())
                        .map(listed -> listed.orElseThrow(() -> new Refused(Refused.Why.NOT_ACCEPTED))));
    }

    /// Written down before it is told, so that nobody takes it for a move of the clinic's. Where the answer is lost, or
    /// it is not known whether the time is ours alone, somebody looks at it: a later look cannot tell.
    private Uni<BookedVisit> moveFrom(Caller us, Wanted wanted, BookedVisit now, SchedulingSystem system) {
        return fresh(wanted, system)
                .onFailure(failure -> failure instanceof SlotGone && now.overlaps(asLongAs(now, wanted)))
                .recoverWithItem(() -> asLongAs(now, wanted))
                .call(() -> written(us, () -> visits.change(wanted.key(), row -> row.moving = true)))
                .chain(slot -> system.reschedule(now.id(), slot))
                .onFailure(SystemDoubt.class)
                .call(() -> written(us, () -> requests.differs(us, wanted.request())))
                .onFailure(failure -> failure instanceof SlotGone || failure instanceof Refused)
                .call(() -> written(us, () -> visits.change(wanted.key(), row -> row.isBooked(now, now()))))
                .onFailure(SlotGone.class)
                .transform(gone -> new Refused(Refused.Why.NOT_ACCEPTED));
    }

    /// No system offers what the visit takes itself.
    private static FreeSlot asLongAs(BookedVisit now, Wanted wanted) {
        var start = wanted.slot().start();
        var end = start.plus(Duration.between(now.start(), now.end()));
        return new FreeSlot("", wanted.slot().practitioner(), wanted.visitType(), start, end);
    }

    /// What it says itself counts.
    private Uni<Optional<Duration>> movedTo(Caller us, Wanted wanted, BookedVisit moved) {
        return booked(us, wanted, moved).invoke(() -> {
            if (!isThere(moved, wanted.slot()) || moved.standing().isOver()) {
                throw new Refused(Refused.Why.NOT_UNDERSTOOD);
            }
        });
    }

    // ---- after its time

    private Uni<Optional<Duration>> tooLate(Caller us, Wanted wanted, Optional<Known> before, SchedulingSystem system) {
        return before.map(one -> lookedFor(one, system))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .call(found -> found.map(visit -> booked(us, wanted, visit))
                        .orElseGet(() -> Uni.createFrom().item(DONE)))
                .chain(found -> found.filter(visit -> isThere(visit, wanted.slot()))
                        .map(_ -> agreed(us, wanted.request()))
                        .orElseGet(() -> room.inside(us, () -> requests.differs(us, wanted.request()))))
                .replaceWith(DONE);
    }

    /// Where it was told and no answer came: elsewhere nothing is known to be.
    private static Uni<Optional<BookedVisit>> lookedFor(Known known, SchedulingSystem system) {
        return known.state() == State.TRIED || known.moving()
                ? system.bookedUnder(known.key().toString(), known.patient())
                : Uni.createFrom().item(Optional.empty());
    }

    static boolean isThere(BookedVisit visit, Slot slot) {
        return visit.start().equals(slot.start()) && visit.practitioner().equals(slot.practitioner());
    }

    // ---- giving back

    /// Looked at before: the desk may have moved it since, and who is there is not sent away.
    private Uni<Optional<Duration>> cancel(Caller us, Known known, CancelReason why, SchedulingSystem system) {
        return system.visit(known.systemId().orElseThrow())
                .map(Optional::of)
                .onFailure(Refused::isNotFound)
                .recoverWithItem(Optional.empty())
                .chain(there -> there.filter(this::isUnderWayOrOver).isPresent()
                        ? leftToAPerson(us, known)
                        : cancelled(us, known, why, system));
    }

    private Uni<Optional<Duration>> cancelled(Caller us, Known known, CancelReason why, SchedulingSystem system) {
        return system.cancel(known.systemId().orElseThrow(), why)
                .onFailure(Refused::isNotFound)
                .recoverWithNull()
                // Only a list that was answered says that it is gone.
                .chain(() -> system.bookedUnder(known.key().toString(), known.patient()))
                .chain(twin -> twin.isPresent() ? inDoubt(us, known) : over(us, known))
                .call(() -> agreedUnlessAnotherIsWanted(us, known.request()));
    }

    private boolean isUnderWayOrOver(BookedVisit visit) {
        return visit.standing() != Standing.CANCELLED
                && (visit.standing() == Standing.ARRIVED
                        || visit.standing().isOver()
                        || !visit.start().isAfter(now()));
    }

    private Uni<Optional<Duration>> leftToAPerson(Caller us, Known known) {
        return written(
                us,
                () -> requests.differs(us, known.request()).chain(() -> visits.isLeftToAPerson(known.key(), now())));
    }

    /// An order that was carried out twice has made two.
    private Uni<Optional<Duration>> inDoubt(Caller us, Known known) {
        return written(us, () -> visits.change(known.key(), row -> row.state = State.TRIED));
    }

    /// Whenever it turns up, until its time has come; also the next one, where it was carried out twice. One at another
    /// time was moved or copied by the desk, and is the desk's.
    private Uni<Optional<Duration>> giveBack(Caller us, Known known, CancelReason why, SchedulingSystem system) {
        return system.bookedUnder(known.key().toString(), known.patient())
                .chain(found -> found.filter(visit -> isUnderWayOrOver(visit) || !isThere(visit, known.slot()))
                                .isPresent()
                        ? leftToAPerson(us, known)
                        : found.map(visit -> system.cancel(visit.id(), why))
                                .orElseGet(() -> Uni.createFrom().voidItem())
                                .replaceWith(() -> Optional.of(isRecent(known) ? LOOK_AGAIN : LOOK_LATER)));
    }

    private boolean isRecent(Known known) {
        return known.triedAt().plus(RECENTLY).isAfter(now());
    }

    // ----

    private Uni<Void> agreed(Caller us, UUID request) {
        return room.inside(us, () -> agrees(us, request));
    }

    /// The end of one visit says nothing of another.
    private Uni<Void> agreedUnlessAnotherIsWanted(Caller us, UUID request) {
        return room.inside(
                us,
                () -> requests.atSystem(request)
                        .chain(found -> found.flatMap(VisitKeeper::wanted).isPresent()
                                ? Uni.createFrom().voidItem()
                                : agrees(us, request)));
    }

    private Uni<Void> agrees(Caller us, UUID request) {
        return visits.unlessOneIsLeftToAPerson(request, () -> requests.agrees(us, request));
    }

    private Uni<Optional<Duration>> over(Caller us, Known known) {
        return written(us, () -> visits.isOver(known.key()));
    }

    /// Refused once somebody was erased: nothing that was under way for them outlives them.
    private Uni<Void> stored(Caller us, Wanted wanted, Supplier<Uni<Void>> work) {
        return room.writing(us, wanted.patient(), work);
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
