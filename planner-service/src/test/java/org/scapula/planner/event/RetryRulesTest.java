package org.scapula.planner.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryRulesTest {

    private static final Instant SINCE = Instant.parse("2026-11-22T08:00:00Z");

    private final RetryRules rules = new RetryRules(Duration.ofSeconds(10), Duration.ofHours(6), Duration.ofDays(3));

    @Test
    void eachPauseIsTwiceTheOneBeforeUpToTheLongest() {
        assertThat(pause(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(pause(2)).isEqualTo(Duration.ofSeconds(20));
        assertThat(pause(8)).isEqualTo(Duration.ofSeconds(1280));
        assertThat(pause(12)).isEqualTo(Duration.ofSeconds(20_480));
        assertThat(pause(13)).isEqualTo(Duration.ofHours(6));
        assertThat(pause(1000)).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void chanceSpreadsThemBetweenHalfAndOneAndAHalf() {
        assertThat(rules.next(3, SINCE, SINCE, 0, Optional.empty())).contains(SINCE.plusSeconds(20));
        assertThat(rules.next(3, SINCE, SINCE, 1, Optional.empty())).contains(SINCE.plusSeconds(60));
    }

    @Test
    void whatTheReceiverAsksForIsRespectedWithinReason() {
        assertThat(rules.next(1, SINCE, SINCE, 0.5, Optional.of(Duration.ofMinutes(10))))
                .contains(SINCE.plusSeconds(600));
        assertThat(rules.next(1, SINCE, SINCE, 0.5, Optional.of(Duration.ofSeconds(1))))
                .contains(SINCE.plusSeconds(10));
        assertThat(rules.next(1, SINCE, SINCE, 0.5, Optional.of(Duration.ofDays(30))))
                .contains(SINCE.plusSeconds(6 * 3600));
    }

    @Test
    void itIsTriedForThreeDaysAndThenGivenUp() {
        var now = SINCE;
        var attempts = 0;
        var next = Optional.of(SINCE);
        while (next.isPresent()) {
            now = next.get();
            attempts++;
            next = rules.next(attempts, SINCE, now, 0.5, Optional.empty());
        }

        assertThat(Duration.between(SINCE, now)).isBetween(Duration.ofDays(3), Duration.ofHours(78));
        assertThat(attempts).isBetween(20, 30);
    }

    private Duration pause(int failed) {
        return Duration.between(
                SINCE, rules.next(failed, SINCE, SINCE, 0.5, Optional.empty()).orElseThrow());
    }
}
