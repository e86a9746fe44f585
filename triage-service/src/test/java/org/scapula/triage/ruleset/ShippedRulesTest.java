package org.scapula.triage.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.scapula.triage.rules.RuleSet;

/// A service whose rules are broken gives no answer, and says that it is not ready.
class ShippedRulesTest {

    @Test
    void brokenRulesAreNotReadyAndGiveNoAnswer() {
        var broken = text("rules.yaml").replace("when: oneLegSwollen", "when: oneLegSwolen");

        var shipped = new ShippedRules(() -> knowledge(broken, text("wording.yaml")));

        assertNoAnswer(shipped, "U11");
    }

    @Test
    void aRuleWithoutWordsIsNotReadyAndGivesNoAnswer() {
        var wording = text("wording.yaml")
                .replaceAll("(?m)^      MATERNITY: .*dangerous.*$", "")
                .replace(
                        "      MATERNITY: {text: \"Call {maternity} now.",
                        "      SELF: {text: \"Call {maternity} now.");

        var shipped = new ShippedRules(() -> knowledge(text("rules.yaml"), wording));

        assertNoAnswer(shipped, "E14");
    }

    @Test
    void wordsForARuleThatDoesNotExistAreRefused() {
        var wording = text("wording.yaml").replace("  E10:\n", "  E99:\n").replace("  E13:\n", "  E98:\n");

        var shipped = new ShippedRules(() -> knowledge(text("rules.yaml"), wording));

        assertNoAnswer(shipped, "E98");
    }

    @Test
    void aBlankThatNobodyFillsInIsRefused() {
        var wording = text("wording.yaml").replace("Do not stay alone.", "Do not stay {elsewhere}.");

        var shipped = new ShippedRules(() -> knowledge(text("rules.yaml"), wording));

        assertNoAnswer(shipped, "elsewhere");
    }

    @Test
    void wholeRulesAreReady() {
        var shipped = new ShippedRules(() -> knowledge(text("rules.yaml"), text("wording.yaml")));

        var ready = shipped.call();

        assertThat(ready.getStatus()).isEqualTo(Status.UP);
        assertThat(shipped.require().rules().rules()).isNotEmpty();
    }

    private static void assertNoAnswer(ShippedRules shipped, String culprit) {
        assertThat(shipped.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(shipped.call().getData().orElseThrow().toString()).contains(culprit);
        var refusal = catchThrowableOfType(HttpProblem.class, shipped::require);
        assertThat(refusal.getStatusCode()).isEqualTo(503);
        assertThat(refusal.getHeaders()).containsKey("Retry-After");
    }

    private static Knowledge knowledge(String rules, String wording) {
        try (var yaml = new ByteArrayInputStream(wording.getBytes(StandardCharsets.UTF_8))) {
            var ruleSet = RuleSet.of(text("vocabulary.yaml"), rules);
            return Knowledge.shipped(ruleSet, Wording.read(yaml, ruleSet), LocalPlaces.HERE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(String file) {
        try (var stream = Objects.requireNonNull(ShippedRulesTest.class.getResourceAsStream("/triage/" + file))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
