package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;

/// An issuer that keeps silent or fails costs a plan, but never more than three seconds, and only while it lasts.
/// A service of its own, because the planner must not have asked the issuer for anything yet.
@QuarkusTest
@TestProfile(IssuerTroubleApiTest.FreshlyStarted.class)
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class IssuerTroubleApiTest {

    public static final class FreshlyStarted implements QuarkusTestProfile {}

    private final CircuitBreakerMaintenance breakers;

    IssuerTroubleApiTest(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    @Test
    void anIssuerInTroubleCostsNoMoreThanThreeSecondsAndIsForgottenWhenItIsOver() {
        // Where the token is to be had is not known yet.
        Neighbours.areFine();
        Neighbours.isSilent("issuer");
        isWarm();
        Wish.after(Assessed.emergency()).post().then().statusCode(409);
        isUnavailable();
        Neighbours.answersStatus("issuer", 500);
        isUnavailable();
        isOver();

        // It is known, but the token is good no longer.
        Neighbours.catalogDropsTheToken();
        Neighbours.isSilent("issuer");
        isUnavailable();
        isUnavailable();
        Neighbours.answersStatus("issuer", 500);
        isUnavailable();
        isOver();
    }

    /// The first requests to a service that has just started may take it longer than it waits for a neighbour. An
    /// emergency is answered without asking the catalogue, so nothing is fetched from the issuer.
    private void isWarm() {
        assertThat(IntStream.range(0, 5)
                        .map(_ -> Wish.after(Assessed.emergency()).sent()))
                .contains(409);
        breakers.resetAll();
    }

    private void isOver() {
        Neighbours.areFine();
        breakers.resetAll();
        Wish.after(Assessed.selfCare()).post().then().statusCode(201);
    }

    private static void isUnavailable() {
        var wish = Wish.after(Assessed.selfCare());

        Waited.lessThan(
                Duration.ofSeconds(3),
                wish::post,
                answer -> answer.then()
                        .statusCode(503)
                        .header("Retry-After", notNullValue())
                        .body("type", equalTo("urn:scapula:problem:unavailable")));
    }
}
