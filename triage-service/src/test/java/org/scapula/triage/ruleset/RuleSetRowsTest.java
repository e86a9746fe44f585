package org.scapula.triage.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scapula.triage.ruleset.OwnRules.named;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.TestDatabase;
import org.scapula.triage.assessment.AsOperator;
import org.scapula.triage.assessment.Lines;

/// What the database itself refuses, whoever asks.
@QuarkusTest
@WithTestResource(Lines.class)
class RuleSetRowsTest {

    private final OwnRules own = new OwnRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules = 'x'",
                "vocabulary = 'x'",
                "hash = 'x'",
                "version = 'x'",
                "format = 'JSON'",
                "clinic = 'x'",
                "id = gen_random_uuid()",
                "created_by = 'x'"
            })
    void whatARuleSetSaysNeverChanges(String change) {
        var id = own.drafted(named("a"));

        assertRefused("update triage.rule_set set " + change + " where id = '" + id + "'", "never changes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from triage.rule_set", "truncate triage.rule_set cascade"})
    void noRuleSetIsDeleted(String removal) {
        assertRefused(removal, "never deleted");
    }

    @ParameterizedTest
    @CsvSource({
        "DRAFT, ACTIVE",
        "RETIRED, ACTIVE",
        "RETIRED, DRAFT",
        "ACTIVE, VALIDATED",
        "ACTIVE, DRAFT",
        "VALIDATED, DRAFT"
    })
    void noStateIsSkippedOrComesBack(State before, State after) {
        var id = in(before);

        assertRefused(
                "update triage.rule_set set state = '" + after + "' where id = '" + id + "'",
                "does not become " + after + " after " + before);
    }

    @Test
    void twoAreNeverInForceAtOnce() {
        var first = own.activated(named("a"));
        var second = own.validated(named("b"));

        assertRefused(
                "update triage.rule_set set state = 'ACTIVE', activated_at = now(), activated_by = 'x' where id = '"
                        + second + "'",
                "one_active_rule_set_per_clinic");
        assertThat(own.readsInForce().<String>path("id")).isEqualTo(first);
    }

    @Test
    void whatIsNotMonotoneIsNotInForceWithoutAnOverride() {
        var id = own.validated(OwnRules.NOT_MONOTONE);

        assertRefused(
                "update triage.rule_set set state = 'ACTIVE', activated_at = now(), activated_by = 'x' where id = '"
                        + id + "'",
                "check constraint");
        assertRefused(
                "update triage.rule_set set monotone = true where id = '" + id + "'",
                "does not become VALIDATED after VALIDATED");
    }

    @Test
    void theServiceReachesNoOtherClinicsAndNotTheProducts() throws SQLException {
        var id = own.validated(named("a"));
        var others = new OwnRules();

        try (var service = TestDatabase.running().enter("triage");
                var statement = service.createStatement()) {
            service.setAutoCommit(false);
            statement.execute("select enter('" + others.clinic.id() + "', '*')");
            assertThat(statement.executeUpdate(
                            "update rule_set set state = 'RETIRED', retired_at = now(), retired_by = 'x' where id = '"
                                    + id + "'"))
                    .isZero();
            assertThat(
                            statement.executeUpdate(
                                    "update rule_set set state = 'RETIRED', retired_at = now(), retired_by = 'x' where clinic = '(shipped)'"))
                    .isZero();
            assertThatThrownBy(() -> statement.execute("update rule_set set rules = 'x'"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void whatComesWithTheProductIsKeptAndInForceOnce() {
        assertThat(AsOperator.number(
                        "select count(*) from triage.rule_set where clinic = '(shipped)' and state = 'ACTIVE'"))
                .isOne();
    }

    private String in(State state) {
        return switch (state) {
            case DRAFT -> own.drafted(named("a"));
            case VALIDATED -> own.validated(named("a"));
            case ACTIVE -> own.activated(named("a"));
            case RETIRED -> {
                var id = own.drafted(named("a"));
                own.retires(id).then().statusCode(200);
                yield id;
            }
        };
    }

    private static void assertRefused(String sql, String because) {
        assertThatThrownBy(() -> AsOperator.run(sql)).rootCause().hasMessageContaining(because);
    }
}
