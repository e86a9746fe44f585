package org.scapula.planner.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final BlockingQueue<Throwable> failures = new ArrayBlockingQueue<>(10);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @Test
    void aTurnThatNeverEndsIsNotTheLast() throws InterruptedException {
        var turns = new Turns(this::onlyTheFirstNeverEnds, PATIENCE, ended::incrementAndGet, failures::add);

        turns.take();

        assertThat(failures.poll(9, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(ended).hasValue(0);
        turns.take();
        assertThat(begun).hasValue(2);
        assertThat(ended).hasValue(1);
    }

    private Uni<Void> onlyTheFirstNeverEnds() {
        return begun.incrementAndGet() == 1
                ? Uni.createFrom().nothing()
                : Uni.createFrom().voidItem();
    }

    @Test
    void whoComesWhileSomebodyIsAtItMakesItOneMore() {
        var turns = new Turns[1];
        turns[0] = new Turns(() -> threeComeDuringTheFirst(turns[0]), PATIENCE, ended::incrementAndGet, failures::add);

        turns[0].take();

        assertThat(begun).hasValue(2);
        assertThat(ended).hasValue(2);
    }

    private Uni<Void> threeComeDuringTheFirst(Turns turns) {
        if (begun.incrementAndGet() == 1) {
            turns.take();
            turns.take();
            turns.take();
        }
        return Uni.createFrom().voidItem();
    }
}
