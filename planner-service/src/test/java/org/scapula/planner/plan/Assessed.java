package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/// Answers of triage, recorded from the real service; a test changes one thing in them at a time.
final class Assessed {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Assessed() {}

    static ObjectNode selfCare() {
        return fresh("triage-self-care.json");
    }

    static ObjectNode routine() {
        return fresh("triage-routine.json");
    }

    static ObjectNode urgent() {
        return fresh("triage-urgent.json");
    }

    static ObjectNode emergency() {
        return fresh("triage-emergency.json");
    }

    static ObjectNode selfCare(Consumer<ObjectNode> change) {
        var answer = selfCare();
        change.accept(answer);
        return answer;
    }

    /// Self-care after the person said so of the pain.
    static ObjectNode picture(Consumer<ObjectNode> change) {
        return selfCare(answer -> change.accept((ObjectNode) answer.path("picture")));
    }

    /// As triage tells it after a clinician has said what holds.
    static ObjectNode reviewed(ObjectNode answer, String disposition) {
        var review = answer.putObject("review")
                .put("disposition", disposition)
                .put("insteadOf", answer.path("disposition").asText())
                .put("name", "the physiotherapist on duty")
                .put("reason", "Examined.")
                .put("reviewedAt", Instant.now().toString())
                .put("subject", "clinician-1")
                .put("id", UUID.randomUUID().toString())
                .put("assessmentId", id(answer));
        var doNow = review.putArray("doNow");
        if (!disposition.equals("SELF_CARE")) {
            review.put("headline", "A clinician says: " + disposition);
            doNow.add("Do what a clinician says.");
        }
        return answer.put("effectiveDisposition", disposition);
    }

    static String id(JsonNode answer) {
        return answer.path("id").asText();
    }

    static String patient(JsonNode answer) {
        return answer.path("patient").asText();
    }

    static ObjectNode recorded(String file) {
        try (var stream = Assessed.class.getResourceAsStream("/recorded/" + file)) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(stream, file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// As recorded, but given now to somebody else.
    private static ObjectNode fresh(String file) {
        var now = Instant.now();
        return recorded(file)
                .put("id", UUID.randomUUID().toString())
                .put("patient", "p-" + UUID.randomUUID())
                .put("assessedAt", now.toString())
                .put(
                        "reviewDate",
                        LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(7).toString());
    }
}
