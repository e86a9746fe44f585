package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// What a clinic's system is told while somebody works in it, and what it says back.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class CardsApiTest {

    private static final String VIEW = "scapula-patient-view";
    private static final String BOOK = "scapula-appointment-book";

    private final CircuitBreakerMaintenance breakers;
    private final Room room;

    CardsApiTest(CircuitBreakerMaintenance breakers, Room room) {
        this.breakers = breakers;
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    @Test
    void anybodyMaySeeWhichServicesThereAre() {
        given().get("/cds-services")
                .then()
                .statusCode(200)
                .body("services.hook", contains("patient-view", "appointment-book"))
                .body("services.id", contains(VIEW, BOOK))
                .body("services.description", everyItem(notNullValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p-nobody-1", "Ada", "00000000-aaaa"})
    void nobodyKnownIsSaidAndNotSilence(String patient) {
        var answer = view(patient);

        answer.then()
                .statusCode(200)
                .body("cards.source.topic.code", contains("NOBODY_KNOWN"))
                .body("cards.indicator", contains("info"))
                .body("cards[0].uuid", nullValue())
                .body("cards[0].detail", containsString("says nothing about how the person is"));
    }

    @Test
    void whoIsUrgentAndHasNoVisitIsACriticalCard() {
        var booking = Booking.after(Assessed.urgent());

        var answer = view(booking.patient());

        answer.then()
                .statusCode(200)
                .body("cards[0].indicator", equalTo("critical"))
                .body("cards[0].source.topic.code", equalTo("REQUEST_WITHOUT_VISIT"))
                .body("cards[0].uuid", notNullValue())
                .body("cards[0].overrideReasons.system", everyItem(equalTo("urn:scapula:cds-override-reason")))
                .body("cards[0].links[0].url", containsString("/fhir/ServiceRequest/" + booking.id()))
                .body("cards[0].links[0].type", equalTo("absolute"));
        assertThat(answer.<List<String>>path("cards.summary")).allMatch(summary -> summary.length() < 140);
    }

    @Test
    void onceThereIsAVisitInTimeNothingPresses() {
        var booking = Booking.after(Assessed.routine());
        booking.does(Booking.withSlot("BOOK", Booking.slot(Booking.practitioner(), Booking.in(Duration.ofHours(30)))));

        view(booking.patient())
                .then()
                .statusCode(200)
                .body("cards.source.topic.code", not(hasItem("REQUEST_WITHOUT_VISIT")))
                .body("cards.indicator", not(hasItem("critical")));
    }

    @Test
    void noNumberOfNewerRequestsHidesOneThatIsOpen() {
        var open = Booking.after(Assessed.urgent());
        for (var nth = 0; nth < 20; nth++) {
            Booking.after(Assessed.routine().put("patient", open.patient())).does(Booking.because("CANCEL", "OTHER"));
        }
        Neighbours.areFine();

        view(open.patient())
                .then()
                .statusCode(200)
                .body(
                        "cards.find { it.source.topic.code == 'REQUEST_WITHOUT_VISIT' }.links[0].url",
                        containsString("/fhir/ServiceRequest/" + open.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_SLOTS", "DECLINE"})
    void whatNobodyCanTakeIsMoreThanANote(String move) {
        var booking = Booking.after(Assessed.routine());
        booking.does(move.equals("DECLINE") ? Booking.because(move, "NO_CAPACITY") : Booking.just(move));

        view(booking.patient())
                .then()
                .statusCode(200)
                .body("cards.find { it.source.topic.code == 'REQUEST_WITHOUT_VISIT' }.indicator", equalTo("warning"));
    }

    @Test
    void aVisitThatTheClinicsSystemCalledOffIsNotSilence() {
        var booking = Booking.after(Assessed.routine());
        booking.does(Booking.withSlot("BOOK", Booking.slot(Booking.practitioner(), Booking.in(Duration.ofHours(30)))));
        booking.does(Booking.because("CANCEL", "OTHER"));

        view(booking.patient())
                .then()
                .statusCode(200)
                .body("cards.find { it.source.topic.code == 'CANCELLED' }.indicator", equalTo("warning"))
                .body(
                        "cards.find { it.source.topic.code == 'CANCELLED' }.links[0].url",
                        containsString("/fhir/ServiceRequest/" + booking.id()));
    }

    @ParameterizedTest
    @CsvSource({"1, false", "240, true"})
    void aTimeAfterTheWindowIsSaidToBeTooLate(int hours, boolean late) {
        var booking = Booking.after(Assessed.routine());

        var answer = book(booking.patient(), bundle("\"start\": \"" + Booking.in(Duration.ofHours(hours)) + "\""));

        answer.then()
                .statusCode(200)
                .body(
                        "cards.source.topic.code",
                        late ? hasItem("PROPOSED_TOO_LATE") : not(hasItem("PROPOSED_TOO_LATE")));
    }

    @Test
    void aTimeThatIsNotSaidIsNotTakenForAGoodOne() {
        var booking = Booking.after(Assessed.routine());

        book(booking.patient(), bundle("\"status\": \"proposed\""))
                .then()
                .statusCode(200)
                .body("cards.source.topic.code", hasItem("PROPOSED_WITHOUT_TIME"));
    }

    @Test
    void anEmergencyIsToldAndIsNeverABooking() {
        var assessment = Assessed.emergency();
        Booking.ask(assessment).then().statusCode(409);

        view(Assessed.patient(assessment))
                .then()
                .statusCode(200)
                .body("cards[0].indicator", equalTo("critical"))
                .body("cards[0].source.topic.code", equalTo("EMERGENCY"));
    }

    @Test
    void openWarningQuestionsAreToldAsOpen() {
        var assessment = Assessed.routine();
        assessment.putArray("unknownRedFlags").add("feverish").add("saddleNumb");
        var booking = Booking.after(assessment);

        view(booking.patient())
                .then()
                .body("cards.find { it.source.topic.code == 'WARNING_QUESTIONS_OPEN' }.summary", containsString("2 of"))
                .body("cards.find { it.source.topic.code == 'WARNING_QUESTIONS_OPEN' }.indicator", equalTo("warning"));
    }

    @Test
    void whatTriageSaidIsToldAlsoWhereNothingWasMadeOfItHere() {
        var assessment = Assessed.emergency();
        Neighbours.says("triage", assessment.toString());

        view(Assessed.patient(assessment))
                .then()
                .statusCode(200)
                .body("cards[0].indicator", equalTo("critical"))
                .body("cards[0].source.topic.code", equalTo("EMERGENCY"))
                .body("cards.source.topic.code", not(hasItem("NOBODY_KNOWN")));
    }

    @Test
    void anOlderPlanHidesNoNewerAnswer() {
        var harmless = Assessed.selfCare();
        Wish.after(harmless).post().then().statusCode(201);
        var patient = Assessed.patient(harmless);
        Neighbours.alsoHas(Assessed.urgent().put("patient", patient));

        view(patient)
                .then()
                .statusCode(200)
                .body("cards[0].indicator", equalTo("critical"))
                .body("cards[0].source.topic.code", equalTo("JUDGED_WITHOUT_REQUEST"));
    }

    @ParameterizedTest
    @CsvSource({"EMERGENCY, critical, 2", "URGENT, warning, 20", "EMERGENCY, , 25"})
    void whatWasGraverShortlyBeforeIsToldWithItsOwnWords(String before, String indicator, int hoursAgo) {
        var milder = Assessed.selfCare();
        var graver = (before.equals("URGENT") ? Assessed.urgent() : Assessed.reviewed(Assessed.routine(), "EMERGENCY"))
                .put("patient", Assessed.patient(milder))
                .put("assessedAt", Booking.in(Duration.ofHours(-hoursAgo)).toString());
        Neighbours.alsoHas(milder, graver);

        var card = "cards.find { it.source.topic.code == 'GRAVER_SHORTLY_BEFORE' }";
        var answer = view(Assessed.patient(milder)).then().statusCode(200);

        answer.body(card + "?.indicator", equalTo(indicator));
        if (indicator != null) {
            answer.body(
                            card + ".detail",
                            containsString(
                                    before.equals("URGENT")
                                            ? graver.path("headline").asText()
                                            : "A clinician says: EMERGENCY"))
                    .body(card + ".links[0].url", containsString("/fhir/QuestionnaireResponse/" + Assessed.id(graver)));
        }
    }

    @Test
    void anOlderAnswerIsNotTakenForTheLastWhereThatIsGone() {
        var older = Assessed.emergency().put("id", "01a1fc86-f013-77f7-a5b3-7286df6e2cf8");
        var last = Assessed.routine()
                .put("id", "01a1fd86-f013-77f7-a5b3-7286df6e2cf8")
                .put("patient", Assessed.patient(older));
        Booking.ask(last).then().statusCode(201);
        Neighbours.areFine();
        Neighbours.alsoHas(older);

        view(Assessed.patient(older))
                .then()
                .statusCode(200)
                .body("cards.source.topic.code", hasItem("ASSESSMENT_GONE"))
                .body(
                        "cards.find { it.source.topic.code == 'ASSESSMENT_GONE' }.detail",
                        containsString("They were the last ones"))
                .body(
                        "cards.find { it.source.topic.code == 'EMERGENCY' }.detail",
                        containsString("These are not the last answers"));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void whereTriageCannotBeAskedNobodyIsCalledUnknown(int status) {
        Neighbours.answersStatus("triage", status);

        view("p-nobody-1").then().statusCode(503).body("type", equalTo("urn:scapula:problem:unavailable"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void whereTriageCannotBeAskedThereAreNoFewerCardsButNone(int status) {
        var booking = Booking.after(Assessed.urgent());
        Neighbours.answersStatus("triage", status);

        view(booking.patient())
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("type", equalTo("urn:scapula:problem:unavailable"))
                .body("cards", nullValue());
    }

    @Test
    void whereTriageHasForgottenItIsSaid() {
        var booking = Booking.after(Assessed.routine());
        Neighbours.areFine();

        view(booking.patient()).then().statusCode(200).body("cards.source.topic.code", hasItem("ASSESSMENT_GONE"));
    }

    @Test
    void anotherClinicKnowsNobody() {
        var booking = Booking.after(Assessed.urgent());

        call(
                        VIEW,
                        body("patient-view", booking.patient(), ""),
                        Tokens.at("south").integrator())
                .then()
                .statusCode(200)
                .body("cards.source.topic.code", contains("NOBODY_KNOWN"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scapula-patient-view     | {"hook": "order-select", "hookInstance": "ID", "context": {"patientId": "p-1"}} | 422 | /hook
            scapula-patient-view     | {"hook": "patient-view", "context": {"patientId": "p-1"}}                       | 422 | /hookInstance
            scapula-patient-view     | {"hook": "patient-view", "hookInstance": "ID"}                                  | 422 | /context
            scapula-patient-view     | {"hook": "patient-view", "hookInstance": "ID", "context": {}}                   | 422 | /context/patientId
            scapula-appointment-book | {"hook": "appointment-book", "hookInstance": "ID", "context": {"patientId": "p-1"}} | 422 | /context/appointments
            scapula-appointment-book | {"hook": "appointment-book", "hookInstance": "ID", "context": {"patientId": "p-1", "appointments": "x"}} | 422 | /context/appointments
            scapula-appointment-book | {"hook": "appointment-book", "hookInstance": "ID", "context": {"patientId": "p-1", "appointments": {}}} | 422 | /context/appointments
            scapula-appointment-book | {"hook": "appointment-book", "hookInstance": "ID", "context": {"patientId": "p-1", "appointments": {"resourceType": "Bundle"}}} | 422 | /context/appointments
            scapula-appointment-book | {"hook": "appointment-book", "hookInstance": "ID", "context": {"patientId": "p-1", "appointments": {"resourceType": "Bundle", "entry": []}}} | 422 | /context/appointments
            scapula-appointment-book | {"hook": "appointment-book", "hookInstance": "ID", "context": {"patientId": "p-1", "appointments": {"resourceType": "Appointment", "start": "2099-01-01T09:00:00Z"}}} | 422 | /context/appointments
            scapula-appointment-book | {"hook": "appointment-book", "hookInstance": "ID", "context": {"patientId": "p-1", "appointments": {"entry": [{"resource": {"resourceType": "Appointment", "start": "2099-01-01T09:00:00Z"}}]}}} | 422 | /context/appointments
            scapula-appointment-book | {"hook": "appointment-book", "hookInstance": "ID", "context": {"patientId": "p-1", "appointments": {"resourceType": "Bundle", "entry": [{}]}}} | 422 | /context/appointments
            scapula-appointment-book | {"hook": "appointment-book", "hookInstance": "ID", "context": {"patientId": "p-1", "appointments": {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Appointment", "start": "soon"}}]}}} | 422 | /context/appointments
            scapula-appointment-book | {"hook": "appointment-book", "hookInstance": "ID", "context": {"patientId": "p-1", "appointments": {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Appointment", "start": "+999999999-12-31T23:59:59-18:00"}}]}}} | 422 | /context/appointments
            """)
    void whatCannotBeUnderstoodIsRefusedByName(String service, String body, int status, String pointer) {
        var answer = call(service, body.replace("\"ID\"", "\"" + UUID.randomUUID() + "\""), Tokens.integrator());

        answer.then().statusCode(status).body("errors.pointer", hasItem(pointer));
    }

    /// As a patient with a photo is sent.
    @ParameterizedTest
    @ValueSource(ints = {10, 300_000})
    void whatASystemSendsBesidesIsNotRead(int photo) {
        var body = body("patient-view", "p-nobody-1", "").replaceFirst("\\{", """
                {"fhirServer": "https://ehr.example/fhir", "fhirAuthorization": {"access_token": "secret"},
                 "prefetch": {"patient": {"resourceType": "Patient", "photo": [{"data": "%s"}]}},
                 "extension": {"x": 1},""".formatted("x".repeat(photo)));

        call(VIEW, body, Tokens.integrator()).then().statusCode(200);
    }

    @Test
    void anUnknownServiceIsNotThere() {
        call("other", body("patient-view", "p-1", ""), Tokens.integrator())
                .then()
                .statusCode(404);
    }

    @Test
    void feedbackIsKeptWithItsReasonAndWithoutWords() throws SQLException {
        var booking = Booking.after(Assessed.urgent());
        var card = view(booking.patient()).<String>path("cards[0].uuid");

        feedback(VIEW, overridden(card, "clinician-decided"))
                .then()
                .statusCode(200)
                .body("kept", equalTo(1));

        var exported = given().auth()
                .oauth2(Tokens.patient(booking.patient()))
                .get("/patients/" + booking.patient() + "/records");
        exported.then()
                .statusCode(200)
                .body(
                        "records.decisionSupport.find { it.id == '" + card + "' }.feedback[0].reason",
                        equalTo("CLINICIAN_DECIDED"));
        assertThat(exported.asString()).doesNotContain("worse-than-4711");
        assertThat(room.placesWith("worse-than-4711")).isEmpty();
    }

    @Test
    void whatWasShownGoesWithThePerson() throws SQLException {
        var booking = Booking.after(Assessed.urgent());
        var card = view(booking.patient()).<String>path("cards[0].uuid");
        feedback(VIEW, overridden(card, "seen-elsewhere")).then().statusCode(200);

        given().auth()
                .oauth2(Tokens.admin())
                .delete("/patients/" + booking.patient() + "/records")
                .then()
                .statusCode(200);

        assertThat(room.placesWith(booking.patient())).isEmpty();
        feedback(VIEW, overridden(card, "seen-elsewhere")).then().statusCode(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            other-service | CARD | not-this-patient | 404 |
            scapula-appointment-book | CARD | not-this-patient | 422 | /feedback/0/card
            scapula-patient-view | 019ab2f6-0b7e-7d15-a1c4-5d6f0a9b3c21 | not-this-patient | 422 | /feedback/0/card
            scapula-patient-view | CARD | I know better | 422 | /feedback/0/overrideReason/reason/code
            """)
    void feedbackThatIsNotOursIsRefused(String service, String card, String reason, int status, String pointer) {
        var shown = view(Booking.after(Assessed.urgent()).patient()).<String>path("cards[0].uuid");

        var answer = feedback(service, overridden(card.replace("CARD", shown), reason));

        answer.then().statusCode(status);
        if (pointer != null) {
            answer.then().body("errors.pointer", hasItem(pointer));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T00:00:00Z", "2999-01-01T00:00:00Z", "1999-01-01T00:00:00Z"})
    void whatBecameOfACardBecameSoLately(String at) {
        var card = shown();

        var answer = feedback(
                VIEW,
                "{\"feedback\": [{\"card\": \"" + card + "\", \"outcome\": \"accepted\", \"outcomeTimestamp\": \"" + at
                        + "\"}]}");

        answer.then().statusCode(422).body("errors.pointer", contains("/feedback/0/outcomeTimestamp"));
    }

    @Test
    void anotherClinicSaysNothingOfOurCards() {
        var card = view(Booking.after(Assessed.urgent()).patient()).<String>path("cards[0].uuid");

        given().auth()
                .oauth2(Tokens.at("south").clinician())
                .contentType("application/json")
                .body(overridden(card, "clinician-decided"))
                .post("/cds-services/" + VIEW + "/feedback")
                .then()
                .statusCode(422)
                .body("errors", hasSize(1));
    }

    /// A card about somebody who has asked for a visit.
    static String shown() {
        return view(Booking.after(Assessed.urgent()).patient()).path("cards[0].uuid");
    }

    private static Response view(String patient) {
        return call(VIEW, body("patient-view", patient, ""), Tokens.integrator());
    }

    private static Response book(String patient, String appointments) {
        return call(
                BOOK, body("appointment-book", patient, ", \"appointments\": " + appointments), Tokens.integrator());
    }

    private static Response call(String service, String body, String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/cds-services/" + service);
    }

    private static Response feedback(String service, String body) {
        return call(service + "/feedback", body, Tokens.clinician());
    }

    static String body(String hook, String patient, String more) {
        return "{\"hook\": \"" + hook + "\", \"hookInstance\": \"" + UUID.randomUUID()
                + "\", \"context\": {\"userId\": \"Practitioner/17\", \"patientId\": \"" + patient + "\"" + more + "}}";
    }

    private static String bundle(String appointment) {
        return "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [{\"resource\": {\"resourceType\":"
                + " \"Appointment\", " + appointment + "}}]}";
    }

    static String overridden(String card, String reason) {
        return "{\"feedback\": [{\"card\": \"" + card + "\", \"outcome\": \"overridden\", \"outcomeTimestamp\": \""
                + Instant.now() + "\", \"overrideReason\": {\"reason\": {\"code\": \"" + reason
                + "\", \"system\": \"urn:scapula:cds-override-reason\"}, \"userComment\": \"worse-than-4711\"}}]}";
    }
}
