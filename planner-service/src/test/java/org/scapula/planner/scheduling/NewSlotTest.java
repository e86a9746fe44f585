package org.scapula.planner.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.edge.FieldError;

class NewSlotTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"PT1M, true", "PT59.999S, false", "PT0.001S, false", "PT0S, false", "PT8H, true", "PT8H0.001S, false"})
    void aVisitLastsAMinuteAtLeastAndEightHoursAtMost(Duration length, boolean good) {
        var start = NOW.plusSeconds(60);
        var slot = new NewSlot("practitioner-1", start, start.plus(length), Optional.empty());

        var errors = slot.errors("/slot", NOW);

        assertThat(errors.isEmpty()).isEqualTo(good);
        assertThat(errors).allMatch(error -> error.pointer().equals("/slot/end"));
    }

    @ParameterizedTest
    @CsvSource({
        "-1000000000-01-01T00:00:00Z, +1000000000-12-31T23:59:59Z",
        "+1000000000-12-31T23:59:59Z, -1000000000-01-01T00:00:00Z"
    })
    void theEndsOfTimeAreRefusedAndNoFailure(Instant start, Instant end) {
        var slot = new NewSlot("practitioner-1", start, end, Optional.empty());

        assertThat(slot.errors("/slot", NOW)).extracting(FieldError::pointer).contains("/slot/end");
    }
}
