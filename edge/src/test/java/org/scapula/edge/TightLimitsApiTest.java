package org.scapula.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(TightLimits.class)
class TightLimitsApiTest {

    private static final String HOST = "\r\nHost: localhost\r\n";

    @ParameterizedTest
    @ValueSource(ints = {4096, 8000})
    void anAddressThatIsTooLongIsRefusedInWords(int length) throws IOException {
        try (var wire = Wire.open()) {
            var answer = wire.ask("GET /tickets?q=" + "x".repeat(length) + " HTTP/1.1" + HOST + "\r\n");

            assertThat(answer)
                    .startsWith("HTTP/1.1 414 ")
                    .contains("application/problem+json", "urn:scapula:problem:address-too-long", "traceId");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16_384, 32_000})
    void headersThatAreTooLongAreRefusedInWords(int length) throws IOException {
        try (var wire = Wire.open()) {
            var answer = wire.ask("GET /tickets HTTP/1.1" + HOST + "X: " + "x".repeat(length) + "\r\n\r\n");

            assertThat(answer)
                    .startsWith("HTTP/1.1 431 ")
                    .contains("application/problem+json", "urn:scapula:problem:headers-too-large", "traceId");
        }
    }

    @Test
    void whatIsLongButNotTooLongIsRead() throws IOException {
        try (var wire = Wire.open()) {
            var answer = wire.ask("GET /nowhere?q=" + "x".repeat(4000) + " HTTP/1.1" + HOST + "X: " + "x".repeat(16_000)
                    + "\r\nConnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void whatIsFarTooLongIsRefusedWithoutBeingRead() throws IOException {
        try (var wire = Wire.open();
                var other = Wire.open()) {
            var address = wire.ask("GET /tickets?q=" + "x".repeat(20_000) + " HTTP/1.1" + HOST + "\r\n");
            var headers = other.ask("GET /tickets HTTP/1.1" + HOST + "X: " + "x".repeat(40_000) + "\r\n\r\n");

            assertThat(address).matches("(?s)HTTP/1\\.[01] 414 .*");
            assertThat(headers).matches("(?s)HTTP/1\\.[01] 431 .*");
        }
    }

    @Test
    void aBodyThatDoesNotArriveEndsTheRequest() throws IOException {
        try (var wire = Wire.open()) {
            var answer = wire.ask(
                    "POST /tickets HTTP/1.1" + HOST + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

            assertThat(answer)
                    .startsWith("HTTP/1.1 408 ")
                    .containsIgnoringCase("connection: close")
                    .containsIgnoringCase("x-content-type-options: nosniff")
                    .contains("application/problem+json", "urn:scapula:problem:request-timeout", "traceId");
        }
    }

    @Test
    void aBodyWithoutADeclaredLengthThatDripsInEndsTheRequest() throws IOException, InterruptedException {
        try (var wire = Wire.open()) {
            wire.say("POST /tickets HTTP/1.1" + HOST
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{");
            Thread.sleep(500);
            var answer = wire.ask(" ");

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("urn:scapula:problem:request-timeout");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/echo/closed/a", "/tickets/broken"})
    void aBodyThatDripsInAfterItsAnswerEndsTheConnection(String address) throws IOException, InterruptedException {
        try (var wire = Wire.open()) {
            wire.say("POST " + address + " HTTP/1.1" + HOST
                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

            assertThat(wire.hearSome()).contains("HTTP/1.1 4");
            assertThat(wire.dripping(Duration.ofMillis(100), Duration.ofSeconds(8)))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /nowhere", "POST /tickets", "GET /echo/trace"})
    void aConnectionOnWhichAllHasComeIsKept(String request) throws IOException, InterruptedException {
        try (var wire = Wire.open()) {
            wire.say(request + " HTTP/1.1" + HOST + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(wire.hearSome()).startsWith("HTTP/1.1 ");

            Thread.sleep(1500);
            wire.say("GET /echo/trace HTTP/1.1" + HOST + "\r\n");

            assertThat(wire.hearSome()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void anAnswerThatNeverComesIsGivenUp() {
        var answer = given().get("/echo/never").then();

        answer.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("5"))
                .header("Connection", equalTo("close"))
                .body("type", equalTo("urn:scapula:problem:unavailable"))
                .body("traceId", notNullValue());
    }

    @Test
    void aConnectionOnWhichNothingIsSaidIsClosed() throws IOException {
        try (var wire = Wire.open()) {
            var answer = wire.ask("GET /tick");

            assertThat(answer).isEmpty();
        }
    }

    @Test
    void thereAreSoManyConnectionsAndNoMore() throws IOException {
        var wires = new ArrayList<Wire>();
        try {
            for (var i = 0; i < 40; i++) {
                wires.add(Wire.open());
            }
            // Also those on which nothing has been said yet, and before the time for silence is over.
            var closed = 0;
            for (var wire : wires) {
                closed += wire.isClosed() ? 1 : 0;
            }

            assertThat(closed).isEqualTo(20);
        } finally {
            for (var wire : wires) {
                wire.close();
            }
        }
    }

    @Test
    void whoDripsHeadersIsListenedToNoLongerThanOthers() throws IOException, InterruptedException {
        try (var wire = Wire.open()) {
            wire.say("GET /tickets HTTP/1.1" + HOST + "X: ");

            var listened = wire.dripping(Duration.ofMillis(200), Duration.ofSeconds(8));

            assertThat(listened).isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void pagesOfAListedOriginAreLetIn() {
        var asking = given().header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options("/tickets");
        var simple = given().header("Origin", "https://app.example").get("/tickets");
        var unlisted = given().header("Origin", "https://elsewhere.example").get("/tickets");

        assertThat(asking.statusCode()).isEqualTo(204);
        assertThat(asking.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
        assertThat(asking.header("Access-Control-Allow-Headers")).containsIgnoringCase("authorization");
        assertThat(simple.statusCode()).isEqualTo(200);
        assertThat(simple.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
        unlisted.then().statusCode(403).contentType("application/problem+json");
        assertThat(unlisted.header("Access-Control-Allow-Origin")).isNull();
    }
}
