package org.scapula.catalog.exercise;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.scapula.catalog.CatalogTest;
import org.scapula.catalog.reader.Reader;
import org.scapula.test.TestDatabase;

@CatalogTest
@NullUnmarked // the container fills the fields
class AtHandApiTest {

    @ConfigProperty(name = "scapula.catalog.until-committed")
    Duration untilCommitted;

    @Inject
    AtHand atHand;

    private static final String RENAME = """
            update exercise_view set view = replace(view, '"name":"%s"', '"name":"%s"')
            where language = 'en' and exercise = (select id from exercise where slug = 'walking')""";

    /// Another replica publishes: the database changes behind our back.
    @Test
    void whatAnotherReplicaPublishesIsSeenWithinAMoment() throws Exception {
        var before = name();

        try {
            elsewhere(RENAME.formatted(before, "Strolling"), "update pulse set beat = beat + 1");

            assertThat(nameBecomes("Strolling")).isTrue();
        } finally {
            elsewhere(RENAME.formatted("Strolling", before), "update pulse set beat = beat + 1");
        }
        assertThat(nameBecomes(before)).isTrue();
    }

    /// What is at hand holds until a publication says otherwise: this is what saves the database the work.
    @Test
    void withoutAPublicationTheAnswerAtHandStands() throws Exception {
        Thread.sleep(untilCommitted.plusMillis(100));
        var before = name();

        try {
            elsewhere(RENAME.formatted(before, "Strolling"));

            Thread.sleep(Pulse.MOMENT.plusMillis(100));
            assertThat(name()).isEqualTo(before);
        } finally {
            elsewhere(RENAME.formatted("Strolling", before));
        }
    }

    /// A tag that nobody holds makes the endpoint answer, not the door.
    @Test
    void whatIsSentAtTheDoorIsWhatTheEndpointSends() throws InterruptedException {
        Thread.sleep(untilCommitted.plusMillis(100));
        given().get("/exercises/walking");
        assertThat(isAtHand("walking")).isTrue();

        var inside = ComeInside.SO_FAR.get();
        var door = given().get("/exercises/walking");
        assertThat(ComeInside.SO_FAR).hasValue(inside);
        var endpoint = given().header("If-None-Match", "\"none\"").get("/exercises/walking");
        assertThat(ComeInside.SO_FAR).hasValue(inside + 1);

        assertThat(door.body().asByteArray()).isEqualTo(endpoint.body().asByteArray());
        assertThat(lines(door)).isEqualTo(lines(endpoint)).anyMatch(line -> line.startsWith("etag"));
    }

    @Test
    void theDoorAnswersInTheLanguageThatIsWanted() throws InterruptedException {
        Thread.sleep(untilCommitted.plusMillis(100));
        for (var tries = 0; tries < 2; tries++) {
            given().header("Accept-Language", "de")
                    .get("/exercises/walking")
                    .then()
                    .header("Content-Language", equalTo("de"))
                    .body("language", equalTo("de"));
            given().get("/exercises/walking").then().body("language", equalTo("en"));
        }
    }

    @Test
    void whatTheDoorDoesNotFindTheEndpointRefuses() {
        var inside = ComeInside.SO_FAR.get();

        given().get("/exercises/nobody-knows-this").then().statusCode(404).contentType("application/problem+json");

        assertThat(ComeInside.SO_FAR).hasValue(inside + 1);
    }

    private boolean isAtHand(String slug) {
        return atHand.found(new AtHand.Wanted(Reader.SHIPPED, slug, "en")).isPresent();
    }

    private static List<String> lines(Response answer) {
        return answer.headers().asList().stream()
                .map(header -> header.getName().toLowerCase(Locale.ROOT) + ": " + header.getValue())
                .sorted()
                .toList();
    }

    /// A moment, and generous time for a busy machine.
    private static boolean nameBecomes(String wanted) throws InterruptedException {
        for (var tries = 0; tries < 50 && !name().equals(wanted); tries++) {
            Thread.sleep(100);
        }
        return name().equals(wanted);
    }

    private static String name() {
        return given().get("/exercises/walking").jsonPath().getString("name");
    }

    private static void elsewhere(String... statements) throws SQLException {
        try (var other = TestDatabase.running().enter("catalog");
                var statement = other.createStatement()) {
            for (var sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }
}
