package org.scapula.catalog.exercise;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.restassured.response.ValidatableResponse;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.catalog.CatalogTest;
import org.scapula.catalog.search.Tier;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// How exercises are searched for: why each is found, in which order, by which pages, and what else there would be.
@CatalogTest
class SearchApiTest {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void aCorrectedWordSaysWhatItWasTakenFor() {
        search("katzenbukel", "de")
                .body("exercises[0].slug", equalTo("cat-cow"))
                .body("exercises[0].language", equalTo("de"))
                .body("found[0].slug", equalTo("cat-cow"))
                .body("found[0].match", equalTo("CORRECTED_NAME"))
                .body("found[0].words[0].asked", equalTo("katzenbukel"))
                .body("found[0].words[0].how", equalTo("CORRECTED"))
                .body("found[0].words[0].word", equalTo("katzenbuckel"))
                .body("found[0].words[0].where", equalTo("ALIAS"))
                .body("found[0].words[0].language", equalTo("de"))
                .body("found[0].words[0].text", notNullValue());
    }

    @Test
    void aWordOfAnotherLanguageIsFoundAndSaysWhichLanguage() {
        search("katzenbuckel", "en")
                .body("exercises[0].slug", equalTo("cat-cow"))
                .body("exercises[0].language", equalTo("en"))
                .body("found[0].words[0].language", equalTo("de"));
    }

    @ParameterizedTest
    @CsvSource({
        "superman,        superman,          WHOLE_NAME,      AS_TYPED,     NAME",
        "catcow,          cat-cow,           WHOLE_NAME,      AS_TYPED,     NAME",
        "stretch doorway, doorway-pec-stretch, WHOLE_NAME,    AS_TYPED,     NAME",
        "planking side,   side-plank,        NAME_FORMS,      WORD_FORM,    NAME",
        "infraspinat,     external-rotation, NAME_PARTS,      PART_OF_WORD, ALIAS",
        "supermna,        superman,          CORRECTED_NAME,  CORRECTED,    NAME"
    })
    void aMatchSaysHowGoodItIsAndWhere(String q, String slug, String match, String how, String where) {
        search(q, "en")
                .body("exercises[0].slug", equalTo(slug))
                .body("found[0].match", equalTo(match))
                .body("found[0].words[0].how", equalTo(how))
                .body("found[0].words[0].where", equalTo(where));
    }

    @Test
    void aMuscleIsFoundAmongTheLabels() {
        search("serratus", "en")
                .body("found.words.flatten().where", hasItem("MUSCLE"))
                .body(
                        "found.words.flatten().findAll { it.where == 'MUSCLE' }.text",
                        everyItem(startsWith("Serratus anterior")));
    }

    @Test
    void aWordOfAStepSaysWhichStep() {
        var answer = search("tailbone", "en")
                .body("found[0].match", equalTo("ANYWHERE"))
                .extract()
                .jsonPath();

        var step = answer.getInt("found[0].words[0].step");
        assertThat(answer.getString("found[0].words[0].text"))
                .isEqualTo(answer.getString("exercises[0].steps[" + (step - 1) + "]"))
                .containsIgnoringCase("tailbone");
    }

    @Test
    void whereNothingHasAllWordsSomeAreEnoughAndTheMissingOneIsNamed() {
        search("scapular squeeze zeppelin", "en")
                .body("exercises[0].slug", equalTo("scapular-squeeze"))
                .body("found[0].match", equalTo("SOME_WORDS"))
                .body("found[0].words.find { it.asked == 'zeppelin' }.how", equalTo("NOT_FOUND"))
                .body("found[0].words.find { it.asked == 'zeppelin' }.word", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeppelin", "zeppelin unicycle", "xqzw"})
    void whatNobodyKnowsFindsNothing(String q) {
        search(q, "en").body("exercises", empty()).body("found", empty());
    }

    @Test
    void withoutASearchNothingIsExplained() {
        given().get("/exercises?limit=1").then().body("$", not(hasKey("found"))).body("$", not(hasKey("facets")));
    }

    @Test
    void betterMatchesComeFirst() {
        var matches = search("stretch", "en").extract().jsonPath().getList("found.match", String.class);

        var order = matches.stream().map(match -> Tier.valueOf(match).ordinal()).toList();
        assertThat(order).isSorted();
        assertThat(matches).hasSizeGreaterThan(5).doesNotContain("CORRECTED_WORDS");
    }

    // Pages

    @ParameterizedTest
    @ValueSource(
            strings = {"stretch", "shoulder", "arm stretsch", "schulter", "rücken wand zeppelin", "foam roller back"})
    void pagesOfASearchTogetherAreTheWhole(String q) {
        var whole = search(q, "de").extract().jsonPath().getList("exercises.slug", String.class);

        assertThat(whole).doesNotHaveDuplicates().isNotEmpty();
        for (var limit : List.of(1, 2, 7)) {
            assertThat(walked(Map.of("q", q, "limit", limit)))
                    .as("by %d", limit)
                    .containsExactlyElementsOf(whole);
        }
    }

    @Test
    void aCursorHoldsForItsSearchOnly() {
        var next = given().get("/exercises?q=stretch&limit=2").jsonPath().getString("next");

        given().get("/exercises?q=stretch&limit=5&cursor=" + next).then().statusCode(200);
        for (var other :
                List.of("q=stretching", "q=stretch&category=STRETCH", "limit=2", "q=stretch&avoid=osteoporosis")) {
            given().get("/exercises?" + other + "&cursor=" + next)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("cursor"));
        }
        given().auth()
                .oauth2(Tokens.at("elsewhere").clinician())
                .get("/exercises?q=stretch&limit=2&cursor=" + next)
                .then()
                .statusCode(400);
    }

    // Avoiding

    @ParameterizedTest
    @ValueSource(strings = {"osteoporosis", "wrist_problem", "hypertension", "shoulder_instability", "vertigo"})
    void whatAConditionExcludesIsOutAndWhatItChangesSaysSo(String condition) {
        var all = given().get("/exercises?limit=100").jsonPath().<Map<String, Object>>getList("exercises");
        var kept = all.stream()
                .filter(exercise -> !levels(exercise, condition).contains("ABSOLUTE"))
                .toList();

        var found = given().get("/exercises?limit=100&avoid=" + condition).jsonPath();

        assertThat(found.getList("exercises.slug"))
                .isEqualTo(kept.stream().map(e -> e.get("slug")).toList());
        assertThat(found.<Map<String, Object>>getList("found")).allSatisfy(entry -> {
            var exercise = kept.stream()
                    .filter(candidate -> Objects.equals(candidate.get("slug"), entry.get("slug")))
                    .findFirst()
                    .orElseThrow();
            assertThat(entry.get("onlyChangedWith"))
                    .isEqualTo(levels(exercise, condition).contains("PRECAUTION") ? List.of(condition) : List.of());
            assertThat(entry).doesNotContainKey("match");
        });
        assertThat(found.getList("found.slug")).isEqualTo(found.getList("exercises.slug"));
    }

    @Test
    void aConditionThatAllowsNoExerciseAtAllLeavesNoneAndSaysWhy() {
        for (var query : List.of("avoid=pre_eclampsia", "q=stretch&avoid=pre_eclampsia&avoid=wrist_problem")) {
            given().header("Accept-Language", "de")
                    .get("/exercises?" + query)
                    .then()
                    .statusCode(200)
                    .body("exercises", empty())
                    .body("noPlanConditions.condition", contains("pre_eclampsia"))
                    .body("noPlanConditions[0].because", not(equalTo("")));
        }
        given().get("/exercises?avoid=wrist_problem").then().body("$", not(hasKey("noPlanConditions")));
    }

    @Test
    void aConditionThatMattersForAWhileOnlyIsTakenAsIfItWereRecent() {
        var limited = given().get("/contraindications").jsonPath().<Map<String, Object>>getList("rules").stream()
                .filter(rule -> rule.containsKey("withinWeeks") && "ABSOLUTE".equals(rule.get("level")))
                .toList();

        assertThat(limited)
                .isNotEmpty()
                .allSatisfy(rule -> given().get("/exercises?limit=100&avoid=" + rule.get("condition"))
                        .then()
                        .body(
                                "exercises.contraindications.flatten().findAll { it.condition == '"
                                        + rule.get("condition") + "' }.level",
                                everyItem(equalTo("PRECAUTION"))));
    }

    // Facets

    @ParameterizedTest
    @EnumSource(Facet.class)
    void aFacetCountsWhatItsParameterWouldFind(Facet facet) {
        var narrowed = "kind=MOVEMENT&q=stretch&limit=1";

        var counts = given().get("/exercises?" + narrowed + "&facet=" + facet)
                .then()
                .statusCode(200)
                .body("facets", hasSize(1))
                .body("facets[0].facet", equalTo(facet.name()))
                .body("facets[0].atLeast", equalTo(false))
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("facets[0].counts");

        assertThat(counts).isNotEmpty();
        assertThat(counts.stream().map(count -> number(count.get("exercises"))))
                .isSortedAccordingTo((one, other) -> other - one);
        if (facet == Facet.kind) {
            return; // its own parameter narrows this search
        }
        for (var count : counts) {
            var found = given().get("/exercises?kind=MOVEMENT&q=stretch&limit=100&" + facet + "=" + count.get("value"))
                    .jsonPath()
                    .getList("exercises");
            if (facet == Facet.equipment && !"NONE".equals(count.get("value"))) {
                continue; // it counts who uses it; its parameter finds what one can do with it alone
            }
            if (facet == Facet.context) {
                assertThat(found).hasSizeGreaterThanOrEqualTo(number(count.get("exercises")));
            } else {
                assertThat(found).as("%s", count).hasSize(number(count.get("exercises")));
            }
        }
    }

    @Test
    void theCountsOfAFacetAreThoseWithoutItsOwnChoice() {
        var free = facets("facet=category&facet=kind");
        var chosen = facets("facet=category&facet=kind&category=RELAXATION");

        assertThat(chosen.get("category")).isEqualTo(free.get("category"));
        assertThat(chosen.get("kind")).isNotEqualTo(free.get("kind"));
    }

    @Test
    void facetsOfNothingAreEmpty() {
        assertThat(facets("facet=category&q=zeppelin").get("category")).isEmpty();
    }

    // Languages

    @Test
    void aLanguageFindsWhatIsWhollyTranslated() {
        var german = given().get("/exercises?limit=100&language=de").jsonPath();

        assertThat(german.getList("exercises")).isNotEmpty();
        for (var slug : german.<String>getList("exercises.slug")) {
            given().header("Accept-Language", "de")
                    .get("/exercises/" + slug)
                    .then()
                    .body("untranslated", empty());
        }
        given().get("/exercises?limit=100&language=de&language=en").then().body("exercises", hasSize(57));
    }

    // Clinics

    @Test
    void aClinicFindsItsOwnExercisesAndNoOtherClinicDoes() throws SQLException {
        own("search-own", "zeppelin-lift", "Zeppelin lift with Hornbills");
        var owner = Tokens.at("search-own").clinician();
        var other = Tokens.at("search-other").clinician();

        given().auth()
                .oauth2(owner)
                .get("/exercises?q=hornbill")
                .then()
                .body("exercises.slug", contains("zeppelin-lift"));
        given().auth()
                .oauth2(owner)
                .get("/exercises?q=zepelin")
                .then()
                .body("exercises.slug", contains("zeppelin-lift"));
        given().auth().oauth2(owner).get("/exercises?limit=100").then().body("exercises", hasSize(58));
        given().auth()
                .oauth2(owner)
                .get("/exercises?category=RELAXATION&limit=100")
                .then()
                .body("exercises.slug", hasItem("zeppelin-lift"));
        for (var q : List.of("hornbill", "zepelin", "zeppelin")) {
            given().auth().oauth2(other).get("/exercises?q=" + q).then().body("exercises", empty());
            given().get("/exercises?q=" + q).then().body("exercises", empty());
        }
        given().auth().oauth2(other).get("/exercises?limit=100").then().body("exercises", hasSize(57));
    }

    @Test
    void whatAClinicHidesItDoesNotFind() throws SQLException {
        try (var service = TestDatabase.running().enter("catalog");
                var statement = service.createStatement()) {
            statement.execute("""
                    insert into hidden_exercise (clinic, exercise, reason, hidden_at, hidden_by)
                    select 'search-hides', id, 'HIDDEN', now(), 'editor-1' from exercise
                    where clinic = '(shipped)' and slug in ('superman', 'plank-hands')""");
        }
        var clinic = Tokens.at("search-hides").clinician();

        for (var query : List.of("limit=100", "q=superman", "q=plank", "category=STRENGTH&limit=100", "q=supermna")) {
            given().auth()
                    .oauth2(clinic)
                    .get("/exercises?" + query)
                    .then()
                    .statusCode(200)
                    .body("exercises.slug", everyItem(not(in(List.of("superman", "plank-hands")))));
        }
        given().get("/exercises?q=superman").then().body("exercises[0].slug", equalTo("superman"));
    }

    // What is sent is put together from texts: it has to be what the contract says, no more and no less.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=20",
                "limit=100",
                "q=katzenbukel",
                "q=scapular squeeze zeppelin&facet=category&facet=equipment&limit=2",
                "avoid=osteoporosis&q=stretch&limit=3",
                "avoid=pre_eclampsia&facet=muscle",
                "q=zeppelin"
            })
    void everyAnswerIsExactlyThePageOfTheContract(String query) throws JsonProcessingException {
        for (var language : List.of("en", "de")) {
            var sent = given().header("Accept-Language", language).get("/exercises?" + query);

            var page = STRICT.readValue(sent.asString(), ExercisePage.class);

            assertThat(STRICT.readTree(STRICT.writeValueAsString(page))).isEqualTo(STRICT.readTree(sent.asString()));
            assertThat(sent.contentType()).startsWith("application/json");
        }
    }

    private static ValidatableResponse search(String q, String language) {
        return given().queryParam("q", q)
                .queryParam("limit", 100)
                .header("Accept-Language", language)
                .get("/exercises")
                .then()
                .statusCode(200);
    }

    private static List<String> walked(Map<String, ?> query) {
        var walked = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var request = given().queryParams(query).header("Accept-Language", "de");
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/exercises");
            assertThat(page.statusCode()).isEqualTo(200);
            walked.addAll(page.jsonPath().getList("exercises.slug", String.class));
            cursor = page.jsonPath().getString("next");
        } while (cursor != null && walked.size() < 200);
        return walked;
    }

    private static Map<String, Map<String, Integer>> facets(String query) {
        var facets = new LinkedHashMap<String, Map<String, Integer>>();
        for (var facet : given().get("/exercises?" + query).jsonPath().<Map<String, Object>>getList("facets")) {
            var counts = new LinkedHashMap<String, Integer>();
            for (var count : (List<?>) Objects.requireNonNull(facet.get("counts"))) {
                var entry = (Map<?, ?>) count;
                counts.put(String.valueOf(entry.get("value")), number(entry.get("exercises")));
            }
            facets.put(String.valueOf(facet.get("facet")), counts);
        }
        return facets;
    }

    private static int number(@Nullable Object value) {
        return (Integer) Objects.requireNonNull(value);
    }

    private static List<String> levels(Map<String, Object> exercise, String condition) {
        return ((List<?>) Objects.requireNonNull(exercise.get("contraindications")))
                .stream()
                        .map(limit -> (Map<?, ?>) limit)
                        .filter(limit -> condition.equals(limit.get("condition")))
                        .map(limit -> String.valueOf(limit.get("level")))
                        .toList();
    }

    /// As it would be published: like meditation, under another name.
    private static void own(String clinic, String slug, String name) throws SQLException {
        try (var service = TestDatabase.running().enter("catalog");
                var shelf = service.prepareStatement("""
                        insert into exercise (id, clinic, slug, version, kind, exercise_class, region, level, categories,
                            muscles, positions, targets, contexts, stages, tags, excluded_with, changed_with, equipment,
                            languages, content_hash, fingerprint)
                        select gen_random_uuid(), ?, ?, 1, kind, exercise_class, region, level, categories, muscles,
                            positions, targets, contexts, stages, tags, excluded_with, changed_with, equipment,
                            languages, '', ''
                        from exercise where clinic = '(shipped)' and slug = 'meditation'""");
                var views = service.prepareStatement("""
                        insert into exercise_view (exercise, language, name, view)
                        select o.id, v.language, ?, (v.view::jsonb || jsonb_build_object('name', ?::text, 'slug', ?::text,
                            'aliases', '[]'::jsonb))::text
                        from exercise o, exercise m join exercise_view v on v.exercise = m.id
                        where o.clinic = ? and o.slug = ? and m.clinic = '(shipped)' and m.slug = 'meditation'""")) {
            set(shelf, clinic, slug);
            set(views, name, name, slug, clinic, slug);
        }
    }

    private static void set(PreparedStatement statement, String... values) throws SQLException {
        for (var place = 0; place < values.length; place++) {
            statement.setString(place + 1, values[place]);
        }
        assertThat(statement.executeUpdate()).isPositive();
    }
}
