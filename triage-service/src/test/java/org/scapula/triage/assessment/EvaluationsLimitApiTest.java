package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is open to anyone is not open without an end.
@QuarkusTest
@TestProfile(EvaluationsLimitApiTest.TwoAMinute.class)
@WithTestResource(Lines.class)
class EvaluationsLimitApiTest {

    public static final class TwoAMinute implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "scapula.rate-limit.enabled", "true",
                    "scapula.rate-limit.endpoints.\"/evaluations\".requests", "2",
                    "scapula.rate-limit.endpoints.\"/interviews\".requests", "2",
                    "scapula.rate-limit.endpoints.\"/explanations\".requests", "2");
        }
    }

    @Test
    void whoAsksInPassingTooOftenIsToldWhenToComeBackAndMayStillLogIn() {
        var inTime = Person.silent();
        assertThat(inTime.asksInPassing().statusCode()).isEqualTo(200);
        assertThat(inTime.asksInPassing().statusCode()).isEqualTo(200);

        var refused = Person.withoutWarningSigns().with("breathless", "yes").asksInPassing();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);
        assertThat(refused.jsonPath().getString("type")).isEqualTo("urn:scapula:problem:too-many-requests");
        assertThat(refused.jsonPath().getString("detail")).contains("emergency");
        assertThat(Person.withoutWarningSigns().asks().statusCode()).isEqualTo(201);
    }

    @Test
    void soIsWhoHasThemselvesAskedOrExplainedTooOften() {
        for (var open : List.of("/interviews", "/explanations")) {
            assertThat(Stream.generate(() -> sent(open).statusCode()).limit(3))
                    .as(open)
                    .containsExactly(200, 200, 429);
        }
    }

    private static Response sent(String path) {
        return given().contentType(ContentType.JSON).body(Person.silent().body).post(path);
    }
}
