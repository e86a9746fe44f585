package org.scapula.triage.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.scapula.triage.ruleset.OwnRules.as;
import static org.scapula.triage.ruleset.OwnRules.named;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scapula.triage.assessment.AsOperator;
import org.scapula.triage.assessment.Lines;
import org.scapula.triage.assessment.Person;
import org.scapula.triage.ruleset.OwnRules;

/// What was judged can be judged again: by the rules of then, and by rules that are only a draft.
@QuarkusTest
@WithTestResource(Lines.class)
class ReplayApiTest {

    private final OwnRules own = new OwnRules();

    @Test
    void whatWasJudgedByRulesThatAreRetiredIsReplayedBitForBit() {
        var rules = own.activated(named("a"));
        var swollen = kept(Person.withoutWarningSigns()
                .with("oneLegSwollen", "yes")
                .with("feverish", "unknown")
                .with("temperatureC", 38.1));
        own.retires(rules).then().statusCode(200);

        var replay = as(own.clinic.clinician()).get("/assessments/{id}/replay", swollen);

        replay.then()
                .statusCode(200)
                .body(
                        "same",
                        equalTo(true),
                        "ruleSet",
                        equalTo(rules),
                        "differences",
                        empty(),
                        "stored.disposition",
                        equalTo("URGENT"));
        assertThat(replay.<String>path("stored.decisionHash")).isEqualTo(replay.path("replayed.decisionHash"));
    }

    @Test
    void whatIsNotWhatWasStoredIsSeen() {
        var id = kept(Person.withoutWarningSigns());
        AsOperator.run(
                "set session_replication_role = replica; update triage.assessment set disposition = 'URGENT', decision_hash = 'x' where id = '"
                        + id + "'");

        var replay = as(own.clinic.admin()).get("/assessments/{id}/replay", id);

        replay.then()
                .statusCode(200)
                .body(
                        "same",
                        equalTo(false),
                        "differences[0]",
                        equalTo("disposition: URGENT then, SELF_CARE now"),
                        "differences.size()",
                        equalTo(2));
    }

    @Test
    void aReplayIsForTheClinicAndLeavesATrace() {
        var id = kept(Person.withoutWarningSigns());

        as(new OwnRules().clinic.clinician())
                .get("/assessments/{id}/replay", id)
                .then()
                .statusCode(404);
        as(own.clinic.patient("p-1")).get("/assessments/{id}/replay", id).then().statusCode(403);
        as(own.clinic.clinician()).get("/assessments/{id}/replay", id).then().statusCode(200);

        as(own.clinic.admin())
                .get("/audit?act=assessment.replay&record=" + id)
                .then()
                .body("entries.size()", equalTo(1));
    }

    @Test
    void aComparisonSaysWhoMovesWhereAndByWhichRules() throws InterruptedException {
        var down =
                kept(Person.withoutWarningSigns().with("oneLegSwollen", "yes").with("tingling", "yes"));
        var up = kept(Person.withoutWarningSigns().with("heightLoss", "yes"));
        var _ = kept(Person.withoutWarningSigns());
        var draft = own.drafted(OwnRules.NOT_MONOTONE);

        var result = compared(draft, Map.of());

        assertThat(result.getString("state")).isEqualTo("DONE");
        assertThat(result.getLong("done")).isEqualTo(3);
        assertThat(result.getLong("shift.judged")).isEqualTo(3);
        assertThat(result.getLong("shift.up")).isOne();
        assertThat(result.getLong("shift.down")).isOne();
        assertThat(result.getLong("shift.storedOtherwise")).isZero();
        assertThat(result.getLong("shift.notComparable")).isZero();
        assertThat(result.getList("shift.moved.assessmentId")).containsExactly(down, up);
        assertThat(result.getString("shift.moved[0].before")).isEqualTo("URGENT");
        assertThat(result.getList("shift.moved[0].rulesBefore")).containsExactly("U11");
        assertThat(result.getList("shift.moved[0].rulesAfter")).contains("R03");
        assertThat(result.getList("shift.moved[1].rulesAfter")).containsExactly("U11");
        assertThat(result.getList("shift.weeks.judged")).containsExactly(3);
        assertThat(result.getList("shift.matrix.before")).containsExactly("URGENT", "ROUTINE_CLINICIAN", "SELF_CARE");
        assertThat(result.getList("shift.matrix.after")).containsExactly("ROUTINE_CLINICIAN", "URGENT", "SELF_CARE");
        assertThat(result.getList("shift.matrix.count")).containsOnly(1);
        assertThat(result.getString("inForce.owner")).isEqualTo("PRODUCT");
    }

    @Test
    void onlyTheTimeThatIsAskedForIsCompared() throws InterruptedException {
        var _ = kept(Person.withoutWarningSigns().with("heightLoss", "yes"));
        var draft = own.drafted(OwnRules.NOT_MONOTONE);

        var none = compared(draft, Map.of("to", "2020-01-01"));
        var all = compared(draft, Map.of("from", "2020-01-01", "listed", 1));

        assertThat(none.getLong("shift.judged")).isZero();
        assertThat(all.getLong("shift.judged")).isOne();
    }

    @Test
    void moreThanABatchIsComparedToItsEnd() throws InterruptedException {
        var id = kept(Person.withoutWarningSigns().with("heightLoss", "yes"));
        AsOperator.run("""
                insert into triage.assessment (id, clinic, patient, assessed_at, disposition, rule_set_version, rule_set_hash, episode, asked, shown)
                select made.id, clinic, patient, assessed_at, disposition, rule_set_version, rule_set_hash, made.id, asked, shown
                from triage.assessment a, lateral (select gen_random_uuid() as id, a.id as of from generate_series(1, 2500)) made
                where a.id = '%s'""".formatted(id));

        var result = compared(own.drafted(OwnRules.NOT_MONOTONE), Map.of("listed", 7));

        assertThat(result.getLong("wanted")).isEqualTo(2501);
        assertThat(result.getLong("shift.up")).isEqualTo(2501);
        assertThat(result.getList("shift.moved")).hasSize(7);
    }

    @Test
    void aComparisonThatNobodyWorksOnAnyMoreHasFailed() throws InterruptedException {
        var draft = own.drafted(OwnRules.NOT_MONOTONE);
        var location = begun(draft, Map.of()).header("Location");
        var _ = awaited(location);
        AsOperator.run(
                "update triage.comparison set state = 'RUNNING', report = null, beat_at = now() - interval '1 minute' where rule_set = '"
                        + draft + "'");

        as(own.clinic.clinician()).get(location).then().statusCode(200).body("state", equalTo("FAILED"));
    }

    @Test
    void aComparisonIsNobodyElses() throws InterruptedException {
        var draft = own.drafted(OwnRules.NOT_MONOTONE);
        var location = begun(draft, Map.of()).header("Location");

        as(new OwnRules().clinic.clinician()).get(location).then().statusCode(404);
        as(new OwnRules().clinic.clinician())
                .body(Map.of())
                .post("/rule-sets/{id}/comparison", draft)
                .then()
                .statusCode(404);
        as(own.clinic.editor()).get(location).then().statusCode(403);
        assertThat(awaited(location).getString("state")).isEqualTo("DONE");
    }

    private String kept(Person person) {
        return person.as(own.clinic.patient("p-1")).isTold().getString("id");
    }

    private JsonPath compared(String draft, Map<String, Object> wanted) throws InterruptedException {
        return awaited(begun(draft, wanted).header("Location"));
    }

    private Response begun(String draft, Map<String, Object> wanted) {
        return as(own.clinic.clinician())
                .body(wanted)
                .post("/rule-sets/{id}/comparison", draft)
                .then()
                .statusCode(202)
                .extract()
                .response();
    }

    private JsonPath awaited(String location) throws InterruptedException {
        var patience = Instant.now().plusSeconds(60);
        var answer = as(own.clinic.clinician()).get(location);
        while (answer.path("state").equals("RUNNING")) {
            assertThat(Instant.now()).as("it ends").isBefore(patience);
            Thread.sleep(50);
            answer = as(own.clinic.clinician()).get(location);
        }
        return answer.jsonPath();
    }
}
