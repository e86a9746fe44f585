package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// Whatever goes wrong: neither a patient's reference, nor what triage said of them, nor a token gets into the log.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class QuietLogsApiTest {

    private static final String PATIENT = "p-marker-90210";
    private static final String SAID = "marker-of-what-was-said";

    private final CircuitBreakerMaintenance breakers;
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(words(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    QuietLogsApiTest(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    @BeforeEach
    void listen() {
        Neighbours.areFine();
        breakers.resetAll();
        Logger.getLogger("").addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(listener);
    }

    @Test
    void theLogSaysNothingAboutAPerson() {
        var assessment =
                Assessed.selfCare(answer -> answer.put("patient", PATIENT).put("headline", SAID));
        var clinician = Tokens.clinician();
        var admin = Tokens.admin();

        var address = Wish.after(assessment).by(clinician).post().header("Location");
        given().auth().oauth2(Tokens.patient(PATIENT)).get(address).then().statusCode(200);
        given().auth().oauth2(Tokens.patient("p-0")).get(address).then().statusCode(404);
        var refused = List.of(
                Wish.after(Assessed.emergency().put("patient", PATIENT).put("headline", SAID))
                        .by(clinician)
                        .sent(),
                Wish.after(Assessed.selfCare(
                                answer -> answer.put("patient", PATIENT).put("disposition", SAID)))
                        .by(clinician)
                        .sent(),
                Wish.after(Assessed.selfCare(answer -> answer.put("patient", PATIENT + " " + SAID)))
                        .by(clinician)
                        .sent(),
                Wish.after(assessment).with("avoid", SAID).by(clinician).sent());
        for (var door : List.of("triage-records", "catalog-records")) {
            for (var status : List.of(500, 403, 404)) {
                Neighbours.answersStatus(door, status);
                given().auth().oauth2(admin).get("/patients/" + PATIENT);
                given().auth().oauth2(admin).delete("/patients/" + PATIENT);
            }
            Neighbours.says(door, "{\"patient\": \"" + PATIENT + "\", \"service\": \"" + SAID + "\"}");
            given().auth().oauth2(admin).get("/patients/" + PATIENT);
            Neighbours.areFine();
        }
        given().auth().oauth2(admin).get("/patients/" + PATIENT).then().statusCode(200);
        given().auth().oauth2(admin).delete("/patients/" + PATIENT).then().statusCode(200);

        assertThat(refused).containsExactly(409, 503, 503, 422);
        assertThat(logged)
                .anyMatch(entry -> entry.contains("No answer"))
                .noneMatch(entry -> entry.contains(PATIENT) || entry.contains(SAID))
                .noneMatch(entry -> entry.contains(clinician) || entry.contains(admin));
    }

    private static String words(LogRecord entry) {
        var words = new StringWriter();
        words.append(entry.getLoggerName()).append(' ').append(entry.getMessage());
        if (entry.getParameters() != null) {
            words.append(Arrays.toString(entry.getParameters()));
        }
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(words));
        }
        return words.toString();
    }
}
