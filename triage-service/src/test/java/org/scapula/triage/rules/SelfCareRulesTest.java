package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.scapula.triage.rules.People.RULES;
import static org.scapula.triage.rules.People.healthyBut;
import static org.scapula.triage.rules.People.healthyDeskWorker;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may stay at home, and who must not.
class SelfCareRulesTest {

    static Stream<String> redFlags() {
        return RULES.findings().stream().filter(Finding::redFlag).map(Finding::id);
    }

    @Test
    void aWeekOfOrdinaryAcheInAHealthyDeskWorkerIsSelfCare() {
        var verdict = RULES.judge(healthyDeskWorker());

        assertThat(verdict.disposition()).isEqualTo(Disposition.SELF_CARE);
        assertThat(verdict.fired())
                .singleElement()
                .matches(fired -> fired.rule().id().equals("S01"));
        assertThat(verdict.undecided()).isEmpty();
        assertThat(verdict.notMet()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "worseBreathingIn=yes",
                "suddenOnset=yes",
                "worseBreathingIn=yes, suddenOnset=yes, nprsNow=3, nprsWorst=6",
                "minorTrigger=yes",
                "firstEpisode=yes",
                "noClearTrigger=yes",
                "painOver15Minutes=yes, heartPainHoursAgo=0",
                "nightOrRestPain=yes, flareLongerThanADay=yes",
                "fearOfMoving=yes, lowMood=yes, offWork=yes",
                "notImproving=yes",
                "constantPain=yes",
                "temperatureTaken=yes, temperatureC=36.9",
                "heavySmoker=yes",
                "oestrogen=yes",
                "morningStiffnessMinutes=20",
                "temperatureC=36.9",
                "nprsWorst=8",
            })
    void ordinarySignsAloneStaySelfCare(String answers) {
        var verdict = RULES.judge(healthyBut(answers));

        assertThat(verdict.disposition()).isEqualTo(Disposition.SELF_CARE);
    }

    @ParameterizedTest
    @MethodSource("redFlags")
    void noRedFlagThatIsOpenOrPresentLeavesRoomForSelfCare(String redFlag) {
        var open = RULES.judge(healthyDeskWorker().with(redFlag, Answer.UNKNOWN));
        var present = RULES.judge(healthyDeskWorker().with(redFlag, Answer.YES));

        assertThat(open.disposition()).isNotEqualTo(Disposition.SELF_CARE);
        assertThat(open.unknownRedFlags()).containsExactly(redFlag);
        assertThat(present.disposition()).isNotEqualTo(Disposition.SELF_CARE);
        assertThat(present.fired().stream()
                                .flatMap(fired -> fired.because().stream())
                                .toList()
                                .contains(redFlag)
                        || present.notMet().orElseThrow().because().contains(redFlag))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bowelControlLost=yes",
                "tearingPain=yes",
                "breathless=yes",
                "thunderclapHeadache=yes",
                "chestPressure=yes, heartPainHoursAgo=1",
            })
    void littlePainYouthANormalTemperatureAndAGymStoryCancelNothing(String emergency) {
        var reassuring =
                "ageYears=19, nprsNow=0, nprsWorst=1, temperatureTaken=yes, temperatureC=36.6, durationDays=1, ";
        var answers = healthyBut(reassuring + emergency).saying("Only a pulled muscle from the gym, nearly gone.");

        var verdict = RULES.judge(answers);

        assertThat(verdict.disposition()).isEqualTo(Disposition.EMERGENCY);
    }

    @Test
    void nobodyWhoAnswersNothingIsSentHome() {
        var verdict = RULES.judge(Answers.of(Map.of()));

        assertThat(verdict.disposition()).isEqualTo(Disposition.ROUTINE_CLINICIAN);
        assertThat(verdict.unknownRedFlags()).hasSize((int) redFlags().count());
        assertThat(verdict.undecided()).extracting(row -> row.rule().id()).contains("E01", "E15", "U14");
    }

    @Test
    void aRowThatIsStillOpenKeepsThePersonFromSelfCareAndSaysWhy() {
        var verdict = RULES.judge(healthyBut("nprsWorst=?, painkillersDoNotHelp=yes"));

        assertThat(verdict.disposition()).isEqualTo(Disposition.ROUTINE_CLINICIAN);
        assertThat(verdict.undecided()).singleElement().satisfies(row -> {
            assertThat(row.rule().id()).isEqualTo("U12");
            assertThat(row.needs()).containsExactly("nprsWorst");
        });
        assertThat(verdict.notMet().orElseThrow().because()).containsExactly("nprsWorst");
    }

    @Test
    void aQuestionThatCanChangeNothingNeedNotBeAnswered() {
        var verdict = RULES.judge(healthyBut("worseBreathingIn=?, buttockPain=?, templePain=?, nprsWorst=?"));

        assertThat(verdict.disposition()).isEqualTo(Disposition.SELF_CARE);
        assertThat(verdict.unknownFindings()).contains("worseBreathingIn", "buttockPain", "templePain", "nprsWorst");
    }

    @Test
    void aNormalTemperatureAfterAPainkillerProvesNothing() {
        var verdict = RULES.judge(healthyBut("temperatureTaken=yes, temperatureC=36.8, painkillersLast6Hours=yes"));

        assertThat(verdict.disposition()).isEqualTo(Disposition.ROUTINE_CLINICIAN);
        assertThat(verdict.readAs()).containsEntry("temperatureC", Answer.UNKNOWN);
        assertThat(verdict.unknownFindings()).contains("temperatureC");
        assertThat(verdict.undecided()).extracting(row -> row.rule().id()).containsExactly("U02");
    }

    @Test
    void aHighTemperatureCountsWithOrWithoutAPainkiller() {
        var verdict = RULES.judge(healthyBut("temperatureTaken=yes, temperatureC=38.0, painkillersLast6Hours=?"));

        assertThat(verdict.disposition()).isEqualTo(Disposition.URGENT);
    }

    @Test
    void anUnknownNumberThatIsReadAsDangerousIsShownAsSuch() {
        var verdict = RULES.judge(healthyBut("walkingTrouble=yes"));

        assertThat(verdict.disposition()).isEqualTo(Disposition.EMERGENCY);
        assertThat(verdict.readAs()).containsEntry("legProblemDays", Answer.of("0"));
        assertThat(verdict.unknownFindings()).contains("legProblemDays");
    }

    @Test
    void everyRowThatFiredIsReportedNotOnlyTheMostUrgent() {
        var verdict = RULES.judge(healthyBut("cancerHistory=yes, tingling=yes, feverish=yes"));

        assertThat(verdict.fired())
                .extracting(fired -> fired.rule().id())
                .containsExactly("E03", "E07", "U01", "U02", "R03");
        assertThat(verdict.fired().getFirst().because()).containsExactly("tingling", "cancerHistory");
        assertThat(verdict.undecided()).isEmpty();
    }

    @Test
    void answersOutsideTheVocabularyAreRefusedNotDropped() {
        assertThatIllegalArgumentException().isThrownBy(() -> judge("unheardOf", Answer.NO));
        assertThatIllegalArgumentException().isThrownBy(() -> judge("chills", Answer.of("1")));
        assertThatIllegalArgumentException().isThrownBy(() -> judge("ageYears", Answer.YES));
        assertThatIllegalArgumentException().isThrownBy(() -> judge("ageYears", Answer.of("35.5")));
        assertThatIllegalArgumentException().isThrownBy(() -> judge("nprsNow", Answer.of("11")));
        assertThatIllegalArgumentException().isThrownBy(() -> judge("nprsNow", Answer.of("-1")));
    }

    private static Verdict judge(String finding, Answer answer) {
        return RULES.judge(healthyDeskWorker().with(finding, answer));
    }
}
