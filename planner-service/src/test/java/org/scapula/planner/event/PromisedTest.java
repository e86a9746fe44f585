package org.scapula.planner.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PromisedTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    private final Promised nothing = Promised.in("");

    @Test
    void eachHoldsAsLongAsItWasPromised() {
        var later = NOW.plus(Duration.ofMinutes(1));

        var twice = nothing.exchanged(1, TOMORROW, NOW).exchanged(2, NOW.plus(Duration.ofHours(1)), later);

        assertThat(twice.generations()).containsExactly(2, 1);
        assertThat(twice.last()).contains(TOMORROW);
        assertThat(twice.at(NOW.plus(Duration.ofHours(1))).generations()).containsExactly(1);
        assertThat(twice.at(TOMORROW).generations()).isEmpty();
    }

    @Test
    void whatMayBeKnownToOthersEndsWithAllBeforeIt() {
        var held = nothing.exchanged(1, TOMORROW, NOW).exchanged(2, NOW, NOW);

        assertThat(held.generations()).isEmpty();
        assertThat(held.last()).isEmpty();
    }

    @Test
    void itIsReadAsItIsWritten() {
        var held = nothing.exchanged(1, TOMORROW, NOW).exchanged(2, NOW.plus(Duration.ofHours(1)), NOW);

        assertThat(Promised.in(held.words())).isEqualTo(held);
        assertThat(held.words()).isEqualTo("1=2026-11-24T10:00:00Z 2=2026-11-23T11:00:00Z");
    }

    @Test
    void whatIsOverIsNotCarriedOnAndNotTooManyAre() {
        var held = nothing;
        for (var nth = 1; nth <= 3 * Promised.MOST; nth++) {
            var at = NOW.plus(Duration.ofHours(nth));
            held = held.exchanged(nth, at.plus(Duration.ofHours(Promised.MOST)), at);
        }
        var full = held;

        assertThat(full.generations()).hasSize(Promised.MOST);
        assertThatThrownBy(() ->
                        full.exchanged(99, full.last().orElseThrow(), NOW.plus(Duration.ofHours(3 * Promised.MOST))))
                .isInstanceOf(HttpProblem.class);
    }
}
