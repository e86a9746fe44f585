package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scapula.test.Tokens;

/// An emergency needs neither the database nor the issuer: both are gone here.
@QuarkusTest
@WithTestResource(Lines.class)
class EvaluationsAloneApiTest {

    /// Its key is one that the service would have to ask the issuer for.
    private static final String OLD_TOKEN =
            "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IjEifQ.eyJzdWIiOiJzb21lYm9keSIsImV4cCI6MX0.AAAA";

    @BeforeEach
    void cut() {
        CuttableLine.cutAll();
    }

    @AfterEach
    void mend() throws InterruptedException {
        CuttableLine.mendAll();
        var patience = Instant.now().plusSeconds(20);
        while (Person.withoutWarningSigns().asks().statusCode() != 201) {
            assertThat(Instant.now()).as("the service is back").isBefore(patience);
            Thread.sleep(200);
        }
    }

    @Test
    void anEmergencyIsToldWhatToDoAllTheSame() {
        var person = Person.withoutWarningSigns().with("breathless", "yes");
        var started = Instant.now();

        var answer = given().auth()
                .oauth2(OLD_TOKEN)
                .contentType(ContentType.JSON)
                .body(person.body)
                .post("/evaluations");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("headline")).startsWith("Call 112 now.");
        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void theQuestionsCanBeRead() {
        var answer = given().auth().oauth2(OLD_TOKEN).get("/questionnaire");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsKnownAlreadyIsToldWhatCannotWaitThoughItIsNotKept() {
        var answer = Person.withoutWarningSigns().with("breathless", "yes").asks();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.jsonPath().getString("headline")).startsWith("Call 112 now.");
    }

    @Test
    void whatNeedsALoginIsNotGuessed() {
        var strange = Person.withoutWarningSigns().as(OLD_TOKEN).asks();
        var known = given().auth().oauth2(Tokens.clinician()).get("/assessments/019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01");

        assertThat(strange.statusCode()).isIn(401, 503);
        assertThat(strange.contentType()).startsWith("application/problem+json");
        assertThat(known.statusCode()).isEqualTo(503);
        assertThat(known.contentType()).startsWith("application/problem+json");
    }
}
