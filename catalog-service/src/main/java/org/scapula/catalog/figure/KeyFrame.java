package org.scapula.catalog.figure;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One picture of an exercise: a pose, which joints touch the floor in it, and what is shown with it.
///
/// @param arrows those of this picture alone; where they are not said, the last picture shows the exercise's
record KeyFrame(
        Pose pose,
        Set<Joint> contacts,
        Optional<List<Arrow>> arrows,
        List<Area> worked,
        Set<Limb> over,
        Set<Limb> under) {

    /// What can be drawn in front of the trunk or behind it, whatever its depth.
    enum Limb {
        ARMR,
        ARML,
        LEGR,
        LEGL,
        HANDR,
        HANDL;

        static Limb arm(Side side) {
            return side == Side.RIGHT ? ARMR : ARML;
        }

        static Limb leg(Side side) {
            return side == Side.RIGHT ? LEGR : LEGL;
        }

        static Limb hand(Side side) {
            return side == Side.RIGHT ? HANDR : HANDL;
        }
    }

    /// On the way to another picture; what cannot be half there changes at the middle of the way.
    KeyFrame towards(KeyFrame other, double share) {
        var nearer = share < .5 ? this : other;
        return new KeyFrame(
                pose.towards(other.pose, share),
                nearer.contacts,
                nearer.arrows,
                nearer.worked,
                nearer.over,
                nearer.under);
    }

    /// The depth of a limb after its overrides.
    double ordered(Limb limb, double depth) {
        var above = over.contains(limb) ? Math.abs(depth) + 20 : depth;
        return under.contains(limb) ? -Math.abs(above) - 20 : above;
    }
}
