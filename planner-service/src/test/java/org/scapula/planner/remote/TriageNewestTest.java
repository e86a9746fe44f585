package org.scapula.planner.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.planner.remote.TriageNewest.Head;
import org.scapula.planner.week.Disposition;

class TriageNewestTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "SELF_CARE, EMERGENCY, PT1H, true",
        "SELF_CARE, EMERGENCY, PT24H, true",
        "SELF_CARE, EMERGENCY, PT24H1S, false",
        "URGENT, EMERGENCY, PT1H, true",
        "URGENT, URGENT, PT1H, false",
        "EMERGENCY, URGENT, PT1H, false"
    })
    void whatIsGraverAndNotOlderThanADayIsKeptInMind(
            Disposition newest, Disposition before, Duration age, boolean kept) {
        var older = head(before, age);

        var graver = of(head(newest, Duration.ZERO), older).graverShortlyBefore();

        assertThat(graver).isEqualTo(kept ? Optional.of(older.id()) : Optional.empty());
    }

    @Test
    void ofSeveralItIsTheGravestAndOfThoseTheLast() {
        var gravest = head(Disposition.EMERGENCY, Duration.ofHours(3));

        var graver = of(
                        head(Disposition.SELF_CARE, Duration.ZERO),
                        head(Disposition.URGENT, Duration.ofHours(1)),
                        gravest,
                        head(Disposition.EMERGENCY, Duration.ofHours(5)))
                .graverShortlyBefore();

        assertThat(graver).contains(gravest.id());
    }

    @Test
    void ofNobodyThereIsNothing() {
        assertThat(of().graverShortlyBefore()).isEmpty();
    }

    private static Head head(Disposition held, Duration age) {
        return new Head(UUID.randomUUID(), NOW.minus(age), held);
    }

    private static TriageNewest of(Head... heads) {
        return new TriageNewest(List.of(heads), Optional.empty());
    }
}
