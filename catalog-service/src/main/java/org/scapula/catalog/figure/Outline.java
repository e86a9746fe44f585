package org.scapula.catalog.figure;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/// The path of one shape, as SVG has it: letters, and the coordinates that they take.
///
/// Shapes of the same letters can be blended into each other, which is what a loop does.
final class Outline {

    private final String letters;
    private final double[] coordinates;

    Outline(String letters, double[] coordinates) {
        this.letters = letters;
        this.coordinates = coordinates;
    }

    static Outline of(Outline... parts) {
        return of(Arrays.asList(parts));
    }

    static Outline of(Iterable<Outline> parts) {
        var letters = new StringBuilder();
        var coordinates = new double[0];
        for (var part : parts) {
            letters.append(part.letters);
            var before = coordinates.length;
            coordinates = Arrays.copyOf(coordinates, before + part.coordinates.length);
            System.arraycopy(part.coordinates, 0, coordinates, before, part.coordinates.length);
        }
        return new Outline(letters.toString(), coordinates);
    }

    /// The same letters, all drawn at the middle: a part that is not there now, and grows out of nothing.
    Outline vanished() {
        var box = box();
        var nothing = new double[coordinates.length];
        for (var i = 0; i < nothing.length; i++) {
            nothing[i] = i % 2 == 0 ? (box.left() + box.right()) / 2 : (box.top() + box.bottom()) / 2;
        }
        return new Outline(letters, nothing);
    }

    Box box() {
        var box = Box.EMPTY;
        for (var i = 0; i < coordinates.length; i += 2) {
            box = box.with(coordinates[i], coordinates[i + 1]);
        }
        return box;
    }

    boolean blendsInto(Outline other) {
        return letters.equals(other.letters);
    }

    /// What stands in the attribute `d`.
    String path() {
        var path = new StringBuilder();
        var next = 0;
        for (var letter : letters.toCharArray()) {
            path.append(letter);
            var taken = taken(letter);
            for (var i = 0; i < taken; i++) {
                path.append(i == 0 ? "" : " ").append(number(coordinates[next + i]));
            }
            next += taken;
        }
        return path.toString();
    }

    private static int taken(char letter) {
        return switch (letter) {
            case 'M', 'L' -> 2;
            case 'Q' -> 4;
            case 'C' -> 6;
            case 'Z' -> 0;
            default -> throw new IllegalArgumentException("no letter of a path: " + letter);
        };
    }

    /// A tenth of a unit is less than a pixel at any size that is served.
    static String number(double value) {
        var tenths = Math.round(value * 10);
        return tenths % 10 == 0
                ? String.valueOf(tenths / 10)
                : String.format(
                        Locale.ROOT, "%s%d.%d", tenths < 0 ? "-" : "", Math.abs(tenths / 10), Math.abs(tenths % 10));
    }

    /// The least upright rectangle round shapes.
    record Box(double left, double top, double right, double bottom) {

        static final Box EMPTY = new Box(
                Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

        Box with(double x, double y) {
            return new Box(Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y));
        }

        static Box round(Stream<Outline> outlines) {
            return outlines.map(Outline::box)
                    .reduce(
                            EMPTY,
                            (one, other) -> one.with(other.left, other.top).with(other.right, other.bottom));
        }
    }
}
