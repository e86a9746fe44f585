package org.scapula.catalog.figure;

import java.util.Arrays;
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

    /// What stands in the attribute `d`: each stroke counted from where the one before ended, which is shorter, and
    /// in tenths, so that nothing is lost on the way. A tenth of a unit is less than a pixel at any size served.
    String path() {
        var path = new StringBuilder(6 * coordinates.length);
        var next = 0;
        var atX = 0L;
        var atY = 0L;
        for (var letter : letters.toCharArray()) {
            var fromX = letter == 'M' ? 0 : atX;
            var fromY = letter == 'M' ? 0 : atY;
            path.append(letter == 'M' ? letter : Character.toLowerCase(letter));
            for (var last = next + taken(letter); next < last; next += 2) {
                atX = tenths(coordinates[next]);
                atY = tenths(coordinates[next + 1]);
                append(path, atX - fromX);
                append(path, atY - fromY);
            }
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

    private static long tenths(double value) {
        return Math.round(value * 10);
    }

    private static void append(StringBuilder path, long tenths) {
        if (tenths < 0) {
            path.append('-');
        } else if (Character.isDigit(path.charAt(path.length() - 1))) {
            path.append(' ');
        }
        var size = Math.abs(tenths);
        if (size >= 10 || size == 0) {
            path.append(size / 10);
        }
        if (size % 10 != 0) {
            path.append('.').append(size % 10);
        }
    }

    /// A number of its own, to a tenth.
    static String number(double value) {
        var number = new StringBuilder(" ");
        append(number, tenths(value));
        return number.substring(1);
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
