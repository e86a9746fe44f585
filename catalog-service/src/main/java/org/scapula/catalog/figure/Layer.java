package org.scapula.catalog.figure;

/// When a thing is drawn: behind the figure, among its parts, in front of it, or just behind an arm that holds it.
enum Layer {
    BACK("back"),
    MID("mid"),
    FRONT("front"),
    RIGHT_ARM("ar"),
    LEFT_ARM("al");

    private final String key;

    Layer(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    static Layer arm(Side side) {
        return side == Side.RIGHT ? RIGHT_ARM : LEFT_ARM;
    }
}
