package org.scapula.planner.fhir.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.scapula.planner.scheduling.system.BookedVisit;
import org.scapula.planner.scheduling.system.BookedVisit.Standing;
import org.scapula.planner.scheduling.system.Refused;
import org.scapula.planner.scheduling.system.Refused.Why;
import org.scapula.planner.scheduling.system.SystemJson;

/// Reads and writes the few things that a booking needs of FHIR R4. Resources stay whole, because what a server put
/// into
/// one must still be in it when it is sent back.
final class FhirJson {

    /// The identifier of an appointment that we booked.
    static final String BOOKING = "urn:scapula:booking";

    private FhirJson() {}

    static Stream<JsonNode> each(Iterable<JsonNode> array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static List<ObjectNode> resources(ObjectNode bundle, String type) {
        if (!bundle.path("resourceType").asText().equals("Bundle")) {
            throw new Refused(Why.NOT_UNDERSTOOD);
        }
        return each(bundle.path("entry"))
                .map(entry -> entry.path("resource"))
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .map(ObjectNode.class::cast)
                .toList();
    }

    static Optional<String> next(ObjectNode bundle) {
        return each(bundle.path("link"))
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText())
                .findFirst();
    }

    static String id(String id) {
        if (!isId(id)) {
            throw new Refused(Why.UNKNOWN_VISIT);
        }
        return id;
    }

    static boolean isId(String text) {
        return text.matches("[A-Za-z0-9.-]{1,64}");
    }

    static String idOf(String reference) {
        var local = reference.replaceFirst("/_history/.*$", "");
        return local.substring(local.lastIndexOf('/') + 1);
    }

    /// Whom a resource names, of that type.
    static Optional<String> actor(JsonNode actors, String type) {
        return each(actors)
                .map(actor -> actor.path("reference").asText())
                .filter(reference -> reference.matches("(.*/)?" + type + "/[^/]+(/_history/.*)?"))
                .map(FhirJson::idOf)
                .findFirst();
    }

    static Optional<String> participant(JsonNode appointment, String type) {
        return each(appointment.path("participant"))
                .map(participant -> participant.path("actor").path("reference").asText())
                .filter(reference -> reference.matches("(.*/)?" + type + "/[^/]+(/_history/.*)?"))
                .map(FhirJson::idOf)
                .findFirst();
    }

    static Instant instant(JsonNode node) {
        try {
            return OffsetDateTime.parse(node.asText()).toInstant();
        } catch (DateTimeException unreadable) {
            throw new Refused(Why.NOT_UNDERSTOOD);
        }
    }

    /// Codes are `system|code`, or a code alone.
    static boolean hasCode(Iterable<JsonNode> concepts, String wanted) {
        return each(concepts)
                .flatMap(concept -> each(concept.path("coding")))
                .anyMatch(coding -> matches(coding, wanted));
    }

    private static boolean matches(JsonNode coding, String wanted) {
        var code = coding.path("code").asText();
        return wanted.contains("|") ? wanted.equals(coding.path("system").asText() + "|" + code) : wanted.equals(code);
    }

    /// Whether any of them is of the same system as that code.
    static boolean speaksTheWordsOf(Iterable<JsonNode> concepts, String code) {
        return each(concepts)
                .flatMap(concept -> each(concept.path("coding")))
                .map(coding -> coding.path("system").asText())
                .anyMatch(code.substring(0, Math.max(0, code.indexOf('|')))::equals);
    }

    static ObjectNode concept(String code, String text) {
        var concept = SystemJson.object();
        var coding = concept.putArray("coding").addObject();
        var bar = code.indexOf('|');
        if (bar > 0) {
            var _ = coding.put("system", code.substring(0, bar));
        }
        var _ = coding.put("code", code.substring(bar + 1));
        return concept.put("text", text);
    }

    static boolean isBookedUnder(JsonNode appointment, String key) {
        return keyOf(appointment).equals(key);
    }

    static String keyOf(JsonNode appointment) {
        return each(appointment.path("identifier"))
                .filter(identifier -> identifier.path("system").asText().equals(BOOKING))
                .map(identifier -> identifier.path("value").asText())
                .findFirst()
                .orElse("");
    }

    static BookedVisit visit(ObjectNode appointment) {
        if (!appointment.path("resourceType").asText().equals("Appointment")) {
            throw new Refused(Why.NOT_UNDERSTOOD);
        }
        var standing = standing(appointment.path("status").asText());
        return new BookedVisit(
                id(appointment.path("id").asText()),
                keyOf(appointment),
                practitioner(appointment, standing),
                instant(appointment.path("start")),
                instant(appointment.path("end")),
                standing);
    }

    /// Whoever takes the place of a practitioner without being one is nobody whom we could name; of what is
    /// called off it does not matter.
    private static String practitioner(ObjectNode appointment, Standing standing) {
        return participant(appointment, "Practitioner")
                .or(() -> Optional.of("").filter(_ -> standing == Standing.CANCELLED))
                .orElseThrow(() -> new Refused(Why.NOT_UNDERSTOOD));
    }

    static Standing standing(String status) {
        return switch (status) {
            case "proposed", "pending", "waitlist" -> Standing.PENDING;
            case "booked" -> Standing.BOOKED;
            case "arrived", "checked-in" -> Standing.ARRIVED;
            case "fulfilled" -> Standing.FULFILLED;
            case "cancelled", "entered-in-error" -> Standing.CANCELLED;
            case "noshow" -> Standing.NOSHOW;
            default -> throw new Refused(Why.NOT_UNDERSTOOD);
        };
    }

    /// Whatever else it says of itself: a status that we do not know is no reason to think it free.
    static boolean takesItsTime(JsonNode appointment) {
        return !List.of("cancelled", "entered-in-error")
                .contains(appointment.path("status").asText());
    }

    static void participate(ArrayNode participants, String reference) {
        var participant = participants.addObject();
        var _ = participant.putObject("actor").put("reference", reference);
        var _ = participant.put("status", "accepted");
    }
}
