package org.scapula.catalog.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.content.ShippedFiles;

/// Whose drawing an exercise has.
class FigureViewTest {

    private static final Content CONTENT = Content.read(ShippedFiles.all());

    @Test
    void aShippedExerciseHasItsOwn() {
        var view = FigureView.of(shipped("cat-cow"), true, CONTENT);

        assertThat(view).hasValueSatisfying(figure -> {
            assertThat(figure.href()).isEqualTo("/exercises/cat-cow/figure.svg");
            assertThat(figure.drawnFor()).isEqualTo("cat-cow");
            assertThat(figure.frameOfStep()).hasSameSizeAs(shipped("cat-cow").steps());
        });
    }

    /// Another movement may have the same name.
    @Test
    void aClinicsOwnHasNoneEvenUnderAShippedName() {
        assertThat(FigureView.of(shipped("cat-cow"), false, CONTENT)).isEmpty();
    }

    @Test
    void aClinicsOwnHasTheOneThatItNames() {
        var own = Content.entry(Content.json(shipped("wall-slide")).replaceFirst("\\{", "{\"drawnAs\":\"cat-cow\","));

        var view = FigureView.of(own, false, CONTENT);

        assertThat(view).hasValueSatisfying(figure -> {
            assertThat(figure.href()).isEqualTo("/exercises/wall-slide/figure.svg");
            assertThat(figure.drawnFor()).isEqualTo("cat-cow");
        });
    }

    @Test
    void stepsThatAreNotThoseOfTheDrawingHaveNoPictures() {
        var own = Content.entry(Content.json(shipped("wall-slide")).replaceFirst("\\{", "{\"drawnAs\":\"cat-cow\","));

        var view = FigureView.of(own, false, CONTENT);

        assertThat(own.steps()).hasSize(6);
        assertThat(view)
                .hasValueSatisfying(figure -> assertThat(figure.frameOfStep()).isEmpty());
    }

    private static ExerciseEntry shipped(String slug) {
        return CONTENT.exercises().stream()
                .filter(entry -> entry.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }
}
