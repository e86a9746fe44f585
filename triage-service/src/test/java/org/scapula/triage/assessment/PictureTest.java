package org.scapula.triage.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.assessment.Picture.Irritability.HIGH;
import static org.scapula.triage.assessment.Picture.Irritability.LOW;
import static org.scapula.triage.assessment.Picture.Irritability.MODERATE;
import static org.scapula.triage.assessment.Picture.Stage.ACUTE;
import static org.scapula.triage.assessment.Picture.Stage.CHRONIC;
import static org.scapula.triage.assessment.Picture.Stage.SUBACUTE;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.triage.rules.Answer;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.RuleSet;

class PictureTest {

    private static final Answers CALM = Answers.of(Map.of(
            "ageYears", Answer.of("41"),
            "nprsNow", Answer.of("3"),
            "nprsWorst", Answer.of("5"),
            "durationDays", Answer.of("100"),
            "nightOrRestPain", Answer.NO,
            "nightPainNoPositionHelps", Answer.NO,
            "flareLongerThanADay", Answer.NO));

    @ParameterizedTest
    @CsvSource({"0, ACUTE", "41, ACUTE", "42, SUBACUTE", "84, SUBACUTE", "85, CHRONIC", "36500, CHRONIC"})
    void theStageFollowsTheCalendar(String days, Picture.Stage stage) {
        var answers = CALM.with("durationDays", Answer.of(days));

        var picture = Picture.of(answers);

        assertThat(picture.stage()).isEqualTo(stage);
    }

    @Test
    void anUnknownDurationCountsAsNew() {
        var answers = CALM.with("durationDays", Answer.UNKNOWN);

        var picture = Picture.of(answers);

        assertThat(picture.stage()).isEqualTo(ACUTE).isNotIn(SUBACUTE, CHRONIC);
        assertThat(picture.durationDays()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, LOW", "3, LOW", "4, MODERATE", "6, MODERATE", "7, HIGH", "10, HIGH"})
    void irritabilityFollowsThePain(String nprs, Picture.Irritability irritability) {
        var answers = CALM.with("nprsNow", Answer.of(nprs));

        var picture = Picture.of(answers);

        assertThat(picture.irritability()).isEqualTo(irritability).isIn(HIGH, MODERATE, LOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightOrRestPain", "nightPainNoPositionHelps", "flareLongerThanADay"})
    void painAtRestOrLongFlaresAreHighlyIrritable(String finding) {
        var answers = CALM.with(finding, Answer.YES);

        var picture = Picture.of(answers);

        assertThat(picture.irritability()).isEqualTo(HIGH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nprsNow", "nightOrRestPain", "nightPainNoPositionHelps", "flareLongerThanADay"})
    void whatIsNotKnownCountsAsHighlyIrritable(String finding) {
        var answers = CALM.with(finding, Answer.UNKNOWN);

        var picture = Picture.of(answers);

        assertThat(picture.irritability()).isEqualTo(HIGH);
    }

    @Test
    void conditionsThatForbidMovementsAreNamedOnce() {
        var answers = CALM.with("osteoporosis", Answer.YES)
                .with("fragilityFracture", Answer.YES)
                .with("bloodThinners", Answer.YES)
                .with("pregnant", Answer.UNKNOWN);

        var picture = Picture.of(answers);

        assertThat(picture.conditions()).containsExactly("osteoporosis", "anticoagulant");
        assertThat(picture.because()).anyMatch(reason -> reason.contains("bones are thin"));
    }

    @Test
    void everyFindingThatIsReadExists() {
        var known = RuleSet.shipped().findings().stream()
                .map(finding -> finding.id())
                .toList();

        assertThat(known).containsAll(Picture.reads());
    }
}
