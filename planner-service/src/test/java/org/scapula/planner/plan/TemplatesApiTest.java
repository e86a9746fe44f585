package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// A clinic's templates. Each test has a clinic of its own.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class TemplatesApiTest {

    private static final String DESK = """
            {"name": "Desk", "note": "Only for the first weeks.", "presets": {"days": ["WED", "MON"], "minutesPerSession": 15},
             "atMost": {"minutesPerSession": 25}, "goals": ["NECK_MOBILITY"], "prefer": ["scapular-squeeze", "cat-cow"],
             "leaveOut": ["plank-forearm"]}""";

    private final CircuitBreakerMaintenance breakers;
    private final Tokens.Clinic clinic =
            Tokens.at("c-" + UUID.randomUUID().toString().substring(0, 8));

    TemplatesApiTest(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        Neighbours.assessedAt(clinic.id());
        breakers.resetAll();
    }

    @Test
    void aTemplateIsKeptAndReadAgain() {
        var made = add(DESK);

        made.then()
                .statusCode(201)
                .header("ETag", notNullValue())
                .body("revision", equalTo(1))
                .body("name", equalTo("Desk"))
                .body("presets.days", contains("MON", "WED"))
                .body("prefer", contains("cat-cow", "scapular-squeeze"));
        var read = get(made.header("Location"));
        read.then().statusCode(200).header("ETag", equalTo(made.header("ETag")));
        assertThat(read.asString()).isEqualTo(made.asString());
        given().auth()
                .oauth2(clinic.clinician())
                .header("If-None-Match", made.header("ETag"))
                .get(made.header("Location"))
                .then()
                .statusCode(304);
    }

    @Test
    void aNameIsEnough() {
        add("{\"name\": \"Anybody\"}")
                .then()
                .statusCode(201)
                .body("goals", empty())
                .body("prefer", empty())
                .body("leaveOut", empty());
    }

    @Test
    void patientsChooseFromThemAndReadNoNotes() {
        var made = add(DESK).header("Location");
        var patient = clinic.patient("p-1");

        given().auth()
                .oauth2(patient)
                .get(made)
                .then()
                .statusCode(200)
                .body("name", equalTo("Desk"))
                .body("note", nullValue())
                .body("changedBy", nullValue());
        given().auth()
                .oauth2(patient)
                .get("/plan-templates")
                .then()
                .statusCode(200)
                .body("templates.name", contains("Desk"))
                .body("templates.note", contains(nullValue()));
        given().auth().oauth2(patient).get(made + "/revisions").then().statusCode(403);
    }

    @Test
    void theListIsReadPageByPageWithoutTheRetired() {
        var locations = List.of("One", "Two", "Three", "Four").stream()
                .map(name -> add("{\"name\": \"" + name + "\"}").header("Location"))
                .toList();
        retire(locations.get(1), "*").then().statusCode(204);

        var first = get("/plan-templates?limit=2");
        first.then()
                .statusCode(200)
                .body("templates.name", contains("One", "Three"))
                .body("next", notNullValue());
        assertThat(first.header("Link")).contains("limit=2").contains("rel=\"next\"");
        get("/plan-templates?limit=2&cursor=" + first.path("next"))
                .then()
                .statusCode(200)
                .body("templates.name", contains("Four"))
                .body("next", nullValue());
        get("/plan-templates?cursor=Desk").then().statusCode(400).body("errors[0].pointer", equalTo("cursor"));
        get("/plan-templates?limit=0").then().statusCode(400);
        get("/plan-templates?name=Desk").then().statusCode(400);
    }

    @Test
    void nothingIsChangedUnseen() {
        var made = add(DESK);
        var location = made.header("Location");

        put(location, "{\"name\": \"Desk 2\"}", null).then().statusCode(428);
        var changed = put(location, "{\"name\": \"Desk 2\"}", made.header("ETag"));
        changed.then().statusCode(200).body("revision", equalTo(2)).body("prefer", empty());
        put(location, "{\"name\": \"Desk 3\"}", made.header("ETag"))
                .then()
                .statusCode(412)
                .body("type", equalTo("urn:scapula:problem:changed-meanwhile"))
                .body("current.name", equalTo("Desk 2"))
                .header("ETag", equalTo(changed.header("ETag")));
        retire(location, made.header("ETag")).then().statusCode(412);
        retire(location, changed.header("ETag")).then().statusCode(204);
        retire(location, "*").then().statusCode(409).body("type", equalTo("urn:scapula:problem:template-retired"));
        put(location, "{\"name\": \"Desk 3\"}", "*").then().statusCode(409);
        get(location).then().statusCode(200).body("retiredAt", notNullValue()).body("revision", equalTo(3));
    }

    @Test
    void aNameIsGivenOnceUntilItIsRetired() {
        var first = add("{\"name\": \"Desk\"}");

        add("{\"name\": \" desk \"}")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:name-taken"))
                .body("id", equalTo(first.path("id")));
        var other = add("{\"name\": \"Runner\"}").header("Location");
        put(other, "{\"name\": \"DESK\"}", "*").then().statusCode(409);
        put(other, "{\"name\": \"RUNNER\"}", "*").then().statusCode(200);
        retire(first.header("Location"), "*").then().statusCode(204);
        add("{\"name\": \"Desk\"}").then().statusCode(201);
    }

    @Test
    void ofManyWhoTakeANameAtOnceOneHasIt() throws Exception {
        var ready = new CyclicBarrier(8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(n -> threads.submit(() -> {
                        ready.await();
                        return add("{\"name\": \"Desk\"}").statusCode();
                    }))
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        }
    }

    @Test
    void anotherClinicDoesNotKnowIt() {
        var location = add(DESK).header("Location");
        var other =
                Tokens.at("c-" + UUID.randomUUID().toString().substring(0, 8)).clinician();

        given().auth().oauth2(other).get(location).then().statusCode(404);
        given().auth().oauth2(other).get(location + "/revisions").then().statusCode(404);
        given().auth()
                .oauth2(other)
                .header("If-Match", "*")
                .delete(location)
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(other)
                .get("/plan-templates")
                .then()
                .statusCode(200)
                .body("templates", empty());
        given().auth()
                .oauth2(other)
                .contentType("application/json")
                .body("{\"name\": \"Desk\"}")
                .post("/plan-templates")
                .then()
                .statusCode(201);
    }

    @Test
    void whoChangedWhatIsInTheAuditAndInTheRevisions() {
        var made = add(DESK);
        var location = made.header("Location");
        put(location, "{\"name\": \"Desk\", \"leaveOut\": [\"cat-cow\"]}", "*")
                .then()
                .statusCode(200);
        retire(location, "*").then().statusCode(204);

        given().auth()
                .oauth2(clinic.admin())
                .get("/audit?record=" + made.path("id"))
                .then()
                .statusCode(200)
                .body("entries.act", contains("template.retire", "template.change", "template.create"))
                .body("entries.recordVersion", contains("3", "2", "1"))
                .body("entries.patient", contains(nullValue(), nullValue(), nullValue()));
        var revisions = get(location + "/revisions?limit=2");
        revisions
                .then()
                .statusCode(200)
                .body("revisions.act", contains("RETIRED", "CHANGED"))
                .body("revisions.template.leaveOut", contains(List.of("cat-cow"), List.of("cat-cow")));
        get(location + "/revisions?cursor=" + revisions.path("next"))
                .then()
                .statusCode(200)
                .body("revisions.act", contains("CREATED"))
                .body("revisions[0].template.note", equalTo("Only for the first weeks."))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                          | /name                       | required
            {'name':'  '}                                               | /name                       | required
            {'name':'Guaranteed relief'}                                | /name                       | not-allowed
            {'name':'Ibuprofen and rest'}                               | /name                       | not-allowed
            {'name':'A\\nB'}                                            | /name                       | malformed
            {'name':'A','slug':'a'}                                     | /slug                       | unknown-field
            {'name':'A','equipment':[]}                                 | /equipment                  | unknown-field
            {'name':'A','presets':{'days':[]}}                          | /presets/days               | out-of-range
            {'name':'A','presets':{'minutesPerSession':61}}             | /presets/minutesPerSession  | out-of-range
            {'name':'A','presets':{'experience':'EXPERIENCED'}}         | /presets/experience         | unknown-field
            {'name':'A','atMost':{'experience':'EXPERT'}}               | /atMost/experience          | unknown-value
            {'name':'A','goals':['HAPPINESS']}                          | /goals/0                    | unknown-value
            {'name':'A','goals':['CORE_STRENGTH','CORE_STRENGTH']}      | /goals                      | duplicate
            {'name':'A','prefer':['cat-cow','no-such-exercise']}        | /prefer/1                   | unknown-value
            {'name':'A','leaveOut':['core-strengthening']}              | /leaveOut/0                 | unknown-value
            {'name':'A','prefer':['cat-cow'],'leaveOut':['cat-cow']}    | /leaveOut/0                 | not-together
            {'name':'A','presets':{'minutesPerSession':30},'atMost':{'minutesPerSession':20}} | /presets/minutesPerSession | not-together
            {'name':'A','presets':{'sessionsPerDay':3},'atMost':{'sessionsPerDay':2}} | /presets/sessionsPerDay | not-together
            """)
    void whatATemplateMayNotSayIsNamedWithItsRule(String body, String pointer, String code) {
        add(body.replace('\'', '"'))
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem(pointer))
                .body("errors.find { it.pointer == '" + pointer + "' }.code", equalTo(code));
    }

    @Test
    void aNameOfMoreThanSixtyCharactersIsTooLong() {
        add("{\"name\": \"" + "x".repeat(61) + "\"}")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("out-of-range"));
    }

    @Test
    void withoutTheCatalogueNothingThatNamesExercisesIsKept() {
        Neighbours.answersStatus("catalog", 500);

        add(DESK).then().statusCode(503).header("Retry-After", "5");
        add("{\"name\": \"Anybody\"}").then().statusCode(201);
    }

    @Test
    void whatThePersonLeavesOutIsPresetAndTheRestIsTheirs() {
        var template = template(DESK);

        var plan = wish(template)
                .with(wish -> wish.remove(List.of("days", "minutesPerSession")))
                .plan();
        var own = wish(template).with("days", "TUE", "THU", "SAT").plan();

        assertThat(plan.at("/patient/availableDays").toString()).isEqualTo("[\"MON\",\"WED\"]");
        assertThat(plan.at("/patient/minutesPerSession").asInt()).isEqualTo(15);
        assertThat(plan.at("/template/id").asText()).isEqualTo(template);
        assertThat(plan.at("/template/name").asText()).isEqualTo("Desk");
        assertThat(plan.at("/template/revision").asInt()).isEqualTo(1);
        assertThat(plan.at("/template/filledIn").toString()).isEqualTo("[\"days\",\"minutesPerSession\"]");
        assertThat(own.at("/patient/availableDays").toString()).isEqualTo("[\"TUE\",\"THU\",\"SAT\"]");
        assertThat(own.at("/patient/minutesPerSession").asInt()).isEqualTo(20);
        assertThat(own.at("/template/filledIn")).isEmpty();
        assertThat(own.toString()).doesNotContain("Only for the first weeks.");
    }

    @Test
    void whatNeitherThePersonNorTheTemplateSaysIsAskedFor() {
        wish(template("{\"name\": \"Anybody\"}"))
                .with(wish -> wish.remove(List.of("days", "contexts")))
                .post()
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/contexts", "/days"))
                .body("errors.code", contains("required", "required"));
    }

    @Test
    void whoWantsMoreThanTheTemplateAllowsIsToldSo() {
        var plan = wish(template("""
                        {"name": "Short", "atMost": {"minutesPerSession": 12, "experience": "NOVICE"}}"""))
                .with(wish -> wish.put("minutesPerSession", 40).put("experience", "EXPERIENCED"))
                .plan();

        assertThat(plan.at("/patient/minutesPerSession").asInt()).isEqualTo(12);
        assertThat(plan.at("/patient/experience").asText()).isEqualTo("NOVICE");
        assertThat(plan.at("/template/narrowed").findValuesAsText("because"))
                .containsExactly(
                        "The clinic's template \"Short\" keeps sessions to 12 minutes.",
                        "The clinic's template \"Short\" begins more gently than you are used to.");
    }

    @Test
    void whatTheTemplateLeavesOutIsGoneAndSaysWhy() {
        var usual = wish(template("{\"name\": \"Anybody\"}")).plan();
        assertThat(slugs(usual)).contains("scapular-squeeze");

        var plan = wish(template("{\"name\": \"Desk\", \"leaveOut\": [\"scapular-squeeze\"]}"))
                .plan();

        assertThat(slugs(plan)).doesNotContain("scapular-squeeze");
        assertThat(plan.path("removed")).anySatisfy(it -> {
            assertThat(it.path("slug").asText()).isEqualTo("scapular-squeeze");
            assertThat(it.path("ruleId").asText()).isEqualTo("H62");
            assertThat(it.path("because").asText()).isEqualTo("the clinic's template \"Desk\" leaves it out");
        });
    }

    @Test
    void whatTheTemplatePrefersIsChosenWhereTwoAreClose() {
        var usual = wish(template("{\"name\": \"Anybody\"}")).plan();
        var close = closest(usual);

        var plan = wish(template("{\"name\": \"Desk\", \"prefer\": [\"" + close + "\"]}"))
                .plan();

        assertThat(times(plan, close)).isGreaterThan(times(usual, close));
        assertThat(plan.at("/template/preferred").toString()).isEqualTo("[\"" + close + "\"]");
        assertThat(items(plan)).anySatisfy(item -> {
            assertThat(item.path("slug").asText()).isEqualTo(close);
            assertThat(item.at("/why/text").asText()).contains("preferred by the clinic's template");
        });
    }

    @Test
    void thePersonsOwnWishAndTheRulesGoBeforeWhatTheTemplatePrefers() {
        var template = template("{\"name\": \"Desk\", \"prefer\": [\"scapular-squeeze\", \"plank-forearm\"]}");

        var plan = wish(template).with("avoid", "scapular-squeeze").plan();

        assertThat(slugs(plan)).doesNotContain("scapular-squeeze", "plank-forearm");
        assertThat(plan.path("removed").findValuesAsText("slug")).contains("scapular-squeeze", "plank-forearm");
        assertThat(plan.path("removed"))
                .filteredOn(it -> it.path("slug").asText().equals("scapular-squeeze"))
                .allSatisfy(it -> assertThat(it.path("ruleId").asText()).isEqualTo("H10"));
    }

    @Test
    void theSameWishWithTheSameRevisionIsTheSamePlan() {
        var template = template(DESK);
        var wish = wish(template);

        var one = wish.plan();
        var other = wish.with("days", "SUN", "FRI", "WED", "MON").plan();
        put("/plan-templates/" + template, DESK.replace("first weeks", "last weeks"), "*")
                .then()
                .statusCode(200);
        var later = wish.plan();

        assertThat(withoutIdsAndTimes(one)).isEqualTo(withoutIdsAndTimes(other));
        assertThat(one.path("inputHash")).isEqualTo(other.path("inputHash"));
        assertThat(later.path("inputHash")).isNotEqualTo(one.path("inputHash"));
        assertThat(later.path("week")).isEqualTo(one.path("week"));
    }

    @Test
    void aTemplateThatIsUnknownRetiredOrAnotherClinicsMakesNoPlan() {
        var retired = template("{\"name\": \"Desk\"}");
        retire("/plan-templates/" + retired, "*").then().statusCode(204);

        var another = given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body("{\"name\": \"" + UUID.randomUUID() + "\"}")
                .post("/plan-templates")
                .<String>path("id");

        for (var template : List.of(retired, another, UUID.randomUUID().toString())) {
            wish(template)
                    .post()
                    .then()
                    .statusCode(422)
                    .body("type", equalTo("urn:scapula:problem:invalid-field"))
                    .body("errors.pointer", contains("/template"));
        }
    }

    @Test
    void anEmergencyIsToldBeforeAnyFaultOfATemplate() {
        Wish.after(Assessed.emergency())
                .by(clinic.clinician())
                .with(wish -> wish.put("template", UUID.randomUUID().toString()).remove(List.of("days")))
                .post()
                .then()
                .statusCode(409)
                .body("disposition", equalTo("EMERGENCY"));
    }

    @Test
    void whatTheCatalogueNoLongerHasIsDoneWithoutAndToldSo() {
        var template =
                template("{\"name\": \"Desk\", \"prefer\": [\"scapular-squeeze\"], \"leaveOut\": [\"cat-cow\"]}");
        Neighbours.hides(clinic.id(), "scapular-squeeze,cat-cow");

        var plan = wish(template).plan();

        assertThat(plan.at("/template/missing").findValuesAsText("slug"))
                .containsExactly("cat-cow", "scapular-squeeze");
        assertThat(plan.at("/template/missing").findValuesAsText("because"))
                .allSatisfy(because -> assertThat(because).contains("no longer has it"));
        assertThat(slugs(plan)).isNotEmpty().doesNotContain("scapular-squeeze");
    }

    @Test
    void aPatientMakesAPlanFromOne() {
        var template = template(DESK);
        var assessment = Assessed.selfCare();

        Wish.after(assessment)
                .by(clinic.patient(Assessed.patient(assessment)))
                .with(wish -> wish.put("template", template))
                .post()
                .then()
                .statusCode(201)
                .body("template.name", equalTo("Desk"));
    }

    @Test
    void theNextWeekFollowsTheTemplateAsItIsThenUnlessItIsLeftOut() {
        var template = template(DESK);
        var made = Wish.fromToday(Assessed.selfCare())
                .by(clinic.clinician())
                .with(wish -> wish.put("template", template))
                .post()
                .header("Location");
        put("/plan-templates/" + template, "{\"name\": \"Desk\", \"leaveOut\": [\"scapular-squeeze\"]}", "*")
                .then()
                .statusCode(200);
        retire("/plan-templates/" + template, "*").then().statusCode(204);

        var next = then(made, "next-week", "{}");
        next.then()
                .statusCode(201)
                .body("template.revision", equalTo(3))
                .body("template.filledIn", empty())
                .body("removed.slug", hasItem("scapular-squeeze"));
        then(made, "next-week", "{\"withoutTemplate\": true}")
                .then()
                .statusCode(201)
                .body("template", nullValue());
        then(made, "next-week", "{\"template\": \"" + template + "\"}")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/template"));
        then(made, "next-week", "{\"template\": \"" + template + "\", \"withoutTemplate\": true}")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/withoutTemplate"));
    }

    @Test
    void anEditAndALookAheadKeepTheTemplateOfThePlan() {
        var template = template("{\"name\": \"Desk\", \"leaveOut\": [\"cat-cow\"]}");
        var made = Wish.fromToday(Assessed.selfCare())
                .by(clinic.clinician())
                .with(wish -> wish.put("template", template))
                .post();
        put("/plan-templates/" + template, "{\"name\": \"Desk\"}", "*").then().statusCode(200);
        var moves = items(Wish.json(made.asString())).stream()
                .filter(item -> item.path("class").asText().equals("MOBILITY"))
                .map(item -> item.path("slug").asText())
                .findFirst()
                .orElseThrow();

        then(
                        made.header("Location"),
                        "edits",
                        edits("{\"op\": \"SWAP\", \"exerciseId\": \"" + moves + "\", \"with\": \"cat-cow\"}"))
                .then()
                .statusCode(422)
                .body("refusal.ruleIds", hasItem("H62"))
                .body("refusal.reasons", hasItem(containsString("\"Desk\" leaves it out")));
        then(made.header("Location"), "programme", NewProgramme.EXAMPLE)
                .then()
                .statusCode(200)
                .body("weeks", not(empty()));
        then(
                        made.header("Location"),
                        "edits",
                        edits("{\"op\": \"DOSE\", \"exerciseId\": \"" + moves + "\", \"reps\": 5}"))
                .then()
                .statusCode(201)
                .body("template.revision", equalTo(1));
    }

    private static String edits(String change) {
        return "{\"changes\": [" + change + "], \"reason\": \"Seen today.\"}";
    }

    private Response then(String plan, String act, String body) {
        return given().auth()
                .oauth2(clinic.clinician())
                .contentType("application/json")
                .body(body)
                .post(plan + "/" + act);
    }

    private Response add(String body) {
        return given().auth()
                .oauth2(clinic.clinician())
                .contentType("application/json")
                .body(body)
                .post("/plan-templates");
    }

    private String template(String body) {
        return add(body).then().statusCode(201).extract().path("id");
    }

    private Response get(String address) {
        return given().auth().oauth2(clinic.clinician()).get(address);
    }

    private Response put(String location, String body, @org.jspecify.annotations.Nullable String seen) {
        var request = given().auth()
                .oauth2(clinic.clinician())
                .contentType("application/json")
                .body(body);
        return (seen == null ? request : request.header("If-Match", seen)).put(location);
    }

    private Response retire(String location, String seen) {
        return given().auth()
                .oauth2(clinic.clinician())
                .header("If-Match", seen)
                .delete(location);
    }

    private Wish wish(String template) {
        return Wish.after(Assessed.selfCare()).by(clinic.clinician()).with(wish -> wish.put("template", template));
    }

    /// What came next somewhere by so little that the template's points turn it.
    private static String closest(JsonNode plan) {
        return items(plan).stream()
                .map(item -> item.at("/why/runnerUp"))
                .filter(next -> next.path("lostBy").asInt(100) < 7)
                .map(next -> next.path("slug").asText())
                .findFirst()
                .orElseThrow();
    }

    private static long times(JsonNode plan, String slug) {
        return items(plan).stream()
                .filter(item -> item.path("slug").asText().equals(slug))
                .count();
    }

    private static List<String> slugs(JsonNode plan) {
        return items(plan).stream().map(item -> item.path("slug").asText()).toList();
    }

    private static List<JsonNode> items(JsonNode plan) {
        var items = new ArrayList<JsonNode>();
        plan.path("week")
                .forEach(day -> day.path("sessions")
                        .forEach(session -> session.path("items").forEach(items::add)));
        return items;
    }

    private static String withoutIdsAndTimes(JsonNode plan) {
        var copy = (com.fasterxml.jackson.databind.node.ObjectNode) plan.deepCopy();
        return copy.without(List.of("planId", "createdAt")).toString();
    }
}
