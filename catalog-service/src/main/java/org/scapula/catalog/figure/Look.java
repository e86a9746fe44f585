package org.scapula.catalog.figure;

/// How large and in which colours a figure is drawn. The height is three quarters of the width.
public record Look(int width, Theme theme) {

    /// Light and dark are fixed; `AUTO` follows what the viewer's system prefers, and the page's own colours.
    public enum Theme {
        AUTO,
        LIGHT,
        DARK
    }
}
