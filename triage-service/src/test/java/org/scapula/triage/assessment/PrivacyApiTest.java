package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scapula.test.Forgeries;
import org.scapula.test.Planted;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// Nothing a person says reaches a log, whatever goes right or wrong.
@QuarkusTest
@WithTestResource(Lines.class)
class PrivacyApiTest {

    private final Everything everything = new Everything();

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(everything);
    }

    @AfterEach
    void leave() {
        Logger.getLogger("").removeHandler(everything);
    }

    @Test
    void theListenerHearsWhatIsLogged() {
        Logger.getLogger("org.scapula.triage").warning("heard");

        assertThat(everything.lines).anyMatch(line -> line.contains("heard"));
    }

    @Test
    void anAnswerLeavesNoTrace() {
        var answer = secretive().asks();

        assertThat(answer.statusCode()).isEqualTo(201);
        assertNothingLeaks();
    }

    @Test
    void anAnswerInPassingLeavesNoTrace() {
        var answer = Person.withoutWarningSigns()
                .with("suicidalThoughts", "yes")
                .saying(Planted.FREE_TEXT)
                .asksInPassing();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertNothingLeaks();
    }

    @Test
    void readingExportingAndErasingLeaveNoTrace() {
        var location = secretive().asks().header("Location");

        var answers = List.of(
                as(Tokens.patient(Planted.PATIENT)).get(location),
                as(Tokens.patient("p-2")).get(location),
                as(Tokens.admin()).get("/patients/" + Planted.PATIENT + "/records"),
                as(Tokens.patient("p-2")).get("/patients/" + Planted.PATIENT + "/records"),
                as(Tokens.admin()).get("/audit?patient=" + Planted.PATIENT),
                as(Tokens.admin()).delete("/patients/" + Planted.PATIENT + "/records"),
                secretive().asks());

        assertThat(answers).extracting(Response::statusCode).containsExactly(200, 404, 200, 404, 200, 200, 409);
        assertNothingLeaks();
        AsOperator.letTheFenceFall();
    }

    @Test
    void whoeverMayNotLeavesNoTrace() {
        var answers = Stream.of(Tokens.admin(), Forgeries.expired(), "not.a.token")
                .map(token -> secretive().as(token).asks().statusCode())
                .toList();

        assertThat(answers).containsExactly(403, 401, 401);
        assertNothingLeaks();
    }

    @Test
    void aRefusalLeavesNoTrace() {
        var answer = secretive()
                .with("suicidalThoughts", Planted.FREE_TEXT)
                .with("nprsNow", 4711)
                .asks();

        assertThat(answer.statusCode()).isEqualTo(422);
        assertNothingLeaks();
    }

    @Test
    void aPatientWhoIsNoReferenceLeavesNoTrace() {
        var answer =
                secretive().as(Tokens.clinician()).about("Mrs " + Planted.MARK).asks();

        assertThat(answer.statusCode()).isEqualTo(422);
        assertNothingLeaks();
    }

    @Test
    void brokenJsonLeavesNoTrace() {
        for (var address : List.of("/assessments", "/evaluations")) {
            var answer = as(Tokens.patient(Planted.PATIENT))
                    .contentType(ContentType.JSON)
                    .body("{\"answers\":{\"suicidalThoughts\":\"yes\",\"" + Planted.MARK + "\":" + Planted.MARK)
                    .post(address);

            assertThat(answer.statusCode()).as(address).isEqualTo(400);
        }
        assertNothingLeaks();
    }

    @Test
    void aFailingDatabaseLeavesNoTrace() throws SQLException {
        try (var connection = TestDatabase.running().asOwnerOf("triage");
                var statement = connection.createStatement()) {
            statement.execute("alter table assessment add constraint full_up check (id is null) not valid");
            try {
                assertThat(secretive().asks().statusCode()).isEqualTo(503);
            } finally {
                statement.execute("alter table assessment drop constraint full_up");
            }
        }

        assertNothingLeaks();
        assertThat(everything.lines).anyMatch(line -> line.contains("Assessment not kept"));
    }

    private static Person secretive() {
        return Person.withoutWarningSigns()
                .with("suicidalThoughts", "yes")
                .saying(Planted.FREE_TEXT)
                .as(Tokens.patient(Planted.PATIENT));
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private void assertNothingLeaks() {
        assertThat(everything.lines)
                .noneMatch(line -> line.contains(Planted.MARK))
                .noneMatch(line -> line.contains("suicidal"))
                .noneMatch(line -> line.contains("4711"))
                .noneMatch(line -> line.contains("EMERGENCY"));
    }

    private static final class Everything extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        private Everything() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            // The embedded database server runs in this process only for the tests; its own log is its operator's.
            if (String.valueOf(record.getLoggerName()).startsWith("io.zonky")) {
                return;
            }
            var message = record instanceof ExtLogRecord ext ? ext.getFormattedMessage() : record.getMessage();
            lines.add(message + " " + causes(record.getThrown()));
        }

        private static String causes(@Nullable Throwable thrown) {
            return thrown == null ? "" : thrown + " " + causes(thrown.getCause());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
