package org.scapula.catalog.content;

/// Whether a condition takes an exercise out of a self-directed plan, or lets it in only when it is changed.
public enum Level {
    ABSOLUTE,
    PRECAUTION
}
