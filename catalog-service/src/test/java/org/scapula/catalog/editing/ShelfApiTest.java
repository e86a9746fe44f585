package org.scapula.catalog.editing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.scapula.catalog.editing.Editors.as;
import static org.scapula.catalog.editing.Editors.exercise;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.catalog.CatalogTest;
import org.scapula.test.TestDatabase;

/// What a clinic shows and hides, and what was published, for ever.
@CatalogTest
class ShelfApiTest {

    private final Editors own = new Editors();
    private final Editors others = new Editors();

    @Test
    void everyVersionIsKeptAsItWasPublished() {
        var id = own.published(exercise("wall-angel"));
        var first = own.clinician().get("/exercises/wall-angel/versions/1");
        assertThat(own.publishedAgain("wall-angel", "{\"name\": \"Angel\", \"level\": 2}"))
                .isEqualTo(id);
        assertThat(own.publishedAgain("wall-angel", "{\"name\": \"Wall angel\", \"level\": 1}"))
                .isEqualTo(id);

        var all = as(own.clinic.patient("p-1")).get("/exercises/wall-angel/versions");

        all.then()
                .statusCode(200)
                .body("versions.version", equalTo(List.of(3, 2, 1)))
                .body("versions.exercise", equalTo(List.of(id, id, id)), "next", nullValue());
        assertThat(all.<String>path("versions[0].hash")).isEqualTo(all.path("versions[2].hash"));
        own.clinician().get("/exercises/{id}/versions?limit=2", id).then().body("next", equalTo("2"));
        own.clinician()
                .get("/exercises/{id}/versions?limit=2&cursor=2", id)
                .then()
                .body("versions.version", equalTo(List.of(1)));
        own.clinician().get("/exercises/wall-angel/versions/2").then().body("document.name", equalTo("Angel"));
        var again = own.clinician().get("/exercises/wall-angel/versions/1");
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        own.clinician()
                .header("If-None-Match", first.header("ETag"))
                .get("/exercises/wall-angel/versions/1")
                .then()
                .statusCode(304);
        own.seenBy(own.clinic.clinician(), id).then().body("version", equalTo(3));
        for (var unknown : List.of("/4", "/0", "/x", "/99999999999")) {
            own.clinician()
                    .get("/exercises/wall-angel/versions" + unknown)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void versionsAreReadByWhoeverMayReadTheExercise() {
        var id = own.published(exercise("wall-angel"));

        given().get("/exercises/cat-cow/versions").then().statusCode(200).body("versions[0].shipped", equalTo(true));
        given().get("/exercises/cat-cow/versions/1")
                .then()
                .statusCode(200)
                .body("document.slug", equalTo("cat-cow"), "document.translations.de.name", not(nullValue()));
        given().get("/exercises/{id}/versions", id).then().statusCode(404);
        others.clinician().get("/exercises/{id}/versions/1", id).then().statusCode(404);
        given().auth()
                .oauth2("let-me-in")
                .get("/exercises/cat-cow/versions")
                .then()
                .statusCode(401);
        given().get("/exercises/no-such-exercise/versions").then().statusCode(404);
    }

    @Test
    void aDraftIsNoVersion() {
        own.begins(exercise("wall-angel")).then().statusCode(201);

        own.editor().get("/exercises/wall-angel/versions").then().statusCode(404);
        own.editor().get("/exercises/wall-angel/versions/1").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update catalog.exercise_version set document = '{}' where exercise = '%s'",
                "update catalog.exercise_version set state = 'DRAFT', published_at = null, published_by = null where exercise = '%s'",
                "delete from catalog.exercise_version where exercise = '%s'"
            })
    void theDatabaseItselfLetsNobodyChangeWhatWasPublished(String sql) throws SQLException {
        var id = own.published(exercise("wall-angel"));

        try (var operator = TestDatabase.running().asOperator();
                var statement = operator.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql.formatted(id))).hasMessageContaining("published version");
        }
    }

    @Test
    void whatIsRetiredIsSeenByNobodyAndComesBack() {
        var shipped = own.clinician().get("/exercises/superman").<String>path("id");
        var id = own.published(exercise("superman"));
        own.shelves(exercise("leads-there")
                .set("progressTo", Editors.JSON.createArrayNode().add("superman")));
        var before = own.clinician().get("/exercises/superman").<String>path("catalogVersion");

        var retired = own.editor().put("/exercises/superman/retirement");

        retired.then()
                .statusCode(200)
                .body("standing", equalTo("RETIRED"), "shownInstead.exercise", equalTo(shipped))
                .body("linkedFrom", hasSize(0));
        assertThat(retired.<String>path("catalogVersion")).isNotEqualTo(before);
        own.seenBy(own.clinic.clinician(), id).then().statusCode(404);
        own.clinician().get("/exercises/superman").then().body("id", equalTo(shipped));
        own.clinician().get("/exercises/{id}/versions", id).then().statusCode(200);
        own.editor()
                .put("/exercises/superman/retirement")
                .then()
                .statusCode(200)
                .body("catalogVersion", equalTo(retired.path("catalogVersion")));
        own.editor()
                .delete("/exercises/superman/retirement")
                .then()
                .statusCode(200)
                .body("standing", equalTo("SHOWN"), "replaces.exercise", equalTo(shipped));
        own.clinician().get("/exercises/superman").then().body("id", equalTo(id), "version", equalTo(1));
        own.editor().put("/exercises/cat-cow/retirement").then().statusCode(404);
        others.editor().put("/exercises/{id}/retirement", id).then().statusCode(404);
    }

    @Test
    void whoLeadsToWhatIsGoneIsNamed() {
        own.shelves(exercise("goal"));
        own.shelves(
                exercise("way").set("progressTo", Editors.JSON.createArrayNode().add("goal")));

        own.editor()
                .put("/exercises/goal/retirement")
                .then()
                .body("linkedFrom", equalTo(List.of("way")), "shownInstead", nullValue());

        own.editor().put("/exercises/way/retirement").then().statusCode(200);
        own.editor()
                .delete("/exercises/way/retirement")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("unknown-link"));
    }

    @Test
    void whatIsHiddenIsHiddenFromThisClinicAndShownAgain() {
        var hidden = own.editor().put("/hidden-exercises/superman");

        hidden.then().statusCode(200).body("standing", equalTo("HIDDEN"));
        for (var token : List.of(own.clinic.patient("p-1"), own.clinic.editor())) {
            own.seenBy(token, "superman").then().statusCode(404);
        }
        others.clinician().get("/exercises/superman").then().statusCode(200);
        given().get("/exercises/superman").then().statusCode(200);
        own.clinician()
                .get("/hidden-exercises")
                .then()
                .body("hidden.slug", equalTo(List.of("superman")), "hidden[0].hidden.by", equalTo("editor-1"));
        others.clinician().get("/hidden-exercises").then().body("hidden", hasSize(0));
        own.editor()
                .put("/hidden-exercises/superman")
                .then()
                .body("catalogVersion", equalTo(hidden.path("catalogVersion")));

        own.editor()
                .delete("/hidden-exercises/{id}", hidden.<String>path("exercise"))
                .then()
                .statusCode(200)
                .body("standing", equalTo("SHOWN"));

        own.clinician().get("/exercises/superman").then().statusCode(200);
        assertThat(own.acts(hidden.path("exercise"))).containsExactly("exercise.show", "exercise.hide");
        own.editor().put("/hidden-exercises/no-such-exercise").then().statusCode(404);
    }

    @Test
    void whatIsReplacedStaysReplacedWhenItIsNoLongerHidden() {
        own.editor().put("/hidden-exercises/superman").then().statusCode(200);
        own.shelves(exercise("superman"));

        own.editor().delete("/hidden-exercises/superman").then().body("standing", equalTo("REPLACED"));

        own.clinician().get("/hidden-exercises").then().body("hidden.reason", hasItem("REPLACED"));
        own.clinician().get("/exercises/superman").then().body("shipped", equalTo(false));
    }

    @Test
    void whatIsDraftedFromAShippedExerciseKeepsItsDrawingUntilTheClinicSaysOtherwise() {
        own.beginsFrom("superman").then().statusCode(201).body("drawnAs", equalTo("superman"));
        own.submits("superman").then().statusCode(200);
        own.publishes("superman").then().statusCode(200);

        own.clinician()
                .get("/exercises/superman")
                .then()
                .body("shipped", equalTo(false), "figure.drawnFor", equalTo("superman"));
        own.clinician().get("/exercises/superman/figure.svg").then().statusCode(200);

        assertThat(own.publishedAgain("superman", "{\"drawnAs\": null}")).isNotBlank();

        own.clinician().get("/exercises/superman").then().body("figure", nullValue());
        own.clinician().get("/exercises/superman/figure.svg").then().statusCode(404);
    }
}
