package org.scapula.catalog.content;

/// Where the figures of a dose come from: an article, the default of a guideline for the class, or the policy of the
/// product.
public enum Origin {
    SOURCE,
    CLINICAL,
    PRODUCT
}
