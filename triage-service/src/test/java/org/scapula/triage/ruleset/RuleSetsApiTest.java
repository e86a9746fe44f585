package org.scapula.triage.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.scapula.triage.ruleset.OwnRules.as;
import static org.scapula.triage.ruleset.OwnRules.changed;
import static org.scapula.triage.ruleset.OwnRules.named;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scapula.test.Tokens;
import org.scapula.triage.assessment.AsOperator;
import org.scapula.triage.assessment.Lines;
import org.scapula.triage.assessment.Person;

/// A clinic drafts rules, has them proved, and puts them in force; what they say never changes.
@QuarkusTest
@WithTestResource(Lines.class)
class RuleSetsApiTest {

    private final OwnRules own = new OwnRules();

    @Test
    void aClinicWithoutOwnRulesIsJudgedByThoseOfTheProduct() {
        var inForce = own.readsInForce().then().statusCode(200).extract().jsonPath();

        assertThat(inForce.getString("owner")).isEqualTo("PRODUCT");
        assertThat(inForce.getString("state")).isEqualTo("ACTIVE");
        assertThat(inForce.getBoolean("monotone")).isTrue();
        assertThat(own.reads(inForce.getString("id")).jsonPath().getMap("")).isEqualTo(inForce.getMap(""));
    }

    @Test
    void whatIsDraftedCanBeReadWordForWord() {
        var rules = named("north-3");

        var answer = own.drafts(rules);

        answer.then()
                .statusCode(201)
                .body("state", equalTo("DRAFT"), "owner", equalTo("CLINIC"), "version", equalTo("north-3"));
        var read = own.reads(answer.path("id"));
        assertThat(answer.header("Location")).endsWith("/rule-sets/" + read.path("id"));
        assertThat(answer.header("ETag")).isEqualTo(read.header("ETag"));
        var content = as(own.clinic.integrator()).get(answer.header("Location") + "/content");
        assertThat(content.asString()).isEqualTo(rules);
        assertThat(content.contentType()).startsWith("application/yaml");
    }

    @Test
    void theSameRulesAsJsonAreTheSameRules() throws IOException {
        var json = new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(new YAMLMapper().readValue(named("north-4"), Map.class))
                .replace("  ", "\t");

        var answer = as(own.clinic.clinician())
                .contentType("application/json")
                .body(json)
                .post("/rule-sets");

        answer.then()
                .statusCode(201)
                .body("hash", equalTo(own.drafts(named("north-4")).path("hash")));
        var content = as(own.clinic.editor()).get("/rule-sets/{id}/content", answer.<String>path("id"));
        assertThat(content.asString()).isEqualTo(json);
        assertThat(content.contentType()).startsWith("application/json");
    }

    @Test
    void everythingThatIsWrongIsNamedWithTheRuleTheLineAndWhy() {
        var rules = changed("when: oneLegSwollen", "when: oneLegSwolen").replace("within: P3D", "within: soon");
        var line =
                rules.substring(0, rules.indexOf("when: oneLegSwolen")).lines().count();

        var answer = own.drafts(rules);

        answer.then().statusCode(422).body("type", equalTo("urn:scapula:problem:invalid-field"));
        var errors = answer.jsonPath();
        assertThat(errors.getList("errors.pointer", String.class)).anyMatch(where -> where.contains("U11"));
        assertThat(errors.getList("errors.detail", String.class))
                .anyMatch(why -> why.contains("oneLegSwolen") && why.startsWith("line "))
                .anyMatch(why -> why.contains("soon"));
        assertThat(errors.getList("errors.detail", String.class))
                .filteredOn(why -> why.contains("oneLegSwolen"))
                .singleElement()
                .satisfies(why -> assertThat(lineIn(why)).isCloseTo((int) line, within(3)));
    }

    private static int lineIn(String why) {
        return Integer.parseInt(why.replaceFirst("(?s)line (\\d+): .*", "$1"));
    }

    @Test
    void aRuleForWhichThereAreNoWordsIsRefused() {
        var answer = own.drafts(changed("where: MATERNITY", "where: SELF"));

        answer.then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("rule E14"), "errors[0].detail", containsString("no words"));
    }

    @Test
    void whatIsNoRuleSetIsRefusedInWords() {
        for (var nonsense :
                List.of("", "null", "[]", "rules: [", "{}", "version: 1", "&a [*a, *a]", "\u0000", "a: \t- b")) {
            own.drafts(nonsense).then().statusCode(422);
        }
        own.sends("application/json", "{\"version\": 1, \"version\": 2}").then().statusCode(422);
        own.sends("application/json", "version: 1").then().statusCode(422);
        own.sends("application/yaml", new byte[] {(byte) 0xc3, 0x28}).then().statusCode(422);
        own.sends("text/plain", OwnRules.SHIPPED).then().statusCode(415);
        own.drafts(OwnRules.SHIPPED + "# ".repeat(200_000)).then().statusCode(413);
        assertThat(AsOperator.number("select count(*) from triage.rule_set where clinic = '" + own.clinic.id() + "'"))
                .isZero();
    }

    @Test
    void rulesGoFromDraftToRetiredAndTheOthersStandBack() {
        var first = own.activated(named("a"));
        var second = own.validated(named("b"));

        own.activates(second)
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"), "activated.by", equalTo("clinician-1"));

        own.reads(first).then().body("state", equalTo("RETIRED"), "retired.by", equalTo("clinician-1"));
        own.readsInForce().then().body("id", equalTo(second));
        own.retires(second).then().statusCode(200).body("state", equalTo("RETIRED"));
        own.readsInForce().then().body("owner", equalTo("PRODUCT"));
    }

    @Test
    void whoIsJudgedIsJudgedByTheRulesInForce() {
        var before = Person.withoutWarningSigns().as(own.clinic.patient("p-1")).isTold();
        var id = own.activated(named("a"));

        var after = Person.withoutWarningSigns().as(own.clinic.patient("p-1")).isTold();

        assertThat(before.getString("ruleSet.version")).isNotEqualTo("a");
        assertThat(after.getString("ruleSet.version")).isEqualTo("a");
        assertThat(own.readsInForce().<String>path("id")).isEqualTo(id);
    }

    @Test
    void noStateIsSkippedOrComesBack() {
        var draft = own.drafted(named("a"));

        own.activates(draft)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:scapula:problem:wrong-state"), "state", equalTo("DRAFT"));
        own.validates(draft).then().statusCode(200);
        own.validates(draft).then().statusCode(409).body("state", equalTo("VALIDATED"));
        own.activates(draft).then().statusCode(200);
        own.activates(draft).then().statusCode(409);
        own.retires(draft).then().statusCode(200);
        own.retires(draft).then().statusCode(409);
        own.activates(draft).then().statusCode(409).body("state", equalTo("RETIRED"));
        own.validates(draft).then().statusCode(409);
    }

    @Test
    void nothingIsChangedUnseen() {
        var id = own.drafted(named("a"));
        var seen = own.reads(id).header("ETag");
        own.validates(id).then().statusCode(200);

        as(own.clinic.clinician()).post("/rule-sets/{id}/activation", id).then().statusCode(428);
        as(own.clinic.clinician())
                .header("If-Match", seen)
                .post("/rule-sets/{id}/activation", id)
                .then()
                .statusCode(412);
        as(own.clinic.clinician())
                .header("If-Match", seen)
                .post("/rule-sets/{id}/retirement", id)
                .then()
                .statusCode(412);
        own.reads(id).then().body("state", equalTo("VALIDATED"));
    }

    @Test
    void anotherClinicsRulesAreNotThere() {
        var id = own.validated(named("a"));
        var others = new OwnRules();

        for (var path : List.of("", "/content", "/validation")) {
            as(others.clinic.clinician())
                    .get("/rule-sets/{id}" + path, id)
                    .then()
                    .statusCode(404);
        }
        as(others.clinic.clinician())
                .header("If-Match", own.reads(id).header("ETag"))
                .post("/rule-sets/{id}/activation", id)
                .then()
                .statusCode(404);
        as(others.clinic.clinician())
                .header("If-Match", own.reads(id).header("ETag"))
                .post("/rule-sets/{id}/retirement", id)
                .then()
                .statusCode(404);
        others.validates(id).then().statusCode(404);
        as(others.clinic.clinician())
                .get("/rule-sets")
                .then()
                .body("ruleSets.findAll { it.owner == 'CLINIC' }.size()", equalTo(0));
    }

    @Test
    void whatCameWithTheProductIsNobodysToChange() {
        var id = own.readsInForce().<String>path("id");

        own.validates(id).then().statusCode(403);
        own.retires(id).then().statusCode(403);
    }

    @Test
    void theListIsReadPageByPage() {
        var ids = IntStream.range(0, 5)
                .mapToObj(number -> own.drafted(named("v" + number)))
                .toList()
                .reversed();

        var first =
                as(own.clinic.editor()).get("/rule-sets?state=DRAFT&limit=3").jsonPath();
        var second = as(own.clinic.editor())
                .get("/rule-sets?state=DRAFT&limit=3&cursor=" + first.getString("next"))
                .jsonPath();

        assertThat(first.getList("ruleSets.id")).isEqualTo(ids.subList(0, 3));
        assertThat(second.getList("ruleSets.id")).isEqualTo(ids.subList(3, 5));
        assertThat(second.getString("next")).isNull();
        as(own.clinic.editor()).get("/rule-sets?cursor=x").then().statusCode(400);
        as(own.clinic.editor()).get("/rule-sets?limit=0").then().statusCode(400);
        as(own.clinic.editor()).get("/rule-sets?state=LOST").then().statusCode(400);
    }

    @Test
    void eachActLeavesItsTrace() {
        var id = own.activated(named("a"));
        own.retires(id).then().statusCode(200);

        var acts = as(own.clinic.admin()).get("/audit?record=" + id).jsonPath();

        assertThat(acts.getList("entries.act"))
                .containsExactly("rule-set.retire", "rule-set.activate", "rule-set.validate", "rule-set.create");
        assertThat(acts.getList("entries.actor")).containsExactly("clinician-1", "clinician-1", "editor-1", "editor-1");
        assertThat(acts.getList("entries.recordVersion")).doesNotHaveDuplicates();
    }

    @Test
    void onlyAClinicianPutsRulesInForce() {
        var id = own.validated(named("a"));
        var tag = own.reads(id).header("ETag");

        for (var other : List.of(
                own.clinic.editor(),
                own.clinic.admin(),
                own.clinic.integrator(),
                own.clinic.patient("p-1"),
                Tokens.clinician())) {
            assertThat(as(other)
                            .header("If-Match", tag)
                            .post("/rule-sets/{id}/activation", id)
                            .statusCode())
                    .isIn(403, 404);
        }
    }
}
