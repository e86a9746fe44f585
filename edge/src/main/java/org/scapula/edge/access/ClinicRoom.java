package org.scapula.edge.access;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.Problems;

/// The only way to rows with health data: one transaction, in which the database shows the rows of the caller's clinic
/// and, to a patient, only their own. A query that forgets the clinic finds nothing more.
@ApplicationScoped
public class ClinicRoom {

    private static final Duration UNTIL_THE_FENCE_FALLS = Duration.ofMinutes(1);

    private final Pool pool;

    ClinicRoom(Pool pool) {
        this.pool = pool;
    }

    public <T> Uni<T> inside(Caller caller, Supplier<Uni<T>> work) {
        return Panache.withTransaction(() -> enter(caller).chain(() -> work.get()));
    }

    /// For work that stores something about a patient: refused for a minute after they were erased, so that nothing
    /// that was under way outlives them.
    public <T> Uni<T> writing(Caller caller, String patient, Supplier<Uni<T>> work) {
        return Panache.withTransaction(() -> enterToWrite(caller, patient).chain(() -> work.get()));
    }

    /// A function of the room that enters by itself, with the caller's clinic and scope as its first arguments. One
    /// statement is one transaction and one way there and back, where work that is done from here takes five.
    public Uni<List<Row>> at(Caller caller, String function, @Nullable Object... arguments) {
        var values = Tuple.of(caller.clinic(), caller.scope());
        for (var argument : arguments) {
            values.addValue(argument);
        }
        return pool.preparedQuery(call(function, values.size()))
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    /// The same for a function that stores something about a patient, and says false when they were erased a moment
    /// ago.
    public Uni<Void> storing(Caller caller, String function, @Nullable Object... arguments) {
        return at(caller, function, arguments)
                .invoke(rows -> refuseTheErased(rows.getFirst().getBoolean(0)))
                .replaceWithVoid();
    }

    private static String call(String function, int arguments) {
        return IntStream.rangeClosed(1, arguments)
                .mapToObj(place -> "$" + place)
                .collect(Collectors.joining(", ", "select * from " + function + "(", ")"));
    }

    private static Uni<String> enter(Caller caller) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select cast(enter(:clinic, :scope) as text)", String.class)
                        .setParameter("clinic", caller.clinic())
                        .setParameter("scope", caller.scope())
                        .getSingleResult());
    }

    private static Uni<Boolean> enterToWrite(Caller caller, String patient) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select enter_to_write(:clinic, :scope, :patient)", Boolean.class)
                        .setParameter("clinic", caller.clinic())
                        .setParameter("scope", caller.scope())
                        .setParameter("patient", patient)
                        .getSingleResult())
                .invoke(ClinicRoom::refuseTheErased);
    }

    private static void refuseTheErased(boolean open) {
        if (!open) {
            throw Problems.retryable(
                    409,
                    "patient-erased",
                    "The patient has just been erased",
                    "Everything about this patient has just been erased, so nothing is stored now.",
                    UNTIL_THE_FENCE_FALLS);
        }
    }
}
