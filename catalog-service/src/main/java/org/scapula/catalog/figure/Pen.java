package org.scapula.catalog.figure;

import java.util.Arrays;

/// Draws an outline, stroke by stroke.
final class Pen {

    private final StringBuilder letters = new StringBuilder();
    private double[] coordinates = new double[64];
    private int used;

    private Pen() {}

    static Pen at(Point start) {
        return new Pen().stroke('M', start);
    }

    Pen move(Point to) {
        return stroke('M', to);
    }

    Pen line(Point to) {
        return stroke('L', to);
    }

    Pen bow(Point control, Point to) {
        return stroke('Q', control, to);
    }

    Pen curve(Point first, Point second, Point to) {
        return stroke('C', first, second, to);
    }

    Outline open() {
        return new Outline(letters.toString(), Arrays.copyOf(coordinates, used));
    }

    Outline closed() {
        letters.append('Z');
        return open();
    }

    private Pen stroke(char letter, Point... points) {
        letters.append(letter);
        if (used + 2 * points.length > coordinates.length) {
            coordinates = Arrays.copyOf(coordinates, 2 * coordinates.length);
        }
        for (var point : points) {
            coordinates[used++] = point.x();
            coordinates[used++] = point.y();
        }
        return this;
    }
}
