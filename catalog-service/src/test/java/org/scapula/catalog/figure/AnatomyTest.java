package org.scapula.catalog.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// Every key frame of every figure that is shipped shows a body that could be.
class AnatomyTest {

    private static final SequencedMap<String, Figure> SHIPPED = FigureFiles.shipped();

    @Test
    void handsAndFeetGetWhereTheyAreSent() {
        holds(Anatomy::handsAndFeetGetWhereTheyAreSent);
    }

    @Test
    void nothingIsInTheFloor() {
        holds(Anatomy::nothingIsInTheFloor);
    }

    @Test
    void whatShouldTouchTheFloorDoes() {
        holds(Anatomy::whatShouldTouchTheFloorDoes);
    }

    @Test
    void jointsBendNoFurtherThanJointsDo() {
        holds(Anatomy::jointsBendNoFurtherThanJointsDo);
    }

    @Test
    void kneesBendBackwards() {
        holds(Anatomy::kneesBendBackwards);
    }

    @Test
    void elbowsNeverBendBackwards() {
        holds(Anatomy::elbowsNeverBendBackwards);
    }

    @Test
    void upperArmsStayInTheReachOfTheShoulder() {
        holds(Anatomy::upperArmsStayInTheReachOfTheShoulder);
    }

    @Test
    void whatIsUsedIsTouched() {
        holds(Anatomy::whatIsUsedIsTouched);
    }

    @Test
    void handsAndFeetTouchWhatIsNextToThem() {
        holds(Anatomy::handsAndFeetTouchWhatIsNextToThem);
    }

    @Test
    void nothingStandsInAThing() {
        holds(Anatomy::nothingStandsInAThing);
    }

    @Test
    void bandsAreTiedToSomething() {
        holds(Anatomy::bandsAreTiedToSomething);
    }

    @Test
    void nothingFloats() {
        holds(Anatomy::nothingFloats);
    }

    @Test
    void nobodyFallsOver() {
        holds(Anatomy::nobodyFallsOver);
    }

    @Test
    void theWayToTheNextKeyFrameIsPossible() {
        holds(Anatomy::theWayToTheNextKeyFrameIsPossible);
    }

    private static void holds(BiFunction<Figure, Integer, List<String>> rule) {
        assertThat(Anatomy.findings(SHIPPED, rule)).isEmpty();
    }
}
