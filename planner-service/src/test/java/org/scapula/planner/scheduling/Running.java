package org.scapula.planner.scheduling;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/// Runs errands, and reads what changed, at the moment a test says so.
@ApplicationScoped
public class Running {

    private static final int MOST = 12;

    private final ErrandWorker worker;
    private final ChangeReader reader;

    Running(ErrandWorker worker, ChangeReader reader) {
        this.worker = worker;
        this.reader = reader;
    }

    /// All that are due, as if their pauses were over.
    public void errands() {
        for (var left = MOST; left > 0; left--) {
            if (!await(worker::one)) {
                return;
            }
        }
    }

    /// As on the beats of a service that nobody waits for.
    public void beats(int times) {
        for (var left = times; left > 0; left--) {
            worker.look();
        }
    }

    public boolean isBusy() {
        return worker.isBusy();
    }

    public void changes() {
        sql("update planner.system_mark set next_at = now() - interval '1 second'");
        var _ = await(reader::one);
    }

    /// What notices name, and nothing else.
    public void notices() {
        var _ = await(() -> reader.heard().replaceWith(true));
    }

    public void pausesAreOver() {
        worker.rested();
        sql("update planner.system_errand set next_at = now() - interval '1 second'");
    }

    public void daysPass(int days) {
        sql("update planner.system_errand set since = now() - interval '" + days + " days'");
    }

    private static void sql(String text) {
        var _ = await(() -> Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(text).executeUpdate())
                .replaceWith(true)));
    }

    private static boolean await(Supplier<Uni<Boolean>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
