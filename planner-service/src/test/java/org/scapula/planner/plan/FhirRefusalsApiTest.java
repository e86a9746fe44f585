package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.FhirJudge;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// Every no under /fhir is an OperationOutcome, whoever says it.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class FhirRefusalsApiTest {

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /fhir                                     | 404 | not-found | not-found
            GET  | /fhir/Patient                             | 404 | not-found | not-found
            GET  | /fhir/CarePlan/0                          | 404 | not-found | not-found
            GET  | /fhir/CarePlan/019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27 | 404 | not-found | not-found
            GET  | /fhir/Questionnaire/other                 | 404 | not-found | not-found
            GET  | /fhir/CarePlan?who=p-1                    | 400 | invalid | unknown-parameter
            GET  | /fhir/CarePlan?patient:exact=p-1          | 400 | invalid | unknown-parameter
            GET  | /fhir/CarePlan?patient=                   | 400 | invalid | invalid-parameter
            GET  | /fhir/CarePlan?patient=Ada                | 400 | invalid | invalid-parameter
            GET  | /fhir/CarePlan?status=finished            | 400 | invalid | invalid-parameter
            GET  | /fhir/CarePlan?status=http://hl7.org/fhir/slotstatus%7Cactive | 400 | invalid | invalid-parameter
            GET  | /fhir/Questionnaire?status=nonsense       | 400 | invalid | invalid-parameter
            GET  | /fhir/CarePlan?date=tomorrow              | 400 | invalid | invalid-parameter
            GET  | /fhir/CarePlan?date=ap2026-11-23          | 400 | invalid | invalid-parameter
            GET  | /fhir/CarePlan?date=2026-13-45            | 400 | invalid | invalid-parameter
            GET  | /fhir/CarePlan?_lastUpdated=2026-11-23T99:00:00Z | 400 | invalid | invalid-parameter
            GET  | /fhir/CarePlan?_count=0                   | 400 | invalid | invalid-parameter
            GET  | /fhir/CarePlan?_count=1&_count=2          | 400 | invalid | invalid-parameter
            GET  | /fhir/CarePlan?cursor=x                   | 400 | invalid | invalid-parameter
            GET  | /fhir/CarePlan?_format=xml                | 406 | not-supported | not-acceptable
            GET  | /fhir/metadata?_format=xml                | 406 | not-supported | not-acceptable
            GET  | /fhir/QuestionnaireResponse?date=2026     | 400 | invalid | unknown-parameter
            PUT  | /fhir/CarePlan                            | 405 | not-supported | method-not-allowed
            DELETE | /fhir/CarePlan/019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27 | 405 | not-supported | method-not-allowed
            POST | /fhir/CarePlan                            | 405 | not-supported | method-not-allowed
            """)
    void whatCannotBeDoneIsSaidInFhir(String method, String address, int status, String code, String slug) {
        var answer = given().auth()
                .oauth2(Tokens.integrator())
                .urlEncodingEnabled(false)
                .request(method, address);

        FhirJudge.finds(answer);
        answer.then()
                .statusCode(status)
                .body("resourceType", equalTo("OperationOutcome"))
                .body("issue[0].code", equalTo(code))
                .body("issue[0].details.coding[0].code", equalTo(slug));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            who=p-1            | application/x-www-form-urlencoded | 400 | unknown-parameter
            patient=           | application/x-www-form-urlencoded | 400 | invalid-parameter
            date=tomorrow      | application/x-www-form-urlencoded | 400 | invalid-parameter
            =                  | application/x-www-form-urlencoded | 400 | malformed-form
            patient            | application/x-www-form-urlencoded | 400 | malformed-form
            patient=%zz        | application/x-www-form-urlencoded | 400 | malformed-form
            patient=%          | application/x-www-form-urlencoded | 400 | malformed-form
            patient=p-1=x      | application/x-www-form-urlencoded | 400 | invalid-parameter
            {"patient": "p-1"} | application/json                  | 415 | unsupported-media-type
            """)
    void aFormIsReadAsStrictlyAsAnAddress(String body, String type, int status, String slug) {
        var answer = given().auth()
                .oauth2(Tokens.integrator())
                .contentType(type)
                .body(body)
                .post("/fhir/CarePlan/_search");

        FhirJudge.finds(answer);
        answer.then().statusCode(status).body("issue[0].details.coding[0].code", equalTo(slug));
    }

    @ParameterizedTest
    @CsvSource({"nope, 400", "UTF-16, 400", "utf-8, 200"})
    void aFormInWordsThatWeDoNotReadIsRefused(String charset, int status) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/fhir/CarePlan/_search"))
                .header("Authorization", "Bearer " + Tokens.integrator())
                .header("Content-Type", "application/x-www-form-urlencoded; charset=" + charset)
                .POST(HttpRequest.BodyPublishers.ofString("patient=p-1"))
                .build();

        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).contains(status == 200 ? "searchset" : "malformed-form");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fhir/metadata", "/fhir/Questionnaire/triage"})
    void whatIsNoLongerWhatSomebodyWantsIsRefusedInFhir(String address) {
        var answer = given().auth()
                .oauth2(Tokens.integrator())
                .header("If-Match", "\"0123\"")
                .get(address);

        FhirJudge.finds(answer);
        answer.then()
                .statusCode(412)
                .body("issue[0].code", equalTo("conflict"))
                .body("issue[0].details.coding[0].code", equalTo("stale"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/xml, 406",
        "text/html, 406",
        "application/fhir+json, 200",
        "application/json, 200",
        "*/*, 200"
    })
    void whatIsAcceptedIsSpoken(String accept, int status) {
        var answer = given().accept(accept).get("/fhir/metadata");

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void whoIsNotKnownIsToldSoInFhir() {
        var anonymous = given().get("/fhir/CarePlan");
        var wrong = given().auth().oauth2(Tokens.editor()).get("/fhir/CarePlan");

        FhirJudge.finds(anonymous);
        FhirJudge.finds(wrong);
        anonymous
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body("issue[0].code", equalTo("login"));
        wrong.then().statusCode(403).body("issue[0].code", equalTo("forbidden"));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedInFhir() {
        var answer = given().auth()
                .oauth2(Tokens.integrator())
                .contentType("application/x-www-form-urlencoded")
                .body("patient=" + "p".repeat(100_000))
                .post("/fhir/CarePlan/_search");

        FhirJudge.finds(answer);
        answer.then().statusCode(413).body("issue[0].code", equalTo("too-long"));
    }

    @Test
    void soAreAnAddressAndHeadersThatAreTooLong() {
        var address = given().auth().oauth2(Tokens.integrator()).get("/fhir/CarePlan?patient=" + "p".repeat(5000));
        var headers = given().auth()
                .oauth2(Tokens.integrator())
                .header("X-Long", "x".repeat(20_000))
                .get("/fhir/CarePlan?patient=p-1");

        FhirJudge.finds(address);
        FhirJudge.finds(headers);
        address.then().statusCode(414).body("issue[0].code", equalTo("too-long"));
        headers.then().statusCode(431).body("issue[0].code", equalTo("too-long"));
    }

    /// What it says it can do, it can; nothing else is said.
    @Test
    void whatTheFaceSaysOfItselfHolds() throws ClassNotFoundException {
        var said = given().get("/fhir/metadata");

        FhirJudge.finds(said);
        for (var resource : Wish.json(said.asString()).at("/rest/0/resource")) {
            var type = resource.path("type").asText();
            assertThat(resource.path("searchParam")
                            .valueStream()
                            .map(one -> one.path("name").asText()))
                    .as(type)
                    .containsExactlyInAnyOrderElementsOf(readBySearches(type));
            for (var parameter : resource.path("searchParam")) {
                var answer = given().auth()
                        .oauth2(Tokens.integrator())
                        .get("/fhir/" + type + "?" + parameter.path("name").asText() + "=2026-11-23");
                assertThat(answer.statusCode())
                        .as(type + " " + parameter.path("name").asText())
                        .isIn(200, 400);
                assertThat(answer.asString())
                        .as(type + " " + parameter.path("name").asText())
                        .doesNotContain("unknown-parameter");
            }
        }
    }

    /// But for modifiers, and for what says how an answer is to look.
    private static List<String> readBySearches(String type) throws ClassNotFoundException {
        var query = Class.forName(
                "org.scapula.planner.fhir.face." + type.replace("QuestionnaireResponse", "Response") + "Query");
        return Stream.of(query.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(RestQuery.class))
                .map(field -> {
                    var name = field.getAnnotation(RestQuery.class).value();
                    return name.isEmpty() ? field.getName() : name;
                })
                .filter(name -> !name.contains(":")
                        && !List.of("_count", "_format", "cursor").contains(name))
                .toList();
    }
}
