package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.scapula.test.Tokens;

/// A wish for a plan over HTTP; a test changes one thing in it at a time.
final class Wish {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode body;
    private String token = Tokens.clinician();

    private Wish(ObjectNode body) {
        this.body = body;
    }

    /// Triage will say this of the person.
    static Wish after(JsonNode assessment) {
        Neighbours.says("triage", assessment.toString());
        return new Wish(JSON.createObjectNode()
                        .put("assessmentId", assessment.path("id").asText())
                        .put("minutesPerSession", 20)
                        .put("experience", "NOVICE")
                        .put("canFloorTransfer", true))
                .with("days", "MON", "WED", "FRI", "SUN")
                .with("equipment", "RESISTANCE_BAND")
                .with("contexts", "DESK")
                .with("conditions")
                .with("avoid");
    }

    /// A week with sessions on each of its days, the first of them today.
    static Wish fromToday(JsonNode assessment) {
        return after(assessment)
                .with(wish -> wish.put("startsOn", LocalDate.now(ZoneOffset.UTC).toString()))
                .with("days", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    }

    Wish with(String list, String... values) {
        var array = body.putArray(list);
        List.of(values).forEach(array::add);
        return this;
    }

    Wish with(Consumer<ObjectNode> change) {
        change.accept(body);
        return this;
    }

    Wish withCondition(String code) {
        return with(wish -> wish.withArray("conditions").addObject().put("code", code));
    }

    Wish withCondition(String code, int weeksAgo) {
        return with(wish ->
                wish.withArray("conditions").addObject().put("code", code).put("weeksAgo", weeksAgo));
    }

    /// Asked by whoever carries this token; otherwise by a clinician.
    Wish by(String token) {
        this.token = token;
        return this;
    }

    String text() {
        return body.toString();
    }

    Response post() {
        return post(text(), token);
    }

    static Response post(String body) {
        return post(body, Tokens.clinician());
    }

    private static Response post(String body, String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/plans");
    }

    int sent() {
        return post().statusCode();
    }

    JsonNode plan() {
        return json(post().then().statusCode(201).extract().asString());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
