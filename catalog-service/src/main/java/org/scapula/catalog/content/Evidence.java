package org.scapula.catalog.content;

/// How well a piece of advice is supported by studies.
public enum Evidence {
    STRONG,
    MODERATE,
    WEAK,
    CONSENSUS,
    UNPROVEN,
    NOT_APPLICABLE
}
