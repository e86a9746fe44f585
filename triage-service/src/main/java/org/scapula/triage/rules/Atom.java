package org.scapula.triage.rules;

import java.util.Map;

/// The smallest part of a condition: one finding is yes, or lies on one side of a threshold.
record Atom(String finding, Side side, double threshold) {

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
    }

    Atom not() {
        return new Atom(finding, side.opposite(), threshold);
    }

    /// `known` maps a finding to a Boolean or a Double; a finding that is missing is unknown.
    Truth in(Map<String, Object> known) {
        return switch (known.get(finding)) {
            case Boolean yes -> truth((side == Side.YES) == yes);
            case Double value -> truth(holdsFor(value));
            case null, default -> Truth.UNKNOWN;
        };
    }

    boolean holdsFor(double value) {
        return switch (side) {
            case AT_LEAST -> value >= threshold;
            case ABOVE -> value > threshold;
            case AT_MOST -> value <= threshold;
            case BELOW -> value < threshold;
            case YES, NO -> throw new IllegalStateException(finding + " is not a number");
        };
    }

    /// Whether this number lies further on the same side, so that the other part says nothing more.
    boolean implies(Atom other) {
        return finding.equals(other.finding)
                && side == other.side
                && switch (side) {
                    case AT_LEAST, ABOVE -> threshold >= other.threshold;
                    case AT_MOST, BELOW -> threshold <= other.threshold;
                    case YES, NO -> true;
                };
    }

    boolean growsWith(Finding.Danger danger) {
        return switch (danger) {
            case YES -> side == Side.YES;
            case UP -> side == Side.AT_LEAST || side == Side.ABOVE;
            case DOWN -> side == Side.AT_MOST || side == Side.BELOW;
            case BOTH -> true;
        };
    }

    private static Truth truth(boolean holds) {
        return holds ? Truth.TRUE : Truth.FALSE;
    }
}
