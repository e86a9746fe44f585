package org.scapula.catalog.figure;

import java.util.List;

/// How near a ball of the body is to a thing: 0 touches, positive is a gap, negative stands in it.
final class Contact {

    private Contact() {}

    static double gap(Thing thing, Flesh.Ball ball, Skeleton skeleton) {
        return switch (thing) {
            case Thing.Mat mat ->
                box(ball, new Vec(mat.from(), -4, -mat.halfWidth()), new Vec(mat.to(), 0, mat.halfWidth()));
            case Thing.Roll roll ->
                Math.abs(ball.at().z()) > roll.half() + ball.radius()
                        ? Double.POSITIVE_INFINITY
                        : Math.hypot(
                                        ball.at().x() - roll.at().x(),
                                        ball.at().y() - roll.at().y())
                                - roll.radius()
                                - ball.radius();
            case Thing.Ball round -> ball.at().distanceTo(round.at()) - round.radius() - ball.radius();
            case Thing.Block block ->
                box(
                        ball,
                        block.at().minus(block.size().times(.5)),
                        block.at().plus(block.size().times(.5)));
            case Thing.Chair chair -> chair(chair, ball);
            case Thing.Wall wall ->
                box(
                        ball,
                        new Vec(Math.min(wall.x(), wall.x() + wall.thick()), 0, -wall.halfWidth()),
                        new Vec(Math.max(wall.x(), wall.x() + wall.thick()), wall.height(), wall.halfWidth()));
            case Thing.Door door -> door(door, ball);
            case Thing.Post post ->
                box(ball, new Vec(post.x() - 7, 0, post.z() - 7), new Vec(post.x() + 7, post.height(), post.z() + 7));
            case Thing.Dumbbell dumbbell ->
                ball.at().distanceTo(skeleton.at(dumbbell.hand().hand())) - ball.radius();
            case Thing.Band band ->
                band.points(skeleton).stream()
                                .mapToDouble(point -> point.distanceTo(ball.at()))
                                .min()
                                .orElseThrow()
                        - ball.radius();
        };
    }

    private static double chair(Thing.Chair chair, Flesh.Ball ball) {
        var half = chair.width() / 2;
        var seat = box(
                ball,
                new Vec(chair.x() - Thing.Chair.DEPTH / 2, chair.seat() - 8, -half),
                new Vec(chair.x() + Thing.Chair.DEPTH / 2, chair.seat(), half));
        if (!chair.backrest()) {
            return seat;
        }
        var at = chair.backrestAt() - 4 * chair.face();
        var back =
                box(ball, new Vec(at - 3, chair.seat() + 37, 1 - half), new Vec(at + 3, chair.seat() + 63, half - 1));
        return Math.abs(seat) < Math.abs(back) ? seat : back;
    }

    private static double door(Thing.Door door, Flesh.Ball ball) {
        return door.posts().stream()
                .mapToDouble(aside -> {
                    var inner = aside * door.halfWidth();
                    var outer = aside * (door.halfWidth() + Thing.Door.POST);
                    return box(
                            ball,
                            new Vec(door.x() - Thing.Door.DEPTH / 2, 0, Math.min(inner, outer)),
                            new Vec(door.x() + Thing.Door.DEPTH / 2, door.height(), Math.max(inner, outer)));
                })
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /// Negative inside, as deep as the way out is long.
    private static double box(Flesh.Ball ball, Vec least, Vec most) {
        var beyond = List.of(
                Math.max(least.x() - ball.at().x(), ball.at().x() - most.x()),
                Math.max(least.y() - ball.at().y(), ball.at().y() - most.y()),
                Math.max(least.z() - ball.at().z(), ball.at().z() - most.z()));
        var inside = beyond.stream().mapToDouble(each -> each).max().orElseThrow();
        var outside = Math.sqrt(beyond.stream()
                .mapToDouble(each -> Math.max(0, each))
                .map(each -> each * each)
                .sum());
        return (inside > 0 ? outside : inside) - ball.radius();
    }
}
