package org.scapula.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class TraceIdsApiTest {

    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + ID + "-b7ad6b7169203331-01";

    @ParameterizedTest
    @ValueSource(strings = {"/echo/trace", "/echo/trace-after-a-while", "/echo/trace-on-a-worker"})
    void theTraceOfTheCallerIsKnownWhereverTheRequestGoes(String address) {
        var answer = given().header("traceparent", PARENT).get(address).then();

        answer.statusCode(200).body(equalTo(ID));
    }

    @Test
    void whoBringsNoTraceGetsOneOfTheirOwn() {
        var one = given().get("/echo/trace").asString();
        var other = given().get("/echo/trace").asString();

        assertThat(one).matches("[0-9a-f]{32}").isNotEqualTo(other);
    }

    @Test
    void aNeighbourIsAskedUnderTheSameTrace() {
        var answer = given().header("traceparent", PARENT)
                .get("/echo/traceparent-of-neighbour")
                .then();

        answer.statusCode(200).body(matchesPattern("00-" + ID + "-(?!b7ad6b7169203331)[0-9a-f]{16}-01"));
    }

    @Test
    void aLineOfTheLogSaysWhichRequestItBelongsTo() {
        try (var lines = LogLines.of(EchoResource.class.getName())) {

            given().header("traceparent", PARENT).get("/echo/trace");

            assertThat(lines.heard()).hasSize(1);
            assertThat(lines.heard().getFirst().getMdc("traceId")).isEqualTo(ID);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere, 404",
        "/q/nowhere, 404",
        "/tickets?colour=red, 400",
        "/tickets/broken, 500",
        "/tickets/cut-off, 503"
    })
    void everyRefusalNamesItsTrace(String address, int status) {
        var answer = given().header("traceparent", PARENT).get(address).then();

        answer.statusCode(status).contentType("application/problem+json").body("traceId", equalTo(ID));
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithItsTraceToo() {
        var answer = given().header("traceparent", PARENT)
                .contentType("application/json")
                .body("x".repeat(70_000))
                .post("/tickets")
                .then();

        answer.statusCode(413).body("traceId", equalTo(ID));
    }
}
