package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.test.Tokens;

/// What is not an answer is refused by name, and the service goes on.
@QuarkusTest
@WithTestResource(Lines.class)
class StrictInputApiTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '´', textBlock = """
                    {"answers":{"unheardOf":"yes"}}                    | /answers/unheardOf  | unknown-field
                    {"answers":{"__proto__":"yes"}}                    | /answers/__proto__  | unknown-field
                    {"answers":{"a/b~c":"yes"}}                        | /answers/a~1b~0c    | unknown-field
                    {"answers":{"feverish":1}}                         | /answers/feverish   | wrong-type
                    {"answers":{"feverish":0}}                         | /answers/feverish   | wrong-type
                    {"answers":{"feverish":true}}                      | /answers/feverish   | wrong-type
                    {"answers":{"feverish":null}}                      | /answers/feverish   | wrong-type
                    {"answers":{"feverish":{"yes":true}}}              | /answers/feverish   | wrong-type
                    {"answers":{"feverish":["yes"]}}                   | /answers/feverish   | wrong-type
                    {"answers":{"feverish":"maybe"}}                   | /answers/feverish   | unknown-value
                    {"answers":{"feverish":"Yes"}}                     | /answers/feverish   | unknown-value
                    {"answers":{"feverish":""}}                        | /answers/feverish   | unknown-value
                    {"answers":{"ageYears":"yes"}}                     | /answers/ageYears   | wrong-type
                    {"answers":{"ageYears":"41"}}                      | /answers/ageYears   | wrong-type
                    {"answers":{"ageYears":true}}                      | /answers/ageYears   | wrong-type
                    {"answers":{"ageYears":41.5}}                      | /answers/ageYears   | wrong-type
                    {"answers":{"ageYears":-1}}                        | /answers/ageYears   | out-of-range
                    {"answers":{"ageYears":1e400}}                     | /answers/ageYears   | out-of-range
                    {"answers":{"ageYears":1e999999999}}               | /answers/ageYears   | out-of-range
                    {"answers":{"ageYears":99999999999999999999}}      | /answers/ageYears   | out-of-range
                    {"answers":{"nprsNow":11}}                         | /answers/nprsNow    | out-of-range
                    {"answers":{"fallHeightMetres":1e-999999999}}      | /answers/fallHeightMetres | out-of-range
                    {"answers":{"temperatureC":365}}                   | /answers/temperatureC | out-of-range
                    {"answers":{"feverish":"yes","feverish":"no"}}     | /answers/feverish   | duplicate
                    {"answers":{},"answers":{}}                        | /answers            | duplicate
                    {"answers":{},"extra":1}                           | /extra              | unknown-field
                    {"answers":[]}                                     | /answers            | wrong-type
                    {"answers":"none"}                                 | /answers            | wrong-type
                    {"answers":null}                                   | /answers            | wrong-type
                    {}                                                 | /answers            | required
                    {"answers":{},"freeText":5}                        | /freeText           | wrong-type
                    {"answers":{},"freeText":"a\\u0000b"}              | /freeText           | malformed
                    {"answers":{},"freeText":"a\\ud800b"}              | /freeText           | malformed
                    {"answers":{},"replaces":"1-1-1-1-1"}              | /replaces           | malformed
                    {"answers":{},"replaces":7}                        | /replaces           | wrong-type
                    {"answers":{},"patient":4711}                      | /patient            | wrong-type
                    {"answers":{},"patient":null}                      | /patient            | wrong-type
                    {"answers":{},"patient":"p-2"}                     | /patient            | unknown-value
                    {"answers":{},"patient":"p-1","patient":"p-1"}     | /patient            | duplicate
                    """)
    void whatIsNotAnAnswerIsRefusedByName(String body, String pointer, String code) {
        var answer = sent(body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:scapula:problem:invalid-field");
        assertThat(answer.jsonPath().getList("errors.pointer")).containsExactly(pointer);
        assertThat(answer.jsonPath().getList("errors.code")).containsExactly(code);
        assertTheServiceGoesOn();
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        var body = """
                {"answers": {"ageYears": 200, "feverish": 1, "unheardOf": "yes", "chills": "maybe", "nprsNow": null},
                 "freeText": "%s", "replaces": "x", "surprise": {"deep": [1, {"answers": {}}]}}""".formatted("x".repeat(2001));

        var answer = sent(body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getList("errors.pointer"))
                .containsExactlyInAnyOrder(
                        "/answers/ageYears",
                        "/answers/feverish",
                        "/answers/unheardOf",
                        "/answers/chills",
                        "/answers/nprsNow",
                        "/freeText",
                        "/replaces",
                        "/surprise");
        assertTheServiceGoesOn();
    }

    @Test
    void aRefusalDoesNotRepeatWhatWasSaid() {
        var answer = sent("{\"answers\":{\"feverish\":\"my secret illness\"}}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body().asString()).doesNotContain("secret");
    }

    @Test
    void anEndlessListOfMistakesIsCutShort() {
        var many = new StringBuilder("{\"answers\":{\"x\":\"yes\"");
        for (var i = 0; i < 3000; i++) {
            many.append(",\"x").append(i).append("\":1");
        }

        var answer = sent(many.append("}}").toString());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.jsonPath().getList("errors")).hasSize(50);
        assertTheServiceGoesOn();
    }

    @Test
    void whatIsNotJsonIsMalformed() {
        for (var body : List.of("", "{", "{\"answers\":{\"feverish\":yes}}", "\u0000", "{'answers':{}}")) {
            var answer = sent(body);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.contentType()).as(body).startsWith("application/problem+json");
            assertThat(answer.jsonPath().getString("type")).as(body).isEqualTo("urn:scapula:problem:malformed-json");
        }
        assertTheServiceGoesOn();
    }

    @Test
    void aListOrAWordIsNotARequest() {
        for (var body : List.of("[]", "\"yes\"", "7", "true", "null", "{\"answers\":{}} {}")) {
            var answer = sent(body);

            assertThat(answer.statusCode()).as(body).isIn(400, 422);
            assertThat(answer.contentType()).as(body).startsWith("application/problem+json");
        }
        assertTheServiceGoesOn();
    }

    @Test
    void deepNestingIsRefused() {
        var answer = sent("{\"answers\":{\"feverish\":" + "[".repeat(1_100) + "]".repeat(1_100) + "}}");

        assertThat(answer.statusCode()).isIn(400, 422);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertTheServiceGoesOn();
    }

    @Test
    void anotherMediaTypeIsRefused() {
        var answer = asked().contentType("text/plain").body("{\"answers\":{}}").post("/assessments");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertTheServiceGoesOn();
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        var answer = sent("{\"answers\":{},\"freeText\":\"" + "x".repeat(100_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertTheServiceGoesOn();
    }

    @Test
    void anIdThatIsNoneIsNotFound() {
        var answer = asked().get("/assessments/not-an-id");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void wholeNumbersMayBeWrittenWithAPoint() {
        var told = Person.withoutWarningSigns()
                .with("ageYears", new BigDecimal("41.0"))
                .isTold();

        assertThat(told.getString("answers.ageYears")).isEqualTo("41");
    }

    private static RequestSpecification asked() {
        return given().auth().oauth2(Tokens.patient(Person.SOMEBODY));
    }

    private static Response sent(String body) {
        return asked().contentType(ContentType.JSON).body(body).post("/assessments");
    }

    private static void assertTheServiceGoesOn() {
        assertThat(Person.silent().asks().statusCode()).isEqualTo(201);
    }
}
