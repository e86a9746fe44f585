package org.scapula.catalog.exercise;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.scapula.catalog.figure.Figure;
import org.scapula.catalog.figure.Words;
import org.scapula.catalog.shipped.Shipped;
import org.scapula.edge.Problems;

/// The drawings of exercises. One takes some milliseconds of a processor, so it is made beside the event loops, and
/// kept.
@ApplicationScoped
class Figures {

    static final String SVG = "image/svg+xml";

    private final Shipped shipped;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final Cache<Wanted, DrawnFigure> kept;

    Figures(
            Shipped shipped,
            ObjectMapper json,
            Vertx vertx,
            @ConfigProperty(name = "scapula.catalog.figure-bytes-at-hand", defaultValue = "16777216") long most) {
        this.shipped = shipped;
        this.json = json;
        this.vertx = vertx;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((Wanted wanted, DrawnFigure drawn) -> drawn.svg().length + 300)
                .build();
    }

    /// Exactly this answer about an exercise, drawn this way.
    private record Wanted(String exercise, FigureWanted figure) {}

    Uni<DrawnFigure> drawn(ReadyExercise exercise, FigureWanted figure) {
        var wanted = new Wanted(exercise.etag(), figure);
        @Nullable DrawnFigure atHand = kept.getIfPresent(wanted);
        return atHand != null ? Uni.createFrom().item(atHand) : draw(exercise, wanted);
    }

    private Uni<DrawnFigure> draw(ReadyExercise exercise, Wanted wanted) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> draw(read(exercise), wanted.figure()), false)
                        .toCompletionStage())
                .invoke(drawn -> kept.put(wanted, drawn));
    }

    private DrawnFigure draw(ExerciseView exercise, FigureWanted wanted) {
        var figure = exercise.figure()
                .flatMap(known -> shipped.content().figureOf(known.drawnFor()))
                .orElseThrow(() -> Problems.notFound("This exercise has no drawing."));
        return DrawnFigure.of(wanted.drawn(figure, words(exercise, figure, wanted.frame())));
    }

    /// Of a still picture also what is done in it.
    private static Words words(ExerciseView exercise, Figure figure, Optional<Integer> frame) {
        var seen = exercise.picture().orElse(exercise.name());
        var done = frame.stream()
                .flatMap(number -> IntStream.range(0, exercise.steps().size())
                        .filter(step ->
                                figure.frameOfStep().size() == exercise.steps().size()
                                        && figure.frameOfStep().get(step).equals(number))
                        .mapToObj(step -> (step + 1) + ". " + exercise.steps().get(step)))
                .collect(Collectors.joining(" "));
        return new Words(exercise.language(), exercise.name(), done.isEmpty() ? seen : seen + " " + done);
    }

    private ExerciseView read(ReadyExercise exercise) {
        try {
            return json.readValue(exercise.json(), ExerciseView.class);
        } catch (JacksonException ourOwnWords) {
            throw new IllegalStateException(ourOwnWords);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
