package org.scapula.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccessLogApiTest {

    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + ID + "-b7ad6b7169203331-01";

    @Test
    void aRequestIsOneLineWithoutAnythingAboutThePerson() throws InterruptedException {
        var line = lineOf(given(), "GET", "/echo/people/p-4711");

        assertThat(line.getFormattedMessage()).matches("GET /echo/people/\\{name} 200 \\d+ ms");
        assertThat(line.getMdc("traceId")).isEqualTo(ID);
    }

    @Test
    void aRefusalIsOneLineToo() throws InterruptedException {
        assertThat(lineOf(given(), "GET", "/echo/people/p-4711?fever=39").getFormattedMessage())
                .matches("GET /echo/people/\\{name} 400 \\d+ ms");
        assertThat(lineOf(given(), "GET", "/people/p-4711/fever").getFormattedMessage())
                .matches("GET - 404 \\d+ ms");
        assertThat(lineOf(given(), "FEVER", "/people/p-4711").getFormattedMessage())
                .matches("- - 40\\d \\d+ ms");
    }

    @Test
    void whoIsNotLetInIsOneLineToo() throws InterruptedException {
        assertThat(lineOf(given(), "GET", "/echo/closed/p-4711").getFormattedMessage())
                .matches("GET (-|/echo/closed/\\{name}) 401 \\d+ ms");
    }

    private static ExtLogRecord lineOf(RequestSpecification request, String method, String address)
            throws InterruptedException {
        try (var lines = LogLines.of(AccessLog.CATEGORY).from(Level.INFO)) {
            request.header("traceparent", PARENT).request(method, address);
            var line = lines.next();
            assertThat(lines.heard()).isEmpty();
            return line;
        }
    }
}
