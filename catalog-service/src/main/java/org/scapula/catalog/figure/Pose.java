package org.scapula.catalog.figure;

/// How a body is held at one moment. Angles in degrees.
record Pose(Root root, Spine spine, Neck neck, Hand rightHand, Hand leftHand, Foot rightFoot, Foot leftFoot) {

    /// The pelvis: where it is, and how it is turned in the room. A pitch of 90 lies on the front, -90 on the back.
    record Root(Vec at, double pitch, double turn, double roll, double spin) {

        Axes axes() {
            return Axes.UPRIGHT.turned(turn).bent(pitch).leaned(roll).turned(spin);
        }

        Root towards(Root other, double share) {
            return new Root(
                    at.towards(other.at, share),
                    Body.between(pitch, other.pitch, share),
                    Body.between(turn, other.turn, share),
                    Body.between(roll, other.roll, share),
                    Body.between(spin, other.spin, share));
        }
    }

    /// The whole bend of the lower and the upper back (positive rounds, negative arches), turn and lean to the right.
    record Spine(double lumbar, double thoracic, double twist, double side) {

        Spine towards(Spine other, double share) {
            return new Spine(
                    Body.between(lumbar, other.lumbar, share),
                    Body.between(thoracic, other.thoracic, share),
                    Body.between(twist, other.twist, share),
                    Body.between(side, other.side, share));
        }
    }

    /// The head against the chest; `glide` moves it straight forward, or back when negative.
    record Neck(double flexion, double turn, double side, double glide) {

        Neck towards(Neck other, double share) {
            return new Neck(
                    Body.between(flexion, other.flexion, share),
                    Body.between(turn, other.turn, share),
                    Body.between(side, other.side, share),
                    Body.between(glide, other.glide, share));
        }
    }

    Hand hand(Side side) {
        return side == Side.RIGHT ? rightHand : leftHand;
    }

    Foot foot(Side side) {
        return side == Side.RIGHT ? rightFoot : leftFoot;
    }

    /// The pose on the way to another one.
    Pose towards(Pose other, double share) {
        return new Pose(
                root.towards(other.root, share),
                spine.towards(other.spine, share),
                neck.towards(other.neck, share),
                hand(Side.RIGHT, other, share),
                hand(Side.LEFT, other, share),
                rightFoot.towards(other.rightFoot, share),
                leftFoot.towards(other.leftFoot, share));
    }

    private Hand hand(Side side, Pose other, double share) {
        var from = hand(side);
        var to = other.hand(side);
        return from.blendsInto(to)
                ? from.towards(to, share)
                : Skeleton.of(this)
                        .handByPlace(side, from)
                        .towards(Skeleton.of(other).handByPlace(side, to), share);
    }
}
