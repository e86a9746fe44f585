package org.scapula.catalog.search;

/// How far a typed word is from one that exists: letters left out, added, changed, or two neighbours swapped.
final class Typos {

    private static final int SHORT = 4;
    private static final int MIDDLE = 6;
    private static final int LONG = 9;

    private Typos() {}

    /// Longer words have room for more mistakes; in short ones each makes another word.
    static int forgiven(String word) {
        if (word.length() < SHORT) {
            return 0;
        }
        if (word.length() < MIDDLE) {
            return 1;
        }
        return word.length() < LONG ? 2 : 3;
    }

    /// Optimal string alignment.
    static int between(String one, String other) {
        var before = new int[other.length() + 1];
        var last = new int[other.length() + 1];
        for (var column = 0; column <= other.length(); column++) {
            last[column] = column;
        }
        for (var row = 1; row <= one.length(); row++) {
            var current = new int[other.length() + 1];
            current[0] = row;
            for (var column = 1; column <= other.length(); column++) {
                var same = one.charAt(row - 1) == other.charAt(column - 1);
                current[column] =
                        Math.min(last[column - 1] + (same ? 0 : 1), 1 + Math.min(last[column], current[column - 1]));
                if (row > 1
                        && column > 1
                        && one.charAt(row - 1) == other.charAt(column - 2)
                        && one.charAt(row - 2) == other.charAt(column - 1)) {
                    current[column] = Math.min(current[column], before[column - 2] + 1);
                }
            }
            before = last;
            last = current;
        }
        return last[other.length()];
    }
}
