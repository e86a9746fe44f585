package org.scapula.catalog.content;

/// Whom the figures count for: both sides together, each side, or the sides in turn.
public enum Side {
    BOTH,
    EACH,
    ALTERNATE
}
