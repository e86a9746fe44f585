package org.scapula.catalog.exercise;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.scapula.catalog.CatalogTest;

/// What people type: everyday words, other forms of words, typing errors, in two languages.
@CatalogTest
class SearchWordsApiTest {

    private static final Logger LOG = Logger.getLogger(SearchWordsApiTest.class);
    private static final int QUERIES = 34;
    private static final int ENOUGH = 32;

    private record Query(String asked, String language, String first) {}

    private record Answer(Query query, List<String> found) {

        boolean isRight() {
            return !found.isEmpty() && found.getFirst().equals(query.first());
        }

        @Override
        public String toString() {
            return "%s %-34s (%s) wanted %s, found %s"
                    .formatted(isRight() ? "right" : "WRONG", query.asked(), query.language(), query.first(), found);
        }
    }

    @Test
    void atLeast32Of34FindTheRightExerciseFirst() {
        var queries = queries();

        var answers = queries.stream().map(SearchWordsApiTest::ask).toList();

        var right = answers.stream().filter(Answer::isRight).count();
        answers.forEach(LOG::info);
        LOG.infof("%d of %d find the right exercise first", right, answers.size());
        assertThat(queries).hasSize(QUERIES);
        assertThat(right)
                .as(() -> String.join(
                        "\n",
                        answers.stream()
                                .filter(answer -> !answer.isRight())
                                .map(Answer::toString)
                                .toList()))
                .isGreaterThanOrEqualTo(ENOUGH);
    }

    private static Answer ask(Query query) {
        var found = given().queryParam("q", query.asked())
                .queryParam("limit", 4)
                .header("Accept-Language", query.language())
                .get("/exercises")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("exercises.slug", String.class);
        return new Answer(query, found);
    }

    private static List<Query> queries() {
        try (var file = SearchWordsApiTest.class.getResourceAsStream("/search-queries.csv")) {
            var lines = new ArrayList<>(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            lines.removeFirst();
            return lines.stream()
                    .map(line -> line.split(","))
                    .map(fields -> new Query(fields[0], fields[1], fields[2]))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
