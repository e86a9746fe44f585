package org.scapula.planner.week;

/// How easily the pain flares and how long it takes to settle.
public enum Irritability {
    HIGH,
    MODERATE,
    LOW
}
