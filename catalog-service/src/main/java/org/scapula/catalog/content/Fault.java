package org.scapula.catalog.content;

/// What is wrong with an exercise: where (a JSON pointer into it), which kind of rule, and the rule in words.
public record Fault(String pointer, String code, String reason) {

    public static final String REQUIRED = "required";
    public static final String OUT_OF_RANGE = "out-of-range";
    public static final String MALFORMED = "malformed";
    public static final String DUPLICATE = "duplicate";
    public static final String UNKNOWN_LINK = "unknown-link";
    public static final String UNKNOWN_SOURCE = "unknown-source";
    public static final String MISSING_TAG = "missing-tag";
    public static final String LOOP = "loop";

    @Override
    public String toString() {
        return pointer + ": " + reason;
    }
}
