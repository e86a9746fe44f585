package org.scapula.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.scapula.issuer.Claims;
import org.scapula.test.Forgeries;
import org.scapula.test.IssuerForTests;
import org.scapula.test.Tokens;

/// All tests come from one address: what one has used up, the next finds used up.
@QuarkusTest
@WithTestResource(IssuerForTests.class)
@TestProfile(RateLimitsApiTest.Tight.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RateLimitsApiTest {

    private static final int OF_THE_ENDPOINT = 3;
    private static final int OF_THE_ADDRESS = 40;
    private static final int OF_THE_PERSON = 10;

    @Test
    @Order(1)
    void anEndpointMayHaveATighterLimitWhateverItsAddressLooksLike() {
        var addresses = new String[] {"/echo/trace", "/echo/trace/", "/echo/trace;a=b", "//echo/trace"};

        var answered = IntStream.range(0, 8)
                .map(i -> given().urlEncodingEnabled(false)
                        .get(addresses[i % addresses.length])
                        .statusCode())
                .filter(status -> status == 200)
                .count();

        assertThat(answered).isEqualTo(OF_THE_ENDPOINT);
        given().get("/tickets").then().statusCode(200);
    }

    @Test
    @Order(2)
    void anAddressThatHasHadItsShareIsToldWhenToComeBack() {
        var answered = countAnswered(given());

        assertThat(answered).isBetween(OF_THE_ADDRESS - 15L, OF_THE_ADDRESS + 2L);
        var refused = given().get("/tickets")
                .then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .body("type", equalTo("urn:scapula:problem:too-many-requests"))
                .body("detail", containsString("emergency"));
        assertThat(Integer.parseInt(refused.extract().header("Retry-After"))).isBetween(1, 3601);
    }

    @Test
    @Order(3)
    void headersThatAreMadeUpChangeNothing() {
        given().header("X-Forwarded-For", "203.0.113.9").get("/tickets").then().statusCode(429);
        given().header("Forwarded", "for=203.0.113.9").get("/tickets").then().statusCode(429);
        given().header("X-Real-IP", "203.0.113.9").get("/tickets").then().statusCode(429);
    }

    @Test
    @Order(3)
    void aTokenThatIsNotGoodOpensNoShareOfItsOwn() {
        for (var forgery : Forgeries.all()) {
            given().auth().oauth2(forgery).get("/tickets").then().statusCode(401);
        }
    }

    @Test
    @Order(4)
    void aGoodLoginHasAShareOfItsOwnEvenBehindABusyAddress() {
        var one = Tokens.of(Claims.of("clinician", "north").subject("one"));
        var other = Tokens.of(Claims.of("clinician", "north").subject("other"));

        var answered = countAnswered(given().auth().oauth2(one));

        assertThat(answered).isEqualTo(OF_THE_PERSON);
        given().auth().oauth2(one).get("/tickets").then().statusCode(429);
        given().auth().oauth2(other).get("/tickets").then().statusCode(200);
    }

    private static long countAnswered(RequestSpecification caller) {
        return IntStream.range(0, OF_THE_ADDRESS + 10)
                .map(i -> given().spec(caller).get("/tickets").statusCode())
                .filter(status -> status == 200)
                .count();
    }

    public static class Tight implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.oidc.tenant-enabled", "true",
                    "quarkus.oidc.token.audience", "scapula-catalog",
                    "scapula.rate-limit.enabled", "true",
                    "scapula.rate-limit.address.requests", String.valueOf(OF_THE_ADDRESS),
                    "scapula.rate-limit.address.within", "PT1H",
                    "scapula.rate-limit.person.requests", String.valueOf(OF_THE_PERSON),
                    "scapula.rate-limit.person.within", "PT1H",
                    "scapula.rate-limit.endpoints.\"/echo/trace\".requests", String.valueOf(OF_THE_ENDPOINT),
                    "scapula.rate-limit.endpoints.\"/echo/trace\".within", "PT1H");
        }
    }
}
