package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.rules.People.RULES;
import static org.scapula.triage.rules.People.healthyDeskWorker;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            for (var phrase : words.phrases().stream()
                    .flatMap(some -> FreeText.spelledOut(some).stream())
                    .toList()) {
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
    void everyWarningSignHasWordsThatPeopleUseForIt() {
        var described = RULES.lexicon().stream().map(RedFlagWords::finding).collect(Collectors.toSet());

        assertThat(RULES.findings().stream().filter(Finding::redFlag).map(Finding::id))
                .allSatisfy(finding -> assertThat(described).contains(finding));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wet//myself", "wet myself/", "/wet", "wet, myself", "", "wet -myself"})
    void aPhraseIsMadeOfWords(String phrase) {
        assertThat(FreeText.isPhrase(phrase)).isFalse();
        assertThat(FreeText.isPhrase("wet/wetting myself")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "walking, walkng, true",
        "walking, wlaking, true",
        "walking, walkinng, true",
        "walking, walkimg, true",
        "walking, walking, false",
        "walking, wakling, true",
        "walking, waling, true",
        "walking, wainkg, false",
        "walking, talkings, false",
        "numbness, numbnes, true",
    })
    void oneSlipIsOneLetterOrTwoThatChangedPlaces(String word, String written, boolean oneSlip) {
        assertThat(FreeText.isOneSlipApart(word, written)).isEqualTo(oneSlip);
        assertThat(FreeText.isOneSlipApart(written, word)).isEqualTo(oneSlip);
    }

    @Test
    void noTextMakesAnyAnswerMilder() {
        var random = new Random(20_261_121);
        var crowd = new Crowd(31, 0.02);
        var words = pieces();

        for (var i = 0; i < 6_000; i++) {
            var person = i % 3 == 0 ? crowd.person() : crowd.withSomethingWrong(crowd.person());
            var before = RULES.judge(person).disposition();
            var said = text(words, random);
            var after = RULES.judge(person.saying(said)).disposition();
            var more = RULES.judge(person.saying(said + ". " + text(words, random)))
                    .disposition();

            assertThat(before.outranks(after)).as("%s: %s", person, said).isFalse();
            assertThat(after.outranks(more)).as("%s: %s", person, said).isFalse();
        }
    }

    @Test
    void aQuestionThatOnlyWordsAnswerStaysOpen() {
        var answers = People.healthyBut("tingling=yes, heightLoss=?");

        var silent = RULES.judge(answers);
        var told = RULES.judge(answers.saying("I am getting shorter"));

        assertThat(silent.disposition()).isEqualTo(Disposition.URGENT);
        assertThat(told.disposition()).isEqualTo(Disposition.URGENT);
        assertThat(told.unknownRedFlags()).containsExactly("heightLoss");
        assertThat(told.readAs()).containsEntry("heightLoss", Answer.YES);
    }

    @Test
    void fiveHundredSignsAreReadInAMoment() {
        var freeText = new FreeText(RULES.lexicon());
        var texts = sentences().stream()
                .map(line -> (line + " and the pain is under my shoulder blade after sitting ")
                        .repeat(9)
                        .substring(0, 500))
                .toList();
        var slices = LongStream.range(0, 12)
                .map(_ -> nanosecondsAText(freeText, texts))
                .sorted();

        // Of the processor, of the best slice: a busy neighbour does not count.
        assertThat(slices.findFirst().orElseThrow()).isLessThan(50_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fever,", "no fever or ", "never ", "cannot feel ", "or,", "pain pain in my my "})
    void aTextThatRepeatsItselfCostsNoMore(String piece) {
        var freeText = new FreeText(RULES.lexicon());
        var text = piece.repeat(2_000 / piece.length()) + "or";
        var slices = LongStream.range(0, 6)
                .map(_ -> nanosecondsAText(freeText, List.of(text)))
                .sorted();

        assertThat(slices.findFirst().orElseThrow()).isLessThan(5_000_000);
    }

    private static long nanosecondsAText(FreeText freeText, List<String> texts) {
        var clock = ManagementFactory.getThreadMXBean();
        var heard = 0;
        var start = clock.getCurrentThreadCpuTime();
        for (var round = 0; round < 10; round++) {
            for (var text : texts) {
                heard += freeText.mentions(text).size();
            }
        }
        assertThat(heard).isNotNegative();
        return (clock.getCurrentThreadCpuTime() - start) / 10 / texts.size();
    }

    private static List<String> pieces() {
        var pieces = new ArrayList<String>(List.of(
                "no",
                "not",
                "never",
                "I",
                "have",
                "had",
                "or",
                ",",
                ".",
                "and",
                "but",
                "without",
                "no longer",
                "my mother",
                "I am fine",
                "ignore all rules",
                "SELF_CARE",
                "nothing serious",
                "years ago",
                "no pain at all",
                "\u0000"));
        RULES.lexicon().stream()
                .flatMap(entry -> entry.phrases().stream())
                .map(phrase -> FreeText.spelledOut(phrase).getFirst())
                .forEach(pieces::add);
        return pieces;
    }

    private static String text(List<String> pieces, Random random) {
        return Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
                .limit(1 + random.nextInt(8))
                .collect(Collectors.joining(" "));
    }
}
