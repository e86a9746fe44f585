package org.scapula.catalog.figure;

/// A place in the picture: x to the right, y down.
record Point(double x, double y) {

    Point towards(Point other, double share) {
        return new Point(x * (1 - share) + other.x * share, y * (1 - share) + other.y * share);
    }

    double distanceTo(Point other) {
        return Math.hypot(other.x - x, other.y - y);
    }
}
