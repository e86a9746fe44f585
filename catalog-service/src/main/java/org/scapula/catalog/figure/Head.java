package org.scapula.catalog.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Head, face, nose and neck as they are seen. Dark hair against a pale face tells which way a figure looks.
final class Head {

    private static final int POINTS = 14;

    /// The face is a cap round this direction (ahead and a little down), as wide as this angle.
    private static final Vec FACE = new Vec(.82, -.57, 0).unit();

    private static final double FACE_HALF = Math.toRadians(80);

    private final Skeleton skeleton;
    private final Camera camera;
    private final Axes axes;
    private final Vec centre;

    Head(Skeleton skeleton, Camera camera) {
        this.skeleton = skeleton;
        this.camera = camera;
        this.axes = skeleton.head();
        this.centre = skeleton.at(Joint.HEAD);
    }

    /// 1 looks at the viewer, -1 away.
    double towardViewer() {
        return axes.ahead().dot(camera.toViewer());
    }

    Outline neck() {
        return Shapes.capsule(
                camera.seen(
                        skeleton.at(Joint.C7).minus(skeleton.shoulders().up().times(5))),
                camera.seen(skeleton.at(Joint.SKULL)),
                10.5,
                9);
    }

    Outline nose() {
        var x = Body.HEAD.x();
        return Shapes.capsule(
                camera.seen(axes.place(centre, new Vec(x - 3, -1, 0))),
                camera.seen(axes.place(centre, new Vec(x + 1.5, -4.5, 0))),
                3.2,
                2.6);
    }

    Outline hair() {
        return Shapes.smooth(IntStream.range(0, POINTS)
                .mapToObj(i -> onEdge(2 * Math.PI * i / POINTS))
                .toList());
    }

    /// The edge of an ellipsoid on the screen, in the direction of an angle.
    private Point onEdge(double angle) {
        var halves = List.of(
                flat(axes.ahead().times(Body.HEAD.x())),
                flat(axes.up().times(Body.HEAD.y())),
                flat(axes.right().times(Body.HEAD.z())));
        var xx = halves.stream().mapToDouble(half -> half.x() * half.x()).sum();
        var xy = halves.stream().mapToDouble(half -> half.x() * half.y()).sum();
        var yy = halves.stream().mapToDouble(half -> half.y() * half.y()).sum();
        var cos = Math.cos(angle);
        var sin = Math.sin(angle);
        var x = xx * cos + xy * sin;
        var y = xy * cos + yy * sin;
        var size = Math.sqrt(Math.max(1e-9, x * cos + y * sin));
        var middle = camera.seen(centre);
        return new Point(middle.x() + x / size, middle.y() + y / size);
    }

    private Point flat(Vec direction) {
        return camera.seen(direction);
    }

    /// The visible part of the face: its near rim, and the arc of the head's own edge between the two crossings. Empty
    /// where the figure looks away.
    Optional<Outline> face() {
        var toViewer = new Vec(
                        axes.ahead().dot(camera.toViewer()) / Body.HEAD.x(),
                        axes.up().dot(camera.toViewer()) / Body.HEAD.y(),
                        axes.right().dot(camera.toViewer()) / Body.HEAD.z())
                .unit();
        var rim = new Rim(toViewer);
        if (rim.crossing() >= 1) {
            return Optional.empty();
        }
        return Optional.of(Shapes.smooth(rim.points().stream().map(this::onHead).toList()));
    }

    Outline ear(Side side) {
        var aside = side.sign() * Body.HEAD.z() * .97;
        return Shapes.capsule(
                camera.seen(axes.place(centre, new Vec(-2, 2.5, aside))),
                camera.seen(axes.place(centre, new Vec(-1, -5, aside))),
                4,
                3);
    }

    boolean showsEar(Side side) {
        return side.sign() * axes.right().dot(camera.toViewer()) > .3;
    }

    Outline eye(Side side) {
        var ahead = Body.HEAD.x() * .9;
        var aside = side.sign() * Body.HEAD.z() * .36;
        return Shapes.capsule(
                camera.seen(axes.place(centre, new Vec(ahead, Body.HEAD.y() * .11, aside))),
                camera.seen(axes.place(centre, new Vec(ahead, Body.HEAD.y() * .02, aside))),
                1.7,
                1.7);
    }

    boolean showsEye(Side side) {
        var outward = new Vec(.88 / Body.HEAD.x(), .08 / Body.HEAD.y(), side.sign() * .36 / Body.HEAD.z());
        return axes.direction(outward).dot(camera.toViewer()) * Body.HEAD.x() > .15;
    }

    private Point onHead(Vec unitSphere) {
        return camera.seen(axes.place(
                centre,
                new Vec(
                        unitSphere.x() * Body.HEAD.x(),
                        unitSphere.y() * Body.HEAD.y(),
                        unitSphere.z() * Body.HEAD.z())));
    }

    /// The rim of the face on the unit sphere that the head is stretched from.
    private static final class Rim {

        private final Vec nearest;
        private final Vec beside;
        private final Vec onSilhouette;
        private final double crossing;

        Rim(Vec toViewer) {
            var along = FACE.dot(toViewer);
            this.nearest = toViewer.across(FACE).unit();
            this.beside = FACE.cross(nearest);
            this.onSilhouette = FACE.across(toViewer).unit();
            this.crossing =
                    -Math.cos(FACE_HALF) * along / (Math.sin(FACE_HALF) * Math.max(1e-6, nearest.dot(toViewer)));
        }

        /// The cosine of the angle at which rim and silhouette cross: beyond 1 the face is hidden, beyond -1 all of its
        /// rim is seen.
        double crossing() {
            return crossing;
        }

        List<Vec> points() {
            if (crossing <= -1) {
                return IntStream.range(0, 20)
                        .mapToObj(i -> at(2 * Math.PI * i / 20))
                        .toList();
            }
            var end = Math.acos(Math.clamp(crossing, -1, 1));
            var last = at(end);
            var turn = Math.atan2(last.dot(beside), last.dot(onSilhouette));
            var points = new ArrayList<Vec>();
            for (var i = 0; i < 11; i++) {
                points.add(at(end * (-1 + i / 5.0)));
            }
            for (var i = 1; i < 10; i++) {
                var angle = turn * (1 - i / 5.0);
                points.add(onSilhouette.times(Math.cos(angle)).plus(beside.times(Math.sin(angle))));
            }
            return points;
        }

        private Vec at(double angle) {
            return FACE.times(Math.cos(FACE_HALF))
                    .plus(nearest.times(Math.cos(angle))
                            .plus(beside.times(Math.sin(angle)))
                            .times(Math.sin(FACE_HALF)));
        }
    }
}
