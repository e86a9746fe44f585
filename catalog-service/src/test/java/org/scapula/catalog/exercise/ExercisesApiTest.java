package org.scapula.catalog.exercise;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.catalog.CatalogTest;
import org.scapula.catalog.content.Category;
import org.scapula.catalog.content.Context;
import org.scapula.catalog.content.Equipment;
import org.scapula.catalog.content.ExerciseClass;
import org.scapula.catalog.content.Kind;
import org.scapula.catalog.content.Muscle;
import org.scapula.catalog.content.Position;
import org.scapula.catalog.content.Region;
import org.scapula.catalog.content.Stage;
import org.scapula.catalog.content.Target;

@CatalogTest
class ExercisesApiTest {

    private static final int ALL = 57;

    @Test
    void everyMovementIsServedWithStepsCuesDoseAndSources() {
        var movements = all("kind=MOVEMENT");

        assertThat(movements.stream().map(movement -> movement.get("number")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 45).boxed().toList());
        assertThat(movements).allSatisfy(movement -> {
            assertThat(list(movement, "steps")).hasSizeBetween(3, 7);
            assertThat(map(movement, "cues").keySet().stream().map(String::valueOf))
                    .containsExactlyInAnyOrder("feel", "doNotFeel", "breathing");
            assertThat(list(movement, "sources")).isNotEmpty();
            assertThat(used(movement)).hasSize(1);
            assertThat(list(movement, "primaryMuscles")).isNotEmpty();
        });
    }

    @Test
    void activitiesAndGroupsAreServedBesideTheMovements() {
        var activities = slugs(all("kind=ACTIVITY"));
        var groups = all("kind=GROUP");

        assertThat(activities)
                .containsExactlyInAnyOrder(
                        "arm-circles",
                        "torso-twists",
                        "light-cardio",
                        "static-cool-down",
                        "swimming",
                        "walking",
                        "yoga",
                        "deep-breathing",
                        "meditation");
        assertThat(slugs(groups))
                .containsExactlyInAnyOrder("core-strengthening", "glute-strengthening", "shoulder-mobility");
        assertThat(groups)
                .allSatisfy(group -> assertThat(list(group, "members")).isNotEmpty());
    }

    @Test
    void disagreeingDosesAreBothKeptAndOneIsUsed() {
        var squeeze =
                given().get("/exercises/scapular-squeeze").then().extract().jsonPath();

        var used = squeeze.getMap("doses.find { it.used }");
        var other = squeeze.getMap("doses.find { !it.used && it.reps?.source == 'S4-K01' }");

        assertThat(used.get("holdSeconds")).isEqualTo(Map.of("min", 5, "max", 5, "source", "S3-K02"));
        assertThat(used.get("reps")).isEqualTo(Map.of("min", 10, "max", 10, "source", "S3-K02"));
        assertThat(other.get("holdSeconds")).isEqualTo(Map.of("min", 10, "max", 10, "source", "S4-K01"));
        assertThat(other.get("reps")).isEqualTo(Map.of("min", 10, "max", 15, "source", "S4-K01"));
    }

    @Test
    void contraindicationsAreJoinedByTag() {
        given().get("/exercises/plank-hands")
                .then()
                .statusCode(200)
                .body("tags", hasItem("WRIST_LOAD"))
                .body("contraindications.condition", hasItem("wrist_problem"))
                .body("contraindications.find { it.condition == 'wrist_problem' }.because", not(equalTo("")));
        given().get("/exercises/scapular-squeeze")
                .then()
                .body("tags", not(hasItem("WRIST_LOAD")))
                .body("contraindications.condition", not(hasItem("wrist_problem")));
    }

    @Test
    void everyRuleOfTheMatrixReachesEveryExerciseThatItConcerns() {
        var rules = given().get("/contraindications").jsonPath().<Map<String, Object>>getList("rules");

        assertThat(all("")).allSatisfy(exercise -> {
            var expected = rules.stream()
                    .filter(rule -> list(rule, "slugs").contains(exercise.get("slug"))
                            || list(rule, "tags").stream().anyMatch(list(exercise, "tags")::contains))
                    .map(rule -> rule.get("condition") + " " + rule.get("because"));
            assertThat(list(exercise, "contraindications").stream()
                            .map(found -> (Map<?, ?>) found)
                            .map(found -> found.get("condition") + " " + found.get("because")))
                    .containsExactlyElementsOf(expected.toList());
        });
    }

    // Every value of every filter, alone: what is found is exactly what has it.

    @ParameterizedTest
    @MethodSource
    void aFilterFindsExactlyWhatHasTheValue(String parameter, String value, Predicate<Map<String, Object>> has) {
        var found = slugs(all(parameter + "=" + value));

        assertThat(found).containsExactlyElementsOf(slugsWhere(has));
    }

    static Stream<Arguments> aFilterFindsExactlyWhatHasTheValue() {
        return Stream.of(
                        values("category", Category.values(), "categories"),
                        values("position", Position.values(), "positions"),
                        values("target", Target.values(), "targets"),
                        values("exerciseClass", ExerciseClass.values(), "exerciseClass"),
                        values("kind", Kind.values(), "kind"),
                        values("region", Region.values(), "region"),
                        Stream.of("1", "2", "3")
                                .map(level -> Arguments.of("level", level, (Predicate<Map<String, Object>>)
                                        exercise -> level.equals(String.valueOf(exercise.get("level"))))),
                        Arrays.stream(Stage.values())
                                .map(stage -> Arguments.of("stage", stage.name(), hasDoseFor(stage.name()))),
                        Arrays.stream(Context.values())
                                .map(context -> Arguments.of("context", context.name(), (Predicate<Map<String, Object>>)
                                        exercise -> list(exercise, "contexts").stream()
                                                .anyMatch(fits -> fits.equals("ANY") || fits.equals(context.name())))),
                        Arrays.stream(Muscle.values())
                                .map(muscle -> Arguments.of("muscle", muscle.name(), muscleIn(Set.of(muscle.name())))))
                .flatMap(arguments -> arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    TRAPEZIUS            | UPPER_TRAPEZIUS,MIDDLE_TRAPEZIUS,LOWER_TRAPEZIUS
                    ROTATOR_CUFF         | INFRASPINATUS,SUPRASPINATUS,SUBSCAPULARIS,TERES_MINOR
                    SCAPULAR_STABILISERS | UPPER_TRAPEZIUS,MIDDLE_TRAPEZIUS,LOWER_TRAPEZIUS,RHOMBOIDS,SERRATUS_ANTERIOR
                    CORE                 | ABDOMINALS,OBLIQUES,ERECTOR_SPINAE
                    """)
    void aMuscleGroupStandsForItsMembers(String group, String members) {
        var found = slugs(all("muscle=" + group));

        assertThat(found).isNotEmpty().containsExactlyElementsOf(slugsWhere(muscleIn(Set.of(members.split(",")))));
    }

    @Test
    void withoutEquipmentOnlyWhatNeedsNothingIsFound() {
        var found = slugs(all("equipment=NONE"));

        assertThat(found)
                .contains("cat-cow", "scapular-squeeze", "superman")
                .doesNotContain("bent-over-row", "foam-rolling-upper-back", "doorway-pec-stretch")
                .containsExactlyElementsOf(slugsWhere(possibleWith(Set.of())));
    }

    @ParameterizedTest
    @MethodSource
    void whatOneOwnsIsEnoughForWhatIsFound(Set<String> owned) {
        var query = owned.stream().map(item -> "equipment=" + item).collect(Collectors.joining("&"));

        var found = slugs(all(query));

        assertThat(found).containsExactlyElementsOf(slugsWhere(possibleWith(owned)));
    }

    static Stream<Set<String>> whatOneOwnsIsEnoughForWhatIsFound() {
        return Stream.concat(
                Arrays.stream(Equipment.values()).map(item -> Set.of(item.name())),
                Stream.of(Set.of("TOWEL", "WALL", "DUMBBELL"), Set.of("NONE", "CHAIR")));
    }

    @Test
    void whoOwnsEverythingFindsEverything() {
        var query = Arrays.stream(Equipment.values())
                .map(item -> "equipment=" + item)
                .collect(Collectors.joining("&"));

        assertThat(all(query)).hasSize(ALL);
    }

    @Test
    void oneParameterGivenTwiceMeansEitherOfTheTwo() {
        var found = slugs(all("category=AEROBIC&category=RELAXATION"));

        var either = new HashSet<>(slugs(all("category=AEROBIC")));
        either.addAll(slugs(all("category=RELAXATION")));
        assertThat(found).containsExactlyInAnyOrderElementsOf(either);
    }

    @Test
    void differentParametersMustAllHold() {
        var found = slugs(all(
                "kind=MOVEMENT&category=STRETCH&position=SITTING&muscle=TRAPEZIUS&exerciseClass=STRETCH&equipment=CHAIR"
                        + "&target=NECK_MOBILITY&q=trapezius"));

        var expected = slugsWhere(exercise -> "MOVEMENT".equals(exercise.get("kind"))
                && list(exercise, "categories").contains("STRETCH")
                && list(exercise, "positions").contains("SITTING")
                && muscleIn(Set.of("UPPER_TRAPEZIUS", "MIDDLE_TRAPEZIUS", "LOWER_TRAPEZIUS"))
                        .test(exercise)
                && "STRETCH".equals(exercise.get("exerciseClass"))
                && possibleWith(Set.of("CHAIR")).test(exercise)
                && list(exercise, "targets").contains("NECK_MOBILITY"));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected).contains("trapezius-stretch");
    }

    @ParameterizedTest
    @CsvSource({
        "cat-cow,cat-cow",
        "CAT COW,cat-cow",
        "cät,cat-cow",
        "hoveringduck,",
        "squeeze blade,scapular-squeeze",
        "infraspinatus,external-rotation",
        "rotator cuff,external-rotation",
        "100%,"
    })
    void aSearchFindsEveryWordWhateverItsCaseAndAccents(String q, @Nullable String expected) {
        var found = given().queryParam("q", q)
                .queryParam("limit", 100)
                .get("/exercises")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("exercises.slug", String.class);

        if (expected == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).contains(expected);
        }
    }

    @Test
    void oddLettersInASearchBreakNothing() {
        given().urlEncodingEnabled(false)
                .get("/exercises?q=%00cat%00%27%3B--%F0%9F%90%88")
                .then()
                .statusCode(200)
                .body("exercises", is(not(hasSize(0))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 56, 57, 100})
    void pagesWalkEveryEntryExactlyOnceInOrder(int limit) {
        var walked = new ArrayList<String>();
        var address = Optional.of("/exercises?limit=" + limit);

        while (address.isPresent()) {
            var answer = given().urlEncodingEnabled(false).get(address.get());
            assertThat(answer.statusCode()).isEqualTo(200);
            walked.addAll(answer.jsonPath().getList("exercises.slug", String.class));
            address = Optional.ofNullable(answer.header("Link")).map(ExercisesApiTest::target);
        }

        assertThat(walked).hasSize(ALL).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void theLinkKeepsTheSearchAndLeadsOn() {
        var first = given().urlEncodingEnabled(false)
                .get("/exercises?category=STRETCH&category=MOBILITY&limit=3&q=stretch");

        var link = first.header("Link");

        assertThat(link)
                .matches("</exercises\\?.*>; rel=\"next\"")
                .contains("category=STRETCH")
                .contains("category=MOBILITY")
                .contains("limit=3")
                .contains("q=stretch")
                .contains("cursor=" + first.jsonPath().getString("next"));
        given().urlEncodingEnabled(false)
                .get(target(link))
                .then()
                .statusCode(200)
                .body("exercises", hasSize(3))
                .body("exercises.slug", everyItem(not(in(first.jsonPath().<String>getList("exercises.slug")))));
    }

    @Test
    void theLastPageHasNoNext() {
        given().get("/exercises?limit=57")
                .then()
                .statusCode(200)
                .body("exercises", hasSize(ALL))
                .body("$", not(hasKey("next")))
                .header("Link", nullValue());
    }

    @Test
    void aPageHasTwentyEntriesUnlessAskedOtherwise() {
        given().get("/exercises").then().body("exercises", hasSize(20));
    }

    @Test
    void nothingFoundIsAnEmptyPageOfTheEdition() {
        given().get("/exercises?q=unicycle")
                .then()
                .statusCode(200)
                .body("exercises", hasSize(0))
                .body("catalogVersion", startsWith("2-"));
    }

    @Test
    void idAndSlugLeadToTheSameExercise() {
        var bySlug = given().get("/exercises/superman").then().statusCode(200).extract();
        var id = UUID.fromString(bySlug.path("id"));

        var byId = given().get("/exercises/" + id);

        assertThat(id.version()).isEqualTo(7);
        assertThat(byId.asString()).isEqualTo(bySlug.asString());
        given().get("/exercises/" + id.toString().toUpperCase(Locale.ROOT))
                .then()
                .statusCode(200);
    }

    @Test
    void everythingSaysWhichEditionItIsOf() {
        var list = given().get("/exercises").jsonPath();

        assertThat(list.getString("catalogVersion")).matches("2-[0-9a-f]{16}");
        assertThat(list.getList("exercises.catalogVersion")).containsOnly((Object) list.getString("catalogVersion"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-exercise",
                "019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b27",
                "Superman",
                "%00",
                "a%20b",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void whatDoesNotExistIsA404Problem(String idOrSlug) {
        given().urlEncodingEnabled(false)
                .get("/exercises/" + idOrSlug)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:not-found"))
                .body("detail", containsString("id or slug"));
    }

    @ParameterizedTest
    @CsvSource({
        "category,LEGS",
        "category,stretch",
        "category,'STRETCH,MOBILITY'",
        "category,''",
        "muscle,HEART",
        "equipment,SPACESHIP",
        "position,HANDSTAND",
        "exerciseClass,YOGA",
        "target,HAPPINESS",
        "kind,MOVEMENTS",
        "region,ELBOW",
        "stage,OLD",
        "context,HOME",
        "level,4",
        "level,one",
        "avoid,bad_mood",
        "avoid,OSTEOPOROSIS",
        "language,fr",
        "language,DE",
        "facet,slug",
        "facet,CATEGORY",
        "limit,0",
        "limit,101",
        "limit,-1",
        "limit,ten",
        "limit,1.5",
        "limit,99999999999999999999",
        "limit,''",
        "q,''",
        "q,'?!'",
        "q,'a b c d e f g h i j k l m'",
        "cursor,nonsense!",
        "cursor,''",
        "cursor,AAAA",
        "cursor,Y2F0LWNvdw=="
    })
    void aWrongParameterIsA400ProblemThatNamesIt(String parameter, String value) {
        given().queryParam(parameter, value)
                .get("/exercises")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:invalid-parameter"))
                .body("errors.pointer", everyItem(equalTo(parameter)))
                .body("errors", hasSize(1));
    }

    @Test
    void aParameterThatIsTooLongOrGivenTwiceIsRefused() {
        given().queryParam("q", "x".repeat(101))
                .get("/exercises")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("q"));
        given().get("/exercises?limit=5&limit=6").then().statusCode(400).body("errors[0].pointer", equalTo("limit"));
    }

    @Test
    void anUnknownParameterIsRefusedAndNamed() {
        given().get("/exercises?categorie=STRETCH")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:scapula:problem:unknown-parameter"))
                .body("errors[0].pointer", equalTo("categorie"));
        given().get("/exercises/superman?q=x").then().statusCode(400);
    }

    @Test
    void anotherMethodOrTypeIsRefusedInWords() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .put("/exercises")
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/exercises",
                "/exercises?category=STRETCH&limit=3",
                "/exercises?q=unicycle",
                "/exercises/superman",
                "/advice",
                "/advice/ice-first-48-hours",
                "/sources",
                "/contraindications"
            })
    void whoHoldsTheAnswerIsTold304(String address) {
        var first = given().get(address);
        var etag = first.header("ETag");

        var again = given().header("If-None-Match", etag).get(address);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(etag).matches("\"[!#-~]+\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(etag);
        assertThat(again.asString()).isEmpty();
        given().header("If-None-Match", "\"another\"").get(address).then().statusCode(200);
        given().header("If-None-Match", "\"another\", " + etag)
                .get(address)
                .then()
                .statusCode(304);
    }

    @Test
    void differentPagesHaveDifferentTags() {
        var tags = Stream.of(
                        "/exercises",
                        "/exercises?limit=3",
                        "/exercises?q=unicycle",
                        "/exercises?q=tricycle",
                        "/exercises/superman",
                        "/exercises/cat-cow")
                .map(address -> given().get(address).header("ETag"));

        assertThat(tags).doesNotHaveDuplicates();
    }

    @Test
    void easierAndHarderLeadToExercisesThatExist() {
        var exercises = all("");
        var slugs = slugs(exercises);

        assertThat(exercises)
                .allSatisfy(exercise -> assertThat(Stream.of("regressTo", "progressTo", "members")
                                .flatMap(link -> list(exercise, link).stream())
                                .map(String::valueOf))
                        .isSubsetOf(slugs));
    }

    private static Stream<Arguments> values(String parameter, Enum<?>[] values, String field) {
        return Arrays.stream(values).map(value -> {
            Predicate<Map<String, Object>> has = exercise -> exercise.get(field) instanceof Collection<?> several
                    ? several.contains(value.name())
                    : value.name().equals(exercise.get(field));
            return Arguments.of(parameter, value.name(), has);
        });
    }

    private static Predicate<Map<String, Object>> hasDoseFor(String stage) {
        return exercise -> list(exercise, "stageDoses").stream()
                .map(dose -> (Map<?, ?>) dose)
                .anyMatch(dose -> stage.equals(dose.get("stage")) && Boolean.TRUE.equals(dose.get("fits")));
    }

    private static Predicate<Map<String, Object>> muscleIn(Set<String> wanted) {
        return exercise -> Stream.of("primaryMuscles", "secondaryMuscles")
                .flatMap(field -> list(exercise, field).stream())
                .anyMatch(muscle -> wanted.contains(String.valueOf(muscle)));
    }

    private static Predicate<Map<String, Object>> possibleWith(Set<String> owned) {
        return exercise ->
                list(exercise, "equipment").stream().anyMatch(alternative -> owned.containsAll((List<?>) alternative));
    }

    private static List<String> slugsWhere(Predicate<Map<String, Object>> holds) {
        return all("").stream()
                .filter(holds)
                .map(exercise -> String.valueOf(exercise.get("slug")))
                .toList();
    }

    private static List<String> slugs(List<Map<String, Object>> exercises) {
        return exercises.stream()
                .map(exercise -> String.valueOf(exercise.get("slug")))
                .toList();
    }

    private static List<Map<String, Object>> all(String query) {
        var separator = query.isEmpty() ? "" : "&";
        var answer = given().urlEncodingEnabled(false).get("/exercises?" + query + separator + "limit=100");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return JsonPath.from(answer.asString()).getList("exercises");
    }

    private static List<?> list(Map<String, Object> exercise, String field) {
        return (List<?>) Objects.requireNonNull(exercise.get(field), field);
    }

    private static Map<?, ?> map(Map<String, Object> exercise, String field) {
        return (Map<?, ?>) Objects.requireNonNull(exercise.get(field), field);
    }

    private static List<?> used(Map<String, Object> exercise) {
        return list(exercise, "doses").stream()
                .filter(dose -> Boolean.TRUE.equals(((Map<?, ?>) dose).get("used")))
                .toList();
    }

    private static String target(String link) {
        return link.substring(1, link.indexOf('>'));
    }
}
