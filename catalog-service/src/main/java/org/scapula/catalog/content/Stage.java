package org.scapula.catalog.content;

/// How long the pain has lasted: less than six weeks, six to twelve weeks, longer.
public enum Stage {
    ACUTE,
    SUBACUTE,
    CHRONIC
}
