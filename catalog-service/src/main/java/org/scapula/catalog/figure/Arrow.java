package org.scapula.catalog.figure;

/// A curved arrow that shows the way of a movement, in the plane of the picture (right and up).
record Arrow(double fromX, double fromY, double overX, double overY, double toX, double toY) {

    private static final double HEAD = 11;
    private static final double OPENING = .6;

    Outline outline() {
        var from = new Point(fromX, -fromY);
        var over = new Point(overX, -overY);
        var to = new Point(toX, -toY);
        var direction = Math.atan2(to.y() - over.y(), to.x() - over.x());
        return Pen.at(from)
                .bow(over, to)
                .move(Shapes.onCircle(to, -HEAD, direction + OPENING))
                .line(to)
                .line(Shapes.onCircle(to, -HEAD, direction - OPENING))
                .open();
    }
}
