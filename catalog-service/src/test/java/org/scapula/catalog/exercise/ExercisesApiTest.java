package org.scapula.catalog.exercise;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.catalog.CatalogTest;

@CatalogTest
class ExercisesApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void all45MovementsTellHowToDoThemHowMuchAndFromWhere() {
        var movements = found("kind=MOVEMENT");

        assertThat(movements).hasSize(45).allSatisfy(movement -> {
            assertThat(movement.path("steps")).hasSizeGreaterThanOrEqualTo(3);
            assertThat(movement.path("cues").path("feel").asText()).isNotBlank();
            assertThat(movement.path("cues").path("doNotFeel").asText()).isNotBlank();
            assertThat(movement.path("sources")).isNotEmpty();
            assertThat(movement.path("primaryMuscles")).isNotEmpty();
            assertThat(movement.path("targets")).isNotEmpty();
            assertThat(StreamSupport.stream(movement.path("doses").spliterator(), false)
                            .filter(dose -> dose.path("used").asBoolean()))
                    .hasSize(1);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            category=STRETCH                    | childs-pose          | bent-over-row
            muscle=RHOMBOIDS                    | scapular-squeeze     | plank-forearm
            muscle=ROTATOR_CUFF                 | external-rotation    | cat-cow
            equipment=NONE                      | scapular-squeeze     | thoracic-extension-roller
            equipment=RESISTANCE_BAND           | bent-over-row        | thoracic-extension-roller
            equipment=DUMBBELL                  | bent-over-row        | band-pull-apart
            position=LYING_ON_BACK              | towel-stretch        | wall-slide
            exerciseClass=ISOMETRIC             | plank-forearm        | cat-cow
            target=CHEST_FLEXIBILITY            | doorway-pec-stretch  | cat-cow
            kind=ACTIVITY                       | walking              | cat-cow
            q=shoulder%20blade                  | scapular-squeeze     | plank-forearm
            q=BUTTERFLY                         | butterfly-elbows     | cat-cow
            category=STRENGTH&equipment=NONE    | superman             | bent-over-row
            category=STRETCH&category=STRENGTH  | bent-over-row        | swimming
            """)
    void aFilterFindsWhatFitsAndNothingElse(String filter, String fitting, String other) {
        var slugs =
                found(filter).stream().map(entry -> entry.path("slug").asText()).toList();

        assertThat(slugs).contains(fitting).doesNotContain(other).isSorted();
    }

    @Test
    void noEquipmentMeansThatOneWayOfDoingItNeedsNothing() {
        assertThat(found("equipment=NONE"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.path("equipment"))
                        .anySatisfy(alternative -> assertThat(alternative).isEmpty()));
    }

    @Test
    void whatSomebodyOwnsIsEnoughForEverythingThatIsFound() {
        var owned = List.of("RESISTANCE_BAND", "CHAIR");

        assertThat(found("equipment=RESISTANCE_BAND&equipment=CHAIR"))
                .allSatisfy(entry -> assertThat(entry.path("equipment"))
                        .anySatisfy(alternative -> assertThat(alternative)
                                .allSatisfy(need -> assertThat(owned).contains(need.asText()))));
    }

    @Test
    void nothingThatFitsIsAnEmptyPage() {
        given().get("/exercises?q=zzzz").then().statusCode(200).body("exercises.size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 100})
    void followingTheLinksMeetsEveryExerciseOnce(int limit) {
        var all = found("limit=100").stream()
                .map(entry -> entry.path("slug").asText())
                .toList();
        var met = new ArrayList<String>();
        var address = "/exercises?limit=" + limit;

        while (!address.isEmpty()) {
            var page = given().urlEncodingEnabled(false).get(address);
            met.addAll(page.jsonPath().getList("exercises.slug"));
            var link = page.header("Link");
            assertThat(link == null).isEqualTo(page.jsonPath().get("next") == null);
            address = link == null ? "" : link.replaceAll("<(.*)>; rel=\"next\"", "$1");
        }

        assertThat(met).isEqualTo(all).hasSize(57).doesNotHaveDuplicates();
    }

    @Test
    void anExerciseIsFoundByItsSlugAndByItsId() {
        var bySlug = given().get("/exercises/scapular-squeeze");

        var byId = given().get("/exercises/" + bySlug.jsonPath().getString("id"));

        assertThat(byId.asString()).isEqualTo(bySlug.asString());
        // A time-ordered id of version 7.
        assertThat(bySlug.jsonPath().getString("id").charAt(14)).isEqualTo('7');
    }

    @Test
    void whereSourcesDisagreeBothDosesAreShownAndOneIsMarked() {
        given().get("/exercises/scapular-squeeze")
                .then()
                .body("doses.findAll { it.used }.holdSeconds.max", contains(5))
                .body("doses.findAll { !it.used }.holdSeconds.max", hasItem(10))
                .body("doses.holdSeconds.source", hasItems("S3-K02", "S4-K01"));
    }

    @Test
    void contraindicationsSayForWhomWhyAndFromWhere() {
        given().get("/exercises/thoracic-extension-roller")
                .then()
                .body("contraindications.condition", hasItems("vertebral_fracture", "anticoagulant", "osteoporosis"))
                .body("contraindications.because", not(hasItem("")))
                .body("contraindications.find { it.condition == 'anticoagulant' }.level", equalTo("ABSOLUTE"))
                .body("contraindications.find { it.condition == 'anticoagulant' }.sources.size()", not(equalTo(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/exercises/cat-cow", "/exercises?category=STRETCH", "/sources", "/contraindications", "/advice"
            })
    void whoHoldsAnAnswerAlreadyIsToldSo(String address) {
        var first = given().get(address);

        var again = given().header("If-None-Match", first.header("ETag")).get(address);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asString()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    }

    @Test
    void differentQuestionsHaveDifferentTags() {
        var stretches = given().get("/exercises?category=STRETCH").header("ETag");

        assertThat(given().get("/exercises?category=STRENGTH").header("ETag")).isNotEqualTo(stretches);
        assertThat(given().get("/exercises?category=STRETCH&limit=3").header("ETag"))
                .isNotEqualTo(stretches);
    }

    @ParameterizedTest
    @CsvSource({
        "category=GYMNASTICS, invalid-parameter, category",
        "muscle=BICEPS, invalid-parameter, muscle",
        "equipment=SAUNA, invalid-parameter, equipment",
        "position=HANGING, invalid-parameter, position",
        "limit=0, invalid-parameter, limit",
        "limit=101, invalid-parameter, limit",
        "limit=ten, invalid-parameter, limit",
        "cursor=%21%21, invalid-parameter, cursor",
        "cursor=Y2F0LWNvdw%3D%3D, invalid-parameter, cursor",
        "limit=5&limit=6, invalid-parameter, limit",
        "categorie=STRETCH, unknown-parameter, categorie",
        "stretch, unknown-parameter, stretch"
    })
    void aParameterThatIsNotUnderstoodIsRefusedByName(String query, String slug, String parameter) {
        given().urlEncodingEnabled(false)
                .get("/exercises?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:" + slug))
                .body("errors[0].pointer", equalTo(parameter));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-such-exercise", "019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27", "%27%20or%201=1", "CAT-COW", "x%00y"
            })
    void whatIsNotThereIsNotFound(String name) {
        given().urlEncodingEnabled(false)
                .get("/exercises/" + name)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%25", "_", "%27%3B--", "%5C", "a%00b"})
    void aSearchTextIsTextAndNothingElse(String text) {
        var status =
                given().urlEncodingEnabled(false).get("/exercises?q=" + text).statusCode();

        assertThat(status).isEqualTo(200);
    }

    @Test
    void theServiceIsReady() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }

    private static List<JsonNode> found(String query) {
        var answer = given().urlEncodingEnabled(false)
                .get("/exercises?" + query + (query.contains("limit") ? "" : "&limit=100"));
        assertThat(answer.statusCode()).isEqualTo(200);
        try {
            return StreamSupport.stream(
                            JSON.readTree(answer.asString()).path("exercises").spliterator(), false)
                    .toList();
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(notJson);
        }
    }
}
