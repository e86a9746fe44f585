package org.scapula.triage.rules;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/// What `hits` of `of` allow to say about the rate behind them, with 95 % confidence: exact (Clopper and Pearson),
/// one-sided where all or none were hits.
record Interval(int hits, int of) {

    private static final double DOUBT = 0.05;
    private static final int HALVINGS = 60;

    Interval {
        if (hits < 0 || hits > of || of == 0) {
            throw new IllegalArgumentException(hits + " of " + of);
        }
    }

    /// As low as the rate may be.
    double least() {
        var doubt = hits == of ? DOUBT : DOUBT / 2;
        return hits == 0 ? 0 : where(rate -> 1 - atMost(hits - 1, rate), doubt);
    }

    /// As high as the rate may be.
    double most() {
        var doubt = hits == 0 ? DOUBT : DOUBT / 2;
        return hits == of ? 1 : where(rate -> -atMost(hits, rate), -doubt);
    }

    @Override
    public String toString() {
        var rate = hits + " of " + of + ", " + percent((double) hits / of) + " %";
        if (hits == of) {
            return rate + " (95 % bound: at least " + percent(least()) + " %)";
        }
        if (hits == 0) {
            return rate + " (95 % bound: at most " + percent(most()) + " %)";
        }
        return rate + " (95 % interval: " + percent(least()) + " to " + percent(most()) + " %)";
    }

    // The chance of so many hits or fewer.
    private double atMost(int most, double rate) {
        var logOfOne = of * Math.log1p(-rate);
        var sum = 0.0;
        for (var i = 0; i <= most; i++) {
            sum += Math.exp(logOfOne);
            logOfOne += Math.log(of - i) - Math.log(i + 1.0) + Math.log(rate) - Math.log1p(-rate);
        }
        return Math.min(1, sum);
    }

    // Where a function that grows with the rate reaches the value.
    private static double where(DoubleUnaryOperator grows, double value) {
        var low = 0.0;
        var high = 1.0;
        for (var i = 0; i < HALVINGS; i++) {
            var middle = (low + high) / 2;
            if (grows.applyAsDouble(middle) < value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
