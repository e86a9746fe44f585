package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.scapula.test.Tokens;

/// What a person says of their sessions over HTTP; a test changes one thing in it at a time.
final class Logbook {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Logbook() {}

    static String skipped(LocalDate day) {
        return entry(day, said -> said.put("done", "SKIPPED"));
    }

    /// Done, with hardly any pain.
    static String entry(LocalDate day, Consumer<ObjectNode> change) {
        var said = JSON.createObjectNode()
                .put("date", day.toString())
                .put("done", "DONE")
                .put("painBefore", 1)
                .put("painDuring", 2)
                .put("effort", 5);
        said.putObject("newSymptoms");
        change.accept(said);
        return said.toString();
    }

    static Response log(String plan, String body) {
        return log(plan, body, Tokens.clinician());
    }

    static Response log(String plan, String body, String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post(plan + "/sessions");
    }
}
