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

    private void isOver() {
        Neighbours.areFine();
        breakers.resetAll();
        Wish.after(Assessed.selfCare()).post().then().statusCode(201);
    }

    private static void isUnavailable() {
        var wish = Wish.after(Assessed.selfCare());
        var before = System.nanoTime();

        var answer = wish.post();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        answer.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:scapula:problem:unavailable"));
    }
}
