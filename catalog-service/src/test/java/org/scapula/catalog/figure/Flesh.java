package org.scapula.catalog.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The surface of a body, as balls: what can touch a thing, or stand in it by mistake.
final class Flesh {

    private final List<Ball> balls = new ArrayList<>();

    /// @param part what a complaint calls it
    record Ball(String part, Vec at, double radius) {

        double gapToFloor() {
            return at.y() - radius;
        }
    }

    private Flesh() {}

    static Flesh of(Skeleton skeleton) {
        var flesh = new Flesh();
        Stream.of(Joint.values())
                .filter(joint -> joint != Joint.PELVIS && joint != Joint.CHEST)
                .forEach(joint -> flesh.balls.add(new Ball(joint.key(), skeleton.at(joint), joint.radius())));
        for (var side : Side.values()) {
            flesh.between("forearm", skeleton, side.elbow(), side.hand());
            flesh.between("upper arm", skeleton, side.shoulder(), side.elbow());
            flesh.between("shin", skeleton, side.knee(), side.foot());
            flesh.between("thigh", skeleton, side.hip(), side.knee());
        }
        for (var section : Body.TRUNK_SECTIONS) {
            flesh.trunk(skeleton, section);
        }
        return flesh;
    }

    Stream<Ball> balls() {
        return balls.stream();
    }

    private void between(String part, Skeleton skeleton, Joint from, Joint to) {
        for (var share : List.of(.25, .5, .75)) {
            balls.add(new Ball(
                    part + from.key().substring(from.key().length() - 2),
                    skeleton.at(from).towards(skeleton.at(to), share),
                    Body.between(from.radius(), to.radius(), share)));
        }
    }

    /// Three balls in a row from side to side, as deep as the trunk is there.
    private void trunk(Skeleton skeleton, Body.Section section) {
        var spot = skeleton.spineAt(section.at());
        var centre = spot.at().plus(spot.axes().ahead().times(section.ahead()));
        var aside = Math.max(0, section.width() - section.depth());
        for (var share : List.of(-1, 0, 1)) {
            balls.add(new Ball("trunk", centre.plus(spot.axes().right().times(aside * share)), section.depth()));
        }
    }
}
