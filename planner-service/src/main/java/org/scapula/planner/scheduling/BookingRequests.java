package org.scapula.planner.scheduling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.scapula.edge.FieldError;
import org.scapula.edge.IfMatch;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.access.Role;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.edge.patient.PatientRecords;
import org.scapula.planner.event.EventType;
import org.scapula.planner.event.Events;
import org.scapula.planner.plan.VisitAdvice;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.scheduling.BookingRequestView.WhyView;
import org.scapula.planner.visit.Slot;
import org.scapula.planner.visit.Visit;
import org.scapula.planner.visit.VisitStatus;
import org.scapula.planner.visit.Visits;

/// All booking requests of a clinic. Each change is one act in one transaction, with its event, its work and its audit
/// entry.
@ApplicationScoped
public class BookingRequests implements PatientRecords {

    private static final String FREE = """
            select slot from free_slots(:request, cast(:moment as timestamptz))""";

    private static final String DUE_AT = """
            insert into booking_deadline (request, clinic, due_at) values (:request, :clinic, cast(:at as timestamptz))
            on conflict (request) do update set due_at = excluded.due_at""";

    private static final String NOT_DUE = "delete from booking_deadline where request = :request";

    private static final String DUE = """
            select request, clinic from booking_deadline where due_at <= cast(:now as timestamptz) order by due_at limit 20""";

    private static final String LATER = """
            update booking_deadline set due_at = cast(:now as timestamptz) + interval '1 minute' where request = :request""";

    private static final String NOBODY_AT_IT = "select id from booking_request where id = :id for update skip locked";

    private static final String NOBODY_ELSE_OPENS =
            "select cast(pg_advisory_xact_lock(hashtextextended(:words, 0)) as text)";

    private static final String ERASE_DEADLINES = """
            delete from booking_deadline where request in (select id from booking_request where patient = :patient)""";

    private static final String RECORD = "booking-request";

    private final ClinicRoom room;
    private final Audit audit;
    private final Events events;
    private final Visits visits;
    private final WorkList work;
    private final Answers answers;
    private final Errands errands;
    private final VisitAdvice advice;
    private final SchedulingSettings settings;
    private final ObjectMapper json;
    private final Clock clock;

    BookingRequests(
            ClinicRoom room,
            Audit audit,
            Events events,
            Visits visits,
            WorkList work,
            Answers answers,
            Errands errands,
            VisitAdvice advice,
            SchedulingSettings settings,
            ObjectMapper json,
            Clock clock) {
        this.room = room;
        this.audit = audit;
        this.events = events;
        this.visits = visits;
        this.work = work;
        this.answers = answers;
        this.errands = errands;
        this.advice = advice;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /// Which of them.
    public record Filter(Optional<BookingState.Name> state, Optional<Priority> priority, Optional<String> patient) {

        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// A request as it is at a moment, locked for whoever changes it.
    private record Current(BookingRequest row, BookingState state, Optional<Visit> visit, Instant now) {}

    /// What was done: the name of the act, what is told, and what somebody has to look at because of it.
    private record Done(BookingState next, String act, EventType event, Set<WorkKind> raises, Set<WorkKind> settles) {

        private Done(BookingState next, String act, EventType event, Set<WorkKind> raises) {
            this(
                    next,
                    act,
                    event,
                    raises,
                    WorkKind.settledBy(next.name()).stream()
                            .filter(kind -> !raises.contains(kind))
                            .collect(Collectors.toSet()));
        }

        /// Something else of it is different, and what somebody has to look at stays so.
        private static Done asBefore(BookingState state, String act) {
            return new Done(state, act, EventType.BOOKING_REQUEST_CHANGED, Set.of(), Set.of());
        }
    }

    // ---- reading

    public Uni<BookingRequestView> required(Caller caller, UUID id) {
        return room.inside(
                caller,
                () -> known(id)
                        .call(row -> audit.note(caller, act("booking-request.read", row)))
                        .chain(this::shown));
    }

    /// The oldest first.
    public Uni<List<BookingRequestView>> page(Caller caller, Filter filter, UUID after, int most) {
        return room.inside(
                caller,
                () -> rows(filter, after, most)
                        .chain(rows -> visits.all(rows.stream()
                                        .map(row -> row.visit)
                                        .filter(Objects::nonNull)
                                        .toList())
                                .map(found -> shown(rows, found)))
                        .call(() ->
                                audit.note(caller, new Act("booking-request.list", RECORD, "", "", caller.patient()))));
    }

    Uni<OfferedSlotsView> slots(Caller caller, UUID id) {
        return room.inside(
                caller,
                () -> known(id)
                        .call(row -> audit.note(caller, act("booking-request.slots", row)))
                        .chain(row -> hasAnEmergencySince(row)
                                .chain(stopped -> stopped ? Uni.createFrom().item(List.<OfferedSlot>of()) : free(row))
                                .map(slots -> offers(row, slots))));
    }

    // ---- asking

    /// By somebody whom triage has judged; what it said comes in.
    Uni<Answer> open(Caller caller, Attempt attempt, NewBookingRequest wanted, Judged judged) {
        var patient = judged.patient();
        return once(
                caller,
                attempt,
                patient,
                () -> holding(judged)
                        .chain(triaged -> advice.beside(
                                        triaged.assessment().id(),
                                        triaged.assessment().assessedAt(),
                                        patient)
                                .chain(plans -> admit(caller, wanted, triaged, plans))));
    }

    private Uni<Answer> once(Caller caller, Attempt attempt, String patient, Supplier<Uni<Answer>> work) {
        return room.writing(caller, patient, () -> answers.once(caller, attempt, patient, work));
    }

    /// An emergency that the clinic has seen to does not keep the person from being seen with what was said before it.
    private Uni<Triaged> holding(Judged judged) {
        return judged.graver()
                .filter(Triaged::isEmergency)
                .map(emergency -> work.hasSeenTo(emergency.assessment()).map(seen -> seen ? judged.named() : emergency))
                .orElseGet(() -> Uni.createFrom().item(judged.graver().orElse(judged.named())));
    }

    /// An emergency of which nobody could read more than that it is one.
    Uni<Answer> tellOf(Caller caller, Attempt attempt, String patient, UUID emergency) {
        return once(
                caller,
                attempt,
                patient,
                () -> work.ofAnEmergency(caller, patient, emergency)
                        .map(told -> new Answer(
                                409, text(Refusals.emergencySince(emergency)), Optional.empty(), Optional.empty())));
    }

    private Uni<Answer> admit(Caller caller, NewBookingRequest wanted, Triaged triaged, VisitAdvice.Said plans) {
        var now = now();
        var said = new BookingRequestRules.Plans(
                plans.stop().map(stop -> new BookingRequestRules.Stopped(stop.disposition(), stop.since())),
                plans.proposal().map(VisitAdvice.Proposal::after),
                plans.proposal().map(VisitAdvice.Proposal::latest));
        var clinician =
                caller.roles().contains(Role.CLINICIAN) && caller.patient().isEmpty();
        return switch (BookingRequestRules.admit(triaged.said(), said, clinician, now.atZone(clock.getZone()))) {
            case Admission.Emergency _ -> emergency(caller, triaged, plans.stop());
            case Admission.NotNeeded notNeeded -> throw Refusals.notNeeded(triaged.assessment(), notNeeded.until());
            case Admission.Seen seen ->
                refuseAnEmergencySince(triaged.assessment())
                        .chain(() -> keep(caller, wanted, triaged, seen.window(), now));
        };
    }

    /// Kept although the answer is no: a person at the clinic must know of it, whatever becomes of the caller.
    private Uni<Answer> emergency(Caller caller, Triaged triaged, Optional<VisitAdvice.Stop> stop) {
        var assessment = triaged.assessment();
        var since = stop.filter(_ -> !triaged.isEmergency());
        var refused = since.map(one -> Refusals.emergency(one.headline(), one.doNow(), assessment.id()))
                .orElseGet(
                        () -> Refusals.emergency(assessment.headlineHeld(), assessment.doNowHeld(), assessment.id()));
        var says = since.flatMap(VisitAdvice.Stop::assessment).orElse(assessment.id());
        return work.ofAnEmergency(caller, assessment.patient(), says)
                .map(told -> new Answer(409, text(refused), Optional.empty(), Optional.empty()));
    }

    /// Nobody gets around an emergency with an answer from before it.
    private Uni<Void> refuseAnEmergencySince(TriageAssessment assessment) {
        return work.hasAnEmergencySince(assessment.patient(), assessment.assessedAt())
                .invoke(open -> refuse(open, assessment.id()))
                .replaceWithVoid();
    }

    private Uni<Answer> keep(Caller caller, NewBookingRequest wanted, Triaged triaged, Window window, Instant now) {
        var assessment = triaged.assessment();
        var row = new BookingRequest(
                TimeOrderedId.at(now), caller.clinic(), assessment, wanted.type(), now, caller.subject());
        row.wish = text(wanted.wish().orElse(Wish.NONE));
        row.isToBeSeenIn(window, text(window.why()));
        return openFor(row)
                .chain(open -> open.map(other -> morePressing(caller, other, window))
                        .orElseGet(() -> added(caller, row, window)));
    }

    private Uni<Answer> added(Caller caller, BookingRequest row, Window window) {
        return noneIsOpen(row)
                .chain(() -> persisted(row))
                .call(() -> dueAt(row, new BookingState.Requested()))
                .call(() -> told(caller, row, EventType.BOOKING_REQUEST_CREATED))
                .call(() -> errands.note(caller, row.id, ErrandKind.FIND_SLOTS))
                .call(() -> window.overdue() ? raise(caller, row, WorkKind.ASKED_LATE) : nothing())
                .call(() -> audit.note(caller, act("booking-request.create", row)))
                .chain(this::shown)
                .map(view -> answer(201, view, Optional.of("/v1/booking-requests/" + view.id())));
    }

    /// The same answers, graver since: what is open is to be seen sooner. Never the other way round.
    private Uni<Answer> morePressing(Caller caller, UUID open, Window asked) {
        return changing(caller, open, Optional.empty(), current -> presses(caller, current, asked))
                .map(view -> answer(200, view, Optional.empty()));
    }

    private Uni<Done> presses(Caller caller, Current current, Window asked) {
        var row = current.row();
        var window =
                BookingRequestRules.graver(row.window(), asked).orElseThrow(() -> Refusals.alreadyRequested(row.id));
        row.isMorePressing(window, text(window.why()));
        var late = window.overdue() && !(current.state() instanceof BookingState.Reschedulable)
                ? Set.of(WorkKind.ASKED_LATE)
                : Set.<WorkKind>of();
        return work.presses(row.id)
                .chain(() -> raiseAll(caller, row, late))
                .chain(() -> nothingOfferedFrom(row, row.windowUntil))
                .chain(() -> pressed(caller, current));
    }

    private Uni<Done> pressed(Caller caller, Current current) {
        var row = current.row();
        return switch (current.state()) {
            case BookingState.Fulfilled _, BookingState.Cancelled _ -> throw Refusals.alreadyRequested(row.id);
            case BookingState.Requested requested ->
                errands.note(caller, row.id, ErrandKind.FIND_SLOTS).replaceWith(pressing(requested, Set.of()));
            case BookingState.Offered offered -> offeredInTime(current, offered);
            case BookingState.Held held -> heldInTime(current, held);
            case BookingState.Reschedulable booked ->
                Uni.createFrom()
                        .item(pressing(booked, isInTime(row, booked) ? Set.of() : Set.of(WorkKind.VISIT_TOO_LATE)));
            case BookingState.NoShow _, BookingState.Declined _, BookingState.Expired _ ->
                Uni.createFrom().item(pressing(current.state(), Set.of()));
        };
    }

    private static Done pressing(BookingState next, Set<WorkKind> raises) {
        return new Done(next, "booking-request.press", EventType.BOOKING_REQUEST_CHANGED, raises, Set.of());
    }

    private static boolean isInTime(BookingRequest row, BookingState.Reschedulable booked) {
        return booked.slot().start().isBefore(row.windowUntil);
    }

    /// Where nothing is left of what was offered, it is looked for anew.
    private Uni<Done> offeredInTime(Current current, BookingState.Offered offered) {
        var row = current.row();
        var until = earlier(
                offered.until(),
                current.now().plus(settings.patience(row.priority).reply()));
        return offers(row)
                .map(left -> left.stream().noneMatch(slot -> slot.startsAt.isAfter(current.now())))
                .map(none -> pressing(none ? offered.withoutSlots() : offered.offer(until), Set.of()));
    }

    private Uni<Done> heldInTime(Current current, BookingState.Held held) {
        return held.slot().start().isBefore(current.row().windowUntil)
                ? Uni.createFrom().item(pressing(held, Set.of()))
                : givenBack(current, held).map(back -> pressing(back.next(), Set.of()));
    }

    private static Uni<Optional<UUID>> openFor(BookingRequest row) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select id from BookingRequest where assessment = :assessment"
                                        + " and visitType = :type and state not in (:over) and id <> :itself",
                                UUID.class)
                        .setParameter("itself", row.id)
                        .setParameter("assessment", row.assessment)
                        .setParameter("type", row.visitType)
                        .setParameter("over", List.of(BookingState.Name.FULFILLED, BookingState.Name.CANCELLED))
                        .getResultList())
                .map(open -> open.stream().findFirst());
    }

    /// Besides this one. Of two who open one at once the second waits, and then sees that of the first; the index that
    /// allows one only stands behind it.
    private static Uni<Void> noneIsOpen(BookingRequest row) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NOBODY_ELSE_OPENS, String.class)
                        .setParameter(
                                "words", "open request " + row.clinic + " " + row.assessment + " " + row.visitType)
                        .getSingleResult())
                .chain(() -> openFor(row))
                .invoke(open -> open.ifPresent(other -> {
                    throw Refusals.alreadyRequested(other);
                }))
                .replaceWithVoid();
    }

    // ---- moving

    /// Inside the room: whether somebody was told to get help now after triage said what this rests on, and nobody at
    /// the clinic has seen to it yet. It may have been told just before this was asked for, and be seen only now.
    Uni<Boolean> hasAnEmergencySince(BookingRequest row) {
        return work.hasAnEmergencySince(row.patient, earlier(row.assessedAt, row.createdAt));
    }

    private Uni<Void> refuseAnEmergencySince(BookingRequest row) {
        return hasAnEmergencySince(row)
                .invoke(open -> refuse(open, row.assessment))
                .replaceWithVoid();
    }

    private static void refuse(boolean emergency, UUID assessment) {
        if (emergency) {
            throw Refusals.emergencySince(assessment);
        }
    }

    /// By the clinic or its scheduling system.
    Uni<Answer> move(Caller caller, UUID id, IfMatch seen, Attempt attempt, NewMove wanted) {
        mayMove(caller, wanted);
        return once(
                caller, id, attempt, () -> changing(caller, id, Optional.of(seen), now -> moved(caller, now, wanted)));
    }

    /// The same, for our own ways to a clinic's system, which see what they change in the transaction itself.
    public Uni<BookingRequestView> apply(Caller caller, UUID id, NewMove wanted) {
        return written(
                caller, id, patient -> changing(caller, id, Optional.empty(), now -> moved(caller, now, wanted)));
    }

    /// One of the times that were offered, by the person or by somebody for them.
    Uni<Answer> choose(Caller caller, UUID id, IfMatch seen, Attempt attempt, NewChoice wanted) {
        return once(
                caller, id, attempt, () -> changing(caller, id, Optional.of(seen), now -> chosen(caller, now, wanted)));
    }

    Uni<Answer> cancel(Caller caller, UUID id, IfMatch seen, Attempt attempt, NewCancellation wanted) {
        return once(
                caller,
                id,
                attempt,
                () -> changing(caller, id, Optional.of(seen), now -> cancelled(caller, now, wanted.reason())));
    }

    Uni<BookingRequestView> wish(Caller caller, UUID id, IfMatch seen, UnaryOperator<Wish> change) {
        return written(caller, id, patient -> changing(caller, id, Optional.of(seen), now -> wished(now, change)));
    }

    private static void mayMove(Caller caller, NewMove wanted) {
        var needsAClinician = wanted.move() == Move.REOPEN || wanted.override().isPresent();
        if (needsAClinician && !caller.roles().contains(Role.CLINICIAN)) {
            throw Problems.forbidden(
                    "Only a clinician opens a request again, or lets a visit lie outside of the window.");
        }
    }

    private Uni<Answer> once(Caller caller, UUID id, Attempt attempt, Supplier<Uni<BookingRequestView>> work) {
        return written(
                caller,
                id,
                patient -> answers.once(
                        caller, attempt, patient, () -> work.get().map(view -> answer(200, view, Optional.empty()))));
    }

    /// Whose it is is looked up before anything is locked, so that an erasure and a change wait for each other in one
    /// order.
    private <T> Uni<T> written(Caller caller, UUID id, Function<String, Uni<T>> work) {
        return room.inside(
                caller, () -> patientOf(id).chain(patient -> room.writing(caller, patient, () -> work.apply(patient))));
    }

    private Uni<BookingRequestView> changing(
            Caller caller, UUID id, Optional<IfMatch> seen, Function<Current, Uni<Done>> change) {
        return locked(id)
                .chain(this::current)
                .call(current -> seen.map(tag -> asSeen(current, tag)).orElseGet(BookingRequests::nothing))
                .chain(current -> lapsed(caller, current))
                .chain(current -> change.apply(current).chain(done -> noted(caller, current, done)));
    }

    private Uni<Void> asSeen(Current current, IfMatch tag) {
        return shown(current.row())
                .invoke(view -> tag.mustName(view.tag(), () -> view))
                .replaceWithVoid();
    }

    /// What is over by the clock is over before anything else happens to it.
    private Uni<Current> lapsed(Caller caller, Current current) {
        var row = current.row();
        if (row.state == current.state().name()) {
            return Uni.createFrom().item(current);
        }
        var kind = row.state == BookingState.Name.HELD ? WorkKind.HOLD_LAPSED : WorkKind.OFFER_LAPSED;
        return released(row)
                .invoke(() -> row.becomes(current.state(), current.now()))
                .call(() -> told(caller, row, EventType.BOOKING_REQUEST_EXPIRED))
                .call(() -> errands.note(caller, row.id, ErrandKind.VISIT))
                .call(() -> raise(caller, row, kind))
                .replaceWith(new Current(row, current.state(), Optional.empty(), current.now()));
    }

    private Uni<Void> released(BookingRequest row) {
        var visit = row.visit;
        if (visit == null || row.state != BookingState.Name.HELD) {
            return nothing();
        }
        row.visit = null;
        return visits.release(visit);
    }

    private Uni<Done> moved(Caller caller, Current current, NewMove wanted) {
        Optional.of(wanted.errors(current.now()))
                .filter(errors -> !errors.isEmpty())
                .ifPresent(errors -> {
                    throw Problems.invalid(errors);
                });
        if (!wanted.move().isLegalIn(current.state())) {
            throw Refusals.illegalMove(wanted.move().name(), current.state());
        }
        wanted.externalId().ifPresent(name -> current.row().externalId = name);
        return switch (wanted.move()) {
            case OFFER -> offered(caller, current, (BookingState.Offerable) current.state(), wanted);
            case NO_SLOTS -> withoutSlots(current, (BookingState.Offerable) current.state());
            case HOLD -> held(caller, current, (BookingState.Bookable) current.state(), wanted);
            case RELEASE -> givenBack(current, (BookingState.Held) current.state());
            case BOOK -> booked(caller, current, (BookingState.Bookable) current.state(), wanted);
            case CONFIRM -> confirmed(current, (BookingState.Booked) current.state(), wanted);
            case RESCHEDULE -> rescheduled(caller, current, (BookingState.Reschedulable) current.state(), wanted);
            case CANCEL -> cancelled(caller, current, wanted.reason().orElseThrow());
            case DECLINE -> declined(caller, current, (BookingState.Declinable) current.state(), wanted);
            case NO_SHOW -> missed(current, (BookingState.Attendable) current.state());
            case FULFIL -> fulfilled(current, (BookingState.Attendable) current.state());
            case REOPEN -> reopened(current, (BookingState.Reopenable) current.state());
        };
    }

    private Uni<Done> offered(Caller caller, Current current, BookingState.Offerable state, NewMove wanted) {
        var row = current.row();
        var slots = eachOnce(wanted.slots().orElseThrow());
        leave(caller, row, slots, wanted.override());
        var latest = slots.stream().map(Slot::start).max(Instant::compareTo).orElseThrow();
        var usual = current.now().plus(settings.patience(row.priority).reply());
        var end = row.windowUntil.isAfter(current.now()) ? earlier(latest, row.windowUntil) : latest;
        var until = earlier(end, wanted.until().orElse(usual));
        return refuseAnEmergencySince(row)
                .chain(() -> nothingOffered(row))
                .chain(() -> persistedAll(slots.stream()
                        .map(slot -> new OfferedSlot(row, slot, current.now()))
                        .toList()))
                .replaceWith(() -> new Done(
                        state.offer(until), "booking-request.offer", EventType.BOOKING_REQUEST_OFFERED, Set.of()));
    }

    /// A time with a practitioner is one, whatever somebody calls it.
    private static List<Slot> eachOnce(List<NewSlot> wanted) {
        var all = new LinkedHashMap<Slot, Slot>();
        wanted.stream()
                .map(NewSlot::slot)
                .forEach(slot -> all.putIfAbsent(new Slot(slot.practitioner(), slot.start(), slot.end()), slot));
        return List.copyOf(all.values());
    }

    /// It says so, and somebody has to see to it: nobody is booked late in silence.
    private Uni<Done> withoutSlots(Current current, BookingState.Offerable state) {
        // That nobody answered is not told besides.
        current.row().raise(WorkKind.UNANSWERED);
        return nothingOffered(current.row())
                .replaceWith(() -> new Done(
                        state.withoutSlots(),
                        "booking-request.no-slots",
                        EventType.BOOKING_REQUEST_CHANGED,
                        Set.of(WorkKind.NO_SLOT_IN_WINDOW)));
    }

    private Uni<Done> held(Caller caller, Current current, BookingState.Bookable state, NewMove wanted) {
        var row = current.row();
        var slot = wanted.slot().orElseThrow().slot();
        var latest = earlier(current.now().plus(settings.longestHold()), slot.start());
        var until = wanted.until().orElseGet(() -> earlier(current.now().plus(settings.hold()), slot.start()));
        if (until.isAfter(latest)) {
            throw Problems.invalid(new FieldError("/until", "out-of-range", "must be " + latest + " at the latest"));
        }
        return refuseAnEmergencySince(row)
                .chain(() -> taken(caller, current, slot, VisitStatus.PROPOSED, Optional.of(until), wanted.override()))
                .replaceWith(() -> new Done(
                        state.hold(slot, until), "booking-request.hold", EventType.BOOKING_REQUEST_HELD, Set.of()))
                .call(() -> offeredToo(row, slot, current.now()));
    }

    private Uni<Done> givenBack(Current current, BookingState.Held state) {
        return released(current.row())
                .chain(() -> nothingOffered(current.row()))
                .replaceWith(() -> new Done(
                        state.release(), "booking-request.release", EventType.BOOKING_REQUEST_CHANGED, Set.of()));
    }

    private Uni<Done> booked(Caller caller, Current current, BookingState.Bookable state, NewMove wanted) {
        var slot = wanted.slot()
                .map(NewSlot::slot)
                .or(() -> state instanceof BookingState.Held held ? Optional.of(held.slot()) : Optional.empty())
                .orElseThrow(() -> Problems.invalid(
                        new FieldError("/slot", "required", "goes with the move BOOK, unless a time is held")));
        return refuseAnEmergencySince(current.row())
                .chain(() -> taken(caller, current, slot, VisitStatus.PENDING, Optional.empty(), wanted.override()))
                .replaceWith(() ->
                        new Done(state.book(slot), "booking-request.book", EventType.BOOKING_REQUEST_BOOKED, Set.of()));
    }

    private Uni<Done> chosen(Caller caller, Current current, NewChoice wanted) {
        if (!(current.state() instanceof BookingState.Offered || current.state() instanceof BookingState.Held)
                || !(current.state() instanceof BookingState.Bookable state)) {
            throw Refusals.illegalMove("a choice", current.state());
        }
        return refuseAnEmergencySince(current.row())
                .chain(() -> offers(current.row()))
                .map(offers -> offers.stream()
                        .filter(one -> one.id.equals(wanted.slotId()) && one.startsAt.isAfter(current.now()))
                        .findFirst()
                        .orElseThrow(Refusals::notOffered)
                        .slot())
                .chain(slot -> taken(caller, current, slot, VisitStatus.PENDING, Optional.empty(), Optional.empty())
                        .replaceWith(() -> new Done(
                                state.book(slot),
                                "booking-request.choose",
                                EventType.BOOKING_REQUEST_BOOKED,
                                Set.of())));
    }

    private Uni<Done> confirmed(Current current, BookingState.Booked state, NewMove wanted) {
        return became(current, VisitStatus.BOOKED, wanted.externalId())
                .replaceWith(() -> new Done(
                        state.confirm(), "booking-request.confirm", EventType.BOOKING_REQUEST_CONFIRMED, Set.of()));
    }

    private Uni<Done> rescheduled(Caller caller, Current current, BookingState.Reschedulable state, NewMove wanted) {
        var slot = wanted.slot().orElseThrow().slot();
        var status = current.visit().orElseThrow().status();
        return taken(caller, current, slot, status, Optional.empty(), wanted.override())
                .replaceWith(() -> new Done(
                        state.reschedule(slot),
                        "booking-request.reschedule",
                        EventType.BOOKING_REQUEST_MOVED,
                        Set.of(),
                        movedInTime(state)));
    }

    /// What was said of the time that it had; of the new one it will be said anew.
    private static Set<WorkKind> movedInTime(BookingState.Reschedulable state) {
        var settled = EnumSet.of(WorkKind.VISIT_TOO_LATE, WorkKind.UNCONFIRMED, WorkKind.OUTCOME_MISSING);
        settled.addAll(WorkKind.settledBy(state.name()));
        return settled;
    }

    private Uni<Done> cancelled(Caller caller, Current current, EndReason reason) {
        if (!(current.state() instanceof BookingState.Cancellable state)) {
            throw Refusals.illegalMove(Move.CANCEL.name(), current.state());
        }
        current.row().because = reason;
        var clinician = caller.patient().isEmpty() && caller.roles().contains(Role.CLINICIAN);
        return ended(current)
                .replaceWith(() -> new Done(
                        state.cancel(),
                        "booking-request.cancel",
                        EventType.BOOKING_REQUEST_CANCELLED,
                        clinician ? Set.of() : Set.of(WorkKind.CANCELLED)));
    }

    private Uni<Done> declined(Caller caller, Current current, BookingState.Declinable state, NewMove wanted) {
        current.row().because = wanted.reason().orElseThrow();
        current.row().stillLooking = caller.subject().equals(ErrandWorker.NAME);
        return ended(current)
                .replaceWith(() -> new Done(
                        state.decline(),
                        "booking-request.decline",
                        EventType.BOOKING_REQUEST_DECLINED,
                        Set.of(WorkKind.DECLINED)));
    }

    private Uni<Done> missed(Current current, BookingState.Attendable state) {
        mustHaveBegun(state, current.now());
        return became(current, VisitStatus.NOSHOW, Optional.empty())
                .replaceWith(() -> new Done(
                        state.miss(),
                        "booking-request.no-show",
                        EventType.BOOKING_REQUEST_NO_SHOW,
                        Set.of(WorkKind.NO_SHOW)));
    }

    private Uni<Done> fulfilled(Current current, BookingState.Attendable state) {
        mustHaveBegun(state, current.now());
        return became(current, VisitStatus.FULFILLED, Optional.empty())
                .replaceWith(() -> new Done(
                        state.fulfil(),
                        "booking-request.fulfil",
                        EventType.BOOKING_REQUEST_FULFILLED,
                        Set.of(WorkKind.PLAN_REVIEW)));
    }

    private Uni<Done> reopened(Current current, BookingState.Reopenable state) {
        var row = current.row();
        var window = BookingRequestRules.anew(
                row.priority, row.timeFrame(), current.now().atZone(clock.getZone()));
        row.isToBeSeenIn(window, text(window.why()));
        row.because = null;
        row.visit = null;
        return noneIsOpen(row)
                .chain(() -> nothingOffered(row))
                .replaceWith(() -> new Done(
                        state.reopen(), "booking-request.reopen", EventType.BOOKING_REQUEST_CHANGED, Set.of()));
    }

    private Uni<Done> wished(Current current, UnaryOperator<Wish> change) {
        var row = current.row();
        if (current.state() instanceof BookingState.Fulfilled || current.state() instanceof BookingState.Cancelled) {
            throw Refusals.illegalMove("another wish", current.state());
        }
        row.wish = text(change.apply(wishOf(row)));
        return Uni.createFrom().item(() -> Done.asBefore(current.state(), "booking-request.wish"));
    }

    private static void mustHaveBegun(BookingState.Attendable state, Instant now) {
        if (state.slot().start().isAfter(now)) {
            throw Refusals.tooEarly(state.slot().start());
        }
    }

    /// Inside of the window, or with a clinician's leave; what is still offered had it then, for a window that ends
    /// earlier takes back what was offered for later.
    private Uni<Void> taken(
            Caller caller,
            Current current,
            Slot slot,
            VisitStatus status,
            Optional<Instant> hold,
            Optional<NewMove.Override> override) {
        var row = current.row();
        var id = current.visit()
                .filter(visit -> visit.status().occupies())
                .map(Visit::id)
                .orElseGet(() -> TimeOrderedId.at(current.now()));
        return offers(row)
                .invoke(offers -> {
                    var isOffered = offers.stream().anyMatch(one -> one.slot().isAsGoodAs(slot));
                    if (!isOffered) {
                        leave(caller, row, List.of(slot), override);
                    }
                })
                .chain(() -> visits.occupy(
                        new Visits.Wanted(id, row.id, row.patient, row.visitType, slot, status, hold), current.now()))
                .invoke(mine -> {
                    if (!mine) {
                        throw Refusals.slotTaken();
                    }
                    row.visit = id;
                })
                .replaceWithVoid();
    }

    private static void leave(
            Caller caller, BookingRequest row, List<Slot> slots, Optional<NewMove.Override> override) {
        var outside = slots.stream().anyMatch(slot -> !row.windowHolds(slot.start()));
        if (outside && (override.isEmpty() || !caller.roles().contains(Role.CLINICIAN))) {
            throw Refusals.outsideWindow(row);
        }
        row.outsideBy = outside ? override.map(NewMove.Override::name).orElse(null) : null;
        row.outsideReason = outside ? override.map(NewMove.Override::reason).orElse(null) : null;
    }

    private Uni<Void> became(Current current, VisitStatus status, Optional<String> externalId) {
        return visits.becomes(current.visit().orElseThrow().id(), status, externalId, current.now());
    }

    /// A time that was only held never became a visit; one that was booked is cancelled.
    private Uni<Void> ended(Current current) {
        return switch (current.state()) {
            case BookingState.Held _ -> released(current.row());
            case BookingState.Booked _, BookingState.Confirmed _ ->
                became(current, VisitStatus.CANCELLED, Optional.empty());
            default -> nothing();
        };
    }

    private Uni<BookingRequestView> noted(Caller caller, Current current, Done done) {
        var row = current.row();
        if (done.next() != current.state()) {
            row.becomes(done.next(), current.now());
        }
        row.changed(current.now(), caller.subject());
        done.raises().forEach(row::raise);
        return work.settle(caller, row.id, done.settles())
                .chain(() -> told(caller, row, done.event()))
                .chain(() -> raiseAll(caller, row, done.raises()))
                .chain(BookingRequests::flushed)
                .chain(() -> dueAt(row, done.next()))
                .chain(() -> errands.note(caller, row.id, ErrandKind.VISIT))
                .chain(() -> done.next() instanceof BookingState.Requested && done.next() != current.state()
                        ? errands.note(caller, row.id, ErrandKind.FIND_SLOTS)
                        : nothing())
                .chain(() -> audit.note(caller, act(done.act(), row)))
                .chain(() -> shown(row));
    }

    private Uni<Void> raiseAll(Caller caller, BookingRequest row, Set<WorkKind> kinds) {
        var all = nothing();
        for (var kind : kinds) {
            all = all.chain(() -> raise(caller, row, kind));
        }
        return all;
    }

    private Uni<Void> raise(Caller caller, BookingRequest row, WorkKind kind) {
        return work.raise(caller, kind, WorkList.About.of(row));
    }

    private Uni<Void> told(Caller caller, BookingRequest row, EventType type) {
        return events.tell(caller, type, "/v1/booking-requests/" + row.id);
    }

    // ---- what nobody does

    /// A request that may be due. Whoever looks for it sees no walls, and nothing about anybody.
    record Due(UUID request, String clinic) {}

    Uni<List<Due>> due() {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(DUE, Tuple.class)
                        .setParameter("now", now().atOffset(ZoneOffset.UTC))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Due(row.get(0, UUID.class), row.get(1, String.class)))
                        .toList()));
    }

    /// Whatever nobody did in time: its hold or offer ends, or somebody is told. Where another replica is at it,
    /// nothing.
    Uni<Void> attend(Due due) {
        var us = new Caller(due.clinic(), "scapula", Set.of(), Optional.empty(), "", "", "");
        return room.inside(
                us,
                () -> maybe("select patient from BookingRequest where id = :id", due.request(), String.class)
                        .chain(patient -> patient.map(whose ->
                                        room.writing(us, whose, () -> alone(due.request(), () -> overdue(us, due))))
                                .orElseGet(() -> notDue(due.request()))));
    }

    /// What cannot be done now keeps nothing else waiting.
    Uni<Void> postpone(Due due) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(LATER)
                        .setParameter("now", now().atOffset(ZoneOffset.UTC))
                        .setParameter("request", due.request())
                        .executeUpdate())
                .replaceWithVoid());
    }

    private static Uni<Void> alone(UUID id, Supplier<Uni<Void>> work) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NOBODY_AT_IT, UUID.class)
                        .setParameter("id", id)
                        .getResultList())
                .chain(mine -> mine.isEmpty() ? nothing() : work.get());
    }

    private Uni<Void> overdue(Caller us, Due due) {
        return locked(due.request()).chain(this::current).chain(current -> {
            var row = current.row();
            if (row.state != current.state().name()) {
                return lapsed(us, current)
                        .invoke(_ -> row.changed(current.now(), us.subject()))
                        .chain(BookingRequests::flushed)
                        .chain(() -> dueAt(row, current.state()))
                        .chain(() -> audit.note(us, act("booking-request.expire", row)));
            }
            return deadline(row, current.state())
                    .filter(next -> !next.at().isAfter(current.now()) && !next.lapses())
                    .map(next -> raise(us, row, next.kind())
                            .invoke(() -> row.raise(next.kind()))
                            .chain(BookingRequests::flushed)
                            .chain(() -> dueAt(row, current.state()))
                            .chain(() -> audit.note(us, act("booking-request.escalate", row))))
                    .orElseGet(() -> dueAt(row, current.state()));
        });
    }

    private Optional<DeadlineRules.Due> deadline(BookingRequest row, BookingState state) {
        return DeadlineRules.next(
                new DeadlineRules.Facts(state, row.since, row.windowUntil, row.raised()),
                settings.patience(row.priority),
                settings.outcome());
    }

    private Uni<Void> dueAt(BookingRequest row, BookingState state) {
        return deadline(row, state)
                .map(next -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(DUE_AT)
                                .setParameter("request", row.id)
                                .setParameter("clinic", row.clinic)
                                .setParameter("at", next.at().atOffset(ZoneOffset.UTC))
                                .executeUpdate())
                        .replaceWithVoid())
                .orElseGet(() -> notDue(row.id));
    }

    private static Uni<Void> notDue(UUID request) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NOT_DUE)
                        .setParameter("request", request)
                        .executeUpdate())
                .replaceWithVoid();
    }

    // ---- at the clinic's own system

    /// A request as our own ways to a clinic's system see it: nobody looks, so nothing is audited. Inside the room.
    Uni<Optional<AtSystem>> atSystem(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(BookingRequest.class, id))
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.<AtSystem>empty())
                        : seen(row).map(Optional::of));
    }

    /// The same, locked before it is read: what is decided from it is still so when it is done. Inside the room.
    <T> Uni<T> decide(Caller us, UUID id, Function<Optional<AtSystem>, Uni<T>> work) {
        return maybe("select patient from BookingRequest where id = :id", id, String.class)
                .chain(patient -> patient.map(whose -> room.writing(
                                us,
                                whose,
                                () -> locked(id).chain(this::seen).chain(found -> work.apply(Optional.of(found)))))
                        .orElseGet(() -> work.apply(Optional.empty())));
    }

    private Uni<AtSystem> seen(BookingRequest row) {
        return visitOf(row).map(visit -> new AtSystem(row, row.stateAt(now(), visit), wishOf(row), visit));
    }

    record AtSystem(BookingRequest row, BookingState state, Wish wish, Optional<Visit> visit) {}

    /// The clinic's system does not follow, and a person has to look. Inside the room.
    Uni<Void> differs(Caller us, UUID id) {
        return known(id)
                .call(row -> raise(us, row, WorkKind.SYSTEM_DIFFERS))
                .chain(row -> audit.note(us, act("booking-request.escalate", row)));
    }

    /// They say the same again. Inside the room.
    Uni<Void> agrees(Caller us, UUID id) {
        return work.settle(us, id, Set.of(WorkKind.SYSTEM_DIFFERS));
    }

    // ---- rows

    private static Uni<String> patientOf(UUID id) {
        return maybe("select patient from BookingRequest where id = :id", id, String.class)
                .map(found -> found.orElseThrow(() -> unknown(id)));
    }

    private static <T> Uni<Optional<T>> maybe(String query, UUID id, Class<T> type) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(query, type)
                        .setParameter("id", id)
                        .getResultList())
                .map(rows -> rows.stream().findFirst());
    }

    private static Uni<BookingRequest> known(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(BookingRequest.class, id))
                .onItem()
                .ifNull()
                .failWith(() -> unknown(id));
    }

    /// Nothing of it is in the session before: what was read without the lock would not be read again.
    private static Uni<BookingRequest> locked(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(BookingRequest.class, id, LockMode.PESSIMISTIC_WRITE))
                .onItem()
                .ifNull()
                .failWith(() -> unknown(id));
    }

    private static RuntimeException unknown(UUID id) {
        return Problems.notFound("No booking request with id " + id);
    }

    private Uni<Current> current(BookingRequest row) {
        return visitOf(row).map(visit -> {
            var now = now();
            return new Current(row, row.stateAt(now, visit), visit, now);
        });
    }

    private Uni<Optional<Visit>> visitOf(BookingRequest row) {
        var visit = row.visit;
        return visit == null ? Uni.createFrom().item(Optional.empty()) : visits.found(visit);
    }

    private static Uni<List<BookingRequest>> rows(Filter filter, UUID after, int most) {
        var where = new StringBuilder("from BookingRequest r where r.id > :after");
        var parameters = new HashMap<String, Object>(Map.of("after", after));
        filter.state().ifPresent(state -> {
            where.append(" and r.state = :state");
            parameters.put("state", state);
        });
        filter.priority().ifPresent(priority -> {
            where.append(" and r.priority = :priority");
            parameters.put("priority", priority);
        });
        filter.patient().ifPresent(patient -> {
            where.append(" and r.patient = :patient");
            parameters.put("patient", patient);
        });
        return Panache.getSession().chain(session -> {
            var query = session.createSelectionQuery(where + " order by r.id", BookingRequest.class)
                    .setMaxResults(most);
            parameters.forEach(query::setParameter);
            return query.getResultList();
        });
    }

    private static Uni<List<OfferedSlot>> offers(BookingRequest row) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from OfferedSlot where request = :request order by startsAt, practitioner",
                                OfferedSlot.class)
                        .setParameter("request", row.id)
                        .getResultList());
    }

    private Uni<List<OfferedSlot>> free(BookingRequest row) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FREE, UUID.class)
                        .setParameter("request", row.id)
                        .setParameter("moment", now().atOffset(ZoneOffset.UTC))
                        .getResultList())
                .chain(free -> offers(row)
                        .map(all -> all.stream()
                                .filter(slot -> free.contains(slot.id))
                                .toList()));
    }

    private static Uni<Void> nothingOffered(BookingRequest row) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("delete from OfferedSlot where request = :request")
                        .setParameter("request", row.id)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// What was offered for later is so no longer, in whichever state the request is: nobody takes it unasked.
    private static Uni<Void> nothingOfferedFrom(BookingRequest row, Instant end) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery(
                                "delete from OfferedSlot where request = :request and startsAt >= :end")
                        .setParameter("request", row.id)
                        .setParameter("end", end)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// A time that is held for a person can be chosen by them.
    private static Uni<Void> offeredToo(BookingRequest row, Slot slot, Instant now) {
        return offers(row)
                .chain(offers -> offers.stream().anyMatch(one -> one.slot().isAsGoodAs(slot))
                        ? nothing()
                        : persistedAll(List.of(new OfferedSlot(row, slot, now))));
    }

    private static Uni<Void> persistedAll(List<OfferedSlot> slots) {
        return Panache.getSession()
                .chain(session -> session.persistAll(slots.toArray()).chain(session::flush));
    }

    private static Uni<BookingRequest> persisted(BookingRequest row) {
        return Panache.getSession()
                .chain(session -> session.persist(row).chain(session::flush))
                .replaceWith(row);
    }

    private static Uni<Void> flushed() {
        return Panache.getSession().chain(session -> session.flush());
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    // ---- showing

    private Uni<BookingRequestView> shown(BookingRequest row) {
        return visitOf(row).map(visit -> view(row, visit));
    }

    private List<BookingRequestView> shown(List<BookingRequest> rows, List<Visit> found) {
        var byId = found.stream().collect(Collectors.toMap(Visit::id, Function.identity()));
        return rows.stream()
                .map(row -> view(row, Optional.ofNullable(row.visit).map(byId::get)))
                .toList();
    }

    private BookingRequestView view(BookingRequest row, Optional<Visit> visit) {
        return BookingRequestView.of(row, row.stateAt(now(), visit), whyOf(row), wishOf(row), visit, clock.getZone());
    }

    private static OfferedSlotsView offers(BookingRequest row, List<OfferedSlot> slots) {
        return new OfferedSlotsView(
                slots.stream()
                        .map(slot -> new OfferedSlotsView.OfferedSlotView(
                                slot.id, slot.practitioner, slot.startsAt, slot.endsAt, row.windowHolds(slot.startsAt)))
                        .toList(),
                row.windowUntil,
                Optional.ofNullable(row.replyBy));
    }

    private List<WhyView> whyOf(BookingRequest row) {
        return read(row.reasons, new TypeReference<ArrayList<WhyView>>() {});
    }

    private Wish wishOf(BookingRequest row) {
        return read(row.wish, new TypeReference<Wish>() {});
    }

    private Answer answer(int status, BookingRequestView view, Optional<String> location) {
        return new Answer(status, text(view), Optional.of(view.tag()), location);
    }

    private static Act act(String name, BookingRequest row) {
        return Act.of(name, RECORD, row.id, String.valueOf(row.version), row.patient);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    // Postgres keeps microseconds; milliseconds are the same before and after.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    private String text(Object ours) {
        try {
            return json.writeValueAsString(ours);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    // ---- the person's own

    @Override
    public String kind() {
        return "bookingRequests";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return rows(
                        new Filter(Optional.empty(), Optional.empty(), Optional.of(patient)),
                        new UUID(0, 0),
                        Integer.MAX_VALUE)
                .chain(rows -> visits.all(rows.stream()
                                .map(row -> row.visit)
                                .filter(Objects::nonNull)
                                .toList())
                        .map(found -> shown(rows, found)))
                .map(views -> views.stream().map(this::text).toList());
    }

    /// With the times that were offered for it, and when it was to be looked at.
    @Override
    public Uni<Integer> erase(String patient) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ERASE_DEADLINES)
                        .setParameter("patient", patient)
                        .executeUpdate()
                        .chain(() -> session.createMutationQuery("delete from OfferedSlot where patient = :patient")
                                .setParameter("patient", patient)
                                .executeUpdate())
                        .chain(() -> session.createMutationQuery("delete from BookingRequest where patient = :patient")
                                .setParameter("patient", patient)
                                .executeUpdate()));
    }
}
