package org.scapula.planner.plan;

import static org.hamcrest.Matchers.equalTo;

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

/// Nobody listens where the neighbours should be.
@QuarkusTest
@TestProfile(NeighboursGoneApiTest.Alone.class)
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
class NeighboursGoneApiTest {

    public static final class Alone implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("scapula.triage.url", "http://localhost:1", "scapula.catalog.url", "http://localhost:1");
        }
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
}
