package org.scapula.planner.event;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Goes through clinics one after the other. One that is stuck keeps none of the others waiting for long, and
/// none from its turn.
final class OneByOne {

    /// Longer than the database takes before it gives up by itself.
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private OneByOne() {}

    /// Of those where it went well.
    static <T> Uni<List<T>> through(List<String> clinics, Function<String, Uni<T>> work, Consumer<Throwable> stuck) {
        return Multi.createFrom()
                .iterable(clinics)
                .onItem()
                .transformToUniAndConcatenate(clinic -> patiently(work.apply(clinic), stuck))
                .collect()
                .asList();
    }

    private static <T> Uni<T> patiently(Uni<T> work, Consumer<Throwable> stuck) {
        return work.ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .invoke(stuck)
                .onFailure()
                .recoverWithNull();
    }
}
