package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.scapula.planner.plan.Receiver.Message;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// Nobody listens where the neighbours should be, and nobody looks often for what is due.
@QuarkusTest
@TestProfile(NeighboursGoneApiTest.Alone.class)
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
class NeighboursGoneApiTest {

    public static final class Alone implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "scapula.triage.url",
                    "http://localhost:1",
                    "scapula.catalog.url",
                    "http://localhost:1",
                    "scapula.webhooks.key",
                    UUID.randomUUID().toString(),
                    "scapula.webhooks.allowed-private",
                    "127.0.7.1",
                    "scapula.webhooks.poll",
                    "PT1M");
        }
    }

    private final Room room;

    NeighboursGoneApiTest(Room room) {
        this.room = room;
    }

    @Test
    void withoutNeighboursThereIsNoPlanButACallToComeBack() {
        var wish = Wish.after(Assessed.selfCare());

        Waited.lessThan(
                Duration.ofSeconds(3),
                wish::post,
                answer -> answer.then()
                        .statusCode(503)
                        .header("Retry-After", equalTo("5"))
                        .body("type", equalTo("urn:scapula:problem:unavailable")));
    }

    @Test
    void whatHappensIsToldLongBeforeTheNextLook() throws SQLException {
        var clinic = Tokens.at("c-" + UUID.randomUUID().toString().substring(0, 8));
        try (var receiver = new Receiver()) {
            given().auth()
                    .oauth2(clinic.integrator())
                    .contentType("application/json")
                    .body("{\"url\": \"" + receiver.url() + "\"}")
                    .post("/v1/webhooks")
                    .then()
                    .statusCode(201);

            var event = WebhooksApiTest.tellAt(room, clinic.id(), "plan.created");

            WebhooksApiTest.within(
                    Duration.ofSeconds(5), () -> receiver.received().size() == 1);
            assertThat(receiver.received()).extracting(Message::id).containsExactly(event);
        }
    }
}
