package org.scapula.planner.fhir.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.planner.fhir.client.FhirLine.Parameter;
import org.scapula.planner.scheduling.system.BookedVisit;
import org.scapula.planner.scheduling.system.BookedVisit.Standing;
import org.scapula.planner.scheduling.system.Capability;
import org.scapula.planner.scheduling.system.Changes;
import org.scapula.planner.scheduling.system.Mark;
import org.scapula.planner.scheduling.system.NewVisit;
import org.scapula.planner.scheduling.system.NotOffered;
import org.scapula.planner.scheduling.system.Offer;
import org.scapula.planner.scheduling.system.Practitioner;
import org.scapula.planner.scheduling.system.Refused;
import org.scapula.planner.scheduling.system.Refused.Why;
import org.scapula.planner.scheduling.system.SystemAccess;
import org.scapula.planner.scheduling.system.SystemDown;
import org.scapula.planner.scheduling.system.SystemJson;
import org.scapula.planner.scheduling.system.Tide;

/// What both ways of booking over FHIR share: who works there, what is offered, and looking at appointments.
final class FhirAppointments {

    private static final int MOST_CHANGES = 5000;

    /// Where more than that changed in one moment, nobody can go on in between.
    private static final int MOST_PAGES_OF_CHANGES = 500;

    private final SystemAccess access;
    private final FhirLine line;
    private final Clock clock;

    FhirAppointments(SystemAccess access, FhirLine line, Clock clock) {
        this.access = access;
        this.line = line;
        this.clock = clock;
    }

    Uni<List<Practitioner>> practitioners() {
        return line.search("Practitioner", List.of())
                .map(found -> found.stream()
                        .filter(resource -> resource.path("active").asBoolean(true))
                        .map(resource -> new Practitioner(
                                resource.path("id").asText(),
                                name(resource.path("name").path(0))))
                        .toList());
    }

    /// Many servers tell the parts alone.
    private static String name(JsonNode said) {
        return said.path("text").asText().isBlank()
                ? Stream.concat(FhirJson.each(said.path("given")), Stream.of(said.path("family")))
                        .map(JsonNode::asText)
                        .filter(part -> !part.isBlank())
                        .collect(Collectors.joining(" "))
                : said.path("text").asText();
    }

    /// Nothing is booked by them, and many a server has none of that type.
    Uni<List<Offer>> offers() {
        return line.search("HealthcareService", List.of())
                .map(found -> found.stream()
                        .filter(resource -> resource.path("active").asBoolean(true))
                        .flatMap(FhirAppointments::offers)
                        .toList())
                .onFailure(FhirAppointments::isOfATypeThatIsNotThere)
                .transform(none -> new NotOffered(Capability.OFFERS));
    }

    private static boolean isOfATypeThatIsNotThere(Throwable failure) {
        return failure instanceof SystemDown down && down.isWithoutItsLists()
                || failure instanceof Refused refused && refused.why() == Why.NOT_ACCEPTED;
    }

    private static Stream<Offer> offers(ObjectNode service) {
        return FhirJson.each(service.path("type"))
                .flatMap(type -> FhirJson.each(type.path("coding")))
                .map(coding -> coding.path("system").asText() + "|"
                        + coding.path("code").asText())
                .map(code -> code.startsWith("|") ? code.substring(1) : code)
                .map(code -> new Offer(code, service.path("name").asText()));
    }

    /// Patients are known by an identifier of the clinic's, or, where it has named no system of them, by their id.
    Uni<String> patient(String reference) {
        return access.patientSystem()
                .map(system -> patientBy(system, reference))
                .orElseGet(() -> Uni.createFrom().item("Patient/" + FhirJson.id(reference)));
    }

    private Uni<String> patientBy(String system, String reference) {
        return line.search("Patient", List.of(new Parameter("identifier", system + "|" + reference)))
                .map(found -> found.stream()
                        .filter(patient -> FhirJson.each(patient.path("identifier"))
                                .anyMatch(identifier -> identifier
                                                .path("system")
                                                .asText()
                                                .equals(system)
                                        && identifier.path("value").asText().equals(reference)))
                        .map(patient -> patient.path("id").asText())
                        .distinct()
                        .toList())
                .map(ids -> {
                    if (ids.size() != 1) {
                        throw new Refused(Why.UNKNOWN_PATIENT);
                    }
                    return "Patient/" + ids.getFirst();
                });
    }

    Uni<Optional<BookedVisit>> bookedUnder(String key) {
        return standingUnder(key).map(found -> found.map(FhirJson::visit));
    }

    /// As the server has it, and not cancelled.
    Uni<Optional<ObjectNode>> standingUnder(String key) {
        return line.search("Appointment", List.of(new Parameter("identifier", FhirJson.BOOKING + "|" + key)))
                .map(found -> found.stream()
                        .filter(appointment -> FhirJson.isBookedUnder(appointment, key))
                        .sorted(Comparator.comparing(FhirAppointments::lastUpdated))
                        .filter(appointment -> FhirJson.visit(appointment).standing() != Standing.CANCELLED)
                        .findFirst());
    }

    private static String lastUpdated(ObjectNode appointment) {
        return appointment.path("meta").path("lastUpdated").asText();
    }

    Uni<ObjectNode> read(String id) {
        return line.read("Appointment", id);
    }

    Uni<BookedVisit> visit(String id) {
        return read(id).map(FhirJson::visit);
    }

    /// In their order, so that what is too much for one look is gone on with at the next.
    Uni<Changes> changesSince(Mark since) {
        var now = clock.instant();
        var from = Tide.from(since, now).truncatedTo(ChronoUnit.MILLIS);
        return line.searchUntil(
                        found -> Tide.isEnough(since, told(found, from), MOST_CHANGES, now),
                        MOST_PAGES_OF_CHANGES,
                        "Appointment",
                        List.of(new Parameter("_lastUpdated", "ge" + from), new Parameter("_sort", "_lastUpdated")))
                .map(found ->
                        Tide.read(since, List.of(new Tide.Reading(told(found.resources(), from), found.isAll())), now));
    }

    private static List<Tide.Told> told(List<ObjectNode> found, Instant from) {
        return found.stream()
                .map(appointment -> new Tide.Told(appointment.path("id").asText(), changedAt(appointment)))
                .filter(one -> !one.at().filter(from::isAfter).isPresent())
                .toList();
    }

    private static Optional<Instant> changedAt(ObjectNode appointment) {
        try {
            return Optional.of(OffsetDateTime.parse(lastUpdated(appointment)).toInstant());
        } catch (DateTimeException undated) {
            return Optional.empty();
        }
    }

    /// The appointment as we ask for it.
    ObjectNode wanted(NewVisit visit, String patient, String status) {
        var slot = visit.slot();
        var appointment = SystemJson.object()
                .put("resourceType", "Appointment")
                .put("status", status)
                .put("start", slot.start().toString())
                .put("end", slot.end().toString());
        appointment.putArray("serviceType").add(FhirJson.concept(access.codeOf(slot.visitType()), slot.visitType()));
        complete(appointment, visit, patient);
        var participants = appointment.withArrayProperty("participant");
        FhirJson.participate(participants, "Practitioner/" + slot.practitioner());
        return appointment;
    }

    /// Whatever the server put into it stays in it: its own number, its own referral.
    void complete(ObjectNode appointment, NewVisit visit, String patient) {
        appointment
                .withArrayProperty("identifier")
                .addObject()
                .put("system", FhirJson.BOOKING)
                .put("value", visit.key());
        visit.referral()
                .ifPresent(address ->
                        appointment.withArrayProperty("basedOn").addObject().put("reference", address));
        FhirJson.participate(appointment.withArrayProperty("participant"), patient);
    }
}
