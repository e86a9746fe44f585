package org.scapula.catalog.figure;

import java.util.stream.Stream;

/// Worked areas that are not on the trunk's surface: neck, nape, throat, shoulder caps; and the shoulder blades.
final class Straps {

    private static final double BEFORE_THE_NECK = .025;
    private static final double ON_THE_BACK = .012;

    private final Skeleton skeleton;
    private final Camera camera;

    Straps(Skeleton skeleton, Camera camera) {
        this.skeleton = skeleton;
        this.camera = camera;
    }

    /// From the skull over the side of the neck to the top of the shoulder.
    Part upperTrapezius(String name, Side side) {
        var sign = side.sign();
        var shoulder = skeleton.at(side.shoulder());
        return new Part(
                name,
                BEFORE_THE_NECK,
                Paint.WORKED,
                Shapes.smooth(Stream.of(
                                onSkull(-5, 1, sign * 9),
                                onNeck(-2, 6, sign * 10.5),
                                onNeck(-2, -2, sign * 15),
                                skeleton.shoulders().place(shoulder, new Vec(-3, 10, -sign * 5)),
                                skeleton.shoulders().place(shoulder, new Vec(-5, 2, -sign * 7)),
                                onNeck(-6, -11, sign * 11),
                                onNeck(-6, -2, sign * 4),
                                onSkull(-6, 1, sign * 4))
                        .map(camera::seen)
                        .toList()));
    }

    Part nape(String name) {
        return strip(name, -6, -8);
    }

    Part throat(String name) {
        return strip(name, 5, 4);
    }

    /// A capsule keeps the same path commands however the head moves, so that it can be animated.
    private Part strip(String name, double aheadOfSkull, double aheadOfNeck) {
        return new Part(
                name,
                BEFORE_THE_NECK,
                Paint.WORKED,
                Shapes.capsule(
                        camera.seen(onSkull(aheadOfSkull, 0, 0)), camera.seen(onNeck(aheadOfNeck, -3, 0)), 3.6, 4.4));
    }

    /// The upper part of an arm, drawn on it.
    Part shoulderCap(String name, Side side, double armDepth) {
        var shoulder = skeleton.at(side.shoulder());
        var elbow = skeleton.at(side.elbow());
        return new Part(
                name,
                armDepth + .0005,
                Paint.WORKED,
                Shapes.capsule(
                        camera.seen(shoulder.towards(elbow, .04)), camera.seen(shoulder.towards(elbow, .34)), 8.5, 7));
    }

    /// A shoulder blade that slides with the shoulder.
    Part blade(Side side, double protraction) {
        var spot = skeleton.spineAt(.72);
        var inner = 12 + protraction * .5;
        var edge = Stream.of(
                new Point(0, 13),
                new Point(-1, 2),
                new Point(1, -10),
                new Point(5, -17),
                new Point(9, -8),
                new Point(14, 4),
                new Point(19, 12),
                new Point(10, 15));
        return new Part(
                "blade" + side.letter(),
                ON_THE_BACK,
                Paint.WORKED,
                Shapes.smooth(edge.map(point -> camera.seen(spot.axes()
                                .place(spot.at(), new Vec(-17, point.y(), side.sign() * (inner + point.x())))))
                        .toList()));
    }

    private Vec onSkull(double ahead, double up, double right) {
        return skeleton.head().place(skeleton.at(Joint.SKULL), new Vec(ahead, up, right));
    }

    private Vec onNeck(double ahead, double up, double right) {
        return skeleton.shoulders().place(skeleton.at(Joint.C7), new Vec(ahead, up, right));
    }
}
