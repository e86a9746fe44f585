package org.scapula.catalog.exercise;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.scapula.catalog.reader.Reader;

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
    record Wanted(String clinic, String idOrSlug, String language) {

        static Wanted by(Reader reader, String idOrSlug) {
            return new Wanted(reader.clinic(), idOrSlug, reader.language().tag());
        }
    }

    private record Kept(long beat, ReadyExercise exercise) {}

    Uni<ReadyExercise> or(Wanted wanted, Supplier<Uni<ReadyExercise>> fetch) {
        if (isOff) {
            return fetch.get();
        }
        var known = pulse.lastBeat();
        return known.isPresent()
                ? at(known.getAsLong(), wanted, fetch)
                : pulse.feel().chain(beat -> at(beat, wanted, fetch));
    }

    /// Without asking anybody.
    Optional<ReadyExercise> found(Wanted wanted) {
        var beat = isOff ? OptionalLong.empty() : pulse.lastBeat();
        return beat.isPresent() ? found(wanted, beat.getAsLong()) : Optional.empty();
    }

    private Optional<ReadyExercise> found(Wanted wanted, long beat) {
        return Optional.ofNullable(kept.getIfPresent(wanted))
                .filter(at -> at.beat() == beat)
                .map(Kept::exercise);
    }

    private Uni<ReadyExercise> at(long beat, Wanted wanted, Supplier<Uni<ReadyExercise>> fetch) {
        return found(wanted, beat)
                .map(exercise -> Uni.createFrom().item(exercise))
                .orElseGet(() -> fetch.get().invoke(exercise -> kept.put(wanted, new Kept(beat, exercise))));
    }
}
