package org.scapula.catalog.figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where every joint of a pose is in the room.
///
/// The spine bends in many small steps, so that it keeps its length when the back rounds.
final class Skeleton {

    private static final int STEPS = 20;
    private static final double LUMBAR_SHARE = .42;
    private static final double CHEST_AT = .7;

    private final Map<Joint, Vec> joints = new EnumMap<>(Joint.class);
    private final Map<Joint, Double> misses = new EnumMap<>(Joint.class);
    private final Map<Side, Blade> blades = new EnumMap<>(Side.class);
    private final List<Spot> spine = new ArrayList<>();
    private final Axes pelvis;
    private final Axes chest;
    private final Axes head;
    private final Axes shoulders;

    /// A place on the spine and the directions of the body there.
    record Spot(Vec at, Axes axes) {}

    /// How far a shoulder blade is moved forward and up.
    record Blade(double protraction, double elevation) {}

    private Skeleton(Pose pose) {
        var root = pose.root().at();
        this.pelvis = pose.root().axes();
        joints.put(Joint.PELVIS, root);
        bend(pose.spine(), root);
        this.chest = spineAt(CHEST_AT).axes();
        joints.put(Joint.CHEST, spineAt(CHEST_AT).at());
        joints.put(Joint.C7, spine.get(STEPS).at());
        this.head = raiseHead(pose.neck());
        this.shoulders = spineAt(Body.SHOULDERS_AT).axes();
        for (var side : Side.values()) {
            putArm(side, pose.hand(side));
            putLeg(side, pose.foot(side));
        }
    }

    static Skeleton of(Pose pose) {
        return new Skeleton(pose);
    }

    Vec at(Joint joint) {
        return Optional.ofNullable(joints.get(joint)).orElseThrow();
    }

    /// By how much the hands and feet miss the places that they were told to reach.
    Map<Joint, Double> misses() {
        return Collections.unmodifiableMap(misses);
    }

    Blade blade(Side side) {
        return Optional.ofNullable(blades.get(side)).orElseThrow();
    }

    Axes pelvis() {
        return pelvis;
    }

    Axes chest() {
        return chest;
    }

    Axes head() {
        return head;
    }

    Axes shoulders() {
        return shoulders;
    }

    /// Along the spine: 0 is the pelvis, 1 the base of the neck; a little beyond either is allowed.
    Spot spineAt(double share) {
        var place = share * STEPS;
        if (place <= 0) {
            return new Spot(at(Joint.PELVIS).plus(pelvis.up().times(share * Body.TRUNK)), pelvis);
        }
        var step = Math.min((int) place, STEPS + 1);
        var below = spine.get(step);
        var above = spine.get(step + 1);
        return new Spot(below.at().towards(above.at(), place - step), below.axes());
    }

    /// The same arm, told as a place at the chest with the elbow where it is now.
    Hand handByPlace(Side side, Hand hand) {
        var elbow = at(side.elbow());
        var wrist = at(side.hand());
        var toward = elbow.minus(at(side.shoulder()).towards(wrist, .5));
        return new Hand(
                new Hand.ToPlace(
                        Hand.Anchor.CHEST,
                        side.mirrored(chest.own(wrist.minus(at(Joint.CHEST)))),
                        Optional.of(side.mirrored(chest.own(toward)))),
                Optional.of(side.mirrored(at(side.tip()).minus(wrist).unit())),
                hand.size(),
                hand.protraction(),
                hand.elevation());
    }

    private void bend(Pose.Spine bends, Vec root) {
        var axes = pelvis;
        var at = root;
        spine.add(new Spot(at, axes));
        for (var i = 0; i < STEPS + 2; i++) {
            var share = (i + .5) / STEPS;
            axes = axes.bent(bendAt(share, bends))
                    .turned(share > .25 && share < .9 ? bends.twist() / (.65 * STEPS) : 0)
                    .leaned(share < 1 ? bends.side() / STEPS : 0);
            at = at.plus(axes.up().times(Body.TRUNK / STEPS));
            spine.add(new Spot(at, axes));
        }
    }

    private static double bendAt(double share, Pose.Spine bends) {
        if (share < LUMBAR_SHARE) {
            return bends.lumbar() / (LUMBAR_SHARE * STEPS);
        }
        return share < 1 ? bends.thoracic() / ((1 - LUMBAR_SHARE) * STEPS) : 0;
    }

    private Axes raiseHead(Pose.Neck neck) {
        var base = spine.get(STEPS);
        var throat = base.axes()
                .bent(neck.flexion() * .5 + 12)
                .turned(neck.turn() * .4)
                .leaned(neck.side() * .5);
        var skull = base.at()
                .plus(throat.up().times(Body.NECK + 2))
                .plus(base.axes().ahead().times(neck.glide()));
        var axes =
                throat.bent(neck.flexion() * .5 - 12).turned(neck.turn() * .6).leaned(neck.side() * .5);
        joints.put(Joint.SKULL, skull);
        joints.put(Joint.HEAD, axes.place(skull, new Vec(3, Body.HEAD.y() * .62, 0)));
        return axes;
    }

    private void putArm(Side side, Hand hand) {
        blades.put(side, new Blade(hand.protraction(), hand.elevation()));
        var shoulder = shoulders.place(
                spineAt(Body.SHOULDERS_AT).at(),
                new Vec(
                        hand.protraction(),
                        hand.elevation(),
                        side.sign() * (Body.HALF_SHOULDERS - Math.abs(hand.protraction()) * .35)));
        var bones = switch (hand.reach()) {
            case Hand.ByAngles angles -> swung(side, shoulder, angles);
            case Hand.ToPlace place -> reaching(side, shoulder, place);
        };
        var direction = hand.points()
                .map(side::mirrored)
                .orElseGet(() -> bones.end().minus(bones.middle()))
                .unit();
        joints.put(side.shoulder(), shoulder);
        joints.put(side.elbow(), bones.middle());
        joints.put(side.hand(), bones.end());
        joints.put(side.tip(), bones.end().plus(direction.times(Body.HAND * hand.size())));
        misses.put(side.hand(), bones.miss());
    }

    private TwoBones swung(Side side, Vec shoulder, Hand.ByAngles angles) {
        var flexion = Math.toRadians(angles.flexion());
        var abduction = Math.toRadians(angles.abduction());
        var bend = Math.toRadians(angles.elbow());
        var upper = shoulders
                .up()
                .times(-Math.cos(flexion))
                .plus(shoulders.ahead().times(Math.sin(flexion)))
                .times(Math.cos(abduction))
                .plus(shoulders.right().times(side.sign() * Math.sin(abduction)));
        var turn = angles.forearm()
                .map(own -> shoulders.direction(side.mirrored(own)))
                .orElseGet(() -> shoulders.right().cross(upper))
                .across(upper)
                .unit();
        var elbow = shoulder.plus(upper.times(Body.UPPER_ARM));
        var fore = upper.times(Math.cos(bend)).plus(turn.times(Math.sin(bend)));
        return new TwoBones(elbow, elbow.plus(fore.times(Body.FOREARM)), 0);
    }

    private TwoBones reaching(Side side, Vec shoulder, Hand.ToPlace place) {
        var anchor = switch (place.anchor()) {
            case ROOM -> new Spot(Vec.ZERO, Axes.UPRIGHT);
            case CHEST -> new Spot(at(Joint.CHEST), chest);
            case HEAD -> new Spot(at(Joint.HEAD), head);
            case PELVIS -> new Spot(at(Joint.PELVIS), pelvis);
        };
        var target = anchor.axes().place(anchor.at(), side.mirrored(place.wrist()));
        var bend = place.elbowToward()
                .map(own -> anchor.axes().direction(side.mirrored(own)))
                .orElseGet(() -> target.minus(shoulder).unit().cross(shoulders.right()));
        return TwoBones.reaching(shoulder, target, Body.UPPER_ARM, Body.FOREARM, bend);
    }

    private void putLeg(Side side, Foot foot) {
        var hip = pelvis.place(at(Joint.PELVIS), new Vec(0, -2, side.sign() * Body.HALF_HIPS));
        var target = side.mirrored(foot.ankle());
        var bend = foot.kneeToward()
                .map(side::mirrored)
                .orElseGet(() -> pelvis.right().cross(target.minus(hip).unit()));
        var bones = TwoBones.reaching(hip, target, Body.THIGH, Body.SHIN, bend);
        var toes = side.mirrored(foot.toes()).unit();
        var shin = bones.middle().minus(bones.end()).unit();
        var along = Math.abs(toes.dot(shin));
        joints.put(side.hip(), hip);
        joints.put(side.knee(), bones.middle());
        joints.put(side.foot(), bones.end());
        // A foot at an angle to the shin stands on its sole, a stretched one has no heel to show.
        joints.put(side.toe(), bones.end().plus(toes.times(Body.TOES)).plus(along < .8 ? shin.times(-2) : Vec.ZERO));
        joints.put(side.heel(), bones.end().minus(toes.times(Body.HEEL * (1 - along))));
        misses.put(side.foot(), bones.miss());
    }
}
