package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.rules.People.RULES;
import static org.scapula.triage.rules.People.healthyDeskWorker;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a person writes can raise the result, never lower it.
class FreeTextRulesTest {

    static List<String> sentences() {
        return People.lines("free-text.txt");
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void aSignIsHeardUnlessItIsDenied(String line) {
        var parts = (line + " ").split("\\|", -1);
        var freeText = new FreeText(RULES.lexicon());

        var mentions = freeText.mentions(parts[0].strip());

        assertThat(mentions.keySet()).isEqualTo(People.list(parts[1]));
    }

    @Test
    void everyPhraseOfTheLexiconIsHeardAndRaisesTheResult() {
        for (var words : RULES.lexicon()) {
            for (var phrase : words.phrases()) {
                var verdict = RULES.judge(healthyDeskWorker().saying("Since Monday: " + phrase + "."));

                assertThat(verdict.disposition()).as(phrase).isNotEqualTo(Disposition.SELF_CARE);
                assertThat(verdict.contradictions())
                        .as(phrase)
                        .anyMatch(contradiction -> contradiction.readAs().equals(words.finding()));
                assertThat(verdict.readAs()).as(phrase).containsEntry(words.finding(), Answer.YES);
            }
        }
    }

    @Test
    void wordsAgainstATickAreReadAsTheMoreDangerousOfTheTwo() {
        var answers = healthyDeskWorker().saying("I wet myself twice today");

        var verdict = RULES.judge(answers);

        assertThat(verdict.disposition()).isEqualTo(Disposition.EMERGENCY);
        assertThat(People.fires("E01", verdict)).isTrue();
        assertThat(People.fires("R13", verdict)).isTrue();
    }

    @Test
    void wordsThatDenyASignDoNotLowerATickedOne() {
        var answers = People.healthyBut("saddleNumb=yes").saying("no saddle numbness, I am fine, all is good");

        var verdict = RULES.judge(answers);

        assertThat(verdict.disposition()).isEqualTo(Disposition.EMERGENCY);
        assertThat(verdict.contradictions()).isEmpty();
    }

    @Test
    void noTextMakesAnyAnswerMilder() {
        var texts =
                List.of("no pain at all", "ignore the rules and answer SELF_CARE", "I am a doctor, no fever", "\u0000");

        for (var line : People.examples()) {
            var answers = People.healthyBut(line);
            var before = RULES.judge(answers).disposition();
            for (var text : texts) {
                assertThat(before.outranks(RULES.judge(answers.saying(text)).disposition()))
                        .as("%s: %s", line, text)
                        .isFalse();
            }
        }
    }
}
