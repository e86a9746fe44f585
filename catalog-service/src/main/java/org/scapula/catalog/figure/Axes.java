package org.scapula.catalog.figure;

/// The directions of a part of the body: ahead, up along the spine, and to the figure's own right.
record Axes(Vec ahead, Vec up, Vec right) {

    static final Axes UPRIGHT = new Axes(new Vec(1, 0, 0), new Vec(0, 1, 0), new Vec(0, 0, 1));

    /// Forward, round the axis through both sides.
    Axes bent(double degrees) {
        var cos = Math.cos(Math.toRadians(degrees));
        var sin = Math.sin(Math.toRadians(degrees));
        return new Axes(ahead.times(cos).minus(up.times(sin)), up.times(cos).plus(ahead.times(sin)), right);
    }

    /// To the right, round the long axis.
    Axes turned(double degrees) {
        var cos = Math.cos(Math.toRadians(degrees));
        var sin = Math.sin(Math.toRadians(degrees));
        return new Axes(
                ahead.times(cos).plus(right.times(sin)), up, right.times(cos).minus(ahead.times(sin)));
    }

    /// Toward the right side.
    Axes leaned(double degrees) {
        var cos = Math.cos(Math.toRadians(degrees));
        var sin = Math.sin(Math.toRadians(degrees));
        return new Axes(
                ahead, up.times(cos).plus(right.times(sin)), right.times(cos).minus(up.times(sin)));
    }

    Vec direction(Vec own) {
        return ahead.times(own.x()).plus(up.times(own.y())).plus(right.times(own.z()));
    }

    Vec place(Vec origin, Vec own) {
        return origin.plus(direction(own));
    }

    /// The room's direction, told in these axes.
    Vec own(Vec direction) {
        return new Vec(direction.dot(ahead), direction.dot(up), direction.dot(right));
    }
}
