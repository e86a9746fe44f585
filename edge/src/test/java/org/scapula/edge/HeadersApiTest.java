package org.scapula.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HeadersApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"/tickets", "/tickets?limit=9", "/tickets/broken", "/nowhere", "/q/openapi"})
    void everyAnswerTellsBrowsersToTrustNothingElse(String address) {
        given().get(address)
                .then()
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", equalTo("default-src 'none'; frame-ancestors 'none'"))
                .header("X-Frame-Options", equalTo("DENY"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Permissions-Policy", containsString("camera=()"))
                .header("Cross-Origin-Resource-Policy", equalTo("same-origin"))
                .header("Strict-Transport-Security", containsString("max-age=31536000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tickets", "/tickets/broken", "/nowhere", "/q/openapi"})
    void noAnswerSaysWhichSoftwareItIs(String address) {
        var answer = given().get(address).then();

        answer.header("Server", nullValue()).header("X-Powered-By", nullValue());
        assertThat(answer.extract().headers().toString()).doesNotContainIgnoringCase("quarkus", "vert.x", "netty");
    }

    @Test
    void whatIsRefusedBeforeAnEndpointIsReachedTellsThemToo() {
        given().contentType("application/json")
                .body("x".repeat(70_000))
                .post("/tickets")
                .then()
                .statusCode(413)
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", equalTo("default-src 'none'; frame-ancestors 'none'"))
                .header("Cache-Control", equalTo("no-store"));
    }

    @Test
    void thePageOfTheDocumentsMayRunItsOwnScripts() {
        var page = given().get("/q/swagger-ui/").then().statusCode(200).extract();

        assertThat(page.headers().getValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self' 'unsafe-inline'", "frame-ancestors 'none'");
    }

    @Test
    void whatDoesNotSayHowItIsKeptIsNotKept() {
        given().get("/echo/trace").then().statusCode(200).header("Cache-Control", equalTo("no-store"));
        given().get("/nowhere").then().statusCode(404).header("Cache-Control", equalTo("no-store"));
    }

    @Test
    void whatIsAskedForAgainIsKept() {
        var kept = given().get("/tickets").then().statusCode(200);

        assertThat(kept.extract().headers().getValues("Cache-Control")).containsExactly("no-cache");
    }

    @Test
    void pagesFromElsewhereMayNotCall() {
        var asked = given().header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .options("/tickets");
        var called = given().header("Origin", "https://elsewhere.example").get("/tickets");

        assertThat(asked.header("Access-Control-Allow-Origin")).isNull();
        assertThat(called.header("Access-Control-Allow-Origin")).isNull();
    }
}
