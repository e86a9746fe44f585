package org.scapula.triage.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.scapula.triage.ruleset.OwnRules.as;
import static org.scapula.triage.ruleset.OwnRules.named;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scapula.triage.assessment.Lines;

/// Rules by which a more dangerous answer can make the outcome milder come into force only when a clinician answers for
/// it, and that is seen wherever they are.
@QuarkusTest
@WithTestResource(Lines.class)
class OverrideApiTest {

    private static final Map<String, Object> OVERRIDE = Map.of(
            "override", Map.of("name", "the lead physiotherapist", "reason", "We see every swollen leg ourselves."));

    private final OwnRules own = new OwnRules();

    @Test
    void theReportNamesTheRuleTheLineAndAPersonItHappensTo() {
        var id = own.drafted(OwnRules.NOT_MONOTONE);

        var report = own.validates(id);

        report.then()
                .statusCode(200)
                .body(
                        "ruleSet.state",
                        equalTo("VALIDATED"),
                        "ruleSet.monotone",
                        equalTo(false),
                        "proof.holds",
                        equalTo(false));
        var failing = report.jsonPath();
        var first = "proof.claims.find { !it.holds && it.counterExample != null }";
        assertThat(failing.getString(first + ".property")).isEqualTo("MONOTONE");
        assertThat(failing.getInt(first + ".line")).isPositive();
        assertThat(failing.getString(first + ".counterExample.finding")).isNotEmpty();
        assertThat(failing.getString(first + ".where")).isNotEmpty();
        assertThat(as(own.clinic.admin()).get("/rule-sets/{id}/validation", id).asString())
                .isEqualTo(report.asString());
    }

    @Test
    void withoutAnOverrideTheyStayOut() {
        var id = own.validated(OwnRules.NOT_MONOTONE);

        own.activates(id).then().statusCode(409).body("type", equalTo("urn:scapula:problem:override-needed"));
        for (var incomplete : new String[] {
            "{\"override\": {\"name\": \"A\"}}",
            "{\"override\": {\"name\": \" \", \"reason\": \"b\"}}",
            "{\"overrides\": {}}"
        }) {
            own.asSeen(id)
                    .body(incomplete)
                    .post("/rule-sets/{id}/activation", id)
                    .then()
                    .statusCode(422);
        }

        own.readsInForce().then().body("owner", equalTo("PRODUCT"));
    }

    @Test
    void theOverrideIsKeptAndShown() {
        var id = own.validated(OwnRules.NOT_MONOTONE);

        own.asSeen(id)
                .body(OVERRIDE)
                .post("/rule-sets/{id}/activation", id)
                .then()
                .statusCode(200);

        for (var where : new String[] {"/rule-set", "/rule-sets/" + id}) {
            as(own.clinic.integrator())
                    .get(where)
                    .then()
                    .statusCode(200)
                    .body(
                            "id", equalTo(id),
                            "monotone", equalTo(false),
                            "override.name", equalTo("the lead physiotherapist"),
                            "override.reason", equalTo("We see every swollen leg ourselves."),
                            "override.given.by", equalTo("clinician-1"),
                            "override.given.at", notNullValue());
        }
        as(own.clinic.editor())
                .get("/rule-sets/{id}/validation", id)
                .then()
                .body("ruleSet.override.name", equalTo("the lead physiotherapist"));
        as(own.clinic.editor())
                .get("/rule-sets")
                .then()
                .body("ruleSets.override.name", hasItem("the lead physiotherapist"));
        own.retires(id).then().body("override.name", equalTo("the lead physiotherapist"));
    }

    @Test
    void rulesThatNeedNoneTakeNone() {
        var id = own.validated(named("a"));

        own.asSeen(id)
                .body(OVERRIDE)
                .post("/rule-sets/{id}/activation", id)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/override"));
    }
}
