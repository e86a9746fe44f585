package org.scapula.catalog.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Bodies keep their lengths, whatever they do.
class SkeletonTest {

    private static final Foot STANDING = new Foot(new Vec(0, 8, 15), new Vec(1, 0, 0), Optional.empty());
    private static final Hand HANGING = byAngles(0, 0, 0);

    @Test
    void aHangingArmHangsAndAnArmAtNinetyDegreesPointsAhead() {
        var hanging = Skeleton.of(standing(HANGING));
        var ahead = Skeleton.of(standing(byAngles(90, 0, 0)));

        assertThat(hanging.at(Joint.HAND_R).y())
                .isEqualTo(hanging.at(Joint.SHOULDER_R).y() - 89, within(.5));
        assertThat(ahead.at(Joint.HAND_R).x())
                .isEqualTo(ahead.at(Joint.SHOULDER_R).x() + 89, within(.5));
    }

    @Test
    void rightIsRightAndLeftIsItsMirror() {
        var skeleton = Skeleton.of(standing(byAngles(30, 40, 50)));

        assertThat(skeleton.at(Joint.HAND_R).z()).isPositive();
        assertThat(skeleton.at(Joint.HAND_L).z())
                .isEqualTo(-skeleton.at(Joint.HAND_R).z(), within(1e-9));
    }

    @Test
    void aRoundedBackIsAsLongAsAStraightOne() {
        var straight = spineLength(new Pose.Spine(0, 0, 0, 0));
        var rounded = spineLength(new Pose.Spine(30, 60, 40, 20));

        assertThat(rounded).isEqualTo(straight, within(.01));
    }

    @Test
    void aHandThatIsSentSomewhereGetsThere() {
        var place = new Vec(40, 190, 25);
        var hand = new Hand(
                new Hand.ToPlace(Hand.Anchor.ROOM, place, Optional.of(new Vec(0, -1, 0))), Optional.empty(), 1, 0, 0);

        var skeleton = Skeleton.of(standing(hand));

        assertThat(skeleton.at(Joint.HAND_R).distanceTo(place)).isLessThan(.01);
        assertThat(skeleton.at(Joint.ELBOW_R).distanceTo(skeleton.at(Joint.HAND_R)))
                .isEqualTo(Body.FOREARM, within(.01));
        assertThat(skeleton.at(Joint.ELBOW_R).y())
                .isLessThan(skeleton.at(Joint.SHOULDER_R).y());
    }

    @Test
    void aPlaceOutOfReachIsMissedByWhatIsLacking() {
        var hand = new Hand(
                new Hand.ToPlace(Hand.Anchor.ROOM, new Vec(200, 208, 30), Optional.empty()), Optional.empty(), 1, 0, 0);

        var skeleton = Skeleton.of(standing(hand));

        assertThat(skeleton.misses().get(Joint.HAND_R)).isGreaterThan(100);
    }

    @Test
    void anArmThatChangesItsWayOfReachingDoesNotJump() {
        var from = standing(byAngles(20, 10, 30));
        var to = standing(new Hand(
                new Hand.ToPlace(Hand.Anchor.HEAD, new Vec(-17, -2, 10), Optional.of(new Vec(0, 0, 1))),
                Optional.empty(),
                1,
                0,
                0));

        var early = Skeleton.of(from.towards(to, .001));
        var late = Skeleton.of(from.towards(to, .999));

        assertThat(early.at(Joint.HAND_R).distanceTo(Skeleton.of(from).at(Joint.HAND_R)))
                .isLessThan(.5);
        assertThat(late.at(Joint.HAND_R).distanceTo(Skeleton.of(to).at(Joint.HAND_R)))
                .isLessThan(.5);
        assertThat(late.at(Joint.ELBOW_R).distanceTo(Skeleton.of(to).at(Joint.ELBOW_R)))
                .isLessThan(3);
    }

    private static double spineLength(Pose.Spine spine) {
        var pose = new Pose(
                new Pose.Root(new Vec(0, 136, 0), 0, 0, 0, 0),
                spine,
                new Pose.Neck(0, 0, 0, 0),
                HANGING,
                HANGING,
                STANDING,
                STANDING);
        var skeleton = Skeleton.of(pose);
        var length = 0.0;
        for (var step = 0; step < 20; step++) {
            length += skeleton.spineAt(step / 20.0)
                    .at()
                    .distanceTo(skeleton.spineAt((step + 1) / 20.0).at());
        }
        return length;
    }

    private static Pose standing(Hand hands) {
        return new Pose(
                new Pose.Root(new Vec(0, 136, 0), 0, 0, 0, 0),
                new Pose.Spine(0, 0, 0, 0),
                new Pose.Neck(0, 0, 0, 0),
                hands,
                hands,
                STANDING,
                STANDING);
    }

    private static Hand byAngles(double flexion, double abduction, double elbow) {
        return new Hand(new Hand.ByAngles(flexion, abduction, elbow, Optional.empty()), Optional.empty(), 1, 0, 0);
    }
}
