package org.scapula.catalog.exercise;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Counts what is published anywhere: whoever keeps an answer at hand can tell whether it still holds. The database is
/// asked again after a moment, so that what another replica publishes is seen within that moment; while it does not
/// answer, nothing that is at hand is taken for true.
@ApplicationScoped
class Pulse {

    static final Duration MOMENT = Duration.ofMillis(500);

    private static final String BEAT = "select beat from pulse";

    private final Pool pool;
    private final Duration untilCommitted;
    private final AtomicLong stirred;
    private final AtomicReference<Felt> last =
            new AtomicReference<>(new Felt(-1, System.nanoTime() - MOMENT.toNanos()));

    /// `untilCommitted` is longer than a transaction can last.
    Pulse(
            Pool pool,
            @ConfigProperty(name = "scapula.catalog.until-committed", defaultValue = "PT31S") Duration untilCommitted) {
        this.pool = pool;
        this.untilCommitted = untilCommitted;
        this.stirred = new AtomicLong(System.nanoTime() - untilCommitted.toNanos());
    }

    private record Felt(long beat, long at) {

        boolean isFresh() {
            return System.nanoTime() - at < MOMENT.toNanos();
        }
    }

    /// Empty when it has to be felt again.
    OptionalLong lastBeat() {
        var felt = last.get();
        return felt.isFresh() && !isStirring() ? OptionalLong.of(felt.beat()) : OptionalLong.empty();
    }

    /// Something is being published here. Until that is surely committed or given up every reader asks, so that whoever
    /// published reads what they published.
    void stir() {
        stirred.set(System.nanoTime());
    }

    private boolean isStirring() {
        return System.nanoTime() - stirred.get() < untilCommitted.toNanos();
    }

    /// As old as the asking, not as the answer.
    Uni<Long> feel() {
        var asked = System.nanoTime();
        return pool.preparedQuery(BEAT).execute().map(rows -> {
            var beat = rows.iterator().next().getLong(0);
            last.set(new Felt(beat, asked));
            return beat;
        });
    }
}
