package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.rules.People.healthyBut;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What counts as worse than the last time, and what does not.
class GotWorseRulesTest {

    static Stream<String> warningSigns() {
        return People.RULES.findings().stream().filter(Finding::redFlag).map(Finding::id);
    }

    @ParameterizedTest
    @MethodSource("warningSigns")
    void aWarningSignThatIsNewHasGrownWorse(String finding) {
        for (var before : new String[] {"no", "?"}) {
            assertThat(between(finding + "=" + before, finding + "=yes")).containsExactly(finding);
        }
    }

    @ParameterizedTest
    @MethodSource("warningSigns")
    void aWarningSignThatStaysOrGoesHasNot(String finding) {
        assertThat(between(finding + "=yes", finding + "=yes")).isEmpty();
        assertThat(between(finding + "=yes", finding + "=no")).isEmpty();
        assertThat(between(finding + "=no", finding + "=?")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nprsNow=4, nprsNow=6, nprsNow",
        "nprsNow=0, nprsNow=10, nprsNow",
        "nprsWorst=5, nprsWorst=7, nprsWorst",
    })
    void painThatRoseByTwoPointsHasGrownWorse(String before, String now, String worse) {
        assertThat(between(before, now)).containsExactly(worse);
    }

    @ParameterizedTest
    @CsvSource({
        "nprsNow=4, nprsNow=5",
        "nprsNow=6, nprsNow=4",
        "nprsNow=?, nprsNow=9",
        "nprsNow=4, nprsNow=?",
        "nprsWorst=5, nprsWorst=6",
    })
    void aSmallerChangeOrAnUnknownOneIsNoise(String before, String now) {
        assertThat(between(before, now)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"37.9, 38", "?, 38.0", "36.5, 41"})
    void aTemperatureThatNewlyReachesFeverHasGrownWorse(String before, String now) {
        assertThat(between("temperatureC=" + before, "temperatureC=" + now)).containsExactly("temperatureC");
    }

    @ParameterizedTest
    @CsvSource({"38, 39.5", "38.5, 37", "36, 37.999", "39, ?"})
    void aTemperatureThatWasFeverBeforeOrIsNoneHasNot(String before, String now) {
        assertThat(between("temperatureC=" + before, "temperatureC=" + now)).isEmpty();
    }

    @Test
    void whatIsNoWarningSignDoesNotCount() {
        assertThat(between("lowMood=no, durationDays=7", "lowMood=yes, durationDays=9"))
                .isEmpty();
    }

    @Test
    void everythingThatGrewWorseIsNamed() {
        var worse = between("", "nprsNow=8, legWeakness=yes, temperatureC=38.2");

        assertThat(worse).containsExactlyInAnyOrder("nprsNow", "legWeakness", "temperatureC");
    }

    @Test
    void answersToQuestionsThatAreNoLongerAskedAreLeftAside() {
        var before = healthyBut("").with("askedInAnOlderVocabulary", Answer.NO);

        assertThat(GotWorse.between(People.RULES, before, healthyBut("tingling=yes")))
                .containsExactly("tingling");
    }

    private static Set<String> between(String before, String now) {
        return GotWorse.between(People.RULES, healthyBut(before), healthyBut(now));
    }
}
