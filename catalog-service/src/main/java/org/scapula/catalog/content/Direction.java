package org.scapula.catalog.content;

/// Whether strength work pushes or pulls; a week keeps the two in balance.
public enum Direction {
    PUSH,
    PULL,
    NONE
}
