package org.scapula.planner.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scapula.planner.scheduling.system.SystemAccess;
import org.scapula.planner.scheduling.system.SystemDown;
import org.scapula.planner.scheduling.system.SystemKind;

/// A system that answers when it is told to.
class LooksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2126-06-03T09:00:00Z"));
    private final BlockingQueue<UniEmitter<? super String>> asked = new LinkedBlockingQueue<>();
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private final Looks<String> looks = new Looks<>(vertx, new Told());

    private final class Told extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void allWhoAskAtOnceWaitForOneAnswer() throws Exception {
        var waiting = IntStream.range(0, 20).mapToObj(_ -> look()).toList();

        next().complete("17");

        assertThat(waiting)
                .allSatisfy(one -> assertThat(one.get(5, TimeUnit.SECONDS)).isEqualTo("17"));
        assertThat(asked).isEmpty();
    }

    @Test
    void whoeverGoesAwayTakesNobodysAnswerAlong() throws Exception {
        var first = look();
        var second = look();
        var system = next();

        var _ = first.cancel(true);
        system.complete("17");

        assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo("17");
        assertThat(givenUp).isFalse();
    }

    @Test
    void eachIsAnsweredWhereTheyWere() throws Exception {
        var contexts = IntStream.range(0, 4)
                .mapToObj(_ ->
                        Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext())))
                .toList();
        var told = contexts.stream().map(this::lookOn).toList();

        next().complete("17");

        assertThat(contexts).doesNotHaveDuplicates();
        for (var each = 0; each < contexts.size(); each++) {
            assertThat(told.get(each).get(5, TimeUnit.SECONDS)).isSameAs(contexts.get(each));
        }
    }

    @Test
    void anAnswerIsKeptForAMinute() throws Exception {
        var _ = answered("17");
        now.updateAndGet(time -> time.plusSeconds(59));
        var kept = looks.at(access(), this::ask).await().atMost(PATIENCE);
        now.updateAndGet(time -> time.plusSeconds(1));

        var anew = answered("18");

        assertThat(List.of(kept, anew)).containsExactly("17", "18");
    }

    @Test
    void aFailureIsKeptForHalfAMinute() throws Exception {
        var first = look();
        next().fail(new SystemDown("No answer"));
        assertThatThrownBy(() -> first.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(SystemDown.class);
        now.updateAndGet(time -> time.plusSeconds(29));
        assertThatThrownBy(() -> looks.at(access(), this::ask).await().atMost(PATIENCE))
                .isInstanceOf(SystemDown.class);
        now.updateAndGet(time -> time.plusSeconds(1));

        var anew = answered("17");

        assertThat(anew).isEqualTo("17");
    }

    private String answered(String with) throws Exception {
        var look = look();
        next().complete(with);
        return look.get(5, TimeUnit.SECONDS);
    }

    private CompletableFuture<String> look() {
        return looks.at(access(), this::ask).subscribeAsCompletionStage();
    }

    private CompletableFuture<Context> lookOn(Context context) {
        var told = new CompletableFuture<Context>();
        context.runOnContext(_ -> looks.at(access(), this::ask)
                .subscribe()
                .with(_ -> told.complete(Objects.requireNonNull(Vertx.currentContext())), told::completeExceptionally));
        return told;
    }

    private Uni<String> ask() {
        return Uni.createFrom().<String>emitter(asked::add).onCancellation().invoke(() -> givenUp.set(true));
    }

    private UniEmitter<? super String> next() throws InterruptedException {
        return Objects.requireNonNull(asked.poll(5, TimeUnit.SECONDS));
    }

    private static SystemAccess access() {
        return new SystemAccess(
                SystemKind.POLLING,
                URI.create("https://clinic.example"),
                "",
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                ZoneOffset.UTC,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }
}
