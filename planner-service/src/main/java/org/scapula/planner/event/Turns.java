package org.scapula.planner.event;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One turn at a time; who comes meanwhile makes it another. None is waited for without an end: the silence
/// of one would be the end of all that come after it.
final class Turns {

    private final Supplier<Uni<Void>> work;
    private final Duration patience;
    private final Runnable ended;
    private final Consumer<Throwable> failed;

    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();

    Turns(Supplier<Uni<Void>> work, Duration patience, Runnable ended, Consumer<Throwable> failed) {
        this.work = work;
        this.patience = patience;
        this.ended = ended;
        this.failed = failed;
    }

    void take() {
        again.set(true);
        if (underWay.compareAndSet(false, true)) {
            again.set(false);
            Uni.createFrom()
                    .deferred(work::get)
                    .ifNoItem()
                    .after(patience)
                    .fail()
                    .subscribe()
                    .with(_ -> rest(), this::restTroubled);
        }
    }

    private void rest() {
        ended.run();
        underWay.set(false);
        if (again.get()) {
            take();
        }
    }

    /// Whoever wanted another turn has to come again: what failed may fail for a while.
    private void restTroubled(Throwable failure) {
        underWay.set(false);
        failed.accept(failure);
    }
}
