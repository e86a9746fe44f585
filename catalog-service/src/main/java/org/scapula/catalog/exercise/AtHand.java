package org.scapula.catalog.exercise;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Published exercises that were asked for lately, as they are sent. One is used only while nothing has been published
/// since it was fetched.
@ApplicationScoped
class AtHand {

    private final Pulse pulse;
    private final boolean isOff;
    private final Cache<Wanted, Kept> kept;

    AtHand(Pulse pulse, @ConfigProperty(name = "scapula.catalog.bytes-at-hand", defaultValue = "33554432") long most) {
        this.pulse = pulse;
        this.isOff = most == 0;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((Wanted wanted, Kept one) -> one.exercise().json().length + 300)
                .build();
    }

    /// Whose catalogue, which exercise, in which language.
    record Wanted(String clinic, Object idOrSlug, String language) {}

    private record Kept(long beat, ReadyExercise exercise) {}

    Uni<ReadyExercise> or(Wanted wanted, Supplier<Uni<ReadyExercise>> fetch) {
        return isOff ? fetch.get() : pulse.beat().chain(beat -> at(beat, wanted, fetch));
    }

    private Uni<ReadyExercise> at(long beat, Wanted wanted, Supplier<Uni<ReadyExercise>> fetch) {
        @Nullable Kept at = kept.getIfPresent(wanted);
        return at != null && at.beat() == beat
                ? Uni.createFrom().item(at.exercise())
                : fetch.get().invoke(exercise -> kept.put(wanted, new Kept(beat, exercise)));
    }
}
