package org.scapula.triage.rules;

/// The smallest part of a condition: one finding is yes, or lies on one side of a threshold or of another finding
/// (`other`, else empty).
record Atom(String finding, Side side, double threshold, String other) {

    enum Side {
        YES,
        NO,
        AT_LEAST,
        ABOVE,
        AT_MOST,
        BELOW;

        Side opposite() {
            return switch (this) {
                case YES -> NO;
                case NO -> YES;
                case AT_LEAST -> BELOW;
                case BELOW -> AT_LEAST;
                case ABOVE -> AT_MOST;
                case AT_MOST -> ABOVE;
            };
        }

        boolean holds(double value, double bound) {
            return switch (this) {
                case AT_LEAST -> value >= bound;
                case ABOVE -> value > bound;
                case AT_MOST -> value <= bound;
                case BELOW -> value < bound;
                case YES, NO -> throw new IllegalStateException("a number is neither yes nor no");
            };
        }
    }

    Atom(String finding, Side side, double threshold) {
        this(finding, side, threshold, "");
    }

    Atom not() {
        return new Atom(finding, side.opposite(), threshold, other);
    }

    boolean holdsFor(double value) {
        return side.holds(value, threshold);
    }

    boolean comparesTwo() {
        return !other.isEmpty();
    }

    /// Whether this number lies further on the same side, so that the other part says nothing more.
    boolean implies(Atom weaker) {
        return finding.equals(weaker.finding)
                && side == weaker.side
                && other.equals(weaker.other)
                && switch (side) {
                    case AT_LEAST, ABOVE -> threshold >= weaker.threshold;
                    case AT_MOST, BELOW -> threshold <= weaker.threshold;
                    case YES, NO -> true;
                };
    }

    boolean growsWith(Finding.Danger danger) {
        return !comparesTwo()
                && switch (danger) {
                    case YES -> side == Side.YES;
                    case UP -> side == Side.AT_LEAST || side == Side.ABOVE;
                    case DOWN -> side == Side.AT_MOST || side == Side.BELOW;
                    case BOTH -> true;
                };
    }
}
