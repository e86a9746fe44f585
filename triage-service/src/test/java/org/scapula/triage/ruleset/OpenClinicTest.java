package org.scapula.triage.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scapula.test.Tokens;
import org.scapula.triage.assessment.Lines;

/// The open endpoints belong to a clinic here: whoever is not signed in is judged by its rules.
@QuarkusTest
@WithTestResource(Lines.class)
@TestProfile(OpenClinicTest.Open.class)
class OpenClinicTest {

    private static final String CLINIC = "r-whose-doors-are-open";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public static class Open implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("scapula.triage.open-clinic", CLINIC, "scapula.triage.rule-sets.reread", "PT0.2S");
        }
    }

    @Inject
    Rulebook rulebook;

    @Inject
    ShippedRules shipped;

    private final OwnRules own = new OwnRules(Tokens.at(CLINIC));

    @Test
    void rulesThatTheClinicPutsInForceSoonJudgeAnyone() throws InterruptedException {
        assertThat(soon(shipped.require().rules().version())).isTrue();
        var _ = own.activated(OwnRules.named("a"));

        assertThat(soon("a")).isTrue();
    }

    private boolean soon(String version) throws InterruptedException {
        for (var patience = Instant.now().plus(PATIENCE); Instant.now().isBefore(patience); Thread.sleep(100)) {
            if (versionForAnyone().equals(version)) {
                return true;
            }
        }
        return false;
    }

    /// Until the clinic's rules are known there is no answer, and no version.
    private String versionForAnyone() {
        return rulebook.isReadyForAnyone() ? rulebook.forAnyone().rules().version() : "";
    }
}
