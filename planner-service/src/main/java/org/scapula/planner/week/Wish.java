package org.scapula.planner.week;

import java.util.function.Predicate;

/// Something a session would like: what, where it stands, whether it stays the same from day to day, how short.
record Wish(Predicate<Choice> wanted, Phase phase, boolean steady, boolean brief) {

    Wish or(Predicate<Choice> other) {
        return new Wish(wanted.or(other), phase, steady, brief);
    }

    Wish but(Predicate<Choice> unwelcome) {
        return new Wish(wanted.and(unwelcome.negate()), phase, steady, brief);
    }

    Wish steadily() {
        return new Wish(wanted, phase, true, brief);
    }
}
