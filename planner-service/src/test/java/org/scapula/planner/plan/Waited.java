package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// How long somebody waits for a no. What the service was told to wait for, it waits for each time; what a busy machine
/// adds, it adds now and then. So the shortest of a few tries is held against the promise, and every try against the
/// silence of the neighbour, which nobody may sit out.
final class Waited {

    private static final int TRIES = 5;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private Waited() {}

    /// One try, where the machine has time for it. Each must be answered as `isRight` says.
    static void lessThan(Duration promised, Supplier<Response> ask, Consumer<Response> isRight) {
        var shortest = Neighbours.SILENCE;
        for (var tries = 0; tries < TRIES && shortest.compareTo(promised) >= 0; tries++) {
            var before = System.nanoTime();
            var answer = ask.get();
            var waited = Duration.ofNanos(System.nanoTime() - before);

            isRight.accept(answer);
            assertThat(waited).isLessThan(Neighbours.SILENCE);
            shortest = waited.compareTo(shortest) < 0 ? waited : shortest;
        }
        assertThat(shortest).isLessThan(promised);
    }

    /// What nobody waits for comes all the same, in its own time.
    static void until(BooleanSupplier isSo) {
        var end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the end of the time it may take").isLessThan(end);
        }
    }
}
