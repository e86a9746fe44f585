package org.scapula.triage.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.rules.ClinicalPicture.Irritability.HIGH;
import static org.scapula.triage.rules.ClinicalPicture.Irritability.LOW;
import static org.scapula.triage.rules.ClinicalPicture.Irritability.MODERATE;
import static org.scapula.triage.rules.ClinicalPicture.Stage.ACUTE;
import static org.scapula.triage.rules.ClinicalPicture.Stage.CHRONIC;
import static org.scapula.triage.rules.ClinicalPicture.Stage.SUBACUTE;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.triage.rules.Answer;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.ClinicalPicture.Irritability;
import org.scapula.triage.rules.ClinicalPicture.Stage;
import org.scapula.triage.rules.PictureRules;

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
    void theStageFollowsTheCalendar(String days, Stage stage) {
        var answers = CALM.with("durationDays", Answer.of(days));

        var picture = Picture.of(answers, PictureRules.shipped());

        assertThat(picture.stage()).isEqualTo(stage);
    }

    @Test
    void theWeeksOfAPregnancyAreToldAsTheyWereSaid() {
        var answers = CALM.with("pregnant", Answer.YES).with("pregnancyWeeks", Answer.of("24"));

        var picture = Picture.of(answers, PictureRules.shipped());

        assertThat(picture.pregnancyWeeks()).contains(24);
        assertThat(Picture.of(CALM, PictureRules.shipped()).pregnancyWeeks()).isEmpty();
    }

    @Test
    void anUnknownDurationCountsAsNew() {
        var answers = CALM.with("durationDays", Answer.UNKNOWN);

        var picture = Picture.of(answers, PictureRules.shipped());

        assertThat(picture.stage()).isEqualTo(ACUTE).isNotIn(SUBACUTE, CHRONIC);
        assertThat(picture.durationDays()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, LOW", "3, LOW", "4, MODERATE", "6, MODERATE", "7, HIGH", "10, HIGH"})
    void irritabilityFollowsThePain(String nprs, Irritability irritability) {
        var answers = CALM.with("nprsNow", Answer.of(nprs));

        var picture = Picture.of(answers, PictureRules.shipped());

        assertThat(picture.irritability()).isEqualTo(irritability).isIn(HIGH, MODERATE, LOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightOrRestPain", "nightPainNoPositionHelps", "flareLongerThanADay"})
    void painAtRestOrLongFlaresAreHighlyIrritable(String finding) {
        var answers = CALM.with(finding, Answer.YES);

        var picture = Picture.of(answers, PictureRules.shipped());

        assertThat(picture.irritability()).isEqualTo(HIGH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nprsNow", "nightOrRestPain", "nightPainNoPositionHelps", "flareLongerThanADay"})
    void whatIsNotKnownCountsAsHighlyIrritable(String finding) {
        var answers = CALM.with(finding, Answer.UNKNOWN);

        var picture = Picture.of(answers, PictureRules.shipped());

        assertThat(picture.irritability()).isEqualTo(HIGH);
    }

    @Test
    void conditionsThatForbidMovementsAreNamedOnce() {
        var answers = CALM.with("osteoporosis", Answer.YES)
                .with("fragilityFracture", Answer.YES)
                .with("bloodThinners", Answer.YES)
                .with("pregnant", Answer.UNKNOWN);

        var picture = Picture.of(answers, PictureRules.shipped());

        assertThat(picture.conditions()).containsExactly("osteoporosis", "anticoagulant");
        assertThat(picture.because()).anyMatch(reason -> reason.contains("bones are thin"));
    }

    @Test
    void everyLineNamesItsRowItsAnswersAndItsSources() {
        var answers = CALM.with("bloodThinners", Answer.YES).with("deskWork", Answer.YES);

        var picture = Picture.of(answers, PictureRules.shipped());

        assertThat(picture.reasons()).extracting(Picture.Reason::id).containsExactly("ST03", "IR05", "CO05");
        assertThat(picture.because())
                .containsExactlyElementsOf(
                        picture.reasons().stream().map(Picture.Reason::text).toList());
        assertThat(picture.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.id()).isEqualTo("CA14");
            assertThat(cause.because()).containsExactly("deskWork");
            assertThat(cause.sources()).contains("S2-C09");
        });
        assertThat(picture.activities())
                .extracting(line -> line.activity().name())
                .containsExactly("RUNNING", "GYM", "DESK");
        assertThat(picture.forbids()).anySatisfy(line -> {
            assertThat(line.id()).isEqualTo("P23");
            assertThat(line.assumed()).isFalse();
            assertThat(line.because()).containsExactly("bloodThinners");
        });
        assertThat(picture.forbids())
                .allSatisfy(line -> assertThat(line.sources()).isNotEmpty());
        assertThat(picture.edition().hash()).hasSize(64);
    }
}
