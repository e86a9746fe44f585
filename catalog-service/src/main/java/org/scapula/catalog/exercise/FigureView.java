package org.scapula.catalog.exercise;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.ExerciseEntry;

/// Where the drawing of an exercise is, and which of its pictures shows which step.
@Schema(
        requiredProperties = {"href", "drawnFor", "frames", "frameOfStep"},
        examples = """
                {"href": "/exercises/scapular-squeeze/figure.svg", "drawnFor": "scapular-squeeze", "frames": 3,
                 "frameOfStep": [1, 2, 3]}""")
public record FigureView(
        @Schema(description = "The moving picture (SVG); with ?frame=2 the second still one.")
        String href,

        @Schema(description = "Slug of the shipped exercise that the drawing was made for.")
        String drawnFor,

        @Schema(description = "How many still pictures there are; they are counted from 1.")
        int frames,

        @Schema(
                description = "For each step the number of the picture that shows it; empty where a clinic wrote other"
                        + " steps.")
        List<Integer> frameOfStep) {

    /// A clinic's own exercise is drawn only as it says itself: another movement may have the same name.
    static Optional<FigureView> of(ExerciseEntry entry, boolean shipped, Content content) {
        var drawnFor = shipped ? Optional.of(entry.slug()) : entry.drawnAs();
        return drawnFor.flatMap(slug -> content.figureOf(slug)
                .map(figure -> new FigureView(
                        "/exercises/" + entry.slug() + "/figure.svg",
                        slug,
                        figure.frames(),
                        figure.frameOfStep().size() == entry.steps().size() ? figure.frameOfStep() : List.of())));
    }
}
