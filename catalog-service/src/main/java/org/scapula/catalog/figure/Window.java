package org.scapula.catalog.figure;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The part of the plane that is shown. It is the same for every picture of an exercise, so that the body moves and not
/// the picture; always four to three.
record Window(double left, double top, double width, double height) {

    private static final double MARGIN = 14;
    private static final double LEAST_WIDTH = 300;

    /// Round everything that is seen in any key frame, walls excepted.
    static Window of(Figure.Model model) {
        return model.crop()
                .orElseGet(() -> round(Outline.Box.round(
                        IntStream.rangeClosed(1, model.frames().size())
                                .boxed()
                                .flatMap(number -> shapes(model, number)))));
    }

    private static Stream<Outline> shapes(Figure.Model model, int number) {
        return Stream.concat(
                Scene.of(model, number)
                        .filter(item -> item.paint() != Paint.WALL && item.paint() != Paint.WALL_EDGE)
                        .map(item -> item.outlines().getFirst()),
                model.arrowsOf(number).stream().map(Arrow::outline));
    }

    private static Window round(Outline.Box box) {
        var left = box.left() - MARGIN;
        var right = box.right() + MARGIN;
        var top = box.top() - MARGIN;
        var bottom = Math.max(box.bottom(), 0) + MARGIN;
        var width = Math.max(right - left, LEAST_WIDTH);
        var height = Math.max(bottom - top, LEAST_WIDTH * 3 / 4);
        var wide = Math.max(width, height * 4 / 3);
        var high = wide * 3 / 4;
        return new Window((left + right) / 2 - wide / 2, bottom - high + (high - (bottom - top)) * .3, wide, high);
    }

    /// Widened to four to three round the middle of what is wanted, given right and up.
    static Window round(double left, double bottom, double right, double top) {
        var width = Math.max(right - left, (top - bottom) * 4 / 3);
        var height = width * 3 / 4;
        return new Window((left + right - width) / 2, -(bottom + top + height) / 2, width, height);
    }

    boolean showsFloor() {
        return top + height >= 4;
    }

    String viewBox() {
        return Stream.of(left, top, width, height).map(Outline::number).collect(Collectors.joining(" "));
    }
}
