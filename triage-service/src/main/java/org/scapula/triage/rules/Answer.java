package org.scapula.triage.rules;

import java.math.BigDecimal;

/// What a person said to one question; "I do not know" is an answer of its own and never a "no".
public sealed interface Answer {

    Answer YES = new YesNo(true);
    Answer NO = new YesNo(false);
    Answer UNKNOWN = new Unknown();

    static Answer of(String decimal) {
        return new Number(new BigDecimal(decimal));
    }

    /// As a person would say it: yes, no, unknown, or the number.
    default String spoken() {
        return switch (this) {
            case YesNo said -> said.yes() ? "yes" : "no";
            case Number said -> said.value().toPlainString();
            case Unknown _ -> "unknown";
        };
    }

    record YesNo(boolean yes) implements Answer {}

    record Number(BigDecimal value) implements Answer {}

    record Unknown() implements Answer {}
}
