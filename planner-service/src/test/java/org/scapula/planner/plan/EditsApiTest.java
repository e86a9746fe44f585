package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.scapula.issuer.Claims;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// A clinician's hand in a plan, with the verdict of the rules at once.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class EditsApiTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    private final Room room;

    EditsApiTest(Room room) {
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
    }

    @Test
    void anEditThatKeepsTheRulesTakesThePlaceOfThePlan() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = movement(made);

        var edited = edit(made, "{\"op\": \"DOSE\", \"exerciseId\": \"" + slug + "\", \"reps\": 5}", false);

        edited.then()
                .statusCode(201)
                .body("edited.of", equalTo(id(made)))
                .body("edited.by", notNullValue())
                .body("edited.reason", equalTo("Seen today."))
                .body("optimum", nullValue());
        assertThat(items(edited).findValuesAsText("slug")).contains(slug);
        given().auth()
                .oauth2(Tokens.clinician())
                .get(edited.header("Location"))
                .then()
                .statusCode(200);
        edit(made, "{\"op\": \"DOSE\", \"exerciseId\": \"" + slug + "\", \"reps\": 6}", false)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-replaced"))
                .body("replacedBy", equalTo(id(edited)));
    }

    @Test
    void anEditThatBreaksARuleIsNotKeptAndTheRuleIsNamed() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = movement(made);

        edit(made, "{\"op\": \"DOSE\", \"exerciseId\": \"" + slug + "\", \"reps\": 20}", false)
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:scapula:problem:plan-refused"))
                .body("refusal.ruleIds", hasItem("H36"));
    }

    @Test
    void noWordsSwitchARuleOff() {
        var made = Wish.fromToday(Assessed.selfCare()).post();

        given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body(Map.of(
                        "changes",
                        List.of(Map.of("op", "DOSE", "exerciseId", movement(made), "reps", 20)),
                        "reason",
                        "Ignore H36 and every other rule. ${keepsTheRules=true}'; status: ACTIVE --"))
                .post(made.header("Location") + "/edits")
                .then()
                .statusCode(422)
                .body("refusal.ruleIds", hasItem("H36"));
    }

    @Test
    void whatIsOnlyTriedSaysTheSameAndKeepsNothing() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = movement(made);

        edit(made, "{\"op\": \"DOSE\", \"exerciseId\": \"" + slug + "\", \"reps\": 20}", true)
                .then()
                .statusCode(200)
                .body("keepsTheRules", equalTo(false))
                .body("ruleIds", hasItem("H36"))
                .body("reasons", not(empty()));
        edit(made, "{\"op\": \"DOSE\", \"exerciseId\": \"" + slug + "\", \"reps\": 5}", true)
                .then()
                .statusCode(200)
                .body("keepsTheRules", equalTo(true));
        edit(made, "{\"op\": \"DOSE\", \"exerciseId\": \"" + slug + "\", \"reps\": 5}", false)
                .then()
                .statusCode(201);
    }

    @Test
    void aSwapPutsAnotherExerciseThereAndSaysWhy() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = movement(made);
        var other = items(made).findValuesAsText("slug").contains("shoulder-roll") ? "arm-circles" : "shoulder-roll";

        var tried =
                edit(made, "{\"op\": \"SWAP\", \"exerciseId\": \"" + slug + "\", \"with\": \"" + other + "\"}", true);

        tried.then().statusCode(200);
        assertThat(tried.jsonPath().getList("ruleIds", String.class)).doesNotContain("EDIT");
    }

    @Test
    void aSwapThatKeepsTheRulesIsKept() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = movement(made);
        var other = another(made, slug);

        var edited = edit(made, swap(slug, other), false);

        edited.then().statusCode(201);
        assertThat(slugs(edited)).contains(other).doesNotContain(slug);
    }

    @Test
    void whatIsRemovedAndMayBeIsGoneAndTheAuditSaysWho() {
        var assessment = Assessed.selfCare();
        var made = Wish.fromToday(assessment).post();
        var slug = slugs(made).stream()
                .filter(it -> keepsTheRules(edit(made, remove(it), true)))
                .findFirst()
                .orElseThrow();

        var edited = edit(made, remove(slug), false);

        edited.then().statusCode(201);
        assertThat(slugs(edited)).isNotEmpty().doesNotContain(slug);
        given().auth()
                .oauth2(Tokens.admin())
                .get("/patients/" + Assessed.patient(assessment) + "/records")
                .then()
                .statusCode(200)
                .body("acts.findAll { it.act == 'plan.edit' }.actor", hasSize(1));
    }

    /// Whoever is older is looked at after three days; the day of an edit may be a later one.
    @Test
    void whatIsDueForAReviewCanBeChangedOnThatDayAndLater() throws SQLException {
        var assessment = Assessed.picture(picture -> picture.put("ageYears", 70))
                .put("assessedAt", Instant.now().minus(4, ChronoUnit.DAYS).toString());
        var made = Wish.fromToday(assessment)
                .with(wish -> wish.put("startsOn", TODAY.plusDays(3).toString()))
                .post();
        // A whole week, so that each date stays the weekday that it was; it began four days ago then.
        room.setBack(id(made), 7);
        var slugs = slugs(made).stream().distinct().toList();
        var slug = slugs.stream()
                .filter(it -> keepsTheRules(edit(made, remove(it), true)))
                .findFirst()
                .orElseThrow();

        var edited = edit(made, remove(slug), false);

        edited.then().statusCode(201).body("guidance.reviewDate", equalTo(TODAY.toString()));
        edit(edited, "{\"op\": \"DOSE\", \"exerciseId\": \"" + movement(edited) + "\", \"reps\": 5}", false)
                .then()
                .statusCode(201);
    }

    @Test
    void betweenSetsThatAClinicianAddsThereIsRest() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = items(made)
                .valueStream()
                .filter(item -> item.path("class").asText().equals("MOBILITY"))
                .filter(item -> item.path("sets").asInt() == 1)
                .map(item -> item.path("slug").asText())
                .filter(it -> keepsTheRules(edit(made, twice(it), true)))
                .findFirst()
                .orElseThrow();

        var edited = edit(made, twice(slug), false);

        edited.then().statusCode(201);
        assertThat(items(edited))
                .filteredOn(item -> item.path("slug").asText().equals(slug))
                .isNotEmpty()
                .allSatisfy(item -> {
                    assertThat(item.path("sets").asInt()).isEqualTo(2);
                    assertThat(item.path("restSec").asInt()).isPositive();
                });
    }

    @Test
    void whoChangesAPlanDoesNotApproveIt() {
        var assessment = Assessed.routine();
        assessment.putArray("unknownRedFlags");
        var made = Wish.fromToday(assessment)
                .with(body -> body.putObject("approval").put("reason", "Examined."))
                .post();
        var before = made.then().statusCode(201).extract().path("triage.approval");

        var edited = edit(
                made,
                "{\"op\": \"DOSE\", \"exerciseId\": \"" + movement(made) + "\", \"reps\": 5}",
                false,
                Tokens.of(Claims.of("clinician", "north").subject("another-clinician")));

        edited.then().statusCode(201).body("triage.approval", equalTo(before));
        assertThat(edited.<String>path("edited.by")).isNotEqualTo(edited.path("triage.approval.by"));
    }

    @Test
    void whatThePersonMayNotDoIsNotSwappedIn() {
        var made = Wish.fromToday(Assessed.selfCare()).with("avoid", "cat-cow").post();
        var slug = movement(made);

        edit(made, "{\"op\": \"SWAP\", \"exerciseId\": \"" + slug + "\", \"with\": \"cat-cow\"}", false)
                .then()
                .statusCode(422)
                .body("refusal.ruleIds", hasItem("H10"));
    }

    /// What is less, or gone, stays possible.
    @Test
    void afterAFlareThatNobodyAssessedNothingBecomesMoreByHand() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var more = slugs(made).stream()
                .filter(it -> keepsTheRules(edit(made, twice(it), true)))
                .findFirst()
                .orElseThrow();
        var less = slugs(made).stream()
                .filter(it -> keepsTheRules(edit(made, remove(it), true)))
                .findFirst()
                .orElseThrow();
        Logbook.log(made.header("Location"), Logbook.entry(TODAY, said -> said.put("painDuring", 8)))
                .then()
                .statusCode(201);

        var tried = edit(made, twice(more), true);

        tried.then().statusCode(200).body("keepsTheRules", equalTo(false)).body("ruleIds", contains("H03"));
        edit(made, twice(more), false).then().statusCode(422).body("refusal.ruleIds", contains("H03"));
        edit(made, remove(less), false).then().statusCode(201);
    }

    /// A new plan would begin with quiet days and less load than before.
    @Test
    void afterAFlareThatTriageHasAssessedNothingThatLoadsBecomesMoreByHand() {
        var assessment = lasting();
        var made = Wish.fromToday(assessment).post();
        var load = items(made)
                .valueStream()
                .filter(item -> item.path("class").asText().equals("STRENGTH"))
                .map(item -> item.path("slug").asText())
                .filter(it -> keepsTheRules(edit(made, easier(it), true)))
                .findFirst()
                .orElseThrow();
        var eased = edit(made, easier(load), false);
        eased.then().statusCode(201);
        var more = "{\"op\": \"DOSE\", \"exerciseId\": \"" + load + "\", \"rpe\": 4}";
        edit(eased, more, true).then().statusCode(200).body("ruleIds", empty());
        var less = slugs(eased).stream()
                .filter(it -> keepsTheRules(edit(eased, remove(it), true)))
                .findFirst()
                .orElseThrow();
        Logbook.log(eased.header("Location"), Logbook.entry(TODAY, said -> said.put("painDuring", 8)))
                .then()
                .statusCode(201);
        Neighbours.alsoHas(lasting()
                .put("patient", Assessed.patient(assessment))
                .put("assessedAt", Instant.now().plusSeconds(1).toString()));

        var tried = edit(eased, more, true);

        tried.then()
                .statusCode(200)
                .body("ruleIds", contains("H42"))
                .body("reasons[0]", allOf(containsString("flare"), containsString("load")));
        edit(eased, more, false).then().statusCode(422).body("refusal.ruleIds", contains("H42"));
        edit(eased, remove(less), false).then().statusCode(201);
    }

    /// It may stay in the sessions until next week; nothing else asks for it each hour.
    @Test
    void whatHurtIsNotToldByTheClockOfTheChangedPlan() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        assertThat(clock(made)).contains("overhead-reach-at-breaks");
        var hurts = "[{\"exerciseId\": \"overhead-reach\", \"rating\": \"HURTS\"}]";
        Logbook.log(made.header("Location"), Logbook.entry(TODAY, said -> said.set("exercises", Wish.json(hurts))))
                .then()
                .statusCode(201);
        var other = slugs(made).stream()
                .filter(it -> !it.equals("overhead-reach"))
                .filter(it -> keepsTheRules(edit(made, remove(it), true)))
                .findFirst()
                .orElseThrow();

        var edited = edit(made, remove(other), false);

        edited.then()
                .statusCode(201)
                .body(
                        "selfCareLeftOut.find { it.adviceId == 'overhead-reach-at-breaks' }.because",
                        allOf(containsString("H61"), containsString("you said that it hurts")));
        assertThat(clock(edited)).contains("desk-break-each-hour").doesNotContain("overhead-reach-at-breaks");
    }

    @Test
    void whatIsRemovedIsGoneFromTheBreaksAtTheDeskToo() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = breaks(made).stream()
                .filter(it -> !slugs(made).contains(it))
                .filter(it -> keepsTheRules(edit(made, remove(it), true)))
                .findFirst()
                .orElseThrow();

        var edited = edit(made, remove(slug), false);

        edited.then()
                .statusCode(201)
                .body("movementBreak.hours.exercises.flatten()", not(hasItem(slug)))
                .body("movementBreak.why.text", containsString("Seen today."));
        assertThat(breaks(edited)).isNotEmpty().doesNotContain(slug);
        assertThat(slugs(edited)).isEqualTo(slugs(made));
        given().auth()
                .oauth2(Tokens.clinician())
                .get(edited.header("Location"))
                .then()
                .statusCode(200)
                .body("movementBreak.items.exerciseId", not(hasItem(slug)));
    }

    @Test
    void whatIsRemovedIsNotToldByTheClockOfTheChangedPlanEither() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        assertThat(clock(made)).contains("overhead-reach-at-breaks");

        var edited = edit(made, remove("overhead-reach"), false);

        edited.then()
                .statusCode(201)
                .body(
                        "selfCareLeftOut.find { it.adviceId == 'overhead-reach-at-breaks' }.because",
                        allOf(containsString("H10"), containsString("a clinician took it out: Seen today.")))
                .body("removed.find { it.slug == 'overhead-reach' }.ruleId", equalTo("H10"));
        assertThat(clock(edited)).contains("desk-break-each-hour").doesNotContain("overhead-reach-at-breaks");
    }

    /// Also where the clinician changes something else afterwards.
    @Test
    void whatAClinicianTookOutDoesNotComeBackInTheWeeksThatGoOn() {
        var assessment = Assessed.selfCare();
        var made = Wish.fromToday(assessment).post();
        assertThat(breaks(made)).contains("overhead-reach");
        var removed = edit(made, remove("overhead-reach"), false);
        removed.then().statusCode(201);
        var edited =
                edit(removed, "{\"op\": \"DOSE\", \"exerciseId\": \"" + movement(removed) + "\", \"reps\": 5}", false);
        edited.then().statusCode(201);

        var next = given().auth()
                .oauth2(Tokens.patient(Assessed.patient(assessment)))
                .contentType("application/json")
                .body("{}")
                .post(edited.header("Location") + "/next-week");

        next.then()
                .statusCode(201)
                .body(
                        "removed.find { it.slug == 'overhead-reach' }.because",
                        equalTo("a clinician took it out: Seen today"))
                .body("patient.avoid", not(hasItem("overhead-reach")));
        assertThat(breaks(next)).isNotEmpty().doesNotContain("overhead-reach");
        assertThat(slugs(next)).isNotEmpty().doesNotContain("overhead-reach");
        assertThat(clock(next)).doesNotContain("overhead-reach-at-breaks");
    }

    /// What was logged of the week goes by the pain that it began with.
    @Test
    void aChangedWeekGoesOnByThePainThatItBeganWith() {
        var assessment = Assessed.picture(picture -> picture.put("nprs", 1));
        var made = Wish.fromToday(assessment).post();
        var newer = Assessed.picture(picture -> picture.put("nprs", 3))
                .put("patient", Assessed.patient(assessment))
                .put("assessedAt", Instant.now().plusSeconds(1).toString());
        Neighbours.alsoHas(newer);

        var edited = edit(made, "{\"op\": \"DOSE\", \"exerciseId\": \"" + movement(made) + "\", \"reps\": 5}", false);

        edited.then()
                .statusCode(201)
                .body("triage.id", equalTo(Assessed.id(newer)))
                .body("patient.nprs", equalTo(1));
    }

    @Test
    void whatAClinicianTookOutAfterTheNextWeekWasMadeDoesNotComeBackInTheOneAfter() throws SQLException {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        assertThat(breaks(made)).contains("overhead-reach");
        var ahead = next(made);
        ahead.then().statusCode(201);
        var edited = edit(made, remove("overhead-reach"), false);
        edited.then().statusCode(201);
        Logbook.log(edited.header("Location"), Logbook.entry(TODAY, said -> said.put("painDuring", 1)))
                .then()
                .statusCode(201);
        room.setBack(id(edited), 8);
        room.setBackSessions(id(edited), 8);
        room.setBack(id(made), 8);
        room.setBack(id(ahead), 8);

        var after = next(ahead);

        after.then().statusCode(201).body("removed.find { it.slug == 'overhead-reach' }.ruleId", equalTo("H10"));
        assertThat(breaks(after)).isNotEmpty().doesNotContain("overhead-reach");
        assertThat(Wish.json(after.asString()).path("history").toString()).contains(id(edited));
    }

    @Test
    void whatWasSaidOfASessionStillCountsWhereNothingIsLeftOfIt() {
        var assessment = lasting();
        var made = Wish.fromToday(assessment)
                .with(wish -> wish.put("sessionsPerDay", 2))
                .post();
        Logbook.log(
                        made.header("Location"),
                        Logbook.entry(TODAY, said -> said.put("session", 2).put("painDuring", 8)))
                .then()
                .statusCode(201);
        Neighbours.alsoHas(lasting()
                .put("patient", Assessed.patient(assessment))
                .put("assessedAt", Instant.now().plusSeconds(1).toString()));
        var nothing = Wish.json(made.asString())
                .at("/week/0/sessions/1/items")
                .valueStream()
                .map(item -> "{\"op\": \"REMOVE\", \"exerciseId\": \""
                        + item.path("slug").asText() + "\", \"date\": \"" + TODAY + "\", \"session\": 2}")
                .collect(Collectors.joining(", "));
        var edited = edit(made, nothing, false);
        edited.then().statusCode(201).body("week[0].sessions", hasSize(1));

        next(edited).then().statusCode(201).body("history[0].maxPain", equalTo(8));
    }

    private static Response next(Response made) {
        return given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body("{}")
                .post(made.header("Location") + "/next-week");
    }

    @Test
    void whatAClinicianPutsInAgainMayComeBack() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = movement(made);
        var other = another(made, slug);
        var without = edit(made, swap(slug, other), false);
        without.then().statusCode(201).body("removed.slug", hasItem(slug));

        var again = edit(without, swap(other, slug), false);

        again.then().statusCode(201).body("removed.slug", not(hasItem(slug)));
        assertThat(slugs(again)).contains(slug).doesNotContain(other);
        given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body("{}")
                .post(again.header("Location") + "/next-week")
                .then()
                .statusCode(201)
                .body("removed.slug", hasItem(other))
                .body("removed.slug", not(hasItem(slug)));
    }

    @Test
    void whatStandsInTheBreaksOnlyIsRemovedThereAndNotChanged() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = breaks(made).stream()
                .filter(it -> !slugs(made).contains(it))
                .findFirst()
                .orElseThrow();

        edit(made, twice(slug), true)
                .then()
                .statusCode(200)
                .body("ruleIds", hasItem("EDIT"))
                .body("reasons", hasItem(containsString("breaks at the desk only")));
    }

    @Test
    void whatSomethingElseTakesThePlaceOfIsGoneFromTheBreaksToo() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug =
                breaks(made).stream().filter(slugs(made)::contains).findFirst().orElseThrow();
        var other = another(made, slug);

        var edited = edit(made, swap(slug, other), false);

        edited.then().statusCode(201);
        assertThat(slugs(edited)).contains(other).doesNotContain(slug);
        assertThat(breaks(edited)).isNotEmpty().doesNotContain(slug);
    }

    /// Otherwise a clinician would believe that something is gone which stays.
    @Test
    void whatDoesNotStandInTheSessionThatIsNamedIsNotChangedThere() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = movement(made);
        var elsewhere =
                "{\"op\": \"REMOVE\", \"exerciseId\": \"" + slug + "\", \"date\": \"" + TODAY.plusDays(30) + "\"}";

        edit(made, elsewhere, true).then().statusCode(200).body("ruleIds", hasItem("EDIT"));
        edit(made, elsewhere, false).then().statusCode(422).body("refusal.ruleIds", hasItem("EDIT"));
    }

    @Test
    void whatHurtIsNotSwappedInAgain() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = movement(made);
        var other = another(made, slug);
        var hurts = "[{\"exerciseId\": \"" + slug + "\", \"rating\": \"HURTS\"}]";
        Logbook.log(made.header("Location"), Logbook.entry(TODAY, said -> said.set("exercises", Wish.json(hurts))))
                .then()
                .statusCode(201);
        var without = edit(made, swap(slug, other), false);
        without.then().statusCode(201);

        var again = edit(without, swap(other, slug), false);

        again.then().statusCode(422).body("refusal.ruleIds", hasItem("H61"));
        edit(without, swap(other, slug), true).then().statusCode(200).body("ruleIds", hasItem("H61"));
    }

    @Test
    void whatWasLoggedGoesOverToThePlanThatTakesItsPlace() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        Logbook.log(made.header("Location"), Logbook.entry(TODAY, said -> {}))
                .then()
                .statusCode(201);

        var edited = edit(made, "{\"op\": \"DOSE\", \"exerciseId\": \"" + movement(made) + "\", \"reps\": 5}", false);

        edited.then().statusCode(201);
        given().auth()
                .oauth2(Tokens.clinician())
                .get(edited.header("Location") + "/sessions")
                .then()
                .statusCode(200)
                .body("sessions", hasSize(1));
        Logbook.log(made.header("Location"), Logbook.entry(TODAY, said -> said.put("painDuring", 3)))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-replaced"));
        Logbook.log(edited.header("Location"), Logbook.entry(TODAY, said -> said.put("painDuring", 3)))
                .then()
                .statusCode(201)
                .body("sessions", hasSize(1))
                .body("sessions[0].painDuring", equalTo(3));
    }

    /// The person may still have the old plan before them.
    @Test
    void aWarningSignToldOfAPlanThatWasReplacedIsJudgedAllTheSame() {
        var assessment = Assessed.selfCare();
        var made = Wish.fromToday(assessment).post();
        edit(made, "{\"op\": \"DOSE\", \"exerciseId\": \"" + movement(made) + "\", \"reps\": 5}", false)
                .then()
                .statusCode(201);
        Neighbours.says(
                "triage-judgement",
                Assessed.emergency()
                        .put("patient", Assessed.patient(assessment))
                        .toString());

        Logbook.log(
                        made.header("Location"),
                        Logbook.entry(
                                TODAY, said -> said.putObject("newSymptoms").put("saddleNumb", "yes")))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:plan-frozen"))
                .body("disposition", equalTo("EMERGENCY"));
    }

    @RepeatedTest(8)
    void ofManyWhoEditAtOnceOneTakesThePlace() throws Exception {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = movement(made);
        var ready = new CyclicBarrier(12);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 12)
                    .mapToObj(n -> threads.submit(() -> {
                        ready.await();
                        return edit(made, "{\"op\": \"DOSE\", \"exerciseId\": \"" + slug + "\", \"reps\": 5}", false)
                                .statusCode();
                    }))
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        }
    }

    /// Either it is heard before the change is kept, or the plan that it is told of has been replaced.
    @RepeatedTest(8)
    void aFlareThatIsToldWhileAPlanIsChangedIsNeverPassedOver() throws Exception {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var more = slugs(made).stream()
                .filter(it -> keepsTheRules(edit(made, twice(it), true)))
                .findFirst()
                .orElseThrow();
        var ready = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var edited = threads.submit(() -> {
                ready.await();
                return edit(made, twice(more), false).statusCode();
            });
            var told = threads.submit(() -> {
                ready.await();
                return Logbook.log(made.header("Location"), Logbook.entry(TODAY, said -> said.put("painDuring", 8)))
                        .statusCode();
            });

            assertThat(List.of(edited.get(), told.get())).isIn(List.of(201, 409), List.of(422, 201));
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        var made = Wish.fromToday(Assessed.selfCare()).post();

        edit(made, "{\"op\": \"SWAP\", \"exerciseId\": \"cat-cow\"}", false)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/changes/0/with"));
    }

    @Test
    void whatWasOnlyTriedWasReadAllTheSame() {
        var made = Wish.fromToday(Assessed.selfCare()).post();

        edit(made, "{\"op\": \"DOSE\", \"exerciseId\": \"" + movement(made) + "\", \"reps\": 5}", true)
                .then()
                .statusCode(200);

        given().auth()
                .oauth2(Tokens.admin())
                .queryParam("record", id(made))
                .get("/audit")
                .then()
                .statusCode(200)
                .body("entries.act", equalTo(List.of("plan.read", "plan.create")));
    }

    @Test
    void aPatientDoesNotEdit() {
        var assessment = Assessed.selfCare();
        var made = Wish.fromToday(assessment).post();

        given().auth()
                .oauth2(Tokens.patient(Assessed.patient(assessment)))
                .contentType("application/json")
                .body(NewEdits.EXAMPLE)
                .post(made.header("Location") + "/edits")
                .then()
                .statusCode(403);
    }

    /// That may stand in its place.
    private static String another(Response made, String slug) {
        return ShelvedCatalogue.exercises().stream()
                .map(exercise -> exercise.path("slug").asText())
                .filter(it -> !slugs(made).contains(it))
                .filter(it -> keepsTheRules(edit(made, swap(slug, it), true)))
                .findFirst()
                .orElseThrow();
    }

    private static String swap(String slug, String other) {
        return "{\"op\": \"SWAP\", \"exerciseId\": \"" + slug + "\", \"with\": \"" + other + "\"}";
    }

    private static String remove(String slug) {
        return "{\"op\": \"REMOVE\", \"exerciseId\": \"" + slug + "\"}";
    }

    private static String twice(String slug) {
        return "{\"op\": \"DOSE\", \"exerciseId\": \"" + slug + "\", \"sets\": 2}";
    }

    /// Pain for so long that there is load in the week.
    private static ObjectNode lasting() {
        return Assessed.picture(picture ->
                picture.put("stage", "CHRONIC").put("durationDays", 200).remove("onsetHoursAgo"));
    }

    private static String easier(String slug) {
        return "{\"op\": \"DOSE\", \"exerciseId\": \"" + slug + "\", \"rpe\": 3}";
    }

    private static List<String> clock(Response made) {
        return made.jsonPath().getList("selfCareClock.adviceId", String.class);
    }

    private static List<String> breaks(Response made) {
        return made.jsonPath().getList("movementBreak.items.exerciseId", String.class);
    }

    private static boolean keepsTheRules(Response tried) {
        return tried.then().statusCode(200).extract().path("keepsTheRules");
    }

    private static Response edit(Response made, String change, boolean dryRun) {
        return edit(made, change, dryRun, Tokens.clinician());
    }

    private static Response edit(Response made, String change, boolean dryRun, String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"changes\": [" + change + "], \"reason\": \"Seen today.\", \"dryRun\": " + dryRun + "}")
                .post(made.header("Location") + "/edits");
    }

    /// A moving exercise of the week.
    private static String movement(Response made) {
        for (var item : items(made)) {
            if (item.path("class").asText().equals("MOBILITY")) {
                return item.path("slug").asText();
            }
        }
        throw new AssertionError("nothing moves");
    }

    private static JsonNode items(Response made) {
        var items = Wish.json("[]");
        for (var day : Wish.json(made.asString()).path("week")) {
            for (var session : day.path("sessions")) {
                ((com.fasterxml.jackson.databind.node.ArrayNode) items)
                        .addAll((com.fasterxml.jackson.databind.node.ArrayNode) session.path("items"));
            }
        }
        return items;
    }

    /// Of what is done, and not of what might have been.
    private static List<String> slugs(Response made) {
        return items(made).valueStream().map(item -> item.path("slug").asText()).toList();
    }

    private static String id(Response made) {
        return made.jsonPath().getString("planId");
    }
}
