package org.scapula.catalog.content;

/// What a piece of advice is about.
public enum Topic {
    FIRST_AID,
    MEDICINE,
    SELF_TREATMENT,
    POSTURE,
    ERGONOMICS,
    LIFESTYLE,
    RUNNING,
    TRAINING,
    WARM_UP_COOL_DOWN,
    PROFESSIONAL_HELP,
    WHEN_TO_SEEK_HELP,
    EXPECTED_COURSE,
    CAUSE,
    BENEFIT,
    MUSCLE,
    BACKGROUND,
    CAUTION
}
