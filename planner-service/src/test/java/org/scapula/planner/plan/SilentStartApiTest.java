package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;

/// The issuer keeps silent already when the service starts.
@QuarkusTest
@TestProfile(SilentStartApiTest.SilentFromTheStart.class)
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class SilentStartApiTest {

    public static final class SilentFromTheStart implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Neighbours.areFine();
            Neighbours.isSilent("issuer");
            return Map.of();
        }
    }

    /// That it starts at all is half of what is shown here.
    @Test
    void theServiceStartsAllTheSameAndServesOnceTheIssuerSpeaks() {
        given().get("/q/openapi").then().statusCode(200);
        var wish = Wish.after(Assessed.selfCare());

        Waited.lessThan(
                Duration.ofSeconds(4),
                wish::post,
                answer -> answer.then().statusCode(503).header("Retry-After", notNullValue()));

        Neighbours.areFine();
        Wish.after(Assessed.selfCare()).post().then().statusCode(201);
    }
}
