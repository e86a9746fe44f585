package org.scapula.catalog.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// Each rule finds what it is for, and lets a body be that stands still.
class AnatomyRulesTest {

    private static final String HANDS = "\"hands\": {\"ang\": [0, 8, 10]}";
    private static final String PROPS = "\"props\": []";

    private static final String STANDING = """
            {"view": "side", "steps": [1], "contacts": ["foot_r", "foot_l"],
             "base": {"root": {"at": [0, 136, 0]}, "feet": {"to": [0, 8, 15]}, "hands": {"ang": [0, 8, 10]}},
             "frames": [{}, {}], "props": []}""";

    @Test
    void nothingIsWrongWithSomebodyWhoStands() {
        assertThat(Anatomy.findings(Map.of("standing", read(STANDING)))).isEmpty();
    }

    @Test
    void aForearmThatFoldsBackwardsIsFound() {
        finds(
                Anatomy::elbowsNeverBendBackwards,
                STANDING.replace(HANDS, "\"hands\": {\"ang\": [0, 8, 90], \"fore\": [-1, 0, 0]}"),
                "elbow_r bends the wrong way");
    }

    @Test
    void aForearmThatHangsFromAnArmAheadIsFound() {
        finds(
                Anatomy::elbowsNeverBendBackwards,
                STANDING.replace(HANDS, "\"hands\": {\"ang\": [90, 0, 90], \"fore\": [0, -1, 0]}"),
                "elbow_l bends the wrong way");
    }

    /// What rows, goalposts, hands behind the head and crossed arms need must stay allowed.
    @Test
    void theWaysInWhichArmsDoFoldAreAllowed() {
        var ways = List.of(
                "\"ang\": [0, 8, 90]",
                "\"ang\": [-40, 10, 100]",
                "\"ang\": [0, 90, 90], \"fore\": [0, 1, 0]",
                "\"ang\": [0, 90, 90], \"fore\": [1, 0, 0]",
                "\"ang\": [160, 0, 120]",
                "\"ang\": [60, 0, 110], \"fore\": [0, 0, -1]",
                "\"ang\": [90, 0, 100]",
                "\"ang\": [0, 5, 90], \"fore\": [0.2, 0, 1]");

        assertThat(ways)
                .allSatisfy(way -> assertThat(Anatomy.elbowsNeverBendBackwards(
                                read(STANDING.replace(HANDS, "\"hands\": {" + way + "}")), 1))
                        .isEmpty());
    }

    @Test
    void aKneeThatBendsForwardsIsFound() {
        finds(
                Anatomy::kneesBendBackwards,
                STANDING.replace("[0, 136, 0]", "[0, 100, 0]")
                        .replace("\"to\": [0, 8, 15]", "\"to\": [0, 8, 15], \"pole\": [-1, 0, 0]"),
                "knee_r bends the wrong way");
    }

    @Test
    void anArmThatIsTooFarBackIsFound() {
        finds(
                Anatomy::upperArmsStayInTheReachOfTheShoulder,
                STANDING.replace(HANDS, "\"hands\": {\"ang\": [-90, 0, 10]}"),
                "shoulder_r behind the body is at 90 degrees");
    }

    @Test
    void aHandThatCannotReachIsFound() {
        finds(
                Anatomy::handsAndFeetGetWhereTheyAreSent,
                STANDING.replace(HANDS, "\"hands\": {\"to\": [200, 200, 20]}"),
                "hand_r misses its place by");
    }

    @Test
    void aFootInTheFloorAndOneAboveItAreFound() {
        finds(
                Anatomy::nothingIsInTheFloor,
                STANDING.replace("[0, 136, 0]", "[0, 128, 0]").replace("[0, 8, 15]", "[0, 2, 15]"),
                "foot_r is 6.0 in the floor");
        finds(
                Anatomy::whatShouldTouchTheFloorDoes,
                STANDING.replace("[0, 8, 15]", "[0, 20, 15]"),
                "foot_r should touch the floor, gap 12.0");
    }

    @Test
    void aBodyThatFloatsIsFound() {
        finds(
                Anatomy::nothingFloats,
                STANDING.replace("[0, 136, 0]", "[0, 166, 0]").replace("[0, 8, 15]", "[0, 38, 15]"),
                "the figure floats");
    }

    @Test
    void aBodyThatLeansTooFarFallsOver() {
        finds(
                Anatomy::nobodyFallsOver,
                STANDING.replace("\"at\": [0, 136, 0]", "\"at\": [60, 120, 0], \"pitch\": 30"),
                "the figure falls over");
    }

    @Test
    void aSeatThatIsNotSatOnIsFound() {
        finds(
                Anatomy::whatIsUsedIsTouched,
                STANDING.replace(PROPS, "\"props\": [{\"type\": \"chair\", \"x\": -90, \"y\": 64}]"),
                "nothing touches the chair");
    }

    @Test
    void aHandThatStopsShortOfTheWallIsFound() {
        finds(
                Anatomy::handsAndFeetTouchWhatIsNextToThem,
                STANDING.replace(HANDS, "\"hands\": {\"to\": [50, 200, 20], \"dir\": [0, 1, 0]}")
                        .replace(PROPS, "\"props\": [{\"type\": \"wall\", \"x\": 64}]"),
                "off the wall");
    }

    @Test
    void aHandInTheWallIsFound() {
        finds(
                Anatomy::nothingStandsInAThing,
                STANDING.replace(HANDS, "\"hands\": {\"to\": [60, 200, 20], \"dir\": [0, 1, 0]}")
                        .replace(PROPS, "\"props\": [{\"type\": \"wall\", \"x\": 50, \"thick\": 60}]"),
                "in the wall");
    }

    @Test
    void aBandThatIsTiedToNothingIsFound() {
        finds(
                Anatomy::bandsAreTiedToSomething,
                STANDING.replace(PROPS, "\"props\": [{\"type\": \"band\", \"via\": [[120, 150, 0], \"hand_r\"]}]"),
                "a band ends in the air");
    }

    @Test
    void aBackThatBendsTooFarIsFound() {
        finds(
                Anatomy::jointsBendNoFurtherThanJointsDo,
                STANDING.replace("\"root\"", "\"spine\": {\"tho\": 90}, \"root\""),
                "upper back is at 90 degrees");
    }

    @Test
    void anArmThatFoldsUpOnItsWayIsFound() {
        finds(
                Anatomy::theWayToTheNextKeyFrameIsPossible,
                STANDING.replace(HANDS, "\"hands\": {\"to\": [2, 130, 32]}")
                        .replace("[{}, {}]", "[{}, {\"hands\": {\"to\": [2, 285, 30]}}]"),
                "elbow_r folds up on the way to frame 2");
    }

    private static void finds(BiFunction<Figure, Integer, List<String>> rule, String json, String finding) {
        assertThat(json).isNotEqualTo(STANDING);
        assertThat(rule.apply(read(json), 1))
                .anySatisfy(said -> assertThat(said).contains(finding));
    }

    private static Figure read(String json) {
        return FigureFile.read("standing.figure.json", json);
    }
}
