package org.scapula.catalog.figure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// One exercise as a drawing: key frames of a body, the things it uses, and what is shown with them.
public final class Figure {

    private final Model model;
    private final String source;

    Figure(Model model, String source) {
        this.model = model;
        this.source = source;
    }

    /// What the file says.
    ///
    /// @param loop the key frames that the loop passes through, counted from 1; it ends where it starts
    /// @param ghost the key frame whose head is shown dashed in the others
    /// @param shade whether far limbs are paler; by the view, where it is not said
    /// @param steps for each step of the exercise the key frame that shows it, counted from 1
    record Model(
            Camera camera,
            List<KeyFrame> frames,
            List<Prop> props,
            List<Arrow> arrows,
            boolean blades,
            boolean yoke,
            boolean detail,
            Optional<Integer> ghost,
            Optional<Boolean> shade,
            boolean floor,
            Optional<Window> crop,
            List<Integer> loop,
            double holdSeconds,
            double moveSeconds,
            List<Integer> steps) {

        boolean paleFarLimbs() {
            return shade.orElseGet(camera::isFromTheSide);
        }

        KeyFrame frame(int number) {
            return frames.get(number - 1);
        }

        /// Where nothing is said: there and back again.
        List<Integer> wayOfLoop() {
            var there = IntStream.rangeClosed(1, frames.size());
            var back = IntStream.range(1, frames.size()).map(i -> frames.size() - i);
            return loop.isEmpty()
                    ? IntStream.concat(there, back).boxed().toList()
                    : IntStream.concat(loop.stream().mapToInt(Integer::intValue), IntStream.of(loop.getFirst()))
                            .boxed()
                            .toList();
        }

        List<Arrow> arrowsOf(int number) {
            return frame(number).arrows().orElseGet(() -> number == frames.size() ? arrows : List.of());
        }
    }

    Model model() {
        return model;
    }

    /// The file that it was read from.
    public String source() {
        return source;
    }

    /// How many pictures there are; they are counted from 1.
    public int frames() {
        return model.frames().size();
    }

    /// For each step of the exercise, in its order, the picture that shows it.
    public List<Integer> frameOfStep() {
        return model.steps();
    }

    /// The picture of one key frame.
    public String still(int frame, Look look, Words words) {
        return new Drawing(model, look, words).still(frame);
    }

    /// All key frames as one moving picture, which rests on the last one for people who asked for less motion.
    public String loop(Look look, Words words) {
        return new Drawing(model, look, words).loop();
    }
}
