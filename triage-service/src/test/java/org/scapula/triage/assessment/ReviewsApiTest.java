package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// What a clinician may say of an answer of ours, and what everybody is told from then on.
@QuarkusTest
@WithTestResource(Lines.class)
class ReviewsApiTest {

    private final String patient = "p-" + UUID.randomUUID();

    @AfterEach
    void theFenceFalls() {
        AsOperator.letTheFenceFall();
    }

    @Test
    void aClinicianRaisesFreely() {
        var told = own().isTold();

        var review = review(told, Map.of("disposition", "EMERGENCY"));

        assertThat(review.statusCode()).isEqualTo(201);
        assertThat(review.header("Location")).endsWith("/assessments/" + told.getString("id") + "/reviews");
        var said = review.jsonPath();
        assertThat(said.getString("headline")).startsWith("Call 112 now.");
        assertThat(said.getList("doNow", String.class)).isNotEmpty().noneMatch(line -> line.contains("{"));
        assertThat(said.getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(said.getString("insteadOf")).isEqualTo("SELF_CARE");
        assertThat(said.getString("subject")).isEqualTo("clinician-1");
        assertThat(said.getString("reviewedAt")).isNotBlank();
        assertThat(said.getMap("")).doesNotContainKeys("name", "reason");
    }

    @Test
    void aReviewIsTheFirstThingAnybodyReadsFromThenOn() {
        var given = own().asks();
        var told = given.jsonPath();
        var before = read(told);
        isReviewed(
                told,
                Map.of("disposition", "URGENT", "name", "the physiotherapist on duty", "reason", "New weakness."));

        var after = read(told);

        assertThat(after.body().asString()).startsWith("{\"review\":{\"headline\":\"You need to see a doctor today.");
        assertThat(after.jsonPath().getString("effectiveDisposition")).isEqualTo("URGENT");
        assertThat(after.jsonPath().getString("review.name")).isEqualTo("the physiotherapist on duty");
        assertThat(after.jsonPath().getString("review.reason")).isEqualTo("New weakness.");
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        // What we said stands there as we said it, byte for byte.
        assertThat(before.body().asString()).isEqualTo(given.body().asString());
        assertThat(after.body().asString()).endsWith(given.body().asString().substring(1));
        assertThat(given().auth()
                        .oauth2(Tokens.clinician())
                        .header("If-None-Match", before.header("ETag"))
                        .get(address(told))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theLatestReviewHoldsAndAllAreKeptInOrder() {
        var told = own().with("breathless", "yes").isTold();
        isReviewed(
                told,
                Map.of(
                        "disposition",
                        "ROUTINE_CLINICIAN",
                        "name",
                        "the physiotherapist on duty",
                        "reason",
                        "Examined."));
        isReviewed(told, Map.of("disposition", "URGENT"));

        var reviews = as(Tokens.patient(patient)).get(address(told) + "/reviews");

        assertThat(reviews.statusCode()).isEqualTo(200);
        var said = reviews.jsonPath();
        assertThat(said.getString("disposition")).isEqualTo("EMERGENCY");
        assertThat(said.getString("effectiveDisposition")).isEqualTo("URGENT");
        assertThat(said.getList("reviews.disposition")).containsExactly("ROUTINE_CLINICIAN", "URGENT");
        assertThat(said.getList("reviews.insteadOf")).containsExactly("EMERGENCY", "ROUTINE_CLINICIAN");
        assertThat(read(told).jsonPath().getString("effectiveDisposition")).isEqualTo("URGENT");
    }

    @Test
    void withoutAReviewThereIsAnEmptyList() {
        var told = own().isTold();

        var said = as(Tokens.integrator()).get(address(told) + "/reviews").jsonPath();

        assertThat(said.getList("reviews")).isEmpty();
        assertThat(said.getString("effectiveDisposition")).isEqualTo("SELF_CARE");
        assertThat(read(told).jsonPath().getMap("")).doesNotContainKeys("review", "effectiveDisposition");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"disposition\":\"SELF_CARE\"}                                              | /name, /reason",
                "{\"disposition\":\"SELF_CARE\",\"name\":\"the physiotherapist on duty\"}                       | /reason",
                "{\"disposition\":\"SELF_CARE\",\"reason\":\"Examined.\"}                     | /name",
                "{\"disposition\":\"SELF_CARE\",\"name\":\"  \",\"reason\":\"Examined.\"}     | /name",
                "{\"disposition\":\"SELF_CARE\",\"name\":\"the physiotherapist on duty\",\"reason\":\" \\n \"}  | /reason",
                "{\"disposition\":\"URGENT\",\"name\":\"a\\u0000b\"}                          | /name",
                "{\"disposition\":\"FINE\"}                                                   | /disposition",
                "{\"name\":\"the physiotherapist on duty\"}                                                     | /disposition",
                "{\"disposition\":null}                                                       | /disposition",
                "{\"disposition\":\"URGENT\",\"because\":\"so\"}                              | /because",
                "{\"disposition\":\"URGENT\",\"reason\":7}                                    | /reason",
            })
    void whatIsMissingIsNamed(String body, String pointers) {
        var told = own().with("feverish", "yes").isTold();

        var refused = as(Tokens.clinician()).body(body).post(address(told) + "/reviews");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getList("errors.pointer")).containsExactly((Object[]) pointers.split(", "));
        assertThat(as(Tokens.clinician())
                        .get(address(told) + "/reviews")
                        .jsonPath()
                        .getList("reviews"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"name, 201", "reason, 2001"})
    void whatIsTooLongIsRefused(String field, int length) {
        var told = own().isTold();

        var refused = review(told, Map.of("disposition", "URGENT", field, "x".repeat(length)));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getString("errors[0].pointer")).isEqualTo("/" + field);
    }

    @Test
    void aReviewOfWhatHasChangedMeanwhileIsRefused() {
        var told = own().isTold();
        var known = read(told).header("ETag");
        review(told, Map.of("disposition", "URGENT")).then().statusCode(201);

        var stale = withTag(known, told);
        var fresh = withTag(read(told).header("ETag"), told);

        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.contentType()).startsWith("application/problem+json");
        assertThat(stale.jsonPath().getString("type")).isEqualTo("urn:scapula:problem:stale");
        assertThat(fresh.statusCode()).isEqualTo(201);
        assertThat(withTag("*", told).statusCode()).isEqualTo(201);
    }

    @Test
    void ofTwoWhoReviewAtOnceTheSecondKnowsTheFirst() throws Exception {
        var told = own().isTold();
        var known = read(told).header("ETag");

        var free = atOnce(() -> review(told, Map.of("disposition", "URGENT")), 8);
        var reviews = as(Tokens.clinician()).get(address(told) + "/reviews").jsonPath();
        var strict = atOnce(() -> withTag(known, told), 2);

        assertThat(free).containsOnly(201);
        assertThat(reviews.getList("reviews")).hasSize(8);
        assertThat(reviews.getList("reviews.insteadOf").getFirst()).isEqualTo("SELF_CARE");
        assertThat(reviews.getList("reviews.insteadOf").subList(1, 8)).containsOnly("URGENT");
        assertThat(strict).containsOnly(412);
    }

    @Test
    void ofTwoWhoBothReadTheSameOnlyOneIsKept() throws Exception {
        var told = own().isTold();
        var known = read(told).header("ETag");

        var answers = atOnce(() -> withTag(known, told), 6);

        assertThat(answers).containsOnly(201, 412);
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(1);
    }

    @Test
    void twoWhoLowerAtOnceBothAnswerForIt() throws Exception {
        var told = own().with("breathless", "yes").isTold();

        var answers = atOnce(
                () -> review(
                        told,
                        Map.of("disposition", "URGENT", "name", "the physiotherapist on duty", "reason", "Seen.")),
                4);

        assertThat(answers).containsOnly(201);
        assertThat(AsOperator.column(
                        "select place || ' ' || instead_of from triage.assessment_review where assessment = '"
                                + told.getString("id") + "' order by place"))
                .containsExactly("1 EMERGENCY", "2 URGENT", "3 URGENT", "4 URGENT");
    }

    @Test
    void anAssessmentOfSomebodyElseIsNotThere() {
        var told = own().isTold();

        assertThat(as(Tokens.at("south").clinician())
                        .body(Map.of("disposition", "URGENT"))
                        .post(address(told) + "/reviews")
                        .statusCode())
                .isEqualTo(404);
        assertThat(as(Tokens.at("south").clinician())
                        .get(address(told) + "/reviews")
                        .statusCode())
                .isEqualTo(404);
        assertThat(as(Tokens.patient("p-0")).get(address(told) + "/reviews").statusCode())
                .isEqualTo(404);
        assertThat(as(Tokens.clinician())
                        .body(Map.of("disposition", "URGENT"))
                        .post("/assessments/" + UUID.randomUUID() + "/reviews")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient", "editor", "integrator", "admin"})
    void onlyAClinicianReviews(String role) {
        var told = own().isTold();
        var token = Map.of(
                        "patient", Tokens.patient(patient),
                        "editor", Tokens.editor(),
                        "integrator", Tokens.integrator(),
                        "admin", Tokens.admin())
                .get(role);

        var refused = as(String.valueOf(token))
                .body(Map.of("disposition", "EMERGENCY"))
                .post(address(told) + "/reviews");

        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void whoReviewedAndWhoReadItIsKept() {
        var told = own().isTold();
        isReviewed(told, Map.of("disposition", "URGENT"));
        as(Tokens.integrator()).get(address(told) + "/reviews").then().statusCode(200);

        var acts = as(Tokens.admin()).get("/audit?record=" + told.getString("id"));

        assertThat(acts.jsonPath().getList("entries.act"))
                .containsExactly("assessment.reviews", "assessment.review", "assessment.create");
        assertThat(acts.jsonPath().getString("entries[1].actor")).isEqualTo("clinician-1");
        assertThat(acts.body().asString()).doesNotContain(patient);
    }

    @Test
    void aReviewIsNeverChanged() throws SQLException {
        var told = own().isTold();
        isReviewed(told, Map.of("disposition", "URGENT"));
        var change = "update triage.assessment_review set disposition = 'SELF_CARE' where assessment = '"
                + told.getString("id") + "'";

        try (var service = TestDatabase.running().enter("triage");
                var operator = TestDatabase.running().asOperator()) {
            assertThat(catchThrowable(() -> service.createStatement().execute(change)))
                    .hasMessageContaining("permission denied");
            assertThat(catchThrowable(() -> operator.createStatement().execute(change)))
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void aReviewStaysAsLongAsWhatItReviews() {
        var told = own().isTold();
        isReviewed(told, Map.of("disposition", "URGENT"));

        assertThat(catchThrowable(() ->
                        AsOperator.run("delete from triage.assessment where id = '" + told.getString("id") + "'")))
                .hasMessageContaining("foreign key");
    }

    @Test
    void everythingAPersonHasIncludesTheirReviews() {
        var told = own().isTold();
        isReviewed(told, Map.of("disposition", "URGENT", "reason", "New weakness."));

        var export = as(Tokens.patient(patient)).get("/patients/" + patient + "/records");

        assertThat(export.jsonPath().getList("records.reviews")).hasSize(1);
        assertThat(export.jsonPath().getString("records.reviews[0].reason")).isEqualTo("New weakness.");
    }

    @Test
    void nothingOfAReviewIsLeftOfSomebodyErased() {
        var told = own().isTold();
        isReviewed(told, Map.of("disposition", "URGENT", "name", "seen by " + patient, "reason", "Of " + patient));
        assertThat(AsOperator.tablesThatSay(patient)).contains("assessment", "assessment_review");

        var erased = as(Tokens.admin()).delete("/patients/" + patient + "/records");

        assertThat(erased.statusCode()).isEqualTo(200);
        assertThat(erased.jsonPath().getInt("removed.reviews")).isEqualTo(1);
        assertThat(erased.jsonPath().getInt("removed.assessments")).isEqualTo(1);
        assertThat(AsOperator.tablesThatSay(patient)).isEmpty();
        assertThat(review(told, Map.of("disposition", "URGENT")).statusCode()).isEqualTo(404);
    }

    private static List<Integer> atOnce(Callable<Response> asked, int times) throws InterruptedException {
        var work = Stream.generate(() -> (Callable<Integer>) () -> asked.call().statusCode())
                .limit(times)
                .toList();
        try (var threads = Executors.newFixedThreadPool(times)) {
            return threads.invokeAll(work).stream().map(Future::resultNow).toList();
        }
    }

    private static Response withTag(String tag, JsonPath told) {
        return as(Tokens.clinician())
                .header("If-Match", tag)
                .body(Map.of("disposition", "EMERGENCY"))
                .post(address(told) + "/reviews");
    }

    private static Response review(JsonPath told, Map<String, String> said) {
        return as(Tokens.clinician()).body(said).post(address(told) + "/reviews");
    }

    private static void isReviewed(JsonPath told, Map<String, String> said) {
        review(told, said).then().statusCode(201);
    }

    private static Response read(JsonPath told) {
        return as(Tokens.clinician()).get(address(told));
    }

    private static String address(JsonPath told) {
        return "/assessments/" + told.getString("id");
    }

    private Person own() {
        return Person.withoutWarningSigns().as(Tokens.patient(patient));
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
