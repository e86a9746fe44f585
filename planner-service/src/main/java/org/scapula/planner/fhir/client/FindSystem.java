package org.scapula.planner.fhir.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scapula.planner.scheduling.system.BookedVisit;
import org.scapula.planner.scheduling.system.BookedVisit.Standing;
import org.scapula.planner.scheduling.system.CancelReason;
import org.scapula.planner.scheduling.system.Capability;
import org.scapula.planner.scheduling.system.Changes;
import org.scapula.planner.scheduling.system.FreeSlot;
import org.scapula.planner.scheduling.system.HeldSlot;
import org.scapula.planner.scheduling.system.Mark;
import org.scapula.planner.scheduling.system.NewVisit;
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
import org.scapula.planner.scheduling.system.SystemJson;
import org.scapula.planner.scheduling.system.SystemLine.Answer;

/// Books with the operations of IHE ITI Scheduling: `$find` (ITI-115), `$hold` (ITI-116) and `$book` (ITI-117), which
/// also changes and cancels. The server looks after its slots itself.
final class FindSystem implements SchedulingSystem {

    private static final Duration LONGEST_SPAN = Duration.ofDays(16);

    /// Its range holds whole appointments; ours their beginnings.
    private static final Duration LONGEST_VISIT = Duration.ofHours(4);

    private static final int MOST_PROPOSALS = 100;

    /// The profile names no end of a hold; so long it is counted on, and it is booked as soon as there is a choice.
    private static final Duration HOLD = Duration.ofMinutes(2);

    private static final Set<Capability> OFFERED = EnumSet.complementOf(EnumSet.of(Capability.FEEDS));

    private final SystemAccess access;
    private final FhirLine line;
    private final FhirAppointments appointments;
    private final Clock clock;

    FindSystem(SystemAccess access, FhirLine line, FhirAppointments appointments, Clock clock) {
        this.access = access;
        this.line = line;
        this.appointments = appointments;
        this.clock = clock;
    }

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
            return Pieces.searched(
                    wish,
                    Pieces.spans(wish, LONGEST_SPAN),
                    span -> Pieces.inParts(wish, span, part -> found(wish, code, part)));
        });
    }

    private Uni<Reading> found(SlotWish wish, String code, Pieces.Span span) {
        var parameters = SystemJson.object().put("resourceType", "Parameters");
        var list = parameters.putArray("parameter");
        var _ = add(list, "start").put("valueDateTime", span.from().toString());
        var _ = add(list, "end")
                .put("valueDateTime", span.until().plus(LONGEST_VISIT).toString());
        var _ = add(list, "visit-type").put("valueString", code);
        wish.practitioner()
                .ifPresent(who -> add(list, "practitioner")
                        .putObject("valueReference")
                        .put("reference", "Practitioner/" + FhirJson.id(who)));
        var _ = add(list, "_count").put("valueInteger", MOST_PROPOSALS);
        return line.ask(
                        found -> isEnough(wish, slots(wish, code, found)),
                        "/Appointment/$find",
                        parameters,
                        "Appointment",
                        MOST_PROPOSALS)
                .map(found -> {
                    var slots = slots(wish, code, found.resources());
                    return new Reading(
                            slots,
                            found.isAll() || isEnough(wish, slots) || goesBeyond(found.resources(), span.until()));
                });
    }

    private static List<FreeSlot> slots(SlotWish wish, String code, List<ObjectNode> found) {
        return found.stream()
                .filter(proposal -> proposal.path("status").asText().equals("proposed"))
                .filter(proposal -> isFor(proposal, code))
                .map(proposal -> slot(proposal, wish.visitType()))
                .toList();
    }

    private static boolean isEnough(SlotWish wish, List<FreeSlot> found) {
        return found.stream().filter(wish::covers).count() >= wish.most();
    }

    /// What is told in its order leaves nothing out before its last.
    private static boolean goesBeyond(List<ObjectNode> found, Instant until) {
        var starts = found.stream()
                .map(proposal -> FhirJson.instant(proposal.path("start")))
                .toList();
        return !starts.isEmpty()
                && starts.equals(starts.stream().sorted().toList())
                && !starts.getLast().isBefore(until);
    }

    private static ObjectNode add(ArrayNode parameters, String name) {
        return parameters.addObject().put("name", name);
    }

    /// A server may leave out a parameter that it does not know. The type of an appointment is often told in words of
    /// its own (routine, walk-in): only in ours it says that it is for something else.
    private static boolean isFor(ObjectNode proposal, String code) {
        var service = proposal.path("serviceType");
        var type = List.of(proposal.path("appointmentType"));
        return FhirJson.hasCode(service, code)
                || FhirJson.hasCode(type, code)
                || service.isEmpty() && !FhirJson.speaksTheWordsOf(type, code);
    }

    private static FreeSlot slot(ObjectNode proposal, String visitType) {
        return new FreeSlot(
                "Appointment/" + FhirJson.id(proposal.path("id").asText()),
                FhirJson.participant(proposal, "Practitioner").orElse(""),
                visitType,
                FhirJson.instant(proposal.path("start")),
                FhirJson.instant(proposal.path("end")));
    }

    @Override
    public Uni<HeldSlot> hold(FreeSlot slot) {
        var parameters = SystemJson.object().put("resourceType", "Parameters");
        var _ = add(parameters.putArray("parameter"), "appointment-reference")
                .putObject("valueReference")
                .put("reference", slot.reference());
        return line.order(HttpMethod.POST, "/Appointment/$hold", parameters, Map.of())
                .chain(answer -> unlessItIsOffered(slot, answer))
                .map(answer -> unlessRejected(appointment(accepted(unlessItIsGone(answer)))))
                .map(held -> new HeldSlot(reference(held), slot, clock.instant().plus(HOLD)));
    }

    /// Somebody on the way may speak FHIR as well, but what the server goes on offering it has.
    private Uni<Answer> unlessItIsOffered(FreeSlot slot, Answer answer) {
        if (answer.status() != 404 || !saysItIsGone(answer.body())) {
            return Uni.createFrom().item(answer);
        }
        var start = slot.start();
        var wish = new SlotWish(slot.visitType(), Optional.of(slot.practitioner()), start, start.plusSeconds(1), 1);
        return freeSlots(wish).map(offered -> {
            if (offered.stream().anyMatch(one -> one.start().equals(start))) {
                throw new Refused(Why.UNKNOWN_VISIT);
            }
            return answer;
        });
    }

    /// What has no name is held all the same.
    private static String reference(ObjectNode held) {
        var id = held.path("id").asText();
        if (!FhirJson.isId(id)) {
            throw new Refused(Why.NOT_UNDERSTOOD);
        }
        return "Appointment/" + id;
    }

    /// A bare 404 may come from somebody on the way: that the time is gone the server says itself.
    private static Answer unlessItIsGone(Answer answer) {
        if (answer.status() == 410 || answer.status() == 404 && saysItIsGone(answer.body())) {
            throw new SlotGone();
        }
        return answer;
    }

    private static boolean saysItIsGone(String body) {
        try {
            return saysItIsGone(SystemJson.read(body, ObjectNode.class));
        } catch (Refused unreadable) {
            return false;
        }
    }

    /// Some say so with an OperationOutcome, some with an Appointment that is cancelled.
    private static ObjectNode unlessRejected(ObjectNode held) {
        if (FhirJson.standing(held.path("status").asText()) != Standing.PENDING) {
            throw new SlotGone();
        }
        return held;
    }

    @Override
    public Uni<Void> letGo(HeldSlot held) {
        return kept(held).chain(appointment -> calledOff(appointment, CancelReason.NO_LONGER_NEEDED));
    }

    @Override
    public Uni<BookedVisit> book(NewVisit visit) {
        return appointments
                .bookedUnder(visit.key())
                .chain(before ->
                        before.map(known -> Uni.createFrom().item(known)).orElseGet(() -> bookAnew(visit)))
                .map(BookedVisit::unlessItIsOff);
    }

    private Uni<BookedVisit> bookAnew(NewVisit visit) {
        return appointments
                .patient(visit.patient())
                .chain(patient -> visit.held()
                        .map(held -> bookHeld(held, visit, patient))
                        .orElseGet(() -> booked(appointments.wanted(visit, patient, "pending"))));
    }

    /// Some servers cancel what was held too long, others know it no more.
    private Uni<BookedVisit> bookHeld(HeldSlot held, NewVisit visit, String patient) {
        return completed(held, visit, patient).chain(this::ordered).map(answer -> visitIn(unlessItIsGone(answer)));
    }

    private Uni<ObjectNode> completed(HeldSlot held, NewVisit visit, String patient) {
        return kept(held).map(appointment -> {
            if (FhirJson.standing(appointment.path("status").asText()) == Standing.CANCELLED) {
                throw new SlotGone();
            }
            appointments.complete(appointment, visit, patient);
            return appointment.put("status", "pending");
        });
    }

    private Uni<ObjectNode> kept(HeldSlot held) {
        return line.answerOf("Appointment", FhirJson.idOf(held.reference()))
                .map(answer -> FhirLine.found(unlessItIsGone(answer)));
    }

    private Uni<BookedVisit> booked(ObjectNode appointment) {
        return ordered(appointment).map(FindSystem::visitIn);
    }

    private Uni<Answer> ordered(ObjectNode appointment) {
        var parameters = SystemJson.object().put("resourceType", "Parameters");
        var _ = add(parameters.putArray("parameter"), "appointment-resource").set("resource", appointment);
        return line.order(HttpMethod.POST, "/Appointment/$book", parameters, Map.of());
    }

    private static BookedVisit visitIn(Answer answer) {
        return FhirJson.visit(appointment(accepted(answer)));
    }

    /// An appointment, alone or in a Bundle; a no comes as an OperationOutcome in the same place, whatever the status.
    private static ObjectNode appointment(ObjectNode answer) {
        var resources = answer.path("resourceType").asText().equals("Bundle")
                ? FhirJson.each(answer.path("entry"))
                        .map(entry -> entry.path("resource"))
                        .toList()
                : List.<JsonNode>of(answer);
        return resources.stream()
                .filter(resource -> resource.path("resourceType").asText().equals("Appointment"))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> refusal(resources));
    }

    private static RuntimeException refusal(List<JsonNode> resources) {
        if (resources.stream().anyMatch(FindSystem::saysItIsGone)) {
            return new SlotGone();
        }
        var isSaid =
                resources.stream().anyMatch(outcome -> !outcome.path("issue").isEmpty());
        return new Refused(isSaid ? Why.NOT_ACCEPTED : Why.NOT_UNDERSTOOD);
    }

    private static boolean saysItIsGone(JsonNode outcome) {
        return FhirJson.each(outcome.path("issue"))
                .map(issue -> issue.path("code").asText())
                .anyMatch(List.of("not-found", "conflict", "deleted", "duplicate")::contains);
    }

    private static ObjectNode accepted(Answer answer) {
        return switch (answer.status()) {
            case 200, 201 -> SystemJson.read(answer.body(), ObjectNode.class);
            case 401, 403 -> throw new Refused(Why.NOT_ADMITTED);
            case 404 -> throw new Refused(Why.UNKNOWN_VISIT);
            case 409, 410 -> throw new SlotGone();
            default -> throw new Refused(Why.NOT_ACCEPTED);
        };
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
        return appointments.read(id).chain(appointment -> {
            var now = FhirJson.visit(appointment);
            if (now.start().equals(to.start()) && now.practitioner().equals(to.practitioner())) {
                return Uni.createFrom().item(now);
            }
            if (now.standing() == Standing.PENDING) {
                // Whatever is sent as pending is asked for anew.
                var _ = appointment.put("status", "booked");
            }
            var _ = appointment
                    .put("start", to.start().toString())
                    .put("end", to.end().toString());
            var _ = appointment.remove("slot");
            FhirJson.each(appointment.path("participant"))
                    .map(participant -> participant.path("actor"))
                    .filter(actor -> actor.path("reference").asText().matches("(.*/)?Practitioner/[^/]+"))
                    .map(ObjectNode.class::cast)
                    .forEach(actor -> actor.put("reference", "Practitioner/" + to.practitioner()));
            return booked(appointment);
        });
    }

    @Override
    public Uni<Void> cancel(String id, CancelReason why) {
        return appointments
                .read(id)
                .chain(appointment -> calledOff(appointment, why))
                // Whether the visit is there still, its list says.
                .onFailure(SlotGone.class)
                .transform(gone -> new Refused(Why.UNKNOWN_VISIT));
    }

    private Uni<Void> calledOff(ObjectNode appointment, CancelReason why) {
        if (FhirJson.standing(appointment.path("status").asText()) == Standing.CANCELLED) {
            return Uni.createFrom().voidItem();
        }
        var _ = appointment.put("status", "cancelled");
        var _ = appointment.putObject("cancelationReason").put("text", why.words());
        return ordered(appointment)
                .map(answer -> visitIn(unlessItIsGone(answer)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Changes> changesSince(Mark since) {
        return appointments.changesSince(since);
    }

    @Override
    public Uni<URI> feed(String practitioner) {
        return Uni.createFrom().item(() -> access.feedOf(practitioner));
    }
}
