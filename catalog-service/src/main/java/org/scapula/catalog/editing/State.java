package org.scapula.catalog.editing;

/// Where a version of an exercise stands on its way to the shelf.
public enum State {
    DRAFT,
    IN_REVIEW,
    PUBLISHED
}
