package org.scapula.planner.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scapula.planner.event.Names.Share;

/// Somebody's name server that does not answer.
class NamesTest {

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Names names = new Names(vertx, Delivering.settings(), new SimpleMeterRegistry()) {
        @Override
        InetAddress[] ask(String host) throws UnknownHostException {
            asked.add(host);
            if (host.endsWith("silent.example")) {
                awaitAnswer();
            }
            return new InetAddress[] {InetAddress.ofLiteral("127.0.7.1")};
        }
    };

    private void awaitAnswer() {
        try {
            answer.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void close() {
        answer.countDown();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoDoesNotAnswerIsNotWaitedForAndTakesAShareOnly() {
        var waiting = IntStream.range(0, 4)
                .mapToObj(nth -> look(nth + ".silent.example", Share.ASKING, "north"))
                .toList();

        assertThatThrownBy(() -> found("prompt.example", Share.ASKING, "north")).isInstanceOf(NoRoom.class);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(found("prompt.example", Share.ASKING, "south")).hasSize(1);
        assertThat(found("prompt.example", Share.TELLING, "north")).hasSize(1);
        assertThat(waiting)
                .allSatisfy(one -> assertThatThrownBy(one::join)
                        .hasCauseInstanceOf(NotReached.class)
                        .hasMessageContaining("TIMEOUT"));
        // It is still being looked up, though nobody waits.
        assertThatThrownBy(() -> found("prompt.example", Share.ASKING, "north")).isInstanceOf(NoRoom.class);
    }

    @Test
    void allWhoWantToKnowTheSameWaitForOneAnswer() {
        var waiting = IntStream.range(0, 50)
                .mapToObj(nth -> look("silent.example", Share.TELLING, nth % 2 == 0 ? "north" : "south"))
                .toList();

        answer.countDown();

        assertThat(waiting).allSatisfy(one -> assertThat(one.join()).hasSize(1));
        assertThat(asked).containsExactly("silent.example");
    }

    @Test
    void whoAnswersAtLastMakesRoomForOthers() {
        var waiting = IntStream.range(0, 4)
                .mapToObj(nth -> look(nth + ".silent.example", Share.ASKING, "north"))
                .toList();

        answer.countDown();

        assertThat(waiting).allSatisfy(one -> assertThat(one.join()).hasSize(1));
        assertThat(found("prompt.example", Share.ASKING, "north")).hasSize(1);
    }

    private CompletableFuture<List<InetAddress>> look(String host, Share share, String clinic) {
        return names.machinesOf(host, share, clinic).subscribeAsCompletionStage();
    }

    private List<InetAddress> found(String host, Share share, String clinic) {
        return names.machinesOf(host, share, clinic).await().atMost(Duration.ofSeconds(2));
    }
}
