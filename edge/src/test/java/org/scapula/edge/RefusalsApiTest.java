package org.scapula.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RefusalsApiTest {

    private static final String RIDER = "'rider':'019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27'";
    private static final String GOOD = "{" + RIDER + ",'minutes':10,'kind':'SINGLE','legs':[{'station':'North'}]}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'minutes':10,'kind':'SINGLE','legs':[{'station':'N','colour':1}] | /legs/0/colour  | unknown-field
            'minutes':10,'kind':'SINGLE','legs':[{'station':'N'}],'a/b':1    | /a~1b           | unknown-field
            'minutes':4,'kind':'SINGLE','legs':[{'station':'N'}]             | /minutes        | out-of-range
            'minutes':61,'kind':'SINGLE','legs':[{'station':'N'}]            | /minutes        | out-of-range
            'minutes':99999999999,'kind':'SINGLE','legs':[{'station':'N'}]   | /minutes        | out-of-range
            'minutes':'10','kind':'SINGLE','legs':[{'station':'N'}]          | /minutes        | wrong-type
            'minutes':10.5,'kind':'SINGLE','legs':[{'station':'N'}]          | /minutes        | wrong-type
            'minutes':true,'kind':'SINGLE','legs':[{'station':'N'}]          | /minutes        | wrong-type
            'minutes':null,'kind':'SINGLE','legs':[{'station':'N'}]          | /minutes        | wrong-type
            'minutes':10,'kind':'MONTHLY','legs':[{'station':'N'}]           | /kind           | unknown-value
            'minutes':10,'kind':1,'legs':[{'station':'N'}]                   | /kind           | unknown-value
            'minutes':10,'legs':[{'station':'N'}]                            | /kind           | required
            'minutes':10,'kind':'SINGLE','legs':{}                           | /legs           | wrong-type
            'minutes':10,'kind':'SINGLE','legs':[]                           | /legs           | required
            'minutes':10,'kind':'SINGLE','legs':[null]                       | /legs/0         | required
            'minutes':10,'kind':'SINGLE','legs':[{'station':' '}]            | /legs/0/station | required
            'minutes':10,'kind':'SINGLE','legs':[{'station':7}]              | /legs/0/station | wrong-type
            'minutes':10,'kind':'SINGLE','legs':[{'station':'N'}],'startsOn':'2026-13-01' | /startsOn | wrong-type
            'minutes':10,'kind':'SINGLE','legs':[{'station':'N'}],'startsOn':20260101     | /startsOn | wrong-type
            """)
    void aFieldThatIsNotAcceptedIsNamedWithItsRule(String fields, String pointer, String code) {
        var body = "{" + RIDER + "," + fields + "}";

        var answer = post(body);

        isRefused(answer, 422, "invalid-field");
        answer.body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code))
                .body("errors[0].detail", notNullValue());
    }

    @Test
    void allFieldsThatBreakAConstraintAreNamedAtOnce() {
        var body = "{" + RIDER + ",'minutes':1,'kind':'SINGLE','legs':[{'station':''},{'station':''}]}";

        var answer = post(body);

        isRefused(answer, 422, "invalid-field");
        answer.body("errors.pointer", equalTo(List.of("/legs/0/station", "/legs/1/station", "/minutes")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'rider':", "{'rider' 1}", "", "null", "nonsense", GOOD + " and more", GOOD + " {}"})
    void aBodyThatIsNotJsonIsABadRequest(String body) {
        var answer = post(body);

        isRefused(answer, 400, "malformed-json");
        answer.body("errors[0].code", notNullValue());
    }

    @Test
    void aFieldThatIsGivenTwiceIsABadRequest() {
        var answer = post("{" + RIDER + ",'minutes':10,'minutes':11,'kind':'SINGLE','legs':[{'station':'N'}]}");

        isRefused(answer, 400, "malformed-json");
        answer.body("errors[0].code", equalTo("duplicate"));
    }

    @Test
    void whatWasSentIsNeverRepeated() {
        var answer = post("{" + RIDER + ",'minutes':'my fever','kind':'SINGLE','legs':[{'station':'N'}]}");

        isRefused(answer, 422, "invalid-field");
        assertThat(answer.extract().asString()).doesNotContain("my fever");
    }

    @Test
    void aBodyOverTheLimitIsRefusedBeforeItIsRead() {
        var answer = post("{'rider':'" + "x".repeat(70_000) + "'}");

        isRefused(answer, 413, "body-too-large");
    }

    @Test
    void aBodyOverTheLimitIsRefusedAlsoWhenItsLengthIsNotDeclared() throws IOException, InterruptedException {
        var body = ("{\"rider\":\"" + "x".repeat(200_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/tickets"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        var answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("urn:scapula:problem:body-too-large");
    }

    @Test
    void aBodyWithinTheLimitIsReadAlsoWhenItsLengthIsNotDeclared() throws IOException, InterruptedException {
        var body = GOOD.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/tickets"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        var answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("North");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        var answer = given().contentType("text/xml")
                .body("<ticket/>")
                .post("/tickets")
                .then();

        isRefused(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @CsvSource({
        "/tickets?colour=red, unknown-parameter, colour",
        "/tickets?limit=9, invalid-parameter, limit",
        "/tickets?limit=many, invalid-parameter, limit",
        "/tickets?kind=, invalid-parameter, kind",
        "/tickets?q, invalid-parameter, q",
        "/tickets?kind=SINGLE&kind=MONTHLY, invalid-parameter, kind"
    })
    void anAddressThatIsNotUnderstoodIsRefusedByName(String address, String slug, String parameter) {
        var answer = given().get(address).then();

        isRefused(answer, 400, slug);
        answer.body("errors[0].pointer", equalTo(parameter));
    }

    @Test
    void anAddressWhereNothingIsIsNotFound() {
        isRefused(given().get("/nowhere").then(), 404, "not-found");
    }

    @Test
    void aMethodThatIsNotKnownIsRefused() {
        isRefused(given().delete("/tickets").then(), 405, "method-not-allowed");
    }

    @Test
    void anotherAnswerTypeIsRefused() {
        isRefused(given().accept("text/xml").get("/tickets").then(), 406, "not-acceptable");
    }

    @Test
    void aFailureShowsNothingOfTheInside() {
        var answer = given().get("/tickets/broken").then();

        isRefused(answer, 500, "internal-error");
        answer.body("detail", not(equalTo("patient 17 has a fever")));
        assertThat(answer.extract().asString()).doesNotContain("fever", "Exception", "org.scapula");
    }

    @Test
    void aLostConnectionAsksToComeBack() {
        var answer = given().get("/tickets/cut-off").then();

        isRefused(answer, 503, "unavailable");
        answer.header("Retry-After", equalTo("5"));
        assertThat(answer.extract().asString()).doesNotContain("10.0.0.7");
    }

    @Test
    void theServiceGoesOnAfterwards() {
        var refused = post("{");
        given().get("/tickets/broken");

        var answer = post(GOOD);

        refused.statusCode(400);
        answer.statusCode(200).body("minutes", equalTo(10));
    }

    @Test
    void whoHoldsTheTagAlreadyGetsNoBody() {
        var tag = given().get("/tickets?q=a").header("ETag");

        var again = given().header("If-None-Match", tag).get("/tickets?q=a").then();
        var other = given().header("If-None-Match", tag).get("/tickets?q=b").then();

        again.statusCode(304).header("ETag", equalTo(tag));
        assertThat(again.extract().asString()).isEmpty();
        other.statusCode(200);
    }

    @Test
    void whoWantsOnlyWhatItNoLongerIsIsRefused() {
        var tag = given().get("/tickets?q=a").header("ETag");

        given().header("If-Match", tag).get("/tickets?q=a").then().statusCode(200);
        isRefused(given().header("If-Match", tag).get("/tickets?q=b").then(), 412, "stale");
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/tickets")
                .then();
    }

    private static void isRefused(ValidatableResponse answer, int status, String slug) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:" + slug))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
