package org.scapula.catalog.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.scapula.catalog.editing.Editors.as;
import static org.scapula.catalog.editing.Editors.exercise;
import static org.scapula.catalog.editing.Editors.parsed;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.catalog.CatalogTest;
import org.scapula.test.Tokens;

/// A clinic drafts an exercise, another looks at it, and it is published; nothing is changed unseen.
@CatalogTest
class DraftsApiTest {

    private final Editors own = new Editors();

    @Test
    void aDraftMayLackEverythingButItsSlug() {
        var answer = own.begins(parsed("{\"slug\": \"wall-angel\"}"));

        answer.then()
                .statusCode(201)
                .body("draft.state", equalTo("DRAFT"), "draft.version", equalTo(1), "slug", equalTo("wall-angel"));
        var read = own.reads("wall-angel");
        assertThat(answer.header("Location")).endsWith("/exercises/" + read.path("draft.exercise") + "/draft");
        assertThat(answer.header("ETag")).isEqualTo(read.header("ETag")).isEqualTo(read.path("draft.etag"));
        assertThat(own.reads(read.path("draft.exercise")).asString()).isEqualTo(read.asString());
        own.begins(parsed("{}")).then().statusCode(422).body("errors[0].pointer", equalTo("/slug"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"slug":"a","nickname":"x"}                 | 422 | /nickname
            {"slug":"a","level":"1"}                    | 422 | /level
            {"slug":"a","cues":{"feel":1}}              | 422 | /cues/feel
            {"slug":"a","tags":["SKY"]}                 | 422 | /tags/0
            {"slug":"a","number":46}                    | 422 | /number
            {"slug":"A b"}                              | 422 | /slug
            {"slug":"a","name":null}                    | 422 | /name
            []                                          | 422 | ``
            {"slug":"a","slug":"b"}                     | 400 | ``
            {"slug":                                    | 400 | ``
            """)
    void aDraftIsNeverMalformed(String document, int status, String pointer) {
        own.editor()
                .contentType("application/json")
                .body(document)
                .post("/exercises")
                .then()
                .statusCode(status)
                .body("errors.pointer", hasItem(pointer));
        own.editor().get("/drafts").then().body("drafts", hasSize(0));
    }

    @Test
    void allComplaintsAreMadeAtOnceAndNothingIsSubmitted() {
        own.begins(parsed("""
                {"slug": "wall-angel", "level": 7, "steps": ["One."], "sources": ["Nobody 1999"], "regressTo": ["nowhere"],
                 "shoulderElevationDegrees": 150, "tags": []}""")).then().statusCode(201);

        var answer = own.submits("wall-angel");

        answer.then().statusCode(422).body("type", equalTo("urn:scapula:problem:invalid-field"));
        assertThat(answer.jsonPath().getList("errors.pointer"))
                .contains(
                        "/kind",
                        "/name",
                        "/doses",
                        "/cues",
                        "/level",
                        "/steps",
                        "/sources/0",
                        "/regressTo/0",
                        "/tags",
                        "/picture",
                        "/easier");
        own.reads("wall-angel").then().body("draft.state", equalTo("DRAFT"));
    }

    @Test
    void whatIsDemandedOfAShippedExerciseIsDemandedOfAClinicsOwn() {
        var outside = exercise("wall-angel");
        outside.withObject("/doses/0/reps").put("max", 90);
        outside.putArray("commonMistakes").add("Only one.");
        outside.putArray("positions").add("LYING_FACE_DOWN");

        own.begins(outside).then().statusCode(201);

        own.submits("wall-angel")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/doses/0"))
                .body("errors.detail", hasItem(containsString("bounds of MOBILITY")))
                .body("errors.pointer", hasItem("/commonMistakes"))
                .body("errors.detail", hasItem(containsString("without the tag PRONE")));
    }

    @Test
    void aNewExerciseIsOnTheShelfWhenSomebodyElseHasPublishedIt() {
        var before = own.clinician().get("/exercises?limit=1").<String>path("catalogVersion");
        own.begins(exercise("wall-angel")).then().statusCode(201);
        own.submits("wall-angel").then().statusCode(200).body("draft.state", equalTo("IN_REVIEW"));
        own.seenBy(own.clinic.patient("p-1"), "wall-angel").then().statusCode(404);

        var answer = own.publishes("wall-angel");

        answer.then()
                .statusCode(200)
                .body("standing", equalTo("SHOWN"), "version", equalTo(1), "replaces", nullValue());
        own.seenBy(own.clinic.patient("p-1"), "wall-angel")
                .then()
                .statusCode(200)
                .body("id", equalTo(answer.path("exercise")))
                .body("shipped", equalTo(false), "version", equalTo(1), "name", equalTo("Wall angel"))
                .body("contraindications.condition", hasItem("shoulder_impingement"))
                .body("catalogVersion", equalTo(answer.path("catalogVersion")));
        assertThat(answer.<String>path("catalogVersion")).isNotEqualTo(before);
        own.reads("wall-angel").then().statusCode(404);
        own.seenBy(new Editors().clinic.clinician(), "wall-angel").then().statusCode(404);
    }

    @Test
    void nobodyPublishesTheirOwnWords() {
        own.begins(exercise("wall-angel")).then().statusCode(201);
        own.submits("wall-angel").then().statusCode(200);

        own.publishes(own.editor(), "wall-angel")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:own-review"));
        own.publishes(own.secondEditor(), "wall-angel").then().statusCode(200);
    }

    @Test
    void whoeverChangedItLastIsItsAuthor() {
        own.begins(exercise("wall-angel")).then().statusCode(201);
        Editors.patches(own.secondEditor(), "wall-angel", own.tag("wall-angel"), "{\"level\": 2}")
                .then()
                .statusCode(200);
        own.submits("wall-angel").then().statusCode(200);

        own.publishes(own.secondEditor(), "wall-angel").then().statusCode(409);
        own.publishes(own.editor(), "wall-angel").then().statusCode(200);
    }

    @Test
    void aReviewerSendsItBackWithANote() {
        own.begins(exercise("wall-angel")).then().statusCode(201);
        own.submits("wall-angel").then().statusCode(200);
        own.patches("wall-angel", own.tag("wall-angel"), "{\"level\": 2}")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:wrong-state"), "state", equalTo("IN_REVIEW"));

        own.returns("wall-angel", "Step 2: say more.").then().statusCode(200);

        own.reads("wall-angel")
                .then()
                .body("draft.state", equalTo("DRAFT"), "draft.reviewNote", equalTo("Step 2: say more."));
        own.publishes("wall-angel").then().statusCode(409).body("state", equalTo("DRAFT"));
        own.patches("wall-angel", own.tag("wall-angel"), "{\"level\": 2}")
                .then()
                .statusCode(200);
        own.submits("wall-angel").then().statusCode(200).body("draft.reviewNote", nullValue());
    }

    @Test
    void aPatchNamesWhatChangesAndNothingElse() {
        own.begins(exercise("wall-angel")).then().statusCode(201);

        var answer = own.patches(
                "wall-angel",
                own.tag("wall-angel"),
                "{\"name\": \"Angel\", \"easier\": null, \"cues\": {\"feel\": \"Work.\"}, \"aliases\": []}");

        answer.then()
                .statusCode(200)
                .body("name", equalTo("Angel"), "easier", nullValue(), "cues.feel", equalTo("Work."))
                .body("cues.breathing", equalTo("Breathe out on the way up."), "aliases", hasSize(0))
                .body("steps", hasSize(3));
        assertThat(answer.header("ETag")).isEqualTo(own.tag("wall-angel"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nickname\": \"x\"}",
                "{\"draft\": {\"state\": \"PUBLISHED\"}}",
                "{\"slug\": null}",
                "{\"level\": 1.5}",
                "{\"cues\": \"warm\"}",
                "[]",
                "\"x\""
            })
    void aPatchThatWouldMakeItMalformedChangesNothing(String patch) {
        own.begins(exercise("wall-angel")).then().statusCode(201);
        var before = own.reads("wall-angel").asString();

        own.patches("wall-angel", own.tag("wall-angel"), patch).then().statusCode(422);

        assertThat(own.reads("wall-angel").asString()).isEqualTo(before);
    }

    @Test
    void nothingIsChangedUnseen() {
        own.begins(exercise("wall-angel")).then().statusCode(201);
        var seen = own.tag("wall-angel");
        own.patches("wall-angel", seen, "{\"level\": 2}").then().statusCode(200);

        var late = own.patches("wall-angel", seen, "{\"level\": 3}");

        late.then()
                .statusCode(412)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:scapula:problem:changed-meanwhile"), "current.level", equalTo(2))
                .body("current.draft.etag", equalTo(own.tag("wall-angel")));
        assertThat(late.header("ETag")).isEqualTo(own.tag("wall-angel"));
        for (var act : List.of("submission", "publication")) {
            own.editor().post("/exercises/wall-angel/draft/" + act).then().statusCode(428);
            own.editor()
                    .header("If-Match", seen)
                    .post("/exercises/wall-angel/draft/" + act)
                    .then()
                    .statusCode(412);
        }
        own.editor().delete("/exercises/wall-angel/draft").then().statusCode(428);
        own.editor()
                .header("If-Match", seen)
                .delete("/exercises/wall-angel/draft")
                .then()
                .statusCode(412);
        own.editor()
                .contentType("application/merge-patch+json")
                .body("{}")
                .patch("/exercises/wall-angel/draft")
                .then()
                .statusCode(428);
        own.editor()
                .contentType("application/json")
                .header("If-Match", "*")
                .body("{}")
                .patch("/exercises/wall-angel/draft")
                .then()
                .statusCode(415);
    }

    @Test
    void aDraftThatIsThrownAwayLeavesTheShelfAsItIs() {
        own.shelves(exercise("wall-angel"));
        own.beginsFrom("wall-angel").then().statusCode(201).body("draft.version", equalTo(2));
        own.beginsFrom("wall-angel").then().statusCode(409).body("type", equalTo("urn:scapula:problem:draft-exists"));

        own.editor()
                .header("If-Match", own.tag("wall-angel"))
                .delete("/exercises/wall-angel/draft")
                .then()
                .statusCode(204);

        own.reads("wall-angel").then().statusCode(404);
        own.seenBy(own.clinic.clinician(), "wall-angel").then().statusCode(200).body("version", equalTo(1));
    }

    @Test
    void aSlugIsOneExercisesAndStaysItsOwn() {
        own.shelves(exercise("wall-angel"));
        own.begins(exercise("wall-angel"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:slug-taken"));
        own.begins(exercise("wall-slide")).then().statusCode(201);
        own.patches("wall-slide", own.tag("wall-slide"), "{\"slug\": \"wall-angel\"}")
                .then()
                .statusCode(409);
        own.patches("wall-slide", own.tag("wall-slide"), "{\"slug\": \"wall-glide\"}")
                .then()
                .statusCode(200);
        own.reads("wall-slide").then().statusCode(404);

        own.beginsFrom("wall-angel").then().statusCode(201);

        own.patches("wall-angel", own.tag("wall-angel"), "{\"slug\": \"wall-devil\"}")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/slug"));
    }

    @Test
    void aClinicsOwnStandsInPlaceOfAShippedOneAndSaysSo() {
        var shipped = own.clinician().get("/exercises/superman").<String>path("id");

        var begun = own.begins(exercise("superman"));
        own.submits("superman").then().statusCode(200);
        var published = own.publishes("superman");

        begun.then().body("draft.replaces.exercise", equalTo(shipped));
        published.then().body("replaces.exercise", equalTo(shipped), "replaces.slug", equalTo("superman"));
        own.seenBy(own.clinic.clinician(), "superman")
                .then()
                .body("id", equalTo(published.path("exercise")), "shipped", equalTo(false));
        own.clinician()
                .get("/hidden-exercises")
                .then()
                .body("hidden.slug", hasItem("superman"), "hidden.reason", hasItem("REPLACED"));
        as(Tokens.clinician()).get("/exercises/superman").then().body("id", equalTo(shipped));
    }

    @Test
    void aShippedExerciseIsWhereADraftMayBegin() {
        var shipped = own.clinician().get("/exercises/cat-cow");

        var begun = own.beginsFrom(shipped.path("id"));

        begun.then()
                .statusCode(201)
                .body("name", equalTo(shipped.path("name")), "number", nullValue(), "draft.version", equalTo(1))
                .body("draft.replaces.slug", equalTo("cat-cow"));
        own.reads(shipped.path("id")).then().statusCode(200).body("slug", equalTo("cat-cow"));
        own.beginsFrom("no-such-exercise").then().statusCode(404);
    }

    @Test
    void linksMustLeadSomewhereInThisClinicsCatalogueAndNotInACircle() {
        own.shelves(exercise("a"));
        own.begins(exercise("b").set("regressTo", Editors.JSON.createArrayNode().add("a")))
                .then()
                .statusCode(201);
        own.submits("b").then().statusCode(200);
        own.publishes("b").then().statusCode(200);
        var others = new Editors();
        others.begins(exercise("b")
                        .set("regressTo", Editors.JSON.createArrayNode().add("a")))
                .then()
                .statusCode(201);
        others.submits("b").then().statusCode(422).body("errors[0].pointer", equalTo("/regressTo/0"));

        own.beginsFrom("a").then().statusCode(201);
        own.patches("a", own.tag("a"), "{\"regressTo\": [\"b\"]}").then().statusCode(200);

        own.submits("a")
                .then()
                .statusCode(422)
                .body("errors", hasSize(1))
                .body("errors[0].code", equalTo("loop"), "errors[0].detail", containsString("a > b > a"));
    }

    @Test
    void theCatalogueMayHaveChangedSinceItWasSubmitted() {
        own.begins(exercise("b").set("regressTo", Editors.JSON.createArrayNode().add("superman")))
                .then()
                .statusCode(201);
        own.submits("b").then().statusCode(200);
        own.editor().put("/hidden-exercises/superman").then().statusCode(200);

        own.publishes("b").then().statusCode(422).body("errors[0].code", equalTo("unknown-link"));
    }

    @Test
    void anotherClinicsDraftsAreNotThere() {
        var id = own.begins(exercise("wall-angel")).<String>path("draft.exercise");
        var others = new Editors();

        for (var name : List.of(id, "wall-angel")) {
            others.reads(name).then().statusCode(404);
            Editors.patches(others.editor(), name, "*", "{\"level\": 3}").then().statusCode(404);
            others.editor()
                    .header("If-Match", "*")
                    .delete("/exercises/{name}/draft", name)
                    .then()
                    .statusCode(404);
        }
        others.editor().get("/drafts").then().body("drafts", hasSize(0));
    }

    @Test
    void theListIsReadPageByPage() {
        IntStream.range(0, 5)
                .forEach(number -> own.begins(exercise("w-" + number)).then().statusCode(201));
        own.submits("w-3").then().statusCode(200);

        var first = own.clinician().get("/drafts?limit=3");
        var second = own.clinician().get("/drafts?limit=3&cursor=" + first.path("next"));

        first.then().body("drafts.slug", equalTo(List.of("w-0", "w-1", "w-2")));
        assertThat(first.header("Link")).contains("rel=\"next\"");
        second.then().body("drafts.slug", equalTo(List.of("w-3", "w-4")), "next", nullValue());
        own.clinician().get("/drafts?state=IN_REVIEW").then().body("drafts.slug", equalTo(List.of("w-3")));
        own.clinician().get("/drafts?state=LOST").then().statusCode(400);
        own.clinician().get("/drafts?sort=name").then().statusCode(400);
        own.clinician().get("/drafts?limit=0").then().statusCode(400);
    }

    @Test
    void eachActLeavesItsTrace() {
        var id = own.begins(exercise("wall-angel")).<String>path("draft.exercise");
        own.patches("wall-angel", own.tag("wall-angel"), "{\"level\": 2}")
                .then()
                .statusCode(200);
        own.submits("wall-angel").then().statusCode(200);
        own.returns("wall-angel", "Again.").then().statusCode(200);
        own.submits("wall-angel").then().statusCode(200);
        own.publishes("wall-angel").then().statusCode(200);
        own.editor().put("/exercises/wall-angel/retirement").then().statusCode(200);
        own.editor().put("/exercises/wall-angel/retirement").then().statusCode(200);
        own.editor().delete("/exercises/wall-angel/retirement").then().statusCode(200);
        own.beginsFrom("wall-angel").then().statusCode(201);
        own.editor()
                .header("If-Match", "*")
                .delete("/exercises/wall-angel/draft")
                .then()
                .statusCode(204);

        assertThat(own.acts(id))
                .containsExactly(
                        "exercise.discard",
                        "exercise.draft",
                        "exercise.restore",
                        "exercise.retire",
                        "exercise.publish",
                        "exercise.submit",
                        "exercise.return",
                        "exercise.submit",
                        "exercise.change",
                        "exercise.draft");
    }

    @Test
    void patientsAndSystemsWriteNothingAndReadNoDrafts() {
        own.begins(exercise("wall-angel")).then().statusCode(201);

        for (var other : List.of(own.clinic.patient("p-1"), own.clinic.integrator())) {
            as(other).get("/drafts").then().statusCode(403);
            as(other).get("/exercises/wall-angel/draft").then().statusCode(403);
            as(other)
                    .contentType("application/json")
                    .body("{\"slug\":\"x\"}")
                    .post("/exercises")
                    .then()
                    .statusCode(403);
            Editors.patches(as(other), "wall-angel", "*", "{}").then().statusCode(403);
        }
        Editors.patches(own.clinician(), "wall-angel", "*", "{}").then().statusCode(403);
    }
}
