package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.issuer.Claims;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// What a change of the catalogue would do to plans is told before it is made, and kept nowhere.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class CatalogueTrialsApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What the catalogue is promised.
    private static final Duration IN_TIME = Duration.ofMillis(2500);

    private final CircuitBreakerMaintenance breakers;
    private final Room room;

    CatalogueTrialsApiTest(CircuitBreakerMaintenance breakers, Room room) {
        this.breakers = breakers;
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @Test
    void whatIsTakenOutLeavesTheWeeksItWasIn() {
        var said = tried(out("scapular-squeeze"));

        assertThat(said.path("catalogVersion").asText()).isEqualTo(ShelvedCatalogue.VERSION);
        assertThat(said.path("persons").asInt()).isGreaterThanOrEqualTo(12);
        assertThat(said.path("changed")).isNotEmpty().allSatisfy(changed -> {
            assertThat(changed.path("person").asText()).matches("[a-z0-9-]{1,60}");
            assertThat(changed.path("about").asText()).isNotBlank();
            assertThat(sentences(changed))
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(50)
                    .allSatisfy(sentence -> assertThat(sentence)
                            .hasSizeLessThanOrEqualTo(200)
                            .doesNotContain("scapular-squeeze comes in"));
        });
        assertThat(allSentences(said)).anyMatch(it -> it.matches("\\w+day: scapular-squeeze is left out\\."));
    }

    @Test
    void whatIsAsItWasChangesNothingNorDoesItsVersionOrItsWordsForReaders() {
        var same = in(exercise("scapular-squeeze", it -> {}));
        var reworded = in(exercise(
                "scapular-squeeze",
                it -> it.put("version", 9).put("easier", "Half as hard.").put("aFieldOfNextYear", "unread")));

        assertThat(tried(same).path("changed")).isEmpty();
        assertThat(tried(reworded).path("changed")).isEmpty();
    }

    @Test
    void anotherDoseIsToldInFigures() {
        var fewer = in(exercise(
                "scapular-squeeze",
                it -> it.path("stageDoses")
                        .forEach(dose -> ((ObjectNode) dose)
                                .putObject("reps")
                                .put("min", 5)
                                .put("max", 6)
                                .put("source", "Scapula policy"))));

        assertThat(allSentences(tried(fewer)))
                .anyMatch(it -> it.contains("scapular-squeeze changes: 1 x 6, each held 5 s instead of 1 x 10"));
    }

    @Test
    void anotherNameIsAnotherWeekToo() {
        var renamed = in(exercise("scapular-squeeze", it -> it.put("name", "Blade pinch")));

        assertThat(allSentences(tried(renamed)))
                .anyMatch(it -> it.startsWith("scapular-squeeze: the plan says something else of it"))
                // Where it comes next, the other line names it.
                .allMatch(it -> it.contains(": the plan says something else of it"));
    }

    @Test
    void aNewExerciseComesInWhereItFits() {
        var added = in(exercise(
                "scapular-squeeze",
                it -> it.put("slug", "a-blade-pinch")
                        .put("name", "Blade pinch")
                        .put("id", UUID.randomUUID().toString())));

        assertThat(allSentences(tried(added)))
                .anyMatch(it -> it.matches("\\w+day: a-blade-pinch comes in, \\d x \\d+, each held \\d+ s\\."));
    }

    @Test
    void whatFitsNoStageIsInNoWeek() {
        var unfit = in(exercise(
                "scapular-squeeze",
                it -> it.path("stageDoses")
                        .forEach(dose -> ((ObjectNode) dose)
                                .put("fits", false)
                                .remove(List.of("sets", "reps", "holdSeconds", "perWeek")))));

        assertThat(tried(unfit).path("changed"))
                .isEqualTo(tried(out("scapular-squeeze")).path("changed"));
    }

    @Test
    void everybodyHasAWeekThatSomeExerciseChangesAndTheAnswerComesInTimeAndStaysTheSame() {
        var outcomes = new TreeMap<String, String>();
        var persons = 0;
        for (var exercise : ShelvedCatalogue.exercises()) {
            var body = out(exercise.path("slug").asText());
            var before = System.nanoTime();

            var said = tried(body);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(IN_TIME);
            said.path("changed")
                    .forEach(it -> outcomes.put(
                            it.path("person").asText(), it.path("before").asText()));
            persons = said.path("persons").asInt();
        }

        assertThat(outcomes).hasSize(persons);
        assertThat(outcomes.values()).containsOnly("PLAN");
        assertThat(tried(out("cat-cow"))).isEqualTo(tried(out("cat-cow")));
    }

    @Test
    void whereNothingIsLeftTheLossOfTheWeekIsTold() {
        var keep = List.of("cat-cow", "scapular-squeeze", "childs-pose");
        Neighbours.hides(
                "north",
                String.join(
                        ",",
                        ShelvedCatalogue.exercises().stream()
                                .map(it -> it.path("slug").asText())
                                .filter(slug -> !keep.contains(slug))
                                .toList()));

        var said = tried(out("cat-cow").put("catalogVersion", ShelvedCatalogue.VERSION + "+1"));

        assertThat(said.path("changed")).anySatisfy(changed -> {
            assertThat(changed.path("before").asText()).isEqualTo("PLAN");
            assertThat(changed.path("after").asText()).isEqualTo("NO_PLAN");
            assertThat(sentences(changed)).isNotEmpty().allMatch(it -> it.startsWith("There would be no week: "));
        });
    }

    @Test
    void theCatalogueIsTheOneOfTheCallersClinic() {
        Neighbours.hides("north", "scapular-squeeze");
        var here = out("scapular-squeeze").put("catalogVersion", ShelvedCatalogue.VERSION + "+1");

        isInvalid(sent(here), "/slug");
        assertThat(sent(out("scapular-squeeze"), Tokens.at("south").editor()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anotherCatalogueThanTheOneThatIsNamedIsRefused() {
        Neighbours.hides("north", "cat-cow");

        sent(out("scapular-squeeze"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:catalogue-changed"))
                .body("catalogVersion", equalTo(ShelvedCatalogue.VERSION + "+1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "version", "slug", "doses", "stageDoses", "contraindications", "level", "tags"})
    void anExerciseWithoutAFieldThatThePlannerNeedsIsRefused(String field) {
        isInvalid(sent(in(exercise("cat-cow", it -> it.remove(field)))), "/exercise/" + field);
    }

    @ParameterizedTest
    @CsvSource({"exerciseClass, JUGGLING", "level, easy", "region, KNEE"})
    void aValueThatThePlannerCannotReadIsNamed(String field, String value) {
        isInvalid(sent(in(exercise("cat-cow", it -> it.put(field, value)))), "/exercise/" + field);
    }

    @Test
    void deepFaultsAreNamedWhereTheyAre() {
        var badStage = exercise("cat-cow", it -> ((ObjectNode) it.at("/stageDoses/1")).put("stage", "SOON"));
        var badCondition = exercise(
                "cat-cow",
                it -> it.withArray("contraindications")
                        .removeAll()
                        .addObject()
                        .put("condition", "brittle_nails")
                        .put("level", "ABSOLUTE")
                        .put("because", "b")
                        .putArray("ruleIds"));
        ((ObjectNode) badCondition.at("/contraindications/0")).putArray("sources");
        var noDose = exercise("cat-cow", it -> it.withArray("doses").removeAll());

        isInvalid(sent(in(badStage)), "/exercise/stageDoses/1/stage");
        isInvalid(sent(in(badCondition)), "/exercise/contraindications/0/condition");
        isInvalid(sent(in(noDose)), "/exercise/doses");
        isInvalid(sent(in(exercise("cat-cow", it -> {})).put("slug", "cat-dog")), "/exercise/slug");
        isInvalid(sent(out("cat-cow").putNull("exercise")), "/exercise");
        isInvalid(sent(out("cat-cow").put("exercise", "cat-cow")), "/exercise");
        isInvalid(sent(out("cat-cow").put("surprise", 1)), "/surprise");
        isInvalid(sent(out("Cat Cow")), "/slug");
    }

    @Test
    void aTokenThatIsNotMeantForTheCatalogueTriesNothing() {
        var token = Tokens.of(Claims.of("editor", "north").audiences("scapula-planner"));

        sent(out("cat-cow"), token).then().statusCode(403).body("detail", containsString("scapula-catalog"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "catalog-exercises"})
    void withoutTheCatalogueNothingIsSaid(String door) {
        Neighbours.isSilent(door);
        var before = System.nanoTime();

        var answer = sent(out("cat-cow"));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(IN_TIME);
        answer.then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:scapula:problem:unavailable"));
    }

    @Test
    void nothingIsKept() throws SQLException {
        var before = rows();

        assertThat(tried(out("scapular-squeeze")).path("changed")).isNotEmpty();

        assertThat(rows()).isEqualTo(before);
    }

    private List<Integer> rows() throws SQLException {
        try (var connection = room.asOwner()) {
            Room.enter(connection, "north", "*");
            return List.of(
                    Room.count(connection, "select count(*) from planner.plan"),
                    Room.count(connection, "select count(*) from planner.audit"));
        }
    }

    private static ObjectNode out(String slug) {
        return JSON.createObjectNode()
                .put("catalogVersion", ShelvedCatalogue.VERSION)
                .put("slug", slug);
    }

    private static ObjectNode in(ObjectNode exercise) {
        var slug = exercise.path("slug").asText("cat-cow");
        return out(slug).set("exercise", exercise);
    }

    private static ObjectNode exercise(String slug, Consumer<ObjectNode> change) {
        ObjectNode exercise = ShelvedCatalogue.exercises().stream()
                .filter(it -> it.path("slug").asText().equals(slug))
                .findFirst()
                .orElseThrow()
                .deepCopy();
        change.accept(exercise);
        return exercise;
    }

    private static JsonNode tried(ObjectNode body) {
        return Wish.json(sent(body).then().statusCode(200).extract().asString());
    }

    private static Response sent(ObjectNode body) {
        return sent(body, Tokens.editor());
    }

    private static Response sent(ObjectNode body, String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body.toString())
                .post("/catalogue-trials");
    }

    private static void isInvalid(Response answer, String pointer) {
        answer.then()
                .statusCode(422)
                .body("type", equalTo("urn:scapula:problem:invalid-field"))
                .body("errors.pointer", hasItem(pointer));
    }

    private static List<String> allSentences(JsonNode said) {
        var all = new ArrayList<String>();
        said.path("changed").forEach(changed -> all.addAll(sentences(changed)));
        return all;
    }

    private static List<String> sentences(JsonNode changed) {
        return changed.path("changes").valueStream().map(JsonNode::asText).toList();
    }
}
