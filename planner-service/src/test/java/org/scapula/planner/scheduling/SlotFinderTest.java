package org.scapula.planner.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scapula.planner.scheduling.system.FreeSlot;

/// Which of a system's free times can be offered.
class SlotFinderTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void anOddTimeKeepsNoneOfTheOthersFromBeingOffered() {
        var good = slot("1", NOON, Duration.ofMinutes(30));

        var offerable = SlotFinder.offerable(
                List.of(
                        slot("", NOON, Duration.ofMinutes(30)),
                        slot("1", NOON, Duration.ofHours(9)),
                        slot("1", NOON, Duration.ZERO),
                        slot("1", NOON.minusSeconds(7200), Duration.ofMinutes(30)),
                        good),
                NOON.minusSeconds(60));

        assertThat(offerable).containsExactly(good);
    }

    @Test
    void whatIsLookedForIsAsManyAsAreOfferedAndWhenItIsLateWhatThereIs() {
        var free = List.of(slot("1", NOON, Duration.ofMinutes(30)), slot("2", NOON, Duration.ofMinutes(30)));

        assertThat(SlotFinder.isEnough(free, free, 2, false)).isTrue();
        assertThat(SlotFinder.isEnough(free, free.subList(0, 1), 2, false)).isFalse();
        assertThat(SlotFinder.isEnough(free, List.of(), 2, true)).isTrue();
        assertThat(SlotFinder.isEnough(List.of(), List.of(), 2, true)).isFalse();
    }

    private static FreeSlot slot(String practitioner, Instant start, Duration lasts) {
        return new FreeSlot("slot-1", practitioner, "FOLLOW_UP", start, start.plus(lasts));
    }
}
