package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;

/// A neighbour that fails is no answer: 503 within three seconds, never a guess, never a part of the catalogue.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class NeighbourTroubleApiTest {

    private final CircuitBreakerMaintenance breakers;

    NeighbourTroubleApiTest(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @AfterEach
    void theServiceGoesOn() {
        startAfresh();
        Wish.after(Assessed.selfCare()).post().then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"triage", "catalog"})
    void aNeighbourThatAcceptsAndNeverAnswersCostsNoMoreThanThreeSeconds(String neighbour) {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.isSilent(neighbour);

        isUnavailable(wish::post);
    }

    @Test
    void bothNeighboursSilentCostNoMoreThanThreeSeconds() {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.isSilent("triage");
        Neighbours.isSilent("catalog");

        isUnavailable(wish::post);
    }

    @ParameterizedTest
    @CsvSource({
        "triage, 500",
        "triage, 503",
        "triage, 404",
        "triage, 429",
        "triage, 301",
        "catalog, 500",
        "catalog, 404",
        "catalog, 204"
    })
    void aNeighbourThatRefusesIsNoAnswer(String neighbour, int status) {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.answersStatus(neighbour, status);

        isUnavailable(wish::post);
    }

    @ParameterizedTest
    @ValueSource(strings = {"triage", "catalog"})
    void anAnswerThatBreaksOffIsNoAnswer(String neighbour) {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.cutsOff(neighbour);

        isUnavailable(wish::post);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            triage  | <html>Welcome</html>
            triage  | null
            triage  | []
            triage  | {}
            catalog | <html>Welcome</html>
            catalog | null
            catalog | {}
            catalog | {"catalogVersion":"1","exercises":[],"advice":[],"noPlanConditions":[]}
            catalog | {"catalogVersion":"1","exercises":[null],"advice":[null],"noPlanConditions":[]}
            catalog | {"catalogVersion":"1","exercises":[],"advice":[],"noPlanConditions":[],"next":"for-ever"}
            """)
    void garbageIsNoAnswer(String neighbour, String body) {
        var wish = Wish.after(Assessed.selfCare());
        Neighbours.says(neighbour, body);

        isUnavailable(wish::post);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "patient",
                "headline",
                "disposition",
                "doNow",
                "safetyNet",
                "reviewDate",
                "getHelpAgain",
                "assessedAt",
                "ruleSet",
                "unknownRedFlags",
                "picture"
            })
    void anAssessmentWithoutAFieldWeNeedIsNotReadMildly(String field) {
        var wish = Wish.after(Assessed.selfCare(answer -> answer.remove(field)))
                .with(body -> body.put("assessmentId", "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01"));

        isUnavailable(wish::post);
    }

    @ParameterizedTest
    @CsvSource({
        "disposition, SELF_CARE_PROBABLY",
        "disposition, self_care",
        "assessedAt, yesterday",
        "id, 019ab2f4-7c1e-7d3a-9c55-000000000000",
        "patient, Maria Muster"
    })
    void anAssessmentThatWeDoNotUnderstandIsNotReadMildly(String field, String value) {
        var id = Assessed.id(Assessed.selfCare());
        var wish = Wish.after(Assessed.selfCare(answer -> answer.put("id", id).put(field, value)))
                .with(body -> body.put("assessmentId", id));

        isUnavailable(wish::post);
    }

    @ParameterizedTest
    @CsvSource({"stage, RECENT", "irritability, NONE"})
    void aPictureThatWeDoNotUnderstandIsNotReadMildly(String field, String value) {
        var wish = Wish.after(Assessed.picture(picture -> picture.put(field, value)));

        isUnavailable(wish::post);
    }

    @Test
    void aConditionOfTriageThatWeDoNotKnowIsNotPassedOver() {
        var wish = Wish.after(
                Assessed.picture(picture -> picture.withArray("conditions").add("brittle_bones")));

        isUnavailable(wish::post);
    }

    @Test
    void fieldsThatWeDoNotKnowDoNotDisturb() {
        var wish = Wish.after(Assessed.selfCare(answer -> answer.put("news", "a field of next year")));

        wish.post().then().statusCode(201);
    }

    @Test
    void aNeighbourThatKeepsFailingIsLeftAloneForAWhile() {
        var wish = Wish.after(Assessed.selfCare());

        // The while is a second; a busy machine may take longer than that between two wishes.
        var rounds = IntStream.range(0, 5).mapToObj(_ -> whatItCostsAfterFailing(wish));

        assertThat(rounds.anyMatch(cost -> cost.asked() == 0 && cost.waited().compareTo(Duration.ofMillis(900)) < 0))
                .isTrue();
    }

    private record Cost(int asked, Duration waited) {}

    private Cost whatItCostsAfterFailing(Wish wish) {
        breakers.resetAll();
        Neighbours.answersStatus("triage", 500);
        assertThat(IntStream.range(0, 12).map(time -> wish.sent())).containsOnly(503);
        Neighbours.isSilent("triage");

        var asked = Neighbours.asked("triage");
        var before = System.nanoTime();
        wish.post().then().statusCode(503).header("Retry-After", notNullValue());

        return new Cost(Neighbours.asked("triage") - asked, Duration.ofNanos(System.nanoTime() - before));
    }

    private static void isUnavailable(Supplier<Response> post) {
        Waited.lessThan(Duration.ofSeconds(3), post, NeighbourTroubleApiTest::isUnavailable);
    }

    private static void isUnavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:scapula:problem:unavailable"))
                .body("planId", nullValue())
                .body("week", nullValue());
    }
}
