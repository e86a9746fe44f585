package org.scapula.catalog.edition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.List;
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
