package org.scapula.catalog.figure;

import java.util.Optional;

/// What one arm does: where it reaches, how the hand points, and where the shoulder blade is.
///
/// @param points the hand's direction; where it is not said, it goes on as the forearm does
/// @param size the hand's length, 1 for a flat one, less for a fist
/// @param protraction the shoulder's way forward, back when negative
/// @param elevation the shoulder's way up
record Hand(Reach reach, Optional<Vec> points, double size, double protraction, double elevation) {

    /// Where an arm goes. Directions and places have z outward.
    sealed interface Reach {}

    /// By angles: the hand of a blend moves on an arc.
    record ByAngles(double flexion, double abduction, double elbow, Optional<Vec> forearm) implements Reach {}

    /// To a place: the hand of a blend moves on a straight line.
    record ToPlace(Anchor anchor, Vec wrist, Optional<Vec> elbowToward) implements Reach {}

    /// What a place is counted from; a hand behind the head follows the head.
    enum Anchor {
        ROOM,
        CHEST,
        HEAD,
        PELVIS
    }

    Hand towards(Hand other, double share) {
        return new Hand(
                towards(reach, other.reach, share),
                Blend.both(points, other.points, share),
                Body.between(size, other.size, share),
                Body.between(protraction, other.protraction, share),
                Body.between(elevation, other.elevation, share));
    }

    /// Whether the numbers of both mean the same, so that what lies between them means something.
    boolean blendsInto(Hand other) {
        var reaches = switch (reach) {
            case ByAngles angles -> other.reach instanceof ByAngles;
            case ToPlace place -> other.reach instanceof ToPlace to && to.anchor() == place.anchor();
        };
        return reaches && points.isPresent() == other.points.isPresent();
    }

    private static Reach towards(Reach from, Reach to, double share) {
        if (from instanceof ByAngles one && to instanceof ByAngles other) {
            return new ByAngles(
                    Body.between(one.flexion, other.flexion, share),
                    Body.between(one.abduction, other.abduction, share),
                    Body.between(one.elbow, other.elbow, share),
                    Blend.either(one.forearm, other.forearm, share));
        }
        if (from instanceof ToPlace one && to instanceof ToPlace other && one.anchor == other.anchor) {
            return new ToPlace(
                    one.anchor,
                    one.wrist.towards(other.wrist, share),
                    Blend.either(one.elbowToward, other.elbowToward, share));
        }
        throw new IllegalArgumentException("Arms that reach in different ways are blended by their places");
    }
}
