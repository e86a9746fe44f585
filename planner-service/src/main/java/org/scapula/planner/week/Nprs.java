package org.scapula.planner.week;

/// The numeric pain rating scale, 0 to 10, as plans are made by it.
public final class Nprs {

    /// Less is within what the scale can tell.
    private static final int RISE = 2;

    private Nprs() {}

    /// The most that exercise may hurt.
    public static int ceiling(Stage stage, Irritability irritability) {
        return Regimen.of(stage, irritability).painCeiling();
    }

    /// Whether pain is worse than it was.
    public static boolean hasRisen(int before, int now) {
        return now >= before + RISE;
    }
}
