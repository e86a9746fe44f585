package org.scapula.catalog.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A figure file is read to the letter, and a complaint names file and field.
class FigureFileTest {

    private static final String FILE = "99-nod.figure.json";

    private static final String GOOD = """
            {"view": "side", "steps": [1, 2, 1],
             "base": {"root": {"at": [0, 136, 0]}, "feet": {"to": [0, 8, 15]}, "hands": {"ang": [4, 8, 10]}},
             "frames": [{"neck": {"flex": 0}}, {"neck": {"flex": 20}, "hand_r": {"ang": [90, 0, 10]}}],
             "props": [{"type": "dumbbell", "hand": "r"}]}""";

    @Test
    void aFileSaysHowManyPicturesThereAreAndWhichShowsAStep() {
        var figure = FigureFile.read(FILE, GOOD);

        assertThat(figure.frames()).isEqualTo(2);
        assertThat(figure.frameOfStep()).containsExactly(1, 2, 1);
    }

    @Test
    void aFrameOverridesTheBaseAndOneSideBothSides() {
        var figure = FigureFile.read(FILE, GOOD);

        var pose = figure.model().frame(2).pose();

        assertThat(pose.neck().flexion()).isEqualTo(20);
        assertThat(pose.rightHand().reach())
                .isInstanceOfSatisfying(
                        Hand.ByAngles.class, arm -> assertThat(arm.flexion()).isEqualTo(90));
        assertThat(pose.leftHand().reach())
                .isInstanceOfSatisfying(
                        Hand.ByAngles.class, arm -> assertThat(arm.flexion()).isEqualTo(4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "steps":            | "title": "x", "steps": | /title is not known here
            {"flex": 0}         | {"flexion": 0}         | /frames/0/neck/flexion is not known here
            {"flex": 20}        | {"flex": "20"}         | /frames/1/neck/flex must be a number between -1000 and 1000
            "at": [0, 136, 0]   | "at": [0, 136]         | /frames/0/root/at must have 3 numbers, not 2
            "ang": [4, 8, 10]   | "size": 1              | /frames/0/hands/to is missing, and so is ang
            "type": "dumbbell"  | "type": "kettlebell"   | /props/0/type must be one of mat, roller
            "hand": "r"         | "hand": "x"            | /props/0/hand must be one of r, l
            [1, 2, 1]           | [1, 2, 3]              | /steps must name key frames, which are counted from 1
            "view": "side"      | "view": "above"        | /view must be one of back, back34
            "view": "side"      | "view": "side", "view": "side" | is not JSON: Duplicate field 'view'
            {"neck": {"flex": 0}}, |                     | /frames must be 2 to 8
            "hand": "r"}]       | "hand": "r", "in": [3]}] | /props/0/in must name key frames""")
    void whatIsWrongIsRefusedByFileAndField(String good, String wrong, String complaint) {
        var json = GOOD.replace(good, wrong == null ? "" : wrong);

        assertThat(json).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> FigureFile.read(FILE, json))
                .isInstanceOf(FigureBroken.class)
                .hasMessageStartingWith(FILE + ": ")
                .hasMessageContaining(complaint);
    }
}
