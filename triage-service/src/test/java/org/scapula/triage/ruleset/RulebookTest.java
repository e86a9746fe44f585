package org.scapula.triage.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scapula.triage.ruleset.OwnRules.named;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.scapula.edge.access.Caller;
import org.scapula.triage.assessment.AsOperator;
import org.scapula.triage.assessment.Lines;
import org.scapula.triage.assessment.Person;

/// Which rules judge: those in force for the clinic, on every replica; and when they cannot be known or used, none.
@QuarkusTest
@WithTestResource(Lines.class)
class RulebookTest {

    private static final Duration REREAD = Duration.ofMillis(500);

    @Inject
    ShippedRules shipped;

    @Inject
    RuleSets ruleSets;

    @Inject
    Library library;

    private final OwnRules own = new OwnRules();

    @Test
    void anotherReplicaAgreesSoon() throws Throwable {
        var other = replica(Optional.empty());
        assertThat(versionAt(other)).isEqualTo(shipped.require().rules().version());
        var _ = own.activated(named("a"));

        var patience = Instant.now().plus(REREAD.multipliedBy(10));
        while (!versionAt(other).equals("a")) {
            assertThat(Instant.now()).as("the other replica knows").isBefore(patience);
            Thread.sleep(50);
        }

        assertThat(versionAt(other)).isEqualTo("a");
    }

    @Test
    void rulesThatCannotBeReadJudgeNobodyAndOnlyWhatCannotWaitIsSaid() {
        putInForce("rules: [");

        assertNobodyIsJudged();

        assertThat(Person.withoutWarningSigns().isTold().getString("disposition"))
                .isEqualTo("SELF_CARE");
    }

    @Test
    void rulesWithoutWordsJudgeNobody() {
        putInForce(OwnRules.changed("where: MATERNITY", "where: SELF").replace("'", "''"));

        assertNobodyIsJudged();
    }

    @Test
    void whenTheyCannotBeLookedUpNobodyIsJudged() {
        AsOperator.run("alter table triage.rule_set rename to rule_set_away");
        try {
            assertNobodyIsJudged();
        } finally {
            AsOperator.run("alter table triage.rule_set_away rename to rule_set");
        }
    }

    @Test
    void theClinicOfTheOpenEndpointsJudgesAnyone() throws Throwable {
        var _ = own.activated(named("a"));
        var open = replica(Optional.of(own.clinic.id()));
        assertThatThrownBy(open::forAnyone).isInstanceOf(HttpProblem.class);
        assertThat(open.isReadyForAnyone()).isFalse();

        assertThat(versionAt(open)).isEqualTo("a");

        assertThat(open.forAnyone().rules().version()).isEqualTo("a");
        assertThat(open.isReadyForAnyone()).isTrue();
    }

    @Test
    void aClinicsOwnRuleIsNotGivenTheWordsOfAnotherOfTheSameName() {
        var product = shipped.require();
        var told =
                product.wording().rules().keySet().stream().sorted().findFirst().orElseThrow();
        var reason = product.rules().rules().stream()
                .filter(rule -> rule.id().equals(told))
                .findFirst()
                .orElseThrow()
                .reason();
        var other = new RuleSetText(
                        Format.YAML,
                        RuleSetText.shipped().vocabulary(),
                        OwnRules.changed("reason: " + reason, "reason: Something else"))
                .compiled();

        var lent = product.wording().lentTo(other, product.rules());

        assertThat(lent.rules()).doesNotContainKey(told);
        assertThat(lent.rules()).hasSize(product.wording().rules().size() - 1);
    }

    private void assertNobodyIsJudged() {
        var harmless = asked(Person.withoutWarningSigns());
        var breathless = asked(Person.withoutWarningSigns().with("breathless", "yes"));

        assertThat(harmless.statusCode()).isEqualTo(503);
        assertThat(harmless.asString()).doesNotContain("SELF_CARE", "disposition");
        assertThat(breathless.statusCode()).isEqualTo(503);
        assertThat(breathless.<String>path("disposition")).isEqualTo("EMERGENCY");
        assertThat(breathless.<String>path("headline")).startsWith("Call 112 now.");
    }

    private Response asked(Person person) {
        return person.as(own.clinic.patient("p-1")).asks();
    }

    /// As nobody but an operator can, past everything that guards the table.
    private void putInForce(String rules) {
        AsOperator.run("""
                set session_replication_role = replica;
                insert into triage.rule_set (id, clinic, version, hash, format, vocabulary, rules, created_at, created_by, state,
                    proof, monotone, validated_at, validated_by, activated_at, activated_by)
                select gen_random_uuid(), '%s', 'broken', md5(random()::text), 'YAML', vocabulary, '%s', now(), 'x', 'ACTIVE',
                    '{}', true, now(), 'x', now(), 'x'
                from triage.rule_set where clinic = '(shipped)' and state = 'ACTIVE'""".formatted(own.clinic.id(), rules));
    }

    private Rulebook replica(Optional<String> openClinic) {
        return new Rulebook(shipped, ruleSets, library, openClinic, REREAD);
    }

    private String versionAt(Rulebook replica) throws Throwable {
        var caller = new Caller(own.clinic.id(), "somebody", Set.of(), Optional.empty(), "", "", "");
        return VertxContextSupport.subscribeAndAwait(() -> replica.of(caller))
                .rules()
                .version();
    }
}
