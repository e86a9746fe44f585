package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Answers that were kept are the answers that were given.
class AnswersTextRulesTest {

    @Test
    void whatIsKeptIsReadAgainAsItWas() {
        var given = People.healthyBut("temperatureC=36.60, nprsNow=0, injury=?, tingling=yes")
                .saying("„Schmerz“ \\ \" \n\uD83D\uDE00")
                .gotWorse(Set.of("tingling", "nprsNow"));

        var kept = AnswersText.of(given, People.RULES);

        assertThat(AnswersText.read(kept)).isEqualTo(given);
        assertThat(AnswersText.of(AnswersText.read(kept), People.RULES)).isEqualTo(kept);
    }

    @Test
    void aDecisionIsTheSameAfterReadingTheAnswersAgain() {
        var given = People.healthyBut("tingling=yes, temperatureC=38.05").gotWorse(Set.of("tingling"));

        var again = AnswersText.read(AnswersText.of(given, People.RULES));

        assertThat(People.RULES.judge(again).decisionHash())
                .isEqualTo(People.RULES.judge(given).decisionHash());
    }

    @Test
    void answersFromBeforeEpisodesAreReadToo() {
        var kept =
                "{\"answers\":{\"ageYears\":41,\"feverish\":\"no\",\"injury\":\"unknown\"},\"freeText\":\"since May\"}";

        assertThat(AnswersText.read(kept))
                .isEqualTo(
                        Answers.of(Map.of("ageYears", Answer.of("41"), "feverish", Answer.NO, "injury", Answer.UNKNOWN))
                                .saying("since May"));
    }

    @Test
    void whatDidNotGrowWorseTakesNoRoom() {
        assertThat(AnswersText.of(People.healthyBut(""), People.RULES)).doesNotContain("gotWorse");
    }
}
