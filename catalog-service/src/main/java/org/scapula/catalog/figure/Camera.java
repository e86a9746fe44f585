package org.scapula.catalog.figure;

import java.util.Map;

/// Where a figure is looked at from: far away, a little from above, so that far limbs show beside near ones.
record Camera(double yaw, Vec across, Vec upward, Vec toViewer) {

    /// The views that have names.
    static final Map<String, Camera> NAMED = Map.of(
            "side", of(0, 8),
            "front", of(90, 8),
            "back", of(-90, 8),
            "front34", of(58, 8),
            "side34", of(28, 10),
            "back34", of(-62, 8));

    /// A yaw of 0 sees the right side, 90 the front, -90 the back.
    static Camera of(double yaw, double pitch) {
        var turn = Math.toRadians(yaw);
        var tilt = Math.toRadians(pitch);
        var up = new Vec(0, 1, 0);
        var level = new Vec(Math.sin(turn), 0, Math.cos(turn));
        return new Camera(
                yaw,
                new Vec(Math.cos(turn), 0, -Math.sin(turn)),
                up.times(Math.cos(tilt)).minus(level.times(Math.sin(tilt))),
                level.times(Math.cos(tilt)).plus(up.times(Math.sin(tilt))));
    }

    Point seen(Vec place) {
        return new Point(place.dot(across), -place.dot(upward));
    }

    /// How near to the viewer.
    double depth(Vec place) {
        return place.dot(toViewer);
    }

    /// From the side far limbs are told from near ones by a paler colour.
    boolean isFromTheSide() {
        return Math.abs(Math.cos(Math.toRadians(yaw))) > .6;
    }
}
