package org.scapula.catalog.figure;

/// A place or a direction in the room: x ahead of the figure, y up from the floor, z to the figure's right.
///
/// One unit is about 1/275 of a standing person.
record Vec(double x, double y, double z) {

    static final Vec ZERO = new Vec(0, 0, 0);

    Vec plus(Vec other) {
        return new Vec(x + other.x, y + other.y, z + other.z);
    }

    Vec minus(Vec other) {
        return new Vec(x - other.x, y - other.y, z - other.z);
    }

    Vec times(double factor) {
        return new Vec(x * factor, y * factor, z * factor);
    }

    double dot(Vec other) {
        return x * other.x + y * other.y + z * other.z;
    }

    Vec cross(Vec other) {
        return new Vec(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    Vec unit() {
        var length = length();
        return length > 1e-9 ? times(1 / length) : this;
    }

    Vec towards(Vec other, double share) {
        return times(1 - share).plus(other.times(share));
    }

    /// What is left of this direction when the part along the other (a unit) is taken away.
    Vec across(Vec other) {
        return minus(other.times(dot(other)));
    }

    double distanceTo(Vec other) {
        return minus(other).length();
    }

    /// In degrees.
    double angleTo(Vec other) {
        return Math.toDegrees(Math.acos(Math.clamp(unit().dot(other.unit()), -1, 1)));
    }
}
