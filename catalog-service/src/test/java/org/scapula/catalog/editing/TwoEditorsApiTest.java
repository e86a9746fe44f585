package org.scapula.catalog.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.catalog.editing.Editors.exercise;

import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.scapula.catalog.CatalogTest;

/// Two people save the same draft at the same moment: one wins, the other is told, and nobody's words are lost.
@CatalogTest
class TwoEditorsApiTest {

    private static final int ROUNDS = 40;

    private final Editors own = new Editors();

    @Test
    void oneWinsAndTheOtherHasTheirTextAndTheCurrentOneBesideIt() throws Exception {
        own.begins(exercise("wall-angel")).then().statusCode(201);

        for (var round = 1; round <= ROUNDS; round++) {
            var tag = own.tag("wall-angel");
            var texts = List.of("Ada, round " + round, "Ben, round " + round);

            var answers = atOnce(
                    () -> Editors.patches(own.editor(), "wall-angel", tag, naming(texts.get(0))),
                    () -> Editors.patches(own.secondEditor(), "wall-angel", tag, naming(texts.get(1))));

            assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 412);
            var winner = answers.get(0).statusCode() == 200 ? 0 : 1;
            var lost = answers.get(1 - winner);
            var kept = own.reads("wall-angel");
            assertThat(kept.<String>path("name")).isEqualTo(texts.get(winner));
            assertThat(lost.<String>path("current.name")).isEqualTo(texts.get(winner));
            assertThat(lost.header("ETag")).isEqualTo(kept.header("ETag"));

            // What was not saved is still in the loser's hands, and can be saved on what is there now.
            var again = Editors.patches(own.editor(), "wall-angel", lost.header("ETag"), naming(texts.get(1 - winner)));
            assertThat(again.statusCode()).isEqualTo(200);
        }
        var id = own.reads("wall-angel").<String>path("draft.exercise");
        assertThat(own.admin().get("/audit?limit=200&record=" + id).jsonPath().getList("entries.act"))
                .filteredOn("exercise.change"::equals)
                .hasSize(2 * ROUNDS);
    }

    @RepeatedTest(5)
    void ofManyWhoBeginTheSameExerciseOneDoes() throws Exception {
        Callable<Response> begin = () -> own.begins(exercise("wall-angel"));

        var answers = atOnce(begin, begin, begin, begin);

        assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(201, 409, 409, 409);
    }

    @RepeatedTest(5)
    void whatIsSavedWhileItIsPublishedIsNotPublishedUnseen() throws Exception {
        own.begins(exercise("wall-angel")).then().statusCode(201);
        own.submits("wall-angel").then().statusCode(200);
        var tag = own.tag("wall-angel");

        var answers = atOnce(
                () -> own.clinician().header("If-Match", tag).post("/exercises/wall-angel/draft/publication"),
                () -> own.clinician().header("If-Match", tag).post("/exercises/wall-angel/draft/publication"),
                () -> own.clinician()
                        .header("If-Match", tag)
                        .contentType("application/json")
                        .body("{\"note\": \"Wait.\"}")
                        .post("/exercises/wall-angel/draft/return"));

        assertThat(answers).extracting(Response::statusCode).containsOnlyOnce(200);
        assertThat(answers)
                .extracting(Response::statusCode)
                .allMatch(status -> List.of(200, 404, 412).contains(status));
    }

    private static String naming(String name) {
        return "{\"name\": \"" + name + "\"}";
    }

    @SafeVarargs
    private static List<Response> atOnce(Callable<Response>... acts) throws InterruptedException {
        var start = new CyclicBarrier(acts.length);
        try (var threads = Executors.newFixedThreadPool(acts.length)) {
            return threads
                    .invokeAll(IntStream.range(0, acts.length)
                            .<Callable<Response>>mapToObj(place -> () -> {
                                start.await();
                                return acts[place].call();
                            })
                            .toList())
                    .stream()
                    .map(done -> {
                        try {
                            return done.get();
                        } catch (InterruptedException | ExecutionException failure) {
                            throw new AssertionError(failure);
                        }
                    })
                    .toList();
        }
    }
}
