package org.scapula.catalog.figure;

import java.util.List;

/// The part of a key frame that says how the body is held.
final class PoseFields {

    private final Fields fields;

    PoseFields(Fields fields) {
        this.fields = fields;
    }

    Pose pose() {
        return new Pose(
                root(fields.part("root")),
                fields.maybePart("spine").map(PoseFields::spine).orElse(new Pose.Spine(-8, 22, 0, 0)),
                fields.maybePart("neck").map(PoseFields::neck).orElse(new Pose.Neck(-8, 0, 0, 0)),
                hand(fields.side("hands", "hand_r")),
                hand(fields.side("hands", "hand_l")),
                foot(fields.side("feet", "foot_r")),
                foot(fields.side("feet", "foot_l")));
    }

    private static Pose.Root root(Fields root) {
        var read = new Pose.Root(
                root.place("at"),
                root.number("pitch", 0),
                root.number("turn", 0),
                root.number("roll", 0),
                root.number("spin", 0));
        root.nothingElse();
        return read;
    }

    private static Pose.Spine spine(Fields spine) {
        var read = new Pose.Spine(
                spine.number("lum", -8), spine.number("tho", 22), spine.number("twist", 0), spine.number("side", 0));
        spine.nothingElse();
        return read;
    }

    private static Pose.Neck neck(Fields neck) {
        var read = new Pose.Neck(
                neck.number("flex", -8), neck.number("turn", 0), neck.number("side", 0), neck.number("glide", 0));
        neck.nothingElse();
        return read;
    }

    /// Angles win over a place: a frame that has them sets aside the place of the base.
    private static Hand hand(Fields hand) {
        var place = hand.maybePlace("to");
        var anchor = hand.maybeChoice("rel", Hand.Anchor.class, Fields::lowerCase);
        var pole = hand.maybePlace("pole");
        var angles = hand.maybeNumbers("ang", 3);
        var forearm = hand.maybePlace("fore");
        var blade = hand.maybeNumbers("scap", 2).orElse(List.of(0.0, 0.0));
        var byAngles =
                angles.<Hand.Reach>map(given -> new Hand.ByAngles(given.get(0), given.get(1), given.get(2), forearm));
        var read = new Hand(
                byAngles.or(() -> place.map(wrist -> new Hand.ToPlace(anchor.orElse(Hand.Anchor.ROOM), wrist, pole)))
                        .orElseThrow(() -> hand.broken("to", "is missing, and so is ang")),
                hand.maybePlace("dir"),
                hand.number("size", 1),
                blade.getFirst(),
                blade.getLast());
        hand.nothingElse();
        return read;
    }

    private static Foot foot(Fields foot) {
        var read = new Foot(foot.place("to"), foot.maybePlace("dir").orElse(new Vec(1, 0, 0)), foot.maybePlace("pole"));
        foot.nothingElse();
        return read;
    }
}
