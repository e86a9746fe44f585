package org.scapula.catalog.content;

/// Whom advice fits: anybody, or people who sit at a desk, run, train in a gym or work with their hands.
public enum Context {
    ANY,
    DESK,
    RUNNING,
    GYM,
    MANUAL
}
