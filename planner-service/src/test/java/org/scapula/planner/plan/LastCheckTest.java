package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;

class LastCheckTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LastCheck lastCheck = new LastCheck(metrics);

    @Test
    void aPlannerThatFailsOnItsWayRefusesAndRaisesTheAlarm() {
        var refusal = catchThrowableOfType(
                HttpProblem.class,
                () -> lastCheck.passed("its-hash", () -> {
                    throw new IllegalStateException("no way through");
                }));

        assertThat(refusal.getStatusCode()).isEqualTo(422);
        assertThat(refusal.getParameters()).containsEntry("inputHash", "its-hash");
        assertThat(metrics.counter("scapula.plans.unverified").count()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedForAKnownReasonIsNoAlarm() {
        var because = Refusals.outdated();

        var refusal = catchThrowableOfType(
                HttpProblem.class,
                () -> lastCheck.passed("its-hash", () -> {
                    throw because;
                }));

        assertThat(refusal).isSameAs(because);
        assertThat(metrics.counter("scapula.plans.unverified").count()).isZero();
    }
}
