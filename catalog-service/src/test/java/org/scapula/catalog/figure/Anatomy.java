package org.scapula.catalog.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What no drawing of a person may show: joints that nobody has, hands in the air beside what they hold, bodies that
/// float. It cannot tell whether a pose is the right one for its exercise.
final class Anatomy {

    private static final double REACHED = 1.5;
    private static final double IN_THE_FLOOR = -3;
    private static final double TOUCHES = 4;
    private static final double TOUCHES_A_THING = 6;
    private static final double NEXT_TO_IT = 12;

    /// Flesh gives way: a thigh on a seat, a back on a roller.
    private static final double IN_A_THING = -9;

    private final Figure.Model model;
    private final int number;
    private final KeyFrame frame;
    private final Skeleton skeleton;
    private final Flesh flesh;

    private Anatomy(Figure.Model model, int number) {
        this.model = model;
        this.number = number;
        this.frame = model.frame(number);
        this.skeleton = Skeleton.of(frame.pose());
        this.flesh = Flesh.of(skeleton);
    }

    /// All rules, for whoever draws.
    static List<String> findings(Map<String, Figure> figures) {
        return Stream.<BiFunction<Figure, Integer, List<String>>>of(
                        Anatomy::handsAndFeetGetWhereTheyAreSent,
                        Anatomy::nothingIsInTheFloor,
                        Anatomy::whatShouldTouchTheFloorDoes,
                        Anatomy::jointsBendNoFurtherThanJointsDo,
                        Anatomy::kneesBendBackwards,
                        Anatomy::elbowsNeverBendBackwards,
                        Anatomy::upperArmsStayInTheReachOfTheShoulder,
                        Anatomy::whatIsUsedIsTouched,
                        Anatomy::handsAndFeetTouchWhatIsNextToThem,
                        Anatomy::nothingStandsInAThing,
                        Anatomy::bandsAreTiedToSomething,
                        Anatomy::nothingFloats,
                        Anatomy::nobodyFallsOver,
                        Anatomy::theWayToTheNextKeyFrameIsPossible)
                .flatMap(rule -> findings(figures, rule).stream())
                .toList();
    }

    /// What one rule finds in all key frames of all figures, a line each: file, key frame, finding.
    static List<String> findings(Map<String, Figure> figures, BiFunction<Figure, Integer, List<String>> rule) {
        var findings = new ArrayList<String>();
        figures.forEach((name, figure) -> IntStream.rangeClosed(1, figure.frames())
                .forEach(number -> rule.apply(figure, number)
                        .forEach(finding -> findings.add(name + " frame " + number + ": " + finding))));
        return findings;
    }

    private static Anatomy of(Figure figure, int number) {
        return new Anatomy(figure.model(), number);
    }

    static List<String> handsAndFeetGetWhereTheyAreSent(Figure figure, int number) {
        return of(figure, number).skeleton.misses().entrySet().stream()
                .filter(miss -> miss.getValue() > REACHED)
                .map(miss -> say("%s misses its place by %.1f", miss.getKey().key(), miss.getValue()))
                .toList();
    }

    static List<String> nothingIsInTheFloor(Figure figure, int number) {
        return of(figure, number)
                .flesh
                .balls()
                .filter(ball -> ball.gapToFloor() < (ball.part().equals("trunk") ? 2 * IN_THE_FLOOR : IN_THE_FLOOR))
                .map(ball -> say("%s is %.1f in the floor", ball.part(), -ball.gapToFloor()))
                .toList();
    }

    static List<String> whatShouldTouchTheFloorDoes(Figure figure, int number) {
        var anatomy = of(figure, number);
        return anatomy.frame.contacts().stream()
                .sorted()
                .map(joint -> new Flesh.Ball(joint.key(), anatomy.skeleton.at(joint), joint.radius()))
                .filter(ball -> Math.abs(ball.gapToFloor()) > TOUCHES)
                .map(ball -> say("%s should touch the floor, gap %.1f", ball.part(), ball.gapToFloor()))
                .toList();
    }

    static List<String> jointsBendNoFurtherThanJointsDo(Figure figure, int number) {
        var anatomy = of(figure, number);
        var pose = anatomy.frame.pose();
        var findings = new ArrayList<String>();
        for (var side : Side.values()) {
            within(findings, side.elbow().key(), anatomy.bend(side.shoulder(), side.elbow(), side.hand()), 0, 155);
            within(findings, side.knee().key(), anatomy.bend(side.hip(), side.knee(), side.foot()), 0, 158);
            within(
                    findings,
                    side.hip().key() + " bend",
                    anatomy.skeleton
                            .at(side.knee())
                            .minus(anatomy.skeleton.at(side.hip()))
                            .angleTo(anatomy.skeleton.pelvis().up().times(-1)),
                    0,
                    145);
        }
        within(findings, "lower back", pose.spine().lumbar(), -45, 60);
        within(findings, "upper back", pose.spine().thoracic(), -50, 75);
        within(findings, "twist of the back", pose.spine().twist(), -60, 60);
        within(findings, "side bend of the back", pose.spine().side(), -50, 50);
        within(findings, "neck", pose.neck().flexion(), -65, 65);
        within(findings, "turn of the neck", pose.neck().turn(), -85, 85);
        within(findings, "side bend of the neck", pose.neck().side(), -50, 50);
        return findings;
    }

    static List<String> kneesBendBackwards(Figure figure, int number) {
        var anatomy = of(figure, number);
        return Stream.of(Side.values())
                .filter(side -> anatomy.along(side.hip(), side.knee())
                                .cross(anatomy.along(side.knee(), side.foot()))
                                .dot(anatomy.skeleton.pelvis().right())
                        > .2)
                .map(side -> say("%s bends the wrong way", side.knee().key()))
                .toList();
    }

    /// The forearm folds to one side of the upper arm only. Which side that is turns with the upper arm: forward where
    /// it hangs, up where it points ahead, back where it points up, up and forward where it points aside; and the
    /// shoulder can roll it some way to either side.
    static List<String> elbowsNeverBendBackwards(Figure figure, int number) {
        var anatomy = of(figure, number);
        return Stream.of(Side.values())
                .filter(side -> anatomy.bend(side.shoulder(), side.elbow(), side.hand()) > 20)
                .filter(side -> anatomy.rollOfTheArm(side) > 120)
                .map(side -> say(
                        "%s bends the wrong way: the forearm is %.0f degrees from where the arm would fold",
                        side.elbow().key(), anatomy.rollOfTheArm(side)))
                .toList();
    }

    private double rollOfTheArm(Side side) {
        var upper = along(side.shoulder(), side.elbow());
        var fore = along(side.elbow(), side.hand()).across(upper);
        var body = skeleton.shoulders();
        var aside = Math.max(0, upper.dot(body.right().times(side.sign())));
        var fold = body.right()
                .cross(upper)
                .plus(body.ahead().times(.8 * aside))
                .plus(body.up().times(.9 * aside))
                .across(upper);
        return fore.angleTo(fold);
    }

    static List<String> upperArmsStayInTheReachOfTheShoulder(Figure figure, int number) {
        var anatomy = of(figure, number);
        var findings = new ArrayList<String>();
        for (var side : Side.values()) {
            var own = anatomy.skeleton.shoulders().own(anatomy.along(side.shoulder(), side.elbow()));
            var behind = Math.toDegrees(Math.asin(Math.clamp(-own.x(), -1, 1)));
            var across = Math.toDegrees(Math.asin(Math.clamp(-own.z() * side.sign(), -1, 1)));
            within(
                    findings,
                    side.shoulder().key() + " behind the body",
                    behind,
                    -90,
                    40 - (own.y() < 0 ? 30 : 12) * own.y());
            within(findings, side.shoulder().key() + " across the body", across, -90, 60);
        }
        return findings;
    }

    /// A thing may stand by in one key frame, but not in all of them.
    static List<String> whatIsUsedIsTouched(Figure figure, int number) {
        var anatomy = of(figure, number);
        return anatomy.model.props().stream()
                .filter(prop -> prop.isThereInAll(List.of(number)) && !(prop.thing() instanceof Thing.Post))
                .filter(prop -> IntStream.rangeClosed(1, figure.frames())
                        .noneMatch(each -> of(figure, each)
                                .things()
                                .filter(prop.thing().getClass()::isInstance)
                                .anyMatch(of(figure, each)::touches)))
                .map(prop -> say("nothing touches the %s, gap %.1f", name(prop.thing()), anatomy.nearest(prop.thing())))
                .toList();
    }

    /// Or leans on it through something else: a ball between the back and the wall.
    private boolean touches(Thing thing) {
        return nearest(thing) < TOUCHES_A_THING
                || things().filter(other -> nearest(other) < TOUCHES_A_THING)
                        .filter(Thing.Ball.class::isInstance)
                        .map(Thing.Ball.class::cast)
                        .map(ball -> new Flesh.Ball("ball", ball.at(), ball.radius()))
                        .anyMatch(ball -> Contact.gap(thing, ball, skeleton) < TOUCHES_A_THING);
    }

    private double nearest(Thing thing) {
        return flesh.balls()
                .mapToDouble(ball -> Contact.gap(thing, ball, skeleton))
                .min()
                .orElseThrow();
    }

    /// A hand or a foot that is a finger's breadth off a thing was meant to hold it or to stand on it.
    static List<String> handsAndFeetTouchWhatIsNextToThem(Figure figure, int number) {
        var anatomy = of(figure, number);
        return anatomy.things()
                .filter(thing ->
                        !(thing instanceof Thing.Dumbbell || thing instanceof Thing.Band || thing instanceof Thing.Mat))
                .flatMap(thing -> Stream.of(Side.values())
                        .flatMap(side -> Stream.of(
                                List.of(side.hand(), side.tip()), List.of(side.foot(), side.toe(), side.heel())))
                        .filter(limb -> limb.stream().allMatch(joint -> anatomy.gap(thing, joint) > TOUCHES_A_THING))
                        .flatMap(List::stream)
                        .filter(joint -> anatomy.gap(thing, joint) < NEXT_TO_IT)
                        .map(joint ->
                                say("%s is %.1f off the %s", joint.key(), anatomy.gap(thing, joint), name(thing))))
                .toList();
    }

    private double gap(Thing thing, Joint joint) {
        return Contact.gap(thing, new Flesh.Ball(joint.key(), skeleton.at(joint), joint.radius()), skeleton);
    }

    static List<String> nothingStandsInAThing(Figure figure, int number) {
        var anatomy = of(figure, number);
        return anatomy.things()
                .filter(thing ->
                        !(thing instanceof Thing.Dumbbell || thing instanceof Thing.Band || thing instanceof Thing.Mat))
                .flatMap(thing -> anatomy
                        .flesh
                        .balls()
                        .map(ball -> Map.entry(ball.part(), Contact.gap(thing, ball, anatomy.skeleton)))
                        .filter(gap -> gap.getValue() < IN_A_THING)
                        .min(Map.Entry.comparingByValue())
                        .map(gap -> say("%s is %.1f in the %s", gap.getKey(), -gap.getValue(), name(thing)))
                        .stream())
                .toList();
    }

    /// A band is tied to a post, a door, a wall, the floor under a foot, or goes round the body.
    static List<String> bandsAreTiedToSomething(Figure figure, int number) {
        var anatomy = of(figure, number);
        return anatomy.things()
                .filter(Thing.Band.class::isInstance)
                .map(Thing.Band.class::cast)
                .flatMap(band -> Stream.of(band.via().getFirst(), band.via().getLast()))
                .filter(Thing.Band.Tied.class::isInstance)
                .map(via -> ((Thing.Band.Tied) via).at())
                .filter(end -> !anatomy.holds(end))
                .map(end -> say("a band ends in the air at %.0f %.0f %.0f", end.x(), end.y(), end.z()))
                .toList();
    }

    private boolean holds(Vec end) {
        var knot = new Flesh.Ball("knot", end, 0);
        return end.y() < 6
                || things().filter(thing -> !(thing instanceof Thing.Band || thing instanceof Thing.Dumbbell))
                        .anyMatch(thing -> Contact.gap(thing, knot, skeleton) < 6)
                || flesh.balls().anyMatch(ball -> ball.at().distanceTo(end) < ball.radius() + 6);
    }

    /// Feet, knees, hands or a lying body on the floor, or a seat under the body.
    static List<String> nothingFloats(Figure figure, int number) {
        var anatomy = of(figure, number);
        var lowest = anatomy.flesh
                .balls()
                .min(Comparator.comparingDouble(Flesh.Ball::gapToFloor))
                .orElseThrow();
        return lowest.gapToFloor() > TOUCHES
                ? List.of(say(
                        "the figure floats: its lowest part, %s, is %.1f above the floor",
                        lowest.part(), lowest.gapToFloor()))
                : List.of();
    }

    /// Whoever stands, kneels or lies is held from below: between the outermost points that rest on something.
    static List<String> nobodyFallsOver(Figure figure, int number) {
        var anatomy = of(figure, number);
        var resting = anatomy.flesh
                .balls()
                .filter(ball -> ball.gapToFloor() < TOUCHES + 2 || anatomy.rests(ball))
                .map(Flesh.Ball::at)
                .toList();
        var weight = anatomy.middleOfWeight();
        var from = resting.stream().mapToDouble(Vec::x).min().orElse(0) - 12;
        var to = resting.stream().mapToDouble(Vec::x).max().orElse(0) + 12;
        return weight.x() < from || weight.x() > to
                ? List.of(say(
                        "the figure falls over: its weight is at %.0f, held from %.0f to %.0f", weight.x(), from, to))
                : List.of();
    }

    private boolean rests(Flesh.Ball ball) {
        return things().filter(thing -> !(thing instanceof Thing.Band || thing instanceof Thing.Dumbbell))
                .anyMatch(thing -> Contact.gap(thing, ball, skeleton) < TOUCHES_A_THING);
    }

    /// Trunk a half, head and arms about a fifth, legs about a third.
    private Vec middleOfWeight() {
        return skeleton.spineAt(.5)
                .at()
                .times(.5)
                .plus(skeleton.at(Joint.HEAD).times(.08))
                .plus(skeleton.at(Joint.ELBOW_R)
                        .plus(skeleton.at(Joint.ELBOW_L))
                        .times(.05))
                .plus(skeleton.at(Joint.KNEE_R).plus(skeleton.at(Joint.KNEE_L)).times(.16));
    }

    /// On the way to the next key frame of the loop, which nobody posed: a hand that takes the straight way must not go
    /// through the floor, and an arm must not fold up to get there.
    static List<String> theWayToTheNextKeyFrameIsPossible(Figure figure, int number) {
        var model = figure.model();
        var way = model.wayOfLoop();
        var findings = new ArrayList<String>();
        for (var i = 0; i + 1 < way.size(); i++) {
            if (way.get(i) == number) {
                for (var share : List.of(.1, .25, .4, .5, .6, .75, .9)) {
                    var between = model.frame(number).towards(model.frame(way.get(i + 1)), share);
                    between(findings, way.get(i + 1), Skeleton.of(between.pose()));
                }
            }
        }
        return findings.stream().distinct().toList();
    }

    private static void between(List<String> findings, int next, Skeleton skeleton) {
        Flesh.of(skeleton)
                .balls()
                .filter(ball -> ball.gapToFloor() < IN_A_THING)
                .forEach(ball ->
                        findings.add(say("%s goes through the floor on the way to frame %d", ball.part(), next)));
        for (var side : Side.values()) {
            var upper = skeleton.at(side.elbow()).minus(skeleton.at(side.shoulder()));
            if (upper.angleTo(skeleton.at(side.hand()).minus(skeleton.at(side.elbow()))) > 160) {
                findings.add(
                        say("%s folds up on the way to frame %d", side.elbow().key(), next));
            }
        }
    }

    private Stream<Thing> things() {
        return model.props().stream()
                .filter(prop -> prop.isThereInAll(List.of(number)))
                .map(Prop::thing);
    }

    private Vec along(Joint from, Joint to) {
        return skeleton.at(to).minus(skeleton.at(from)).unit();
    }

    private double bend(Joint from, Joint middle, Joint to) {
        return along(from, middle).angleTo(along(middle, to));
    }

    private static void within(List<String> findings, String what, double value, double least, double most) {
        if (value < least - .5 || value > most + .5) {
            findings.add(say("%s is at %.0f degrees, must be %.0f to %.0f", what, value, least, most));
        }
    }

    private static String name(Thing thing) {
        return thing.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
