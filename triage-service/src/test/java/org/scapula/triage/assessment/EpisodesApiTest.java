package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.test.Tokens;

/// What one answer after another makes of a spell of pain.
@QuarkusTest
@WithTestResource(Lines.class)
class EpisodesApiTest {

    private final String patient = "p-" + UUID.randomUUID();

    @Test
    void whatReplacesAnAssessmentBelongsToItsEpisode() {
        var first = own().isTold();
        var second = own().replacing(first.getString("id")).isTold();
        var third = own().replacing(second.getString("id")).isTold();
        var other = own().isTold();

        assertThat(first.getString("episode")).isEqualTo(first.getString("id"));
        assertThat(second.getString("episode")).isEqualTo(first.getString("id"));
        assertThat(third.getString("episode")).isEqualTo(first.getString("id"));
        assertThat(other.getString("episode")).isEqualTo(other.getString("id"));
    }

    @Test
    void anEpisodeIsToldInOrder() {
        var first = own().isTold();
        var second = own().with("nprsNow", 6).replacing(first.getString("id")).isTold();
        var third = own().with("breathless", "yes")
                .replacing(second.getString("id"))
                .isTold();
        own().isKept();
        review(third, "URGENT", "{\"name\":\"the physiotherapist on duty\",\"reason\":\"Seen.\",");

        var episode = read(first.getString("id"), Tokens.patient(patient));

        assertThat(episode.statusCode()).isEqualTo(200);
        var told = episode.jsonPath();
        assertThat(told.getString("id")).isEqualTo(first.getString("id"));
        assertThat(told.getList("assessments.id"))
                .containsExactly(first.getString("id"), second.getString("id"), third.getString("id"));
        assertThat(told.getList("assessments.disposition"))
                .containsExactly("SELF_CARE", "ROUTINE_CLINICIAN", "EMERGENCY");
        assertThat(told.getList("assessments.effectiveDisposition"))
                .containsExactly("SELF_CARE", "ROUTINE_CLINICIAN", "URGENT");
        assertThat(told.getList("assessments[1].gotWorse")).containsExactly("nprsNow");
        assertThat(told.getList("assessments[2].gotWorse")).containsExactly("breathless");
        assertThat(told.getList("assessments.ruleSet.hash")).containsOnly(first.getString("ruleSet.hash"));
        assertThat(told.getList("assessments.ruleSet.id")).doesNotContainNull();
        assertThat(told.getString("assessments[1].replaces")).isEqualTo(first.getString("id"));
        assertThat(told.getMap("")).doesNotContainKey("next");
    }

    @Test
    void aLongEpisodeIsToldInPages() {
        var first = own().isTold().getString("id");
        var second = own().replacing(first).isTold().getString("id");
        var third = own().replacing(second).isTold().getString("id");

        var page = read(first + "?limit=2", Tokens.clinician()).jsonPath();
        var rest = read(first + "?limit=2&cursor=" + page.getString("next"), Tokens.clinician())
                .jsonPath();

        assertThat(page.getList("assessments.id")).containsExactly(first, second);
        assertThat(rest.getList("assessments.id")).containsExactly(third);
        assertThat(rest.getMap("")).doesNotContainKey("next");
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=101", "limit=many", "page=2"})
    void whatCannotBeAPageIsRefused(String query) {
        var id = own().isTold().getString("id");

        var answer = read(id + "?" + query, Tokens.clinician());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void anEpisodeOfSomebodyElseIsNotThere() {
        var first = own().isTold().getString("id");
        var second = own().replacing(first).isTold().getString("id");

        assertThat(read(first, Tokens.patient("p-0")).statusCode()).isEqualTo(404);
        assertThat(read(first, Tokens.at("south").clinician()).statusCode()).isEqualTo(404);
        assertThat(read(first, Tokens.integrator()).statusCode()).isEqualTo(200);
        assertThat(read(first, Tokens.editor()).statusCode()).isEqualTo(403);
        // An episode goes by its first.
        assertThat(read(second, Tokens.clinician()).statusCode()).isEqualTo(404);
    }

    @Test
    void whoReadAnEpisodeIsKept() {
        var first = own().isTold().getString("id");
        read(first, Tokens.clinician()).then().statusCode(200);

        var acts = given().auth().oauth2(Tokens.admin()).get("/audit?record=" + first);

        assertThat(acts.jsonPath().getList("entries.act")).containsExactly("episode.read", "assessment.create");
    }

    @Test
    void gettingWorseIsAFindingOfItsOwn() {
        var first = own().isTold();

        var second = own().with("nprsNow", 6).replacing(first.getString("id")).isTold();

        assertThat(second.getString("disposition")).isEqualTo("ROUTINE_CLINICIAN");
        assertThat(second.getList("why.ruleId")).containsExactly("R14");
        assertThat(second.getList("why[0].because.finding")).containsExactly("nprsNow");
        assertThat(second.getList("gotWorse.finding")).containsExactly("nprsNow");
        assertThat(second.getString("gotWorse[0].before")).isEqualTo("4");
        assertThat(second.getString("gotWorse[0].after")).isEqualTo("6");
        assertThat(second.getString("gotWorse[0].question")).endsWith("?");
        assertThat(first.getList("gotWorse")).isEmpty();
    }

    @Test
    void theSameAnswersOutsideTheEpisodeAreNotWorse() {
        own().isKept();

        var again = own().with("nprsNow", 6).isTold();

        assertThat(again.getString("disposition")).isEqualTo("SELF_CARE");
        assertThat(again.getList("gotWorse")).isEmpty();
    }

    @Test
    void whatIsNeededToJudgeAgainIsKept() {
        var first = own().isTold();
        var second = own().with("nprsNow", 6).replacing(first.getString("id")).isTold();

        var kept = AsOperator.column("select asked::jsonb ->> 'gotWorse' || ' ' || length(decision_hash) || ' '"
                + " || (rule_set is not null) || ' ' || episode from triage.assessment where id = '"
                + second.getString("id") + "'");

        assertThat(kept).containsExactly("[\"nprsNow\"] 64 true " + first.getString("id"));
    }

    @Test
    void aMilderAnswerShowsWhatChangedEvenWhenItReplacesNothing() {
        var before = own().with("feverish", "yes").isTold();

        var after = own().isTold();

        assertThat(before.getString("disposition")).isEqualTo("URGENT");
        assertThat(after.getString("disposition")).isEqualTo("SELF_CARE");
        assertThat(after.getString("changedSince.assessmentId")).isEqualTo(before.getString("id"));
        assertThat(after.getString("changedSince.headline")).isEqualTo(before.getString("headline"));
        assertThat(after.getList("changedSince.findings.finding")).containsExactly("feverish");
        assertThat(after.getBoolean("changedSince.byClinician")).isFalse();
    }

    @Test
    void itIsComparedWithTheMostUrgentOfTheDayNotWithTheLast() {
        var emergency = own().with("breathless", "yes").isTold();
        var urgent = own().with("feverish", "yes").isTold();
        own().isKept();

        var after = own().replacing(urgent.getString("id")).isTold();

        assertThat(after.getString("changedSince.assessmentId")).isEqualTo(emergency.getString("id"));
        assertThat(urgent.getString("changedSince.disposition")).isEqualTo("EMERGENCY");
    }

    @Test
    void whatAClinicianRaisedCountsAsTheMoreUrgentOne() {
        var mild = own().isTold();
        review(mild, "EMERGENCY", "{");

        var after = own().with("nprsNow", 3).isTold();

        assertThat(after.getString("changedSince.assessmentId")).isEqualTo(mild.getString("id"));
        assertThat(after.getString("changedSince.disposition")).isEqualTo("EMERGENCY");
        assertThat(after.getBoolean("changedSince.byClinician")).isTrue();
        assertThat(after.getString("changedSince.headline")).startsWith("Call 112 now.");
        assertThat(after.getList("changedSince.findings.finding")).containsExactly("nprsNow");
    }

    @Test
    void whatWasSaidMoreThanADayAgoOrToOthersIsNotCompared() {
        letHappenEarlier(own().with("breathless", "yes").isTold(), Duration.ofHours(25));
        Person.withoutWarningSigns()
                .with("breathless", "yes")
                .as(Tokens.at("south").patient(patient))
                .isKept();
        Person.withoutWarningSigns()
                .with("breathless", "yes")
                .as(Tokens.patient(patient + "1"))
                .isKept();

        assertThat(own().isTold().getMap("")).doesNotContainKey("changedSince");
    }

    /// Only somebody who may switch the guard off can turn the clock.
    private static void letHappenEarlier(JsonPath told, Duration ago) {
        AsOperator.run("set session_replication_role = replica; update triage.assessment set assessed_at = assessed_at"
                + " - interval '" + ago.toSeconds() + " seconds' where id = '" + told.getString("id")
                + "'; set session_replication_role = origin");
    }

    private static void review(JsonPath told, String disposition, String begun) {
        given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body(begun + "\"disposition\":\"" + disposition + "\"}")
                .post("/assessments/" + told.getString("id") + "/reviews")
                .then()
                .statusCode(201);
    }

    private static Response read(String episode, String token) {
        return given().auth().oauth2(token).get("/episodes/" + episode);
    }

    private Person own() {
        return Person.withoutWarningSigns().as(Tokens.patient(patient));
    }
}
