package org.scapula.catalog.edition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scapula.catalog.CatalogTest;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.ShippedFiles;

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
