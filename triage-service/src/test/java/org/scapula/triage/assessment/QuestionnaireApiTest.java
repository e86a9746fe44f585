package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.scapula.test.Tokens;
import org.scapula.triage.rules.Finding;

/// What is asked, and the rules in the open.
@QuarkusTest
@WithTestResource(Lines.class)
class QuestionnaireApiTest {

    @TestHTTPResource(value = "/", management = true)
    URI management = URI.create("/");

    @Test
    void everyFindingIsAskedOnce() {
        var asked = given().get("/questionnaire");

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.jsonPath().getList("sections.questions.id.flatten()"))
                .containsExactlyInAnyOrderElementsOf(
                        Person.findings().stream().map(Finding::id).toList());
    }

    @Test
    void whatToDoInAnEmergencyComesBeforeTheFirstQuestion() {
        var asked = given().get("/questionnaire");

        assertThat(asked.body().asString()).startsWith("{\"emergencyFirst\":\"Call 112 now");
        assertThat(asked.jsonPath().getString("notice")).contains("not a diagnosis", "No clinician has reviewed");
    }

    @Test
    void everyQuestionOfARuleSaysWhichRule() {
        var asked = given().get("/questionnaire").jsonPath();

        assertThat(asked.getList("sections.questions.flatten().findAll { it.redFlag }.askedFor"))
                .allSatisfy(rules -> assertThat((List<?>) rules).isNotEmpty());
        assertThat(asked.getList("sections.questions.flatten().findAll { it.type != 'YES_NO' }.min"))
                .doesNotContainNull();
    }

    @Test
    void everyRuleIsInTheOpen() {
        var rules = asked().get("/rule-set").jsonPath();

        assertThat(rules.getList("rules.id", String.class))
                .contains("E01", "E15", "U01", "U15", "R01", "R13", "S01")
                .hasSize(45);
        assertThat(rules.getList("rules.reason", String.class)).noneMatch(String::isBlank);
        assertThat(rules.getList("rules.sources"))
                .allSatisfy(sources -> assertThat((List<?>) sources).isNotEmpty());
        assertThat(rules.getList("parameters")).isNotEmpty();
    }

    @Test
    void everySignOfTheArticlesCanBeFound() throws IOException {
        var sources = new HashSet<String>();
        sources.addAll(given().get("/questionnaire").jsonPath().getList("sections.questions.sources.flatten()"));
        sources.addAll(asked().get("/rule-set").jsonPath().getList("rules.sources.flatten()"));

        assertThat(sources).containsAll(signsOfTheArticles());
    }

    @Test
    void aCallerThatHasItAlreadyIsToldSo() {
        for (var address : List.of("/questionnaire", "/rule-set")) {
            var tag = asked().get(address).header("ETag");

            var again = asked().header("If-None-Match", tag).get(address);

            assertThat(tag).as(address).startsWith("\"");
            assertThat(again.statusCode()).as(address).isEqualTo(304);
            assertThat(again.asByteArray()).as(address).isEmpty();
        }
    }

    @Test
    void anUnknownParameterIsRefused() {
        var answer = given().queryParam("lang", "en").get("/questionnaire");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:scapula:problem:unknown-parameter");
    }

    @Test
    void theServiceIsReadyWithItsRules() {
        var ready = given().get(management.resolve("/q/health/ready"));

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.jsonPath().getString("checks.find { it.name == 'rule set' }.status"))
                .isEqualTo("UP");
    }

    private static RequestSpecification asked() {
        return given().auth().oauth2(Tokens.editor());
    }

    private static Set<String> signsOfTheArticles() throws IOException {
        try (var table = Objects.requireNonNull(QuestionnaireApiTest.class.getResourceAsStream("/seed-coverage.csv"))) {
            var signs = new HashSet<String>();
            new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", -1))
                    .filter(cells -> cells[1].equals("triage"))
                    .forEach(cells -> signs.add(cells[0]));
            assertThat(signs).hasSizeGreaterThan(30);
            return signs;
        }
    }
}
