package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scapula.test.Tokens;

/// Why an answer is what it is: for anybody with the answers, and for whoever may read an assessment.
@QuarkusTest
@WithTestResource(Lines.class)
class ExplanationsApiTest {

    private final String patient = "p-" + UUID.randomUUID();

    @Test
    void itSaysWhatFiredWhatWasNearAndWhatWouldChangeIt() {
        var told =
                explained(Person.withoutWarningSigns().with("tingling", "yes").with("heightLoss", "unknown"));

        assertThat(told.getString("disposition")).isEqualTo("URGENT");
        assertThat(told.getList("fired.ruleId")).contains("U15", "R03");
        assertThat(told.getList("fired.sources")).doesNotContain(List.of());
        assertThat(told.getList("nearMisses.ruleId")).contains("E03");
        assertThat(told.getList("nearMisses.find{it.ruleId == 'E03'}.lacking.finding"))
                .containsExactly("cancerHistory");
        assertThat(told.getList("wouldRaise.finding")).contains("saddleNumb", "cancerHistory");
        assertThat(told.getList("wouldRaise.leadsTo")).containsOnly("EMERGENCY");
        assertThat(told.getList("wouldChange.finding")).contains("heightLoss");
        assertThat(told.getList("heldUp.questions.finding")).containsExactly("heightLoss");
        assertThat(told.getString("heldUp.ifAllNo")).isEqualTo("ROUTINE_CLINICIAN");
        assertThat(told.getString("heldUp.text")).contains("never counts as a no");
    }

    @Test
    void theHeadlineComesFirst() {
        var answer = Person.withoutWarningSigns().with("breathless", "yes").wantsToKnowWhy();

        assertThat(answer.body().asString()).startsWith("{\"headline\":\"Call 112 now.");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void wordsAgainstATickAreShownWithTheReadingThatWasTaken() {
        var told = explained(Person.withoutWarningSigns().saying("I wet myself twice"));

        assertThat(told.getList("contradictions.readAs")).contains("bladderControlLost");
        assertThat(told.getString("fired.find{it.ruleId == 'E01'}.because[0].readAs"))
                .isEqualTo("yes");
    }

    @Test
    void whySelfCareWasWithheldIsSaidWhereNoRuleFired() {
        var told = explained(Person.withoutWarningSigns().with("painNotMechanical", "yes"));

        assertThat(told.getString("disposition")).isEqualTo("ROUTINE_CLINICIAN");
        assertThat(told.getList("fired")).isEmpty();
        assertThat(told.getList("selfCareWithheldFor.finding")).containsExactly("painNotMechanical");
    }

    @Test
    void nothingInItReassures() {
        var answers = Stream.of(
                Person.withoutWarningSigns(),
                Person.silent(),
                Person.withoutWarningSigns().with("breathless", "yes"));

        assertThat(answers.map(
                        person -> person.wantsToKnowWhy().body().asString().toLowerCase(Locale.ROOT)))
                .allSatisfy(said -> assertThat(said)
                        .doesNotContain("nothing serious", "you are fine", "safe to", "ruled out", "harmless"));
    }

    @Test
    void anAssessmentIsExplainedAsTheSameAnswersAre() {
        var person = Person.withoutWarningSigns().with("tingling", "yes");
        var inPassing = person.wantsToKnowWhy().jsonPath().getMap("");
        var kept = person.as(Tokens.patient(patient)).asks();

        var explained = given().auth()
                .oauth2(Tokens.patient(patient))
                .get("/assessments/{id}/explanation", kept.jsonPath().getString("id"));

        assertThat(explained.statusCode()).as(explained.body().asString()).isEqualTo(200);
        assertThat(explained.header("Cache-Control")).contains("private");
        assertThat(explained.jsonPath().getMap("")).isEqualTo(inPassing);
    }

    @Test
    void whoMayNotReadTheAssessmentIsNotToldWhy() {
        var id = Person.withoutWarningSigns()
                .as(Tokens.patient(patient))
                .asks()
                .jsonPath()
                .getString("id");

        assertThat(statusFor(Tokens.clinician(), id)).isEqualTo(200);
        assertThat(statusFor(Tokens.patient("p-2"), id)).isEqualTo(404);
        assertThat(statusFor(Tokens.at("south").clinician(), id)).isEqualTo(404);
        assertThat(statusFor(Tokens.integrator(), id)).isEqualTo(403);
        assertThat(given().get("/assessments/{id}/explanation", id).statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatIsNotAnAnswerIsRefusedByName() {
        var answer = given().contentType(ContentType.JSON)
                .body("{\"answers\":{\"unheardOf\":\"yes\"}}")
                .post("/explanations");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getList("errors.pointer")).containsExactly("/answers/unheardOf");
    }

    private static int statusFor(String token, String id) {
        return given().auth()
                .oauth2(token)
                .get("/assessments/{id}/explanation", id)
                .statusCode();
    }

    private static JsonPath explained(Person person) {
        return person.wantsToKnowWhy().then().statusCode(200).extract().jsonPath();
    }
}
