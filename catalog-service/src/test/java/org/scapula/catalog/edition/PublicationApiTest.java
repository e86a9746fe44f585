package org.scapula.catalog.edition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scapula.catalog.CatalogTest;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.ShippedFiles;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

@CatalogTest
@NullUnmarked // the container fills the field
class PublicationApiTest {

    private static final String SQUEEZE = "exercises/29-scapular-squeeze.yaml";

    @Inject
    Editions editions;

    @AfterEach
    void shippedAgain() throws Throwable {
        publish(Content.read(ShippedFiles.all()));
    }

    @Test
    void publishingAgainKeepsEveryId() throws Throwable {
        var before = ids();

        publish(Content.read(ShippedFiles.all()));

        assertThat(ids()).isEqualTo(before).hasSize(57);
    }

    @Test
    void aChangedExerciseKeepsItsIdAndTheCatalogueGetsANewVersion() throws Throwable {
        var before = given().get("/exercises/scapular-squeeze").jsonPath();

        publish(Content.read(ShippedFiles.with(SQUEEZE, "level: 1", "level: 2")));

        var after = given().get("/exercises/scapular-squeeze").jsonPath();
        assertThat(after.getString("id")).isEqualTo(before.getString("id"));
        assertThat(after.getInt("level")).isEqualTo(2);
        assertThat(after.getString("catalogVersion")).isNotEqualTo(before.getString("catalogVersion"));
    }

    @Test
    void whatAClinicHasAlreadyStandsInPlaceOfWhatAnEditionBrings() throws Throwable {
        var clinic = Tokens.at("edition-" + UUID.randomUUID().toString().substring(0, 20));
        var own = new ObjectMapper()
                .readTree(given().get("/exercises/scapular-squeeze/versions/1").asString())
                .withObject("/document");
        own.put("slug", "brand-new").remove(List.of("number", "regressTo", "progressTo"));
        own.putArray("regressTo");
        own.putArray("progressTo");
        given().auth()
                .oauth2(clinic.admin())
                .contentType("application/x-ndjson")
                .body(("{\"type\": \"EXERCISE\", \"document\": " + own + "}").getBytes(StandardCharsets.UTF_8))
                .post("/catalogue")
                .then()
                .statusCode(200)
                .body(containsString("CREATED"));
        var files = ShippedFiles.all();
        for (var folder : List.of("", "languages/de/")) {
            var words = String.valueOf(files.get(folder + SQUEEZE));
            files.put(
                    folder + "exercises/58-brand-new.yaml",
                    words.replace("slug: scapular-squeeze", "slug: brand-new").replace("number: 29", "number: 58"));
        }

        publish(Content.read(files));

        assertThat(given().get("/exercises/brand-new").jsonPath().getBoolean("shipped"))
                .isTrue();
        given().auth()
                .oauth2(clinic.clinician())
                .get("/hidden-exercises")
                .then()
                .body("hidden.slug", equalTo(List.of("brand-new")), "hidden.reason", equalTo(List.of("REPLACED")));
    }

    @Test
    void twoReplicasThatStartAtOnceLeaveOneCopy() throws Exception {
        var content = Content.read(ShippedFiles.with(SQUEEZE, "level: 1", "level: 3"));
        Callable<Void> start = () -> {
            publishUnchecked(content);
            return null;
        };

        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var started : threads.invokeAll(List.of(start, start, start, start))) {
                started.get();
            }
        }

        assertThat(ids()).hasSize(57).doesNotHaveDuplicates();
        assertThat(given().get("/exercises/scapular-squeeze").jsonPath().getInt("level"))
                .isEqualTo(3);
    }

    /// Everybody else's patience is five seconds; a replica that starts on a busy machine has more.
    @Test
    void aReplicaThatMustWaitForItsTurnStillStarts() throws Exception {
        try (var other = TestDatabase.running().enter("catalog");
                var lock = other.prepareStatement("select pg_advisory_xact_lock(?)");
                var threads = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            lock.setLong(1, Editions.ONE_AT_A_TIME);
            lock.execute();

            var start = threads.submit(() -> publishUnchecked(Content.read(ShippedFiles.all())));
            assertThatThrownBy(() -> start.get(7, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            other.commit();

            start.get();
        }
        assertThat(ids()).hasSize(57);
    }

    private void publishUnchecked(Content content) {
        try {
            publish(content);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    private void publish(Content content) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> editions.publish(content));
    }

    private static List<String> ids() {
        return given().get("/exercises?limit=100").jsonPath().getList("exercises.id");
    }
}
