package org.scapula.catalog.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The flat shapes that everything is drawn with.
final class Shapes {

    private static final double SMOOTHNESS = 1.0 / 6;

    private Shapes() {}

    /// A tapered limb with round ends. Always the same letters and the same sense of rotation: capsules joined in one
    /// path overlap without a seam, and one blends into the other.
    static Outline capsule(Point from, Point to, double fromRadius, double toRadius) {
        var distance = from.distanceTo(to);
        var along = distance > 1e-6 ? Math.atan2(to.y() - from.y(), to.x() - from.x()) : 0;
        if (distance >= Math.abs(fromRadius - toRadius) + .2) {
            var opening = Math.acos(Math.clamp((fromRadius - toRadius) / distance, -1, 1));
            return capsule(from, to, fromRadius, toRadius, along, opening);
        }
        return fromRadius > toRadius
                ? capsule(from, from, fromRadius, fromRadius, along, Math.PI / 2)
                : capsule(to, to, toRadius, toRadius, along, Math.PI / 2);
    }

    private static Outline capsule(
            Point from, Point to, double fromRadius, double toRadius, double along, double opening) {
        var start = Pen.at(onCircle(from, fromRadius, along + opening));
        var round = arc(start, from, fromRadius, along + opening, along + 2 * Math.PI - opening)
                .line(onCircle(to, toRadius, along - opening));
        return arc(round, to, toRadius, along - opening, along + opening).closed();
    }

    private static Pen arc(Pen start, Point centre, double radius, double from, double to) {
        var pen = start;
        var step = (to - from) / 2;
        var reach = 4.0 / 3 * Math.tan(step / 4) * radius;
        for (var i = 0; i < 2; i++) {
            var begin = from + i * step;
            var end = begin + step;
            var first = onCircle(centre, radius, begin);
            var last = onCircle(centre, radius, end);
            pen = pen.curve(
                    new Point(first.x() - reach * Math.sin(begin), first.y() + reach * Math.cos(begin)),
                    new Point(last.x() + reach * Math.sin(end), last.y() - reach * Math.cos(end)),
                    last);
        }
        return pen;
    }

    static Point onCircle(Point centre, double radius, double angle) {
        return new Point(centre.x() + radius * Math.cos(angle), centre.y() + radius * Math.sin(angle));
    }

    static Outline disc(Point centre, double radius) {
        return capsule(centre, new Point(centre.x() + .5, centre.y()), radius, radius);
    }

    /// A closed curve through all points (Catmull-Rom).
    static Outline smooth(List<Point> points) {
        var count = points.size();
        var pen = Pen.at(points.getFirst());
        for (var i = 0; i < count; i++) {
            var before = points.get((i + count - 1) % count);
            var from = points.get(i);
            var to = points.get((i + 1) % count);
            var after = points.get((i + 2) % count);
            pen = pen.curve(
                    new Point(
                            from.x() + (to.x() - before.x()) * SMOOTHNESS,
                            from.y() + (to.y() - before.y()) * SMOOTHNESS),
                    new Point(
                            to.x() - (after.x() - from.x()) * SMOOTHNESS, to.y() - (after.y() - from.y()) * SMOOTHNESS),
                    to);
        }
        return pen.closed();
    }

    static Outline polygon(List<Point> points) {
        return through(points).closed();
    }

    static Outline line(List<Point> points) {
        return through(points).open();
    }

    private static Pen through(List<Point> points) {
        var pen = Pen.at(points.getFirst());
        for (var point : points.subList(1, points.size())) {
            pen = pen.line(point);
        }
        return pen;
    }

    /// The convex polygon round the points.
    static List<Point> hull(Collection<Point> points) {
        var sorted = points.stream()
                .map(point -> new Point(Math.rint(point.x() * 100) / 100, Math.rint(point.y() * 100) / 100))
                .distinct()
                .sorted(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y))
                .toList();
        var hull = new ArrayList<>(half(sorted));
        hull.addAll(half(sorted.reversed()));
        return hull;
    }

    private static List<Point> half(List<Point> sorted) {
        var half = new ArrayList<Point>();
        for (var point : sorted) {
            while (half.size() > 1 && !turns(half.get(half.size() - 2), half.getLast(), point)) {
                half.removeLast();
            }
            half.add(point);
        }
        return half.subList(0, half.size() - 1);
    }

    private static boolean turns(Point a, Point b, Point c) {
        return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x()) > 0;
    }
}
