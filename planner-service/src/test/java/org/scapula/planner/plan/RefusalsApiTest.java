package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class RefusalsApiTest {

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
    }

    /// Whatever was sent before, the next person is served.
    @AfterEach
    void theServiceGoesOn() {
        Wish.after(Assessed.selfCare()).post().then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'extra':1                                       | /extra               | unknown-field
            'assessmentId':'not-a-uuid'                     | /assessmentId        | wrong-type
            'assessmentId':null                             | /assessmentId        | required
            'days':[]                                       | /days                | required
            'days':'MON'                                    | /days                | wrong-type
            'days':['MON','MON']                            | /days                | duplicate
            'days':['MONDAY']                               | /days/0              | unknown-value
            'days':['MON',null]                             | /days/1              | required
            'days':['MON',1]                                | /days/1              | unknown-value
            'minutesPerSession':4                           | /minutesPerSession   | out-of-range
            'minutesPerSession':61                          | /minutesPerSession   | out-of-range
            'minutesPerSession':'20'                        | /minutesPerSession   | wrong-type
            'minutesPerSession':20.5                        | /minutesPerSession   | wrong-type
            'minutesPerSession':99999999999                 | /minutesPerSession   | out-of-range
            'minutesPerSession':null                        | /minutesPerSession   | required
            'sessionsPerDay':0                              | /sessionsPerDay      | out-of-range
            'sessionsPerDay':4                              | /sessionsPerDay      | out-of-range
            'sessionsPerDay':true                           | /sessionsPerDay      | wrong-type
            'equipment':['BARBELL']                         | /equipment/0         | unknown-value
            'equipment':['MAT','MAT']                       | /equipment           | duplicate
            'equipment':null                                | /equipment           | required
            'contexts':['OFFICE']                           | /contexts/0          | unknown-value
            'contexts':{}                                   | /contexts            | wrong-type
            'experience':'BEGINNER'                         | /experience          | unknown-value
            'experience':null                               | /experience          | required
            'conditions':null                               | /conditions          | required
            'conditions':['osteoporosis']                   | /conditions/0        | wrong-type
            'conditions':[{}]                               | /conditions/0/code   | required
            'conditions':[{'code':'x'}]                     | /conditions/0/code   | unknown-value
            'conditions':[{'code':'bppv','weeksAgo':-1}]    | /conditions/0/weeksAgo | out-of-range
            'conditions':[{'code':'bppv','side':'UP'}]      | /conditions/0/side   | unknown-value
            'conditions':[{'code':'bppv','since':1}]        | /conditions/0/since  | unknown-field
            'conditions':[{'code':'bppv'},{'code':'bppv'}]  | /conditions          | duplicate
            'avoid':['no-such-exercise']                    | /avoid/0             | unknown-value
            'avoid':['plank-forearm','plank-forearm']       | /avoid               | duplicate
            'avoid':[7]                                     | /avoid/0             | wrong-type
            'canFloorTransfer':'yes'                        | /canFloorTransfer    | wrong-type
            'canFloorTransfer':null                         | /canFloorTransfer    | required
            'startsOn':'2026-13-01'                         | /startsOn            | wrong-type
            'startsOn':'2020-01-01'                         | /startsOn            | out-of-range
            """)
    void aFieldThatIsNotAcceptedIsNamedWithItsRule(String field, String pointer, String code) {
        var name = field.substring(1, field.indexOf('\'', 1));
        var body = Wish.after(Assessed.selfCare())
                .with(wish -> wish.remove(name))
                .text()
                .replaceFirst("\\{", "{" + field.replace('\'', '"') + ",");

        var answer = Wish.post(body);

        answer.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:invalid-field"))
                .body("errors.pointer", hasItem(pointer))
                .body("errors.find { it.pointer == '" + pointer + "' }.code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assessmentId",
                "days",
                "minutesPerSession",
                "equipment",
                "contexts",
                "experience",
                "conditions",
                "avoid",
                "canFloorTransfer"
            })
    void whatIsNotSaidIsAskedForNotTakenAsNo(String field) {
        var body =
                Wish.after(Assessed.selfCare()).with(wish -> wish.remove(field)).text();

        var answer = Wish.post(body);

        answer.then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/" + field))
                .body("errors[0].code", equalTo("required"));
    }

    @Test
    void aStartMoreThanAWeekAwayIsRefused() {
        var tooLate = LocalDate.now(ZoneOffset.UTC).plusDays(8).toString();

        var answer = Wish.after(Assessed.selfCare())
                .with(wish -> wish.put("startsOn", tooLate))
                .post();

        answer.then().statusCode(422).body("errors[0].pointer", equalTo("/startsOn"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "{\"days\":[}", "plan please", "{\"days\":[\"MON\"],\"days\":[]}"})
    void whatIsNotJsonIsSaidToBeSo(String body) {
        var answer = Wish.post(body);

        answer.then().statusCode(400).body("type", equalTo("urn:scapula:problem:malformed-json"));
    }

    @Test
    void anotherMediaTypeIsNotRead() {
        var body = Wish.after(Assessed.selfCare()).text();

        var answer = given().auth()
                .oauth2(Tokens.clinician())
                .contentType("text/plain")
                .body(body)
                .post("/plans");

        answer.then().statusCode(415).body("type", equalTo("urn:scapula:problem:unsupported-media-type"));
    }

    @Test
    void aBodyOverTheLimitIsNotRead() {
        var body = Wish.after(Assessed.selfCare())
                .with("avoid", "x".repeat(70_000))
                .text();

        var answer = Wish.post(body);

        answer.then().statusCode(413).body("type", equalTo("urn:scapula:problem:body-too-large"));
    }

    @Test
    void anIdThatIsNoUuidIsNotFoundOrRefusedButNeverAFailure() {
        var answer = given().auth().oauth2(Tokens.clinician()).get("/plans/1");

        answer.then().statusCode(not(500)).contentType("application/problem+json");
    }
}
