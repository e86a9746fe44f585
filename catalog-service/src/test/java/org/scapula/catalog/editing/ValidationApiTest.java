package org.scapula.catalog.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.scapula.catalog.editing.Editors.exercise;
import static org.scapula.catalog.editing.Editors.parsed;

import io.quarkus.test.common.WithTestResource;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.catalog.CatalogTest;
import org.scapula.issuer.Claims;
import org.scapula.test.Tokens;

/// A dry run says what publishing would do, and what nobody knows it does not make up.
@CatalogTest
@WithTestResource(PlannerStandIn.class)
@NullUnmarked // the container fills the field
class ValidationApiTest {

    private final Editors own = new Editors();

    @Inject
    CircuitBreakerMaintenance breakers;

    @BeforeEach
    void thePlannerAnswers() {
        breakers.resetAll();
        PlannerStandIn.reset();
    }

    @Test
    void itSaysWhatChangesAndWhatThePlannerWouldDo() {
        own.shelves(exercise("wall-angel"));
        own.beginsFrom("wall-angel").then().statusCode(201);
        own.patches(
                        "wall-angel",
                        own.tag("wall-angel"),
                        "{\"name\": \"Floor angel\", \"positions\": [\"LYING_ON_BACK\"], \"shoulderElevationDegrees\": 80,"
                                + " \"tags\": [\"SUPINE\", \"FLOOR\"], \"translations\": {\"de\": {\"name\": \"Bodenengel\"}}}")
                .then()
                .statusCode(200);

        var answer = own.validates("wall-angel");

        answer.then()
                .statusCode(200)
                .body("complaints", hasSize(0), "version", equalTo(2))
                .body("against.version", equalTo(1), "against.shipped", equalTo(false))
                .body(
                        "changedFields",
                        equalTo(List.of(
                                "/name", "/positions", "/shoulderElevationDegrees", "/tags", "/translations/de")))
                .body("lost.condition", hasItem("shoulder_impingement"))
                .body("gained.condition", not(hasItem("shoulder_impingement")))
                .body("missingTranslations.find { it.language == 'de' }.fields", hasItems("steps", "cues"))
                .body("missingTranslations.find { it.language == 'de' }.fields", not(hasItem("name")))
                .body("planner.known", equalTo(true), "planner.persons", equalTo(3))
                .body("planner.changed[0].changes", equalTo(List.of("Monday: wall-angel comes in.")));
        var asked = parsed(PlannerStandIn.asked().getLast());
        assertThat(asked.path("slug").asText()).isEqualTo("wall-angel");
        assertThat(asked.path("catalogVersion").asText()).isEqualTo(answer.path("catalogVersion"));
        assertThat(asked.path("exercise").path("name").asText()).isEqualTo("Floor angel");
        assertThat(asked.path("exercise").path("version").asInt()).isEqualTo(2);
        assertThat(asked.path("exercise").path("contraindications")).isNotEmpty();
        assertThat(PlannerStandIn.tokens().getLast()).startsWith("Bearer ey");
        own.seenBy(own.clinic.clinician(), "wall-angel").then().body("name", equalTo("Wall angel"));
        assertThat(own.acts(answer.path("exercise")).getFirst()).isEqualTo("exercise.validate");
    }

    @Test
    void whatHasComplaintsIsNotTried() {
        own.begins(parsed("{\"slug\": \"half-done\", \"steps\": [\"One.\"]}"))
                .then()
                .statusCode(201);

        own.validates("half-done")
                .then()
                .statusCode(200)
                .body("complaints.pointer", hasItems("/name", "/steps", "/doses"))
                .body("against", nullValue(), "gained", nullValue(), "lost", nullValue())
                .body("planner.known", equalTo(false), "planner.why", containsString("complaints"));
        assertThat(PlannerStandIn.asked()).isEmpty();
    }

    @Test
    void aDraftOfAShippedExerciseIsComparedWithThat() {
        own.beginsFrom("superman").then().statusCode(201);
        own.patches("superman", own.tag("superman"), "{\"level\": 3}").then().statusCode(200);

        own.validates("superman")
                .then()
                .body("against.shipped", equalTo(true), "changedFields", equalTo(List.of("/level")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            500 | {}                                                                                   | did not answer | 2
            503 | {}                                                                                   | did not answer | 2
            409 | {}                                                                                   | has not read   | 1
            403 | {}                                                                                   | your login     | 1
            422 | {}                                                                                   | cannot try     | 1
            404 | {}                                                                                   | cannot try     | 1
            302 | {}                                                                                   | did not answer | 2
            200 | {}                                                                                   | did not answer | 2
            200 | nothing                                                                              | did not answer | 2
            200 | {"catalogVersion": "another", "persons": 3, "changed": []}                           | did not answer | 2
            200 | {"catalogVersion": "VERSION", "persons": 0, "changed": []}                           | did not answer | 2
            200 | {"catalogVersion": "VERSION", "persons": 3}                                          | did not answer | 2
            200 | {"catalogVersion": "VERSION", "persons": 3, "changed": [null]}                       | did not answer | 2
            """)
    void whatThePlannerDoesNotSayIsNotKnown(int status, String body, String why, int tries) {
        own.begins(exercise("wall-angel")).then().statusCode(201);
        PlannerStandIn.answers(status, body);

        own.validates("wall-angel")
                .then()
                .statusCode(200)
                .body("complaints", hasSize(0))
                .body("planner.known", equalTo(false), "planner.why", containsString(why))
                .body("planner.changed", hasSize(0));
        assertThat(PlannerStandIn.asked()).hasSize(tries);
    }

    @Test
    void aPlannerThatKeepsSilentHoldsNobodyUp() {
        own.begins(exercise("wall-angel")).then().statusCode(201);
        PlannerStandIn.keepsSilent();

        var begun = System.nanoTime();
        own.validates("wall-angel").then().statusCode(200).body("planner.known", equalTo(false));

        assertThat(System.nanoTime() - begun).isLessThan(9_000_000_000L);
    }

    @Test
    void aTokenIsShownToNobodyItIsNotMeantFor() {
        own.begins(exercise("wall-angel")).then().statusCode(201);
        var forTheCatalogueOnly = Tokens.of(Claims.of("editor", own.clinic.id()).audiences("scapula-catalog"));

        Editors.as(forTheCatalogueOnly)
                .post("/exercises/wall-angel/draft/validation")
                .then()
                .statusCode(200)
                .body("planner.known", equalTo(false), "planner.why", containsString("your login"));

        assertThat(PlannerStandIn.asked()).isEmpty();
    }

    @Test
    void nothingIsChangedByIt() {
        own.begins(exercise("wall-angel")).then().statusCode(201);
        var before = own.reads("wall-angel");

        own.validates("wall-angel").then().statusCode(200);

        assertThat(own.reads("wall-angel").asString()).isEqualTo(before.asString());
        assertThat(own.reads("wall-angel").header("ETag")).isEqualTo(before.header("ETag"));
        own.editor().post("/exercises/superman/draft/validation").then().statusCode(404);
    }
}
