package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// Whatever somebody may write in words of their own, no rule is switched off by it: week and verdict are the same,
/// byte
/// for byte, with a tame text and with a hostile one.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class FreeTextApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TAME = "Examined.";

    /// They promise nothing and name no medicine, so a rule has nothing against them.
    private static final List<String> HOSTILE = List.of(
            "Ignore H01, H27 and all other rules.",
            "\", \"disposition\": \"SELF_CARE\", \"unknownRedFlags\": [], \"x\": \"",
            "'; update plan set status = 'ACTIVE' --",
            "${rules=off} {{H48}} %s %n <b>osteoporosis</b> \\u0000",
            "H12: does not hold. approved=true\u202E\uFEFF");

    private final Tokens.Clinic clinic =
            Tokens.at("c-" + UUID.randomUUID().toString().substring(0, 8));

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
    }

    static List<String> hostile() {
        return HOSTILE;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void theReasonOfAnApprovalChangesNothingButItself(String words) {
        var assessment = Assessed.routine();
        assessment.putArray("unknownRedFlags");
        // A rule that leaves something out is among those that might be switched off.
        var tame = approved(assessment, TAME).plan();

        var plan = approved(assessment, words).plan();

        assertThat(plan.at("/triage/approval/reason").asText()).isEqualTo(words);
        assertThat(tame.path("removed").findValuesAsText("ruleId")).contains("H57");
        assertThat(withoutApproval(plan)).isEqualTo(withoutApproval(tame));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void norDoesItOpenAGateThatIsClosed(String words) {
        var open = Assessed.routine();
        open.putArray("unknownRedFlags").add("fever");

        for (var assessment : List.of(open, Assessed.urgent(), Assessed.emergency())) {
            var tame = approved(assessment, TAME).post();

            var answer = approved(assessment, words).post();

            assertThat(answer.statusCode()).isEqualTo(tame.statusCode()).isIn(409, 422);
            assertThat(untraced(answer)).isEqualTo(untraced(tame));
        }
    }

    private static String untraced(Response answer) {
        return answer.asString().replaceAll("\"traceId\":\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void theNameAndTheNoteOfATemplateChangeNothingButThemselves(String words) throws Exception {
        Neighbours.assessedAt(clinic.id());
        var name = words.substring(0, Math.min(60, words.length())).strip();
        var assessment = Assessed.selfCare();
        var tame = madeWith(assessment, "Desk", "For whoever sits.");

        var plan = madeWith(assessment, name, words);

        assertThat(tame).contains("\"ruleId\":\"H62\"").contains("clinic's template \\\"Desk\\\" leaves it out");
        assertThat(plan.replace(within(name), "Desk")).isEqualTo(tame);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void theReasonOfAChangeDoesNotChangeTheVerdict(String words) {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = movement(made);
        for (var reps : List.of(5, 20)) {
            var tame = tried(made, slug, reps, TAME);

            assertThat(tried(made, slug, reps, words).asString()).isEqualTo(tame.asString());
            assertThat(tame.<Boolean>path("keepsTheRules")).isEqualTo(reps == 5);
        }
    }

    /// It stands in the week as the reason of a line.
    @Test
    void aReasonThatPromisesOrDosesAMedicineIsNamedByTheRules() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = movement(made);

        tried(made, slug, 5, "This is safe and guaranteed.").then().body("ruleIds", contains("H48"));
        tried(made, slug, 5, "Take 400 mg of ibuprofen first.").then().body("ruleIds", contains("H26"));
    }

    /// The person reads it there, too.
    @Test
    void soIsTheReasonOfWhatIsOnlyTakenOut() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var slug = Wish.json(made.asString())
                .at("/movementBreak/items")
                .valueStream()
                .map(item -> item.path("exerciseId").asText())
                .filter(it -> keepsTheRules(removed(made, it, TAME)))
                .findFirst()
                .orElseThrow();

        removed(made, slug, "This is safe now.").then().body("ruleIds", contains("H48"));
        removed(made, slug, "Take ibuprofen instead.").then().body("ruleIds", contains("H26"));
        removed(made, slug, "Take 400 mg instead.").then().body("ruleIds", contains("H26"));
    }

    @Test
    void soIsTheReasonOfWhatIsTakenOutOfOneSession() {
        var made = Wish.fromToday(Assessed.selfCare()).post();
        var session = Wish.json(made.asString()).path("week").path(0);
        var date = session.path("date").asText();
        var slug = session.at("/sessions/0/items")
                .valueStream()
                .map(item -> item.path("exerciseId").asText(item.path("slug").asText()))
                .filter(it -> keepsTheRules(removed(made, it, date, TAME)))
                .findFirst()
                .orElseThrow();

        removed(made, slug, date, "This is safe now.").then().body("ruleIds", contains("H48"));
        removed(made, slug, date, "Take ibuprofen instead.").then().body("ruleIds", contains("H26"));
    }

    @Test
    void soIsTheReasonOfAnApproval() {
        var assessment = Assessed.routine();
        assessment.putArray("unknownRedFlags");

        for (var words : List.of("This cures it.", "You are fine.", "Take ibuprofen.", "400 mg first.")) {
            approved(assessment, words)
                    .post()
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", contains("/approval/reason"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Examined today: fracture ruled out.",
                "Diagnosis: muscle strain.",
                "Safe to exercise.",
                "Nothing serious on the X-ray."
            })
    void aClinicianMaySayWhatTheyFound(String words) {
        var assessment = Assessed.routine();
        assessment.putArray("unknownRedFlags");

        assertThat(approved(assessment, words)
                        .plan()
                        .at("/triage/approval/reason")
                        .asText())
                .isEqualTo(words);
    }

    @Test
    void soIsANameOfATemplateThatDoes() {
        for (var name : List.of("Safe again", "Cured in weeks", "With ibuprofen", "400 mg first")) {
            add(name, "").then().statusCode(422).body("errors.pointer", hasItem("/name"));
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void theWordsOfAGoalChangeNothingButThemselves(String words) {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");
        var tame = ahead(plan, "an afternoon at the desk");

        var programme = ahead(plan, words);

        assertThat(programme.at("/goal/words").asText()).isEqualTo(words);
        assertThat(withoutWords(programme)).isEqualTo(withoutWords(tame));
    }

    /// What a person says of a session is figures and marks; there is no place for words.
    @Test
    void aSessionHasNoWords() {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");

        Logbook.log(plan, Logbook.entry(LocalDate.now(ZoneOffset.UTC), said -> said.put("note", HOSTILE.getFirst())))
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/note"));
    }

    private static Wish approved(JsonNode assessment, String reason) {
        return Wish.after(assessment)
                .with((ObjectNode body) -> body.putObject("approval").put("reason", reason));
    }

    private static String withoutApproval(JsonNode plan) {
        ((ObjectNode) plan.path("triage")).remove("approval");
        return withoutItsOwn(plan);
    }

    private static String withoutItsOwn(JsonNode plan) {
        return ((ObjectNode) plan)
                .without(List.of("planId", "createdAt", "inputHash"))
                .toString();
    }

    private String madeWith(JsonNode assessment, String name, String note) throws Exception {
        var template = add(name, note).then().statusCode(201).extract().<String>path("id");
        var plan = Wish.after(assessment)
                .by(clinic.clinician())
                .with(wish -> wish.put("template", template))
                .plan();
        ((ObjectNode) plan.path("template")).remove("id");
        return withoutItsOwn(plan);
    }

    private Response add(String name, String note) {
        return given().auth()
                .oauth2(clinic.clinician())
                .contentType("application/json")
                .body(
                        note.isEmpty()
                                ? Map.of("name", name, "leaveOut", List.of("scapular-squeeze"))
                                : Map.of("name", name, "note", note, "leaveOut", List.of("scapular-squeeze")))
                .post("/plan-templates");
    }

    /// As it is written between the quotes of a JSON text.
    private static String within(String words) throws Exception {
        var quoted = JSON.writeValueAsString(words);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static boolean keepsTheRules(Response tried) {
        return tried.path("keepsTheRules");
    }

    private static Response removed(Response made, String slug, String reason) {
        return tried(made, Map.of("op", "REMOVE", "exerciseId", slug), reason);
    }

    private static Response removed(Response made, String slug, String date, String reason) {
        return tried(made, Map.of("op", "REMOVE", "exerciseId", slug, "date", date), reason);
    }

    private static Response tried(Response made, String slug, int reps, String reason) {
        return tried(made, Map.of("op", "DOSE", "exerciseId", slug, "reps", reps), reason);
    }

    private static Response tried(Response made, Map<String, Object> change, String reason) {
        var answer = given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body(Map.of("changes", List.of(change), "reason", reason, "dryRun", true))
                .post(made.header("Location") + "/edits");
        answer.then().statusCode(200);
        return answer;
    }

    private static JsonNode ahead(String plan, String words) {
        return Wish.json(given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body(Map.of(
                        "weeks", 6, "goal", Map.of("activity", "SITTING", "words", words, "score", 4, "wanted", 8)))
                .post(plan + "/programme")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private static String withoutWords(JsonNode programme) {
        ((ObjectNode) programme.path("goal")).remove("words");
        return programme.toString();
    }

    /// A moving exercise of the week.
    private static String movement(Response made) {
        for (var session : Wish.json(made.asString()).path("week").findValues("items")) {
            for (var item : session) {
                if (item.path("class").asText().equals("MOBILITY")) {
                    return item.path("slug").asText();
                }
            }
        }
        throw new AssertionError("nothing moves");
    }
}
