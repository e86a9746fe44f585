package org.scapula.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.issuer.Claims;
import org.scapula.test.Forgeries;
import org.scapula.test.Tokens;

/// The catalogue of a clinic that does not want it open.
@CatalogTest
@TestProfile(LoginRequiredApiTest.Closed.class)
class LoginRequiredApiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/exercises",
                "/exercises/",
                "//exercises",
                "/exercises;a=b",
                "/exercises/cat-cow",
                "/advice",
                "/sources",
                "/contraindications",
                "/%65xercises",
                "/fhir/ActivityDefinition",
                "/fhir/metadata"
            })
    void nobodyReadsWithoutATokenForTheCatalogue(String address) {
        given().urlEncodingEnabled(false).get(address).then().statusCode(401);
        for (var forgery : Forgeries.all()) {
            given().urlEncodingEnabled(false)
                    .auth()
                    .oauth2(forgery)
                    .get(address)
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void theRefusalIsInWords() {
        for (var token : Stream.concat(Stream.of(""), Forgeries.all().stream()).toList()) {
            var request = token.isEmpty() ? given() : given().auth().oauth2(token);
            request.get("/exercises")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .contentType("application/problem+json")
                    .body("type", endsWith("unauthenticated"));
        }
        given().get("/fhir/ActivityDefinition")
                .then()
                .statusCode(401)
                .contentType("application/fhir+json")
                .body("resourceType", equalTo("OperationOutcome"));
    }

    @Test
    void anyTokenForTheCatalogueReads() {
        var plannerItself = Tokens.of(Claims.of("none", "north").withoutClinic().audiences("scapula-catalog"));

        given().auth().oauth2(Tokens.patient("p-1")).get("/exercises").then().statusCode(200);
        given().auth().oauth2(plannerItself).get("/exercises").then().statusCode(200);
    }

    @Test
    void whatIsAtHandIsClosed() {
        given().auth()
                .oauth2(Tokens.patient("p-1"))
                .get("/exercises/cat-cow")
                .then()
                .statusCode(200);

        given().get("/exercises/cat-cow").then().statusCode(401);
    }

    @Test
    void whatTheServiceCanDoIsNoSecret() {
        given().get("/q/openapi").then().statusCode(200);
    }

    public static class Closed implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("scapula.catalog.login-required", "true");
        }
    }
}
