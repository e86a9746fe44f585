package org.scapula.planner.fhir.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.scapula.planner.fhir.client.FhirLine.Parameter;
import org.scapula.planner.scheduling.system.BookedVisit;
import org.scapula.planner.scheduling.system.BookedVisit.Standing;
import org.scapula.planner.scheduling.system.CancelReason;
import org.scapula.planner.scheduling.system.Capability;
import org.scapula.planner.scheduling.system.Changes;
import org.scapula.planner.scheduling.system.FreeSlot;
import org.scapula.planner.scheduling.system.HeldSlot;
import org.scapula.planner.scheduling.system.Mark;
import org.scapula.planner.scheduling.system.NewVisit;
import org.scapula.planner.scheduling.system.NotOffered;
import org.scapula.planner.scheduling.system.Offer;
import org.scapula.planner.scheduling.system.Pieces;
import org.scapula.planner.scheduling.system.Pieces.Reading;
import org.scapula.planner.scheduling.system.Practitioner;
import org.scapula.planner.scheduling.system.Refused;
import org.scapula.planner.scheduling.system.Refused.Why;
import org.scapula.planner.scheduling.system.SchedulingSystem;
import org.scapula.planner.scheduling.system.SlotGone;
import org.scapula.planner.scheduling.system.SlotWish;
import org.scapula.planner.scheduling.system.SystemAccess;
import org.scapula.planner.scheduling.system.SystemDoubt;
import org.scapula.planner.scheduling.system.SystemDown;
import org.scapula.planner.scheduling.system.SystemJson;
import org.scapula.planner.scheduling.system.SystemLine.Answer;

/// Books over plain FHIR R4: free Slots are searched, an Appointment is created in one. A server need not look whether
/// the Slot is still free, so that is looked at afterwards: whoever came second gives it back.
final class SlotSystem implements SchedulingSystem {

    private static final Duration LONGEST_SPAN = Duration.ofDays(16);

    /// An address that names as many is read by every server.
    private static final int PORTION = 40;

    /// Where there are more, less is asked for at a time.
    private static final int MOST_SLOTS = 1000;

    private static final Set<Capability> OFFERED = Set.of(
            Capability.PRACTITIONERS,
            Capability.OFFERS,
            Capability.FREE_SLOTS,
            Capability.BOOK,
            Capability.STATUS,
            Capability.RESCHEDULE,
            Capability.CANCEL,
            Capability.OUTCOMES,
            Capability.CHANGES);

    private final SystemAccess access;
    private final FhirLine line;
    private final FhirAppointments appointments;

    SlotSystem(SystemAccess access, FhirLine line, FhirAppointments appointments) {
        this.access = access;
        this.line = line;
        this.appointments = appointments;
    }

    /// Whose time it is, and for what; no codes: for anything.
    private record Schedule(String id, String practitioner, JsonNode serviceTypes) {}

    @Override
    public Set<Capability> capabilities() {
        var all = EnumSet.copyOf(OFFERED);
        all.addAll(access.feedsIfAny());
        return Set.copyOf(all);
    }

    @Override
    public Uni<List<Practitioner>> practitioners() {
        return appointments.practitioners();
    }

    @Override
    public Uni<List<Offer>> offers() {
        return appointments.offers();
    }

    @Override
    public Uni<List<FreeSlot>> freeSlots(SlotWish wish) {
        return Uni.createFrom().deferred(() -> {
            var code = access.codeOf(wish.visitType());
            return schedules(wish)
                    .chain(schedules -> schedules.isEmpty()
                            ? Uni.createFrom().item(List.<FreeSlot>of())
                            : Pieces.searched(
                                    wish,
                                    Pieces.spans(wish, LONGEST_SPAN),
                                    span -> slots(wish, code, schedules, span)));
        });
    }

    private Uni<Map<String, Schedule>> schedules(SlotWish wish) {
        var parameters = wish.practitioner()
                .map(who -> List.of(new Parameter("actor", "Practitioner/" + FhirJson.id(who))))
                .orElse(List.of());
        return line.search("Schedule", parameters).map(found -> {
            var schedules = new HashMap<String, Schedule>();
            found.stream()
                    .filter(schedule -> schedule.path("active").asBoolean(true))
                    .forEach(schedule -> FhirJson.actor(schedule.path("actor"), "Practitioner")
                            .filter(who -> wish.practitioner().map(who::equals).orElse(true))
                            .ifPresent(who -> schedules.put(
                                    schedule.path("id").asText(),
                                    new Schedule(schedule.path("id").asText(), who, schedule.path("serviceType")))));
            return Map.copyOf(schedules);
        });
    }

    /// So many practitioners at a time as an address can name, and as much of the span as is told at once.
    private Uni<List<FreeSlot>> slots(SlotWish wish, String code, Map<String, Schedule> schedules, Pieces.Span span) {
        var ids = schedules.keySet().stream().sorted().toList();
        return Pieces.each(
                Pieces.portions(ids, PORTION),
                some -> Pieces.inParts(wish, span, part -> slots(wish, code, schedules, some, part)));
    }

    private Uni<Reading> slots(
            SlotWish wish, String code, Map<String, Schedule> schedules, List<String> some, Pieces.Span span) {
        var parameters = List.of(
                new Parameter(
                        "schedule", some.stream().map(id -> "Schedule/" + id).collect(Collectors.joining(","))),
                new Parameter("status", "free"),
                new Parameter("start", "ge" + span.from()),
                new Parameter("start", "lt" + span.until()));
        return line.searchSome(found -> found.size() >= MOST_SLOTS, FhirLine.MOST_PAGES, "Slot", parameters)
                .chain(found -> found.isAll() || span.isShort()
                        ? free(wish, code, schedules, found.resources()).map(free -> new Reading(free, found.isAll()))
                        : Uni.createFrom().item(new Reading(List.of(), false)));
    }

    private Uni<List<FreeSlot>> free(
            SlotWish wish, String code, Map<String, Schedule> schedules, List<ObjectNode> found) {
        var free = found.stream()
                .filter(slot -> slot.path("status").asText().equals("free"))
                .flatMap(slot -> slot(wish.visitType(), code, schedules, slot).stream())
                .filter(wish::covers)
                .sorted(Comparator.comparing(FreeSlot::start))
                .toList();
        return Pieces.searched(wish, Pieces.portions(free, PORTION), this::withNobodyIn);
    }

    /// Not every server marks the Slot of an Appointment.
    private Uni<List<FreeSlot>> withNobodyIn(List<FreeSlot> free) {
        var references = free.stream().map(FreeSlot::reference).collect(Collectors.joining(","));
        return line.search("Appointment", List.of(new Parameter("slot", references)))
                .map(found -> found.stream()
                        .filter(FhirJson::takesItsTime)
                        .flatMap(appointment -> slotsOf(appointment).stream())
                        .collect(Collectors.toSet()))
                .map(taken -> free.stream()
                        .filter(slot -> !taken.contains(FhirJson.idOf(slot.reference())))
                        .toList());
    }

    private static Optional<FreeSlot> slot(
            String visitType, String code, Map<String, Schedule> schedules, ObjectNode slot) {
        var schedule = FhirJson.idOf(slot.path("schedule").path("reference").asText());
        return Optional.ofNullable(schedules.get(schedule))
                .filter(known -> isFor(slot.path("serviceType"), known.serviceTypes(), code))
                .map(known -> new FreeSlot(
                        "Slot/" + FhirJson.id(slot.path("id").asText()),
                        known.practitioner(),
                        visitType,
                        FhirJson.instant(slot.path("start")),
                        FhirJson.instant(slot.path("end"))));
    }

    private static boolean isFor(JsonNode ofSlot, JsonNode ofSchedule, String code) {
        var said = ofSlot.isEmpty() ? ofSchedule : ofSlot;
        return said.isEmpty() || FhirJson.hasCode(said, code);
    }

    @Override
    public Uni<HeldSlot> hold(FreeSlot slot) {
        return Uni.createFrom().failure(new NotOffered(Capability.HOLD));
    }

    @Override
    public Uni<Void> letGo(HeldSlot held) {
        return Uni.createFrom().failure(new NotOffered(Capability.HOLD));
    }

    @Override
    public Uni<BookedVisit> book(NewVisit visit) {
        return appointments
                .standingUnder(visit.key())
                .chain(before ->
                        before.map(known -> Uni.createFrom().item(known)).orElseGet(() -> bookAnew(visit)))
                .map(SlotSystem::unlessItIsOff)
                .chain(booked -> unlessSomebodyWasFaster(booked, visit));
    }

    private static ObjectNode unlessItIsOff(ObjectNode booked) {
        var _ = FhirJson.visit(booked).unlessItIsOff();
        return booked;
    }

    private Uni<ObjectNode> bookAnew(NewVisit visit) {
        return appointments
                .patient(visit.patient())
                .map(patient -> inSlot(appointments.wanted(visit, patient, "booked"), visit.slot()))
                .chain(wanted -> line.order(
                        HttpMethod.POST,
                        "/Appointment",
                        wanted,
                        Map.of("If-None-Exist", "identifier=" + FhirJson.BOOKING + "|" + visit.key())))
                .chain(this::made);
    }

    private static ObjectNode inSlot(ObjectNode appointment, FreeSlot slot) {
        appointment.putArray("slot").addObject().put("reference", slot.reference());
        return appointment;
    }

    /// Some servers answer with the resource, some only with its address.
    private Uni<ObjectNode> made(Answer answer) {
        var good = accepted(answer);
        return good.body().isBlank()
                ? appointments.read(idIn(good.header("Location").orElse("")))
                : Uni.createFrom().item(SystemJson.read(good.body(), ObjectNode.class));
    }

    private static String idIn(String location) {
        return FhirJson.id(FhirJson.idOf(location));
    }

    /// Ours stands if everybody else in the Slot came later and has not been touched since. What stands there twice
    /// under its key was told twice; the first one is it.
    private Uni<BookedVisit> unlessSomebodyWasFaster(ObjectNode ours, NewVisit wanted) {
        return inTheSame(ours, wanted.slot())
                .onFailure(SystemDown.class)
                .transform(unseen -> new SystemDoubt("Whether the slot is ours alone is not known"))
                .chain(all -> settled(ours, wanted.key(), all));
    }

    /// A list that does not show ours does not show either whether it is alone.
    private Uni<BookedVisit> settled(ObjectNode booked, String key, List<ObjectNode> all) {
        var twins = all.stream()
                .filter(one -> id(one).equals(id(booked)) || FhirJson.isBookedUnder(one, key))
                .sorted(Comparator.comparing(SlotSystem::stamp).thenComparing(SlotSystem::id))
                .toList();
        if (twins.isEmpty()) {
            throw unlisted();
        }
        var kept = twins.getFirst();
        var late = all.stream().filter(one -> !twins.contains(one)).anyMatch(other -> !cameAfter(other, kept));
        return Pieces.each(
                        late ? twins : twins.subList(1, twins.size()),
                        one -> cancel(id(one), CancelReason.BOOKED_TWICE).replaceWith(List.of()))
                .chain(() -> late
                        ? Uni.createFrom().failure(new SlotGone())
                        : Uni.createFrom().item(FhirJson.visit(kept)));
    }

    private static SystemDoubt unlisted() {
        return new SystemDoubt("Its list does not show what was booked");
    }

    /// Where it stands by its own account: whoever asks again may not know the system's reference any more.
    private Uni<List<ObjectNode>> inTheSame(ObjectNode ours, FreeSlot slot) {
        var its = slotsOf(ours).isEmpty() ? Set.of(FhirJson.id(FhirJson.idOf(slot.reference()))) : slotsOf(ours);
        var references = its.stream().map(id -> "Slot/" + id).sorted().collect(Collectors.joining(","));
        return line.search("Appointment", List.of(new Parameter("slot", references)))
                .map(found -> found.stream()
                        .filter(appointment -> !Collections.disjoint(slotsOf(appointment), its))
                        .filter(FhirJson::takesItsTime)
                        .toList());
    }

    private static Set<String> slotsOf(ObjectNode appointment) {
        return FhirJson.each(appointment.path("slot"))
                .map(slot -> FhirJson.idOf(slot.path("reference").asText()))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }

    /// Where a server does not say since when, nobody is known to have come later: then we give way.
    private static boolean cameAfter(ObjectNode other, ObjectNode mine) {
        if (!isDated(other) || !isDated(mine)) {
            return false;
        }
        var order = stamp(other).compareTo(stamp(mine));
        return version(other).equals("1")
                && (order > 0 || order == 0 && id(other).compareTo(id(mine)) > 0);
    }

    private static boolean isDated(ObjectNode appointment) {
        return appointment.path("meta").has("lastUpdated");
    }

    private static Instant stamp(ObjectNode appointment) {
        return isDated(appointment) ? FhirJson.instant(appointment.path("meta").path("lastUpdated")) : Instant.EPOCH;
    }

    private static String version(ObjectNode appointment) {
        return appointment.path("meta").path("versionId").asText();
    }

    private static String id(ObjectNode appointment) {
        return appointment.path("id").asText();
    }

    @Override
    public Uni<Optional<BookedVisit>> bookedUnder(String key, String patient) {
        return appointments.bookedUnder(key);
    }

    @Override
    public Uni<BookedVisit> visit(String id) {
        return appointments.visit(id);
    }

    @Override
    public Uni<BookedVisit> reschedule(String id, FreeSlot to) {
        return changed(id, appointment -> {
                    if (isAt(FhirJson.visit(appointment), to)) {
                        return Optional.empty();
                    }
                    if (to.reference().isEmpty()) {
                        throw new SlotGone();
                    }
                    var _ = appointment
                            .put("start", to.start().toString())
                            .put("end", to.end().toString());
                    replaceActor(appointment, to.practitioner());
                    return Optional.of(inSlot(appointment, to));
                })
                .chain(moved -> unlessTwoAreThere(moved, to));
    }

    /// Looked at whenever it is asked for: whoever moved it before may not have heard that somebody else is there. A
    /// server that lets two in cannot be moved in safely, so a person must look.
    private Uni<BookedVisit> unlessTwoAreThere(ObjectNode moved, FreeSlot to) {
        return inTheSame(moved, to)
                .onFailure(SystemDown.class)
                .transform(unseen -> new SystemDoubt("Whether the slot is ours alone is not known"))
                .map(all -> {
                    if (all.stream().anyMatch(other -> !id(other).equals(id(moved)))) {
                        throw new Refused(Why.NOT_ACCEPTED);
                    }
                    if (all.isEmpty()) {
                        throw unlisted();
                    }
                    return FhirJson.visit(moved);
                });
    }

    private static boolean isAt(BookedVisit visit, FreeSlot slot) {
        return visit.start().equals(slot.start()) && visit.practitioner().equals(slot.practitioner());
    }

    private static void replaceActor(ObjectNode appointment, String practitioner) {
        FhirJson.each(appointment.path("participant"))
                .map(participant -> participant.path("actor"))
                .filter(actor -> actor.path("reference").asText().matches("(.*/)?Practitioner/[^/]+"))
                .map(ObjectNode.class::cast)
                .forEach(actor -> actor.put("reference", "Practitioner/" + practitioner));
    }

    @Override
    public Uni<Void> cancel(String id, CancelReason why) {
        return changed(id, appointment -> {
                    if (FhirJson.standing(appointment.path("status").asText()) == Standing.CANCELLED) {
                        return Optional.empty();
                    }
                    var _ = appointment.put("status", "cancelled");
                    var _ = appointment.putObject("cancelationReason").put("text", why.words());
                    return Optional.of(appointment);
                })
                // Some say 409 where somebody else changed it in this moment; no time is gone by that.
                .onFailure(SlotGone.class)
                .transform(changed -> new SystemDown("It was changed meanwhile"))
                .replaceWithVoid();
    }

    /// Read, changed and written back as it was read: what somebody else changed meanwhile is not lost.
    private Uni<ObjectNode> changed(String id, Function<ObjectNode, Optional<ObjectNode>> change) {
        return appointments.read(id).chain(appointment -> {
            var tag = "W/\"" + version(appointment) + "\"";
            return change.apply(appointment)
                    .map(next -> line.order(
                                    HttpMethod.PUT,
                                    "/Appointment/" + FhirJson.id(id),
                                    next,
                                    version(appointment).isEmpty() ? Map.of() : Map.of("If-Match", tag))
                            .map(SlotSystem::accepted)
                            .chain(() -> appointments.read(id)))
                    .orElseGet(() -> Uni.createFrom().item(appointment));
        });
    }

    @Override
    public Uni<Changes> changesSince(Mark since) {
        return appointments.changesSince(since);
    }

    @Override
    public Uni<URI> feed(String practitioner) {
        return Uni.createFrom().item(() -> access.feedOf(practitioner));
    }

    private static Answer accepted(Answer answer) {
        return switch (answer.status()) {
            case 200, 201, 204 -> answer;
            case 401, 403 -> throw new Refused(Why.NOT_ADMITTED);
            case 404 -> throw new Refused(Why.UNKNOWN_VISIT);
            case 409 -> throw new SlotGone();
            // Somebody else changed it in this moment: it can be asked for again.
            case 412 -> throw new SystemDown("It was changed meanwhile");
            default -> throw new Refused(Why.NOT_ACCEPTED);
        };
    }
}
