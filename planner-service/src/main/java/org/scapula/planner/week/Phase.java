package org.scapula.planner.week;

/// Where in a session an item stands.
public enum Phase {
    WARMUP,
    MAIN,
    COOLDOWN
}
