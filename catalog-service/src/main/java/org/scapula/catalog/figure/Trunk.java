package org.scapula.catalog.figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;

/// The trunk as it is seen: ellipses along the spine, joined by a smooth edge. One table serves every view.
final class Trunk {

    private static final int ROWS = 6;
    private static final double EDGE_OF_SIGHT = 84;
    private static final double LEAST_SEEN = 8;

    private final Skeleton skeleton;
    private final Camera camera;
    private final boolean yoked;

    /// A yoked trunk's outline goes along with the shoulder blades, for shrugs and rolls.
    Trunk(Skeleton skeleton, Camera camera, boolean yoked) {
        this.skeleton = skeleton;
        this.camera = camera;
        this.yoked = yoked;
    }

    Outline outline() {
        var centres =
                Body.TRUNK_SECTIONS.stream().map(this::centre).map(camera::seen).toList();
        var left = new ArrayList<Point>();
        var right = new ArrayList<Point>();
        for (var i = 0; i < centres.size(); i++) {
            var before = centres.get(Math.max(0, i - 1));
            var after = centres.get(Math.min(centres.size() - 1, i + 1));
            var length = Math.max(1e-9, before.distanceTo(after));
            var across = new Point(-(after.y() - before.y()) / length, (after.x() - before.x()) / length);
            left.add(edge(Body.TRUNK_SECTIONS.get(i), centres.get(i), across));
            right.add(edge(Body.TRUNK_SECTIONS.get(i), centres.get(i), new Point(-across.x(), -across.y())));
        }
        Collections.reverse(right);
        left.addAll(right);
        return Shapes.smooth(left);
    }

    /// A part of the surface; empty where too little of it can be seen.
    Optional<Outline> patch(Area.Patch patch) {
        var edge = new ArrayList<Point>();
        var otherEdge = new ArrayList<Point>();
        var widest = 0.0;
        for (var i = 0; i <= ROWS; i++) {
            var section = Body.sectionAt(Body.between(patch.from(), patch.to(), (double) i / ROWS));
            var facing = facing(section);
            var middle = wrapped((patch.fromDegrees() + patch.toDegrees()) / 2 - facing);
            var half = (patch.toDegrees() - patch.fromDegrees()) / 2;
            var from = Math.clamp(middle - half, -EDGE_OF_SIGHT, EDGE_OF_SIGHT);
            var to = Math.clamp(middle + half, -EDGE_OF_SIGHT, EDGE_OF_SIGHT);
            widest = Math.max(widest, to - from);
            // Rounder ends.
            var narrowed = (to - from) / 2 * (.5 + .5 * Math.sin(Math.PI * i / ROWS));
            edge.add(onSurface(section, facing + (from + to) / 2 - narrowed));
            otherEdge.add(onSurface(section, facing + (from + to) / 2 + narrowed));
        }
        Collections.reverse(otherEdge);
        edge.addAll(otherEdge);
        return widest > LEAST_SEEN ? Optional.of(Shapes.smooth(edge)) : Optional.empty();
    }

    private Vec centre(Body.Section section) {
        var spot = skeleton.spineAt(section.at());
        return spot.at().plus(spot.axes().ahead().times(section.ahead()));
    }

    private Point edge(Body.Section section, Point centre, Point outward) {
        var axes = skeleton.spineAt(section.at()).axes();
        var direction = camera.across().times(outward.x()).minus(camera.upward().times(outward.y()));
        var aside = section.width() * axes.right().dot(direction);
        var extent = Math.hypot(aside, section.depth() * axes.ahead().dot(direction));
        var edge = new Point(centre.x() + outward.x() * extent, centre.y() + outward.y() * extent);
        var along = yoked ? yoke(section) * Math.abs(aside) / Math.max(1e-9, extent) : 0;
        if (along == 0) {
            return edge;
        }
        var blade = skeleton.blade(aside > 0 ? Side.RIGHT : Side.LEFT);
        var moved = camera.seen(
                axes.up().times(blade.elevation() * along).plus(axes.ahead().times(blade.protraction() * .5 * along)));
        return new Point(edge.x() + moved.x(), edge.y() + moved.y());
    }

    /// How much of the shoulder blade's way the outline goes along.
    private static double yoke(Body.Section section) {
        if (section.at() < .7) {
            return 0;
        }
        return section.at() < .8 ? .35 : section.at() < .9 ? 1 : section.at() < 1 ? .8 : .15;
    }

    /// The degree round the trunk that looks at the viewer.
    private double facing(Body.Section section) {
        var axes = skeleton.spineAt(section.at()).axes();
        return Math.toDegrees(Math.atan2(
                axes.right().dot(camera.toViewer()) / section.width(),
                axes.ahead().dot(camera.toViewer()) / section.depth()));
    }

    private Point onSurface(Body.Section section, double degrees) {
        var axes = skeleton.spineAt(section.at()).axes();
        var angle = Math.toRadians(degrees);
        return camera.seen(centre(section)
                .plus(axes.right().times(section.width() * .97 * Math.sin(angle)))
                .plus(axes.ahead().times(section.depth() * .97 * Math.cos(angle))));
    }

    private static double wrapped(double degrees) {
        return degrees - 360 * Math.floor((degrees + 180) / 360);
    }
}
