package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.issuer.Claims;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// A plan is made from the catalogue of the person's clinic, and says which version of each exercise it was.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class ClinicCatalogueApiTest {

    private final CircuitBreakerMaintenance breakers;
    private final Room room;
    private final MeterRegistry metrics;

    ClinicCatalogueApiTest(CircuitBreakerMaintenance breakers, Room room, MeterRegistry metrics) {
        this.breakers = breakers;
        this.room = room;
        this.metrics = metrics;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @Test
    void whatTheClinicHidesIsInNoneOfItsPlans() {
        var before = wish().plan();
        assertThat(slugs(before)).contains("scapular-squeeze");

        Neighbours.hides("north", "scapular-squeeze");
        var after = wish().plan();

        assertThat(slugs(after)).isNotEmpty().doesNotContain("scapular-squeeze");
        assertThat(after.path("catalogVersion").asText()).isEqualTo(ShelvedCatalogue.VERSION + "+1");
    }

    @Test
    void whatAnotherClinicHidesChangesNothingHere() {
        var before = wish().plan();

        Neighbours.hides("south", "scapular-squeeze");
        var after = wish().plan();

        assertThat(after.path("week")).isEqualTo(before.path("week"));
        assertThat(after.path("catalogVersion")).isEqualTo(before.path("catalogVersion"));
    }

    @Test
    void everyLineSaysWhichVersionItWasMadeFromAlsoTheClinicsOwn() {
        var own = ownSqueeze(exercise -> {});
        Neighbours.hasItsOwn("north", own.toString());

        var plan = wish().plan();

        assertThat(items(plan)).isNotEmpty().allSatisfy(item -> {
            var isOwn = item.path("slug").asText().equals("scapular-squeeze");
            assertThat(item.path("exerciseVersion").asInt()).isEqualTo(isOwn ? 4 : 1);
            assertThat(item.path("catalogId").asText())
                    .isEqualTo(isOwn ? own.path("id").asText() : idOf(item));
        });
        assertThat(slugs(plan)).contains("scapular-squeeze");
    }

    /// The clinic gave an exercise a name that no plan may hold.
    @Test
    void aPlanThatDoesNotPassItsLastCheckIsRefusedWithTheRulesAndTheHashOfWhatItWasMadeFrom() throws SQLException {
        var alarms = alarms();
        Neighbours.hasItsOwn(
                "north",
                ownSqueeze(exercise -> exercise.put("name", "Ibuprofen squeeze"))
                        .toString());

        var assessment = Assessed.selfCare();
        var answer = Wish.after(assessment).post();

        answer.then()
                .statusCode(422)
                .body("type", equalTo("urn:scapula:problem:plan-refused"))
                .body("refusal.ruleIds", contains("H26"))
                .body("inputHash", matchesPattern("[0-9a-f]{64}"));
        assertThat(alarms()).isEqualTo(alarms + 1);
        assertThat(plansOf(Assessed.patient(assessment))).isZero();
        Neighbours.hasItsOwn("north", ownSqueeze(exercise -> {}).toString());
        Wish.after(assessment).post().then().statusCode(201);
        assertThat(plansOf(Assessed.patient(assessment))).isEqualTo(1);
    }

    private static int plansOf(String patient) throws SQLException {
        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement();
                var found =
                        statement.executeQuery("select count(*) from planner.plan where patient = '" + patient + "'")) {
            assertThat(found.next()).isTrue();
            return found.getInt(1);
        }
    }

    @Test
    void norIsAProgrammeShownThatDoesNotPassIt() {
        var plan = wish().post().header("Location");
        var alarms = alarms();
        Neighbours.hasItsOwn(
                "north",
                ownSqueeze(exercise -> exercise.put("name", "Ibuprofen squeeze"))
                        .toString());

        given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body(NewProgramme.EXAMPLE)
                .post(plan + "/programme")
                .then()
                .statusCode(422)
                .body("refusal.ruleIds", contains("H26"))
                .body("inputHash", matchesPattern("[0-9a-f]{64}"));

        assertThat(alarms()).isEqualTo(alarms + 1);
    }

    private double alarms() {
        return metrics.find("scapula.plans.unverified").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void anOwnExerciseThatDoesNotFitTheStageIsNotInTheWeek() {
        var own = ownSqueeze(exercise -> exercise.path("stageDoses")
                .forEach(dose -> ((ObjectNode) dose)
                        .put("fits", false)
                        .remove(List.of("sets", "reps", "holdSeconds", "perWeek"))));
        Neighbours.hasItsOwn("north", own.toString());

        assertThat(slugs(wish().plan())).isNotEmpty().doesNotContain("scapular-squeeze");
    }

    @Test
    void whoHidesEverythingHearsThatNothingIsLeft() {
        Neighbours.hides(
                "north",
                String.join(
                        ",",
                        ShelvedCatalogue.exercises().stream()
                                .map(exercise -> exercise.path("slug").asText())
                                .toList()));

        wish().post()
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:scapula:problem:plan-refused"))
                .body("refusal.ruleIds", equalTo(List.of("H06")));
    }

    @Test
    void aCatalogueThatHasNotChangedIsNotReadAgain() {
        wish().post().then().statusCode(201);
        var before = Neighbours.pagesRead();

        wish().post().then().statusCode(201);
        assertThat(Neighbours.pagesRead()).isEqualTo(before);

        Neighbours.hides("north", "cat-cow");
        assertThat(slugs(wish().plan())).doesNotContain("cat-cow");
        assertThat(Neighbours.pagesRead()).isGreaterThan(before);
    }

    @Test
    void aTokenThatIsNotMeantForTheCatalogueIsNotShownThereAndMakesNoPlan() {
        var token = Tokens.of(Claims.of("clinician", "north").audiences("scapula-planner", "scapula-triage"));
        var wish = wish().by(token);
        Neighbours.isSilent("catalog-exercises");

        isForbiddenByTheCatalogue(wish.post());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void whereTheCatalogueRefusesTheTokenThePersonIsToldAndTheDoorStaysOpenForOthers(int status) {
        var wish = wish();
        Neighbours.answersStatus("catalog-exercises", status);

        assertThat(IntStream.range(0, 25).map(time -> wish.sent())).containsOnly(403);

        isForbiddenByTheCatalogue(wish.post());
        Neighbours.areFine();
        wish().post().then().statusCode(201);
    }

    @Test
    void whatTriageSaysGoesBeforeWhatTheTokenLacks() {
        var token = Tokens.of(Claims.of("clinician", "north").audiences("scapula-planner", "scapula-triage"));

        Wish.after(Assessed.emergency())
                .by(token)
                .post()
                .then()
                .statusCode(409)
                .body("disposition", equalTo("EMERGENCY"));
    }

    @Test
    void theSecondTryForTheExercisesCarriesTheSameToken() {
        var wish = wish();
        Neighbours.answersStatusFirst("catalog-exercises", 500);

        wish.post().then().statusCode(201);
    }

    @Test
    void aPlanFromBeforeVersionsWereNamedIsReadAsItWasGiven() throws SQLException {
        wish().post().then().statusCode(201);
        var old = UUID.randomUUID();
        var strip = "regexp_replace(shown, ',\"catalogId\":\"[^\"]*\",\"exerciseVersion\":[0-9]+', '', 'g')";
        try (var connection = room.asService();
                var statement = connection.createStatement()) {
            Room.enter(connection, "north", "*");
            statement.execute("insert into planner.plan (id, created_at, assessment_id, starts_on, ruleset_version,"
                    + " catalog_version, input_hash, asked, shown, clinic, patient) select '" + old + "', created_at,"
                    + " assessment_id, starts_on, '2', catalog_version, input_hash, asked, " + strip + ", clinic,"
                    + " patient from planner.plan order by created_at desc limit 1");
        }

        var read = Wish.json(given().auth()
                .oauth2(Tokens.clinician())
                .get("/plans/" + old)
                .then()
                .statusCode(200)
                .extract()
                .asString());

        assertThat(items(read))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.has("exerciseVersion")).isFalse());
        assertThat(RecordingsTest.faults(Path.of("openapi.yaml"), "PlanView", read))
                .isEmpty();
    }

    private static Wish wish() {
        return Wish.after(Assessed.selfCare());
    }

    private static ObjectNode ownSqueeze(Consumer<ObjectNode> change) {
        var own = (ObjectNode) shelved("scapular-squeeze").deepCopy();
        own.put("id", UUID.randomUUID().toString()).put("version", 4).put("shipped", false);
        change.accept(own);
        return own;
    }

    private static JsonNode shelved(String slug) {
        return ShelvedCatalogue.exercises().stream()
                .filter(exercise -> exercise.path("slug").asText().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private static String idOf(JsonNode item) {
        return shelved(item.path("slug").asText()).path("id").asText();
    }

    private static List<String> slugs(JsonNode plan) {
        return items(plan).stream().map(item -> item.path("slug").asText()).toList();
    }

    private static List<JsonNode> items(JsonNode plan) {
        var days = StreamSupport.stream(plan.path("week").spliterator(), false)
                .flatMap(day -> day.path("sessions").valueStream())
                .flatMap(session -> session.path("items").valueStream());
        return Stream.concat(days, plan.path("movementBreak").path("items").valueStream())
                .toList();
    }

    private static void isForbiddenByTheCatalogue(Response answer) {
        answer.then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:forbidden"))
                .body("detail", containsString("scapula-catalog"))
                .header("Retry-After", nullValue())
                .body("planId", nullValue());
    }
}
