package org.scapula.planner.scheduling;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.scapula.planner.scheduling.system.SystemAccess;

/// What systems were asked, for all who ask them the same within a minute, at once or one after the other. A failure
/// costs a system as much as an answer, so it is kept, too.
final class Looks<T> {

    /// How long a failure is kept.
    static final Duration COME_BACK = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Clock clock;
    private final Map<SystemAccess, Look<T>> looks = new ConcurrentHashMap<>();

    Looks(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    private record Look<T>(CompletableFuture<T> answer, Instant begun) {

        private boolean holds(Instant now) {
            return !answer.isDone() || now.isBefore(begun.plus(answer.isCompletedExceptionally() ? COME_BACK : KEPT));
        }
    }

    Uni<T> at(SystemAccess access, Supplier<Uni<T>> ask) {
        var here = vertx.getOrCreateContext();
        return Uni.createFrom()
                // A copy: whoever waits no longer ends their own waiting only.
                .completionStage(() -> answer(access, ask).copy())
                // Each goes on where they were, whoever else asked.
                .emitOn(next -> here.runOnContext(_ -> next.run()));
    }

    private CompletableFuture<T> answer(SystemAccess access, Supplier<Uni<T>> ask) {
        var now = clock.instant();
        var mine = new Look<T>(new CompletableFuture<>(), now);
        var look = Objects.requireNonNull(looks.merge(access, mine, (known, _) -> known.holds(now) ? known : mine));
        if (look == mine) {
            begin(mine.answer(), ask);
        }
        return look.answer();
    }

    /// On a context of its own, which ends with nobody's request.
    private void begin(CompletableFuture<T> answer, Supplier<Uni<T>> ask) {
        var alone = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        alone.runOnContext(_ ->
                Uni.createFrom().deferred(ask::get).subscribe().with(answer::complete, answer::completeExceptionally));
    }
}
