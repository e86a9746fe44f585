package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.scapula.planner.fhir.face.Appointment.Participant;
import org.scapula.planner.fhir.face.Datatypes.Annotation;
import org.scapula.planner.fhir.face.Datatypes.CodeableConcept;
import org.scapula.planner.fhir.face.Datatypes.Coding;
import org.scapula.planner.fhir.face.Datatypes.Identifier;
import org.scapula.planner.fhir.face.Datatypes.Period;
import org.scapula.planner.fhir.face.Datatypes.Reference;
import org.scapula.planner.scheduling.Priority;
import org.scapula.planner.scheduling.RequestOnFile;
import org.scapula.planner.scheduling.RequestsOnFile.SlotOnFile;
import org.scapula.planner.visit.Visit;
import org.scapula.planner.visit.VisitStatus;

/// Says in FHIR how a person came to a visit: the request, the times that were offered, the visit.
@ApplicationScoped
class BookingWriter {

    private static final String THERAPY = "Physical therapy procedure";
    private static final String REQUESTS = "urn:scapula:booking-request";
    private static final String VISITS = "urn:scapula:visit";
    private static final String ELSEWHERE = "urn:scapula:external-id";
    private static final String PRACTITIONERS = "urn:scapula:practitioner-reference";
    private static final String SCHEDULES = "urn:scapula:schedule-of-practitioner";

    private final Answers answers;
    private final FaceSettings settings;
    private final ObjectMapper json;
    private final Clock clock;

    BookingWriter(Answers answers, FaceSettings settings, ObjectMapper json, Clock clock) {
        this.answers = answers;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    Written write(RequestOnFile request) {
        var reasons = reasons(request);
        var notes = notes(request);
        var window = "To be seen from " + request.windowFrom() + " until " + request.windowUntil();
        return answers.written(
                new ServiceRequest(
                        "ServiceRequest",
                        request.id().toString(),
                        "en",
                        Told.of("A request for physiotherapy")
                                .paragraph(window)
                                .list("Why", reasons)
                                .list("Notes", notes)
                                .narrative(),
                        identifiers(REQUESTS, request.id(), request.externalId()),
                        status(request),
                        "proposal",
                        List.of(type(request.visitType())),
                        priority(request),
                        false,
                        therapy(),
                        Reference.toPatient(request.patient()),
                        Period.of(seconds(request.windowFrom()), seconds(request.windowUntil())),
                        request.createdAt().toString(),
                        reasons.stream().map(CodeableConcept::of).toList(),
                        List.of(Reference.to("QuestionnaireResponse", request.assessment())),
                        notes.stream().map(Annotation::new).toList()),
                Optional.of(request.changedAt()));
    }

    Written write(Visit visit) {
        return answers.written(
                new Appointment(
                        "Appointment",
                        visit.id().toString(),
                        "en",
                        Told.of("A visit at the clinic")
                                .paragraph(visit.start() + " to " + visit.end() + ", "
                                        + visit.status().name().toLowerCase(Locale.ROOT))
                                .narrative(),
                        identifiers(VISITS, visit.id(), visit.externalId()),
                        visit.status().name().toLowerCase(Locale.ROOT),
                        List.of(therapy()),
                        type(visit.type().name()),
                        seconds(visit.start()).toString(),
                        seconds(visit.end()).toString(),
                        minutes(visit),
                        visit.createdAt().toString(),
                        List.of(Reference.to("ServiceRequest", visit.request())),
                        List.of(
                                new Participant(
                                        Reference.toPatient(visit.patient()), "required", taken(visit.status())),
                                new Participant(
                                        elsewhere("Practitioner", PRACTITIONERS, visit.practitioner()),
                                        "required",
                                        confirmed(visit.status())))),
                Optional.of(visit.changedAt()));
    }

    /// FHIR knows no length of none; a clinic's own system may.
    private static Optional<Integer> minutes(Visit visit) {
        var minutes =
                Math.toIntExact(Duration.between(visit.start(), visit.end()).toMinutes());
        return Optional.of(minutes).filter(length -> length > 0);
    }

    Written write(SlotOnFile slot) {
        return answers.written(
                new Slot(
                        "Slot",
                        slot.id().toString(),
                        "en",
                        Told.of("A time at the clinic")
                                .paragraph(slot.start() + " to " + slot.end() + ", " + slot.status())
                                .narrative(),
                        List.of(therapy()),
                        elsewhere("Schedule", SCHEDULES, slot.practitioner()),
                        slot.status(),
                        seconds(slot.start()).toString(),
                        seconds(slot.end()).toString()),
                Optional.empty());
    }

    /// Whoever has not been seen is still to be seen, also where the clinic could not or nobody came.
    static String status(RequestOnFile request) {
        return switch (request.state()) {
            case FULFILLED -> "completed";
            case CANCELLED -> "revoked";
            case REQUESTED, OFFERED, HELD, BOOKED, CONFIRMED, NO_SHOW, DECLINED, EXPIRED -> "active";
        };
    }

    /// Whose time is over without a visit presses more, not less.
    private String priority(RequestOnFile request) {
        if (request.isOpen() && request.emergency()) {
            return "stat";
        }
        var tooLate = request.overdue() || !clock.instant().isBefore(request.windowUntil());
        if (request.isOpen() && !request.hasVisit() && tooLate) {
            return "asap";
        }
        return request.priority() == Priority.URGENT ? "urgent" : "routine";
    }

    private List<String> notes(RequestOnFile request) {
        var notes = new ArrayList<String>();
        notes.add("State at Scapula: " + request.state() + " since " + request.since() + ".");
        if (request.isOpen() && request.emergency()) {
            notes.add("Emergency: since this was asked for, triage has told the person to get help at once. Nothing is"
                    + " booked until a clinician has seen to it.");
        }
        if (request.overdue()) {
            notes.add("The time frame was over when the request was made.");
        }
        request.visit()
                .filter(visit -> request.hasVisit())
                .ifPresent(visit -> notes.add("Leads to Appointment/" + visit + "."));
        return List.copyOf(notes);
    }

    private List<String> reasons(RequestOnFile request) {
        try {
            return StreamSupport.stream(json.readTree(request.reasons()).spliterator(), false)
                    .map(why -> why.path("text").asText() + cited(why))
                    .toList();
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    private static String cited(JsonNode why) {
        var cited = new ArrayList<>(List.of(why.path("ruleId").asText()));
        why.path("sources").forEach(source -> cited.add(source.asText()));
        return cited.stream().filter(one -> !one.isBlank()).collect(Collectors.joining(", ", " [", "]"));
    }

    private CodeableConcept therapy() {
        return settings.snomedCt()
                ? CodeableConcept.of(new Coding("http://snomed.info/sct", "91251008", Optional.of(THERAPY)), THERAPY)
                : CodeableConcept.of(THERAPY);
    }

    private static CodeableConcept type(String ours) {
        return CodeableConcept.of(
                Coding.of("urn:scapula:visit-type", ours),
                ours.toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static List<Identifier> identifiers(String system, Object id, Optional<String> externalId) {
        var identifiers = new ArrayList<>(List.of(new Identifier(system, id.toString())));
        externalId.ifPresent(name -> identifiers.add(new Identifier(ELSEWHERE, name)));
        return List.copyOf(identifiers);
    }

    /// Clinics know who that is; this face does not.
    private static Reference elsewhere(String type, String system, String value) {
        return new Reference(
                Optional.empty(), Optional.of(type), Optional.of(new Identifier(system, value)), Optional.empty());
    }

    private static String taken(VisitStatus status) {
        return switch (status) {
            case PROPOSED -> "needs-action";
            case PENDING, BOOKED, FULFILLED, NOSHOW -> "accepted";
            case CANCELLED -> "declined";
        };
    }

    private static String confirmed(VisitStatus status) {
        return switch (status) {
            case PROPOSED -> "tentative";
            case PENDING -> "needs-action";
            case BOOKED, FULFILLED, NOSHOW -> "accepted";
            case CANCELLED -> "declined";
        };
    }

    /// FHIR asks for times of day to the second.
    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}
