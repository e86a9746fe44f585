package org.scapula.catalog.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The parts of the body at one moment.
final class Moment {

    private final Figure.Model model;
    private final KeyFrame frame;
    private final Skeleton skeleton;
    private final Limbs limbs;

    Moment(Figure.Model model, KeyFrame frame) {
        this.model = model;
        this.frame = frame;
        this.skeleton = Skeleton.of(frame.pose());
        this.limbs = new Limbs(skeleton, model.camera());
    }

    static String armOf(Side side) {
        return "arm" + side.letter();
    }

    Skeleton skeleton() {
        return skeleton;
    }

    Stream<Part> parts() {
        return Stream.of(arms(), legs(), trunk(), worked(), blades(), head()).flatMap(parts -> parts);
    }

    private Stream<Part> arms() {
        return Stream.of(Side.values()).flatMap(side -> Stream.of(arm(side), hand(side)));
    }

    private Part arm(Side side) {
        return new Part(armOf(side), armDepth(side), Paint.ARM, limbs.arm(side));
    }

    private double armDepth(Side side) {
        return frame.ordered(KeyFrame.Limb.arm(side), limbs.armDepth(side));
    }

    private Part hand(Side side) {
        return new Part(
                "hand" + side.letter(),
                frame.ordered(KeyFrame.Limb.hand(side), armDepth(side)) - .001,
                Paint.HAND,
                limbs.hand(side));
    }

    private Stream<Part> legs() {
        return Stream.of(Side.values())
                .map(side -> new Part(
                        "leg" + side.letter(),
                        frame.ordered(KeyFrame.Limb.leg(side), limbs.legDepth(side)),
                        Paint.LEG,
                        limbs.leg(side)));
    }

    private Stream<Part> trunk() {
        return Stream.of(new Part("torso", 0, Paint.TORSO, surface().outline()));
    }

    private Trunk surface() {
        return new Trunk(skeleton, model.camera(), model.yoke());
    }

    private Stream<Part> worked() {
        return frame.worked().stream().flatMap(this::worked);
    }

    private Stream<Part> worked(Area area) {
        var straps = new Straps(skeleton, model.camera());
        return switch (area) {
            case NECK -> Stream.of(Side.values()).map(side -> straps.upperTrapezius("neck" + side.letter(), side));
            case NECKR -> Stream.of(straps.upperTrapezius("neckr", Side.RIGHT));
            case NECKL -> Stream.of(straps.upperTrapezius("neckl", Side.LEFT));
            case NAPE -> Stream.of(straps.nape("nape"));
            case THROAT -> Stream.of(straps.throat("throat"));
            case SHOULDERS ->
                Stream.of(Side.values())
                        .map(side -> straps.shoulderCap("shoulder" + side.letter(), side, armDepth(side)));
            default -> patches(area);
        };
    }

    private Stream<Part> patches(Area area) {
        var parts = new ArrayList<Part>();
        for (var patch : area.patches()) {
            surface()
                    .patch(patch)
                    .ifPresent(outline -> parts.add(
                            new Part(area.key() + area.patches().indexOf(patch), .01, Paint.WORKED, outline)));
        }
        return parts.stream();
    }

    private Stream<Part> blades() {
        var straps = new Straps(skeleton, model.camera());
        return model.blades()
                ? Stream.of(Side.values())
                        .map(side -> straps.blade(side, skeleton.blade(side).protraction()))
                : Stream.empty();
    }

    private Stream<Part> head() {
        var head = new Head(skeleton, model.camera());
        var parts = new ArrayList<>(List.of(
                new Part("neck", head.towardViewer() < .3 ? -.02 : .02, Paint.NECK, head.neck()),
                new Part("hair", .031, Paint.HAIR, head.hair())));
        if (head.towardViewer() > -.3) {
            parts.add(new Part("nose behind", .03, Paint.FACE, head.nose()));
            parts.add(new Part("nose", .033, Paint.FACE, head.nose()));
        }
        head.face().ifPresent(face -> parts.add(new Part("face", .032, Paint.FACE, face)));
        return model.detail()
                ? Stream.concat(parts.stream(), Stream.of(Side.values()).flatMap(side -> details(head, side)))
                : parts.stream();
    }

    /// For pictures of the head from near.
    private static Stream<Part> details(Head head, Side side) {
        var parts = new ArrayList<Part>();
        parts.add(new Part("ear behind" + side.letter(), .0305, Paint.FACE, head.ear(side)));
        if (head.showsEar(side)) {
            parts.add(new Part("ear" + side.letter(), .0335, Paint.FACE, head.ear(side)));
        }
        if (head.showsEye(side)) {
            parts.add(new Part("eye" + side.letter(), .034, Paint.EYE, head.eye(side)));
        }
        return parts.stream();
    }
}
