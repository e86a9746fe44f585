package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuidanceRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final LocalDate REVIEW = TODAY.plusDays(7);

    private static final List<AdviceLine> ADVICE = List.of(
            advice("running-stop-rule", "Stop above 5 out of 10, or when it is worse the next morning."),
            advice("running-with-mild-pain", "At 3 out of 10 or less run less."));

    @ParameterizedTest
    @CsvSource({
        "ACUTE, LOW, 2",
        "SUBACUTE, LOW, 4",
        "CHRONIC, LOW, 5",
        "CHRONIC, MODERATE, 4",
        "CHRONIC, HIGH, 2",
        "SUBACUTE, HIGH, 2"
    })
    void theMoreCautiousOfStageAndIrritabilitySetsThePain(Stage stage, Irritability irritability, int most) {
        var guidance = guidance(week(stage, irritability), Set.of());

        assertThat(guidance.painRule()).contains("at most").contains(" " + most + " at most");
    }

    @Test
    void nothingThatMustTravelIsMissing() {
        var guidance = guidance(week(Stage.ACUTE, Irritability.LOW), Set.of());

        assertThat(List.of(guidance.painRule(), guidance.regressionRule(), guidance.missedSessionRule()))
                .noneMatch(String::isBlank);
        assertThat(guidance.stopSigns()).hasSizeGreaterThan(4);
        assertThat(guidance.safetyNet()).containsExactly("Lose control of the bladder.", "Do not wait.");
        assertThat(guidance.reviewDate()).isEqualTo(REVIEW);
        assertThat(guidance.runningRule()).isEmpty();
    }

    @Test
    void runnersGetTheRunningRuleMildPainFirst() {
        var guidance = guidance(week(Stage.ACUTE, Irritability.LOW), Set.of(Context.RUNNING));

        assertThat(guidance.runningRule())
                .contains(
                        "At 3 out of 10 or less run less. Stop above 5 out of 10, or when it is worse the next morning.");
    }

    @Test
    void whomTriageStopsIsNotToldToRunOn() {
        var stop = new Advised(
                "AC01",
                Activity.RUNNING,
                Pace.STOP,
                true,
                "Stop running: above 5, or worse in the morning. Walk at 3 or less.",
                List.of("S"));

        var guidance = GuidanceRules.of(
                week(Stage.ACUTE, Irritability.LOW),
                Set.of(Context.RUNNING),
                List.of(stop),
                ADVICE,
                List.of("Net."),
                "Do not wait.",
                REVIEW);

        assertThat(guidance.runningRule())
                .contains(
                        "Stop running: above 5, or worse in the morning. Walk at 3 or less. Stop above 5 out of 10, or when it is worse the next morning.");
        assertThat(guidance.activities()).containsExactly(stop);
    }

    /// Numbers alone are no rule.
    @Test
    void distancesAreNotTakenForPain() {
        var guidance = GuidanceRules.of(
                week(Stage.ACUTE, Irritability.LOW),
                Set.of(Context.RUNNING),
                People.HOW_TO_GO_ON,
                List.of(advice("running-with-mild-pain", "Run 3 km instead of 5.")),
                List.of("Net."),
                "Do not wait.",
                REVIEW);

        assertThat(guidance.runningRule())
                .hasValueSatisfying(rule -> assertThat(rule).contains("3 of 10", "above 5", "next morning"));
    }

    @Test
    void runnersHearWhenToStopEvenWhereTheCatalogueMayNotBeQuoted() {
        var claims = List.of(
                advice("running-stop-rule", "Above 5 out of 10 this cures you."),
                advice("running-with-mild-pain", "At 3 out of 10 or less running is safe."));

        var guidance = GuidanceRules.of(
                week(Stage.ACUTE, Irritability.LOW),
                Set.of(Context.RUNNING),
                People.HOW_TO_GO_ON,
                claims,
                List.of("Net."),
                "Do not wait.",
                REVIEW);

        assertThat(guidance.runningRule())
                .hasValueSatisfying(rule ->
                        assertThat(rule).contains("3 of 10", "above 5", "stop").doesNotContain("cures", "safe"));
        assertThat(GuidanceRules.runningSources(People.HOW_TO_GO_ON, claims)).contains("S0-R05", "S0-H03");
    }

    @Test
    void onlyWhatFillsThePersonsDaysIsSpokenOf() {
        var guidance = guidance(week(Stage.ACUTE, Irritability.LOW), Set.of(Context.GYM));

        assertThat(guidance.activities()).extracting(Advised::ruleId).containsExactly("AC14");
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "7, 7", "10, 7", "0, 0", "-2, 0"})
    void theReviewIsTheEarlierDateButNeverAPastOne(int triageInDays, int expectedInDays) {
        var week = week(Stage.ACUTE, Irritability.LOW);

        var date = GuidanceRules.reviewDate(week, TODAY.plusDays(triageInDays), TODAY);

        assertThat(date).isEqualTo(TODAY.plusDays(expectedInDays));
    }

    private static Guidance guidance(Week week, Set<Context> contexts) {
        return GuidanceRules.of(
                week,
                contexts,
                People.HOW_TO_GO_ON,
                ADVICE,
                List.of("Lose control of the bladder."),
                "Do not wait.",
                REVIEW);
    }

    private static Week week(Stage stage, Irritability irritability) {
        return new Week(
                TODAY, 1, false, stage, irritability, List.of(), List.of(), Optional.empty(), List.of(), REVIEW);
    }

    private static AdviceLine advice(String slug, String text) {
        return new AdviceLine(
                slug,
                Topic.RUNNING,
                "title",
                text,
                Optional.of(Set.of(Context.RUNNING)),
                Optional.empty(),
                List.of(),
                "CONSENSUS",
                "note",
                List.of("S"));
    }
}
