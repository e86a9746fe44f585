package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.test.FhirJudge;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// Plans as FHIR says them. Each test has a clinic of its own.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class CarePlansApiTest {

    private final CircuitBreakerMaintenance breakers;
    private final Tokens.Clinic clinic =
            Tokens.at("c-" + UUID.randomUUID().toString().substring(0, 8));

    CarePlansApiTest(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        Neighbours.assessedAt(clinic.id());
        breakers.resetAll();
    }

    @Test
    void aPlanIsACarePlanWithAReasonOnEveryLine() {
        var assessment = Assessed.selfCare();
        var plan = plan(assessment);

        var read = read(plan);

        FhirJudge.finds(read);
        read.then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .body("intent", equalTo("plan"))
                .body("subject.identifier.value", equalTo(Assessed.patient(assessment)))
                .body("subject.reference", nullValue())
                .body("supportingInfo[0].reference", equalTo("QuestionnaireResponse/" + Assessed.id(assessment)))
                .body("activity.detail.code.text", everyItem(notNullValue()))
                .body("activity.detail.description", everyItem(notNullValue()))
                .body("activity.detail.doNotPerform", everyItem(equalTo(false)))
                .body("text.div", containsString("diagnosis"));
        var timed =
                read.<List<String>>path("activity.detail.findAll { it.scheduledTiming != null }.reasonCode[0].text");
        assertThat(timed).isNotEmpty().doesNotContainNull();
    }

    @Test
    void everySessionOfTheWeekIsThereOnItsDay() {
        var asked = Wish.after(Assessed.selfCare()).by(clinic.clinician()).plan();

        var read = read(asked.path("planId").asText());

        var inThePlan = new ArrayList<String>();
        asked.path("week")
                .forEach(day -> day.path("sessions")
                        .forEach(session -> session.path("items")
                                .forEach(item -> inThePlan.add(item.path("slug").asText() + " "
                                        + day.path("day").asText().toLowerCase(Locale.ROOT)))));
        var inFhir = new ArrayList<String>();
        Wish.json(read.asString()).path("activity").forEach(activity -> {
            var detail = activity.path("detail");
            detail.at("/scheduledTiming/repeat/dayOfWeek").forEach(day -> {
                for (var time = 0;
                        time < detail.at("/scheduledTiming/repeat/frequency").asInt();
                        time++) {
                    inFhir.add(detail.at("/code/coding/0/code").asText() + " " + day.asText());
                }
            });
        });
        assertThat(inFhir).isNotEmpty().containsExactlyInAnyOrderElementsOf(inThePlan);
    }

    @Test
    void whatIsHeldIsNotSentAgain() {
        var plan = plan(Assessed.selfCare());
        var tag = read(plan).header("ETag");

        given().auth()
                .oauth2(clinic.integrator())
                .header("If-None-Match", tag)
                .get("/fhir/CarePlan/" + plan)
                .then()
                .statusCode(304);
        assertThat(tag).startsWith("W/\"");
    }

    @Test
    void aFrozenPlanIsOnHoldForTheClinicAndShutForThePatient() {
        var assessment = Assessed.selfCare();
        var before = Wish.fromToday(assessment).by(clinic.clinician()).post();
        var plan = idIn(before);
        Neighbours.says("triage-judgement", judgedUrgent(assessment).toString());
        Logbook.log("/plans/" + plan, feverish(), clinic.clinician()).then().statusCode(409);

        var read = read(plan);

        FhirJudge.finds(read);
        read.then()
                .statusCode(200)
                .body("status", equalTo("on-hold"))
                .body("activity.detail.status", everyItem(equalTo("on-hold")))
                .body("note[0].text", containsString("Stopped"));
        search("status=on-hold").then().body("entry.resource.id", equalTo(List.of(plan)));
        search("status=active").then().body("entry", nullValue());
        for (var address : List.of("/fhir/CarePlan/" + plan, "/fhir/CarePlan")) {
            var own = given().auth()
                    .oauth2(clinic.patient(Assessed.patient(assessment)))
                    .get(address);
            FhirJudge.finds(own);
            own.then().statusCode(409).body("issue[0].details.coding[0].code", equalTo("plan-frozen"));
        }
    }

    @Test
    void whatALaterPlanHasTakenOverIsNoLongerScheduled() throws SQLException {
        var assessment = Assessed.selfCare();
        var first = fromToday(assessment);
        var before = lastUpdated(first);
        var second = fromToday(Assessed.selfCare().put("patient", Assessed.patient(assessment)));
        var next = fromToday(Assessed.selfCare().put("patient", Assessed.patient(assessment)));
        setBack(next, -2);

        var read = read(first);

        FhirJudge.finds(read);
        read.then()
                .statusCode(200)
                .body("status", equalTo("revoked"))
                .body("activity.detail.status", everyItem(equalTo("cancelled")));
        assertThat(lastUpdated(first)).isAfter(before);
        search("status=revoked").then().body("entry.resource.id", equalTo(List.of(first)));
        search("status=active").then().body("entry.resource.id", equalTo(List.of(next, second)));
    }

    /// Whoever got another plan exercises by that one from its first day on.
    @Test
    void aWeekThatALaterPlanComesBeforeNeverBegins() throws SQLException {
        var assessment = Assessed.selfCare();
        var ahead = fromToday(assessment);
        setBack(ahead, -3);
        var later = fromToday(Assessed.selfCare().put("patient", Assessed.patient(assessment)));

        search("status=active").then().body("entry.resource.id", equalTo(List.of(later)));
        search("status=revoked").then().body("entry.resource.id", equalTo(List.of(ahead)));
        assertThat(lastUpdated(ahead)).isEqualTo(Instant.parse(read(later).path("created")));
    }

    @Test
    void anEditOfAnOlderPlanTakesNothingOver() throws SQLException {
        var assessment = Assessed.selfCare();
        var first = fromToday(assessment);
        var second = fromToday(Assessed.selfCare().put("patient", Assessed.patient(assessment)));
        var edit = fromToday(Assessed.selfCare().put("patient", Assessed.patient(assessment)));
        inPlaceOf(first, edit);

        search("status=active").then().body("entry.resource.id", equalTo(List.of(second)));
        search("status=revoked").then().body("entry.resource.id", equalTo(List.of(edit, first)));
    }

    @Test
    void aWeekThatIsOverDoesNotClaimThatItWasDone() throws SQLException {
        var plan = plan(Assessed.selfCare());
        setBack(plan, 9);

        var read = read(plan);

        FhirJudge.finds(read);
        read.then().body("status", equalTo("unknown")).body("activity.detail.status", everyItem(equalTo("unknown")));
    }

    @Test
    void aPageLeadsToTheNextUntilAllWereSeenOnce() {
        var plans = List.of(plan(Assessed.selfCare()), plan(Assessed.selfCare()), plan(Assessed.selfCare()));
        var seen = new ArrayList<String>();

        var page = search("_count=2");
        FhirJudge.finds(page);
        assertThat(page.<Object>path("total")).isNull();
        seen.addAll(page.path("entry.resource.id"));
        var next = page.<String>path("link.find { it.relation == 'next' }.url");
        var last = given().auth()
                .oauth2(clinic.integrator())
                .urlEncodingEnabled(false)
                .get(next);
        seen.addAll(last.path("entry.resource.id"));

        last.then().statusCode(200).body("link.relation", not(hasItem("next")));
        assertThat(seen).containsExactlyElementsOf(plans.reversed());
    }

    @ParameterizedTest
    @CsvSource({
        "patient={p}, 1",
        "patient=Patient/{p}, 1",
        "patient:identifier=urn:scapula:patient-reference|{p}, 1",
        "patient:identifier=urn:other|{p}, 0",
        "subject={p}, 1",
        "patient=p-0, 0",
        "'patient=p-0,{p}', 1",
        "patient=p-0&patient={p}, 0",
        "_id={id}, 1",
        "_id=00000000-0000-0000-0000-000000000000, 0",
        "_id=nothing, 0",
        "status=active, 1",
        "status=on-hold, 0",
        "status=completed, 0",
        "'status=active,revoked', 1",
        "date=ge0001, 1",
        "date=ge0000&date=lt9999, 1",
        "_lastUpdated=lt9999-12-31T23:59:59.999Z, 1",
        "date=ge{today}, 1",
        "date=lt{today}, 0",
        "date=ge{today}&date=le{nextMonth}, 1",
        "date=gt{nextMonth}, 0",
        "_lastUpdated=ge{today}, 1",
        "_lastUpdated=lt{today}, 0"
    })
    void aSearchFindsWhatItIsAskedFor(String query, int found) {
        var assessment = Assessed.selfCare();
        var plan = plan(assessment);
        var today = LocalDate.now(ZoneOffset.UTC);
        var asked = query.replace("{p}", Assessed.patient(assessment))
                .replace("{id}", plan)
                .replace("{today}", today.toString())
                .replace("{nextMonth}", today.plusMonths(1).toString());

        var inAddress = search(asked.replace("|", "%7C"));
        var inForm = searchByForm(asked);

        for (var page : List.of(inAddress, inForm)) {
            page.then().statusCode(200).body("type", equalTo("searchset")).body("total", equalTo(found));
        }
        FhirJudge.finds(inAddress);
        FhirJudge.finds(inForm);
    }

    @Test
    void anEmptyFormAsksForEverything() {
        var plan = plan(Assessed.selfCare());

        var page = searchByForm("");

        FhirJudge.finds(page);
        page.then().statusCode(200).body("entry.resource.id", equalTo(List.of(plan)));
    }

    @Test
    void nobodySeesPlansOfOtherClinicsOrOtherPatients() {
        var assessment = Assessed.selfCare();
        var plan = plan(assessment);
        var strangers =
                List.of(Tokens.at("south").integrator(), Tokens.at("south").clinician(), clinic.patient("p-0"));

        for (var stranger : strangers) {
            var one = given().auth().oauth2(stranger).get("/fhir/CarePlan/" + plan);
            FhirJudge.finds(one);
            one.then().statusCode(404);
            given().auth()
                    .oauth2(stranger)
                    .get("/fhir/CarePlan?_id=" + plan)
                    .then()
                    .statusCode(200)
                    .body("total", equalTo(0));
        }
        given().auth()
                .oauth2(clinic.patient(Assessed.patient(assessment)))
                .get("/fhir/CarePlan")
                .then()
                .statusCode(200)
                .body("entry.resource.id", equalTo(List.of(plan)));
    }

    @Test
    void everyPlanThatWasShownIsInTheAudit() {
        var plan = plan(Assessed.selfCare());

        search("_id=" + plan).then().statusCode(200);

        given().auth()
                .oauth2(clinic.admin())
                .get("/audit?act=plan.read&record=" + plan)
                .then()
                .statusCode(200)
                .body("entries.size()", equalTo(1))
                .body("entries[0].roles", hasItem("integrator"));
    }

    private String plan(ObjectNode assessment) {
        return idIn(Wish.after(assessment).by(clinic.clinician()).post());
    }

    private static String idIn(Response made) {
        return made.then().statusCode(201).extract().path("planId");
    }

    private Response read(String plan) {
        return given().auth().oauth2(clinic.integrator()).get("/fhir/CarePlan/" + plan);
    }

    private Response search(String query) {
        return given().auth()
                .oauth2(clinic.integrator())
                .urlEncodingEnabled(false)
                .get("/fhir/CarePlan?" + query);
    }

    private Response searchByForm(String query) {
        return given().auth()
                .oauth2(clinic.integrator())
                .contentType("application/x-www-form-urlencoded")
                .body(query)
                .post("/fhir/CarePlan/_search");
    }

    private static String feverish() {
        return Logbook.entry(
                LocalDate.now(ZoneOffset.UTC),
                said -> said.putObject("newSymptoms").put("feverish", "yes"));
    }

    private static ObjectNode judgedUrgent(ObjectNode assessment) {
        return Assessed.urgent()
                .put("patient", Assessed.patient(assessment))
                .put("assessedAt", Instant.now().plusSeconds(1).toString());
    }

    private String fromToday(ObjectNode assessment) {
        return idIn(Wish.fromToday(assessment).by(clinic.clinician()).post());
    }

    private Instant lastUpdated(String plan) {
        return Instant.parse(read(plan).path("meta.lastUpdated"));
    }

    private static void setBack(String plan, int days) throws SQLException {
        change(plan, "starts_on = starts_on - (" + days + ")");
    }

    /// As a clinician's edit is kept.
    private static void inPlaceOf(String plan, String edit) throws SQLException {
        change(edit, "replaces = '" + plan + "'");
    }

    /// Past the trigger that keeps plans as they are.
    private static void change(String plan, String what) throws SQLException {
        try (var connection = TestDatabase.running().asOperator();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("update planner.plan set " + what + " where id = '" + plan + "'");
        }
    }
}
