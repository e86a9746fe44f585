package org.scapula.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.scapula.test.Forgeries;
import org.scapula.test.IssuerForTests;

/// What a bad token says about a person does not reach the log, at the levels that production has.
@QuarkusTest
@WithTestResource(IssuerForTests.class)
@TestProfile(QuietLogsApiTest.WithAnIssuer.class)
class QuietLogsApiTest {

    @Test
    void nothingOfABadTokenIsLogged() {
        try (var lines = LogLines.of("")) {
            for (var token : Forgeries.all()) {
                given().auth().oauth2(token).get("/echo/closed/a").then().statusCode(401);
            }
            given().auth().oauth2("not.a.token").get("/echo/closed/a").then().statusCode(401);
            given().header("Authorization", "Basic YTpi")
                    .get("/echo/closed/a")
                    .then()
                    .statusCode(401);

            // Proves that something would be heard.
            Logger.getLogger(QuietLogsApiTest.class).info("heard");
            assertThat(lines.heard())
                    .extracting(line -> line.getLoggerName() + " " + line.getFormattedMessage())
                    .containsExactly(QuietLogsApiTest.class.getName() + " heard");
        }
    }

    public static final class WithAnIssuer implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.oidc.tenant-enabled", "true", "quarkus.oidc.token.audience", "scapula-catalog");
        }
    }
}
