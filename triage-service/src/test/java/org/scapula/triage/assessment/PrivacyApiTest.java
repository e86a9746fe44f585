package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scapula.test.PostgresForTests;
import org.scapula.test.TestDatabase;

/// Nothing a person says reaches a log, whatever goes right or wrong.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "triage"))
class PrivacyApiTest {

    private static final String SECRET = "Tiggywinkle";

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
        var answer = Person.withoutWarningSigns()
                .with("suicidalThoughts", "yes")
                .saying(SECRET)
                .asks();

        assertThat(answer.statusCode()).isEqualTo(201);
        assertNothingLeaks();
    }

    @Test
    void aRefusalLeavesNoTrace() {
        var answer = Person.silent()
                .with("suicidalThoughts", SECRET)
                .with("nprsNow", 4711)
                .saying(SECRET)
                .asks();

        assertThat(answer.statusCode()).isEqualTo(422);
        assertNothingLeaks();
    }

    @Test
    void brokenJsonLeavesNoTrace() {
        var answer = given().contentType(ContentType.JSON)
                .body("{\"answers\":{\"suicidalThoughts\":\"yes\",\"" + SECRET + "\":" + SECRET)
                .post("/assessments");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertNothingLeaks();
    }

    @Test
    void aFailingDatabaseLeavesNoTrace() throws SQLException {
        try (var connection = TestDatabase.running().enter("triage");
                var statement = connection.createStatement()) {
            statement.execute("alter table assessment add constraint full_up check (id is null) not valid");
            try {
                var answer = Person.withoutWarningSigns()
                        .with("suicidalThoughts", "yes")
                        .saying(SECRET)
                        .asks();
                assertThat(answer.statusCode()).isEqualTo(503);
            } finally {
                statement.execute("alter table assessment drop constraint full_up");
            }
        }

        assertNothingLeaks();
        assertThat(everything.lines).anyMatch(line -> line.contains("Assessment not kept"));
    }

    private void assertNothingLeaks() {
        assertThat(everything.lines)
                .noneMatch(line -> line.contains(SECRET))
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
