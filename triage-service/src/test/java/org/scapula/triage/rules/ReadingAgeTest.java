package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.rules.People.RULES;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody of twelve, or in pain, or afraid, can read every question at once, and it asks one thing.
///
/// The grade is Flesch and Kincaid's. It was made for whole texts; a short question with one long word jumps. So the
/// words are counted as well, and no question is let off because the others are easy.
class ReadingAgeTest {

    /// American seventh grade: twelve to thirteen years old.
    private static final double HIGHEST_GRADE = 7.0;

    private static final int MOST_WORDS = 17;
    private static final int MOST_WORDS_OF_HELP = 20;

    /// Questions that may be harder, each with the reason. None is at the moment.
    private static final Map<String, String> HARDER_FOR_A_REASON = Map.of();

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9'’-]+");
    private static final Pattern SILENT_END = Pattern.compile("(?:[^laeiouy]es|[^tdaeiouy]ed|[^laeiouy]e)$");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]{1,2}");

    /// What only makes the one idea clearer.
    private static final Pattern EXAMPLE = Pattern.compile("\\([^)]*\\)|,? (such as|for example|like) [^?]*");

    private static final Pattern JOINING = Pattern.compile("\\b(or|and)\\b");
    private static final Pattern SECOND_CONDITION =
            Pattern.compile("\\b(but|while|although|unless|except|instead|(?<!as )if)\\b");
    private static final Pattern SECOND_QUESTION = Pattern.compile(
            "\\b(or|and) (when |that |so )?(you|it|they|he|she|others|is|are|do|does|did|have|has|had|was|were|can|ease"
                    + "|hard to)\\b");

    @Test
    void everyQuestionIsReadAtTwelve() {
        var grades = RULES.findings().stream()
                .map(finding -> grade(finding.question()))
                .sorted()
                .toList();

        System.out.printf(
                "%d questions, reading grade: median %.1f, worst %.1f%n",
                grades.size(), grades.get(grades.size() / 2), grades.getLast());
        assertThat(RULES.findings().stream()
                        .filter(finding -> !HARDER_FOR_A_REASON.containsKey(finding.id()))
                        .map(Finding::question)
                        .filter(question -> grade(question) > HIGHEST_GRADE))
                .isEmpty();
        assertThat(HARDER_FOR_A_REASON.keySet())
                .allSatisfy(
                        id -> assertThat(grade(RULES.finding(id).question())).isGreaterThan(HIGHEST_GRADE));
    }

    @Test
    void aQuestionAndEachSentenceOfItsHelpAreShort() {
        for (var finding : RULES.findings()) {
            assertThat(words(finding.question())).as(finding.question()).hasSizeLessThanOrEqualTo(MOST_WORDS);
            for (var sentence : finding.help().split("(?<=[.?])\\s+")) {
                assertThat(words(sentence)).as(sentence).hasSizeLessThanOrEqualTo(MOST_WORDS_OF_HELP);
            }
        }
    }

    @Test
    void aQuestionAsksOneThing() {
        for (var finding : RULES.findings()) {
            assertThat(joined(finding.question())).as(finding.question()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Do you take blood thinners, or does your blood clot badly?",
                "Is your speech newly slurred or hard to find?",
                "Can you no longer feel when your bladder is full or when you pass urine?",
                "Does the pain wake you at night or hurt at rest, but ease when you change position?",
                "Does moving about ease the pain while rest does not?",
                "Are your lips or skin blue, grey or blotchy?",
                "Are you newly confused, or do others say you are?"
            })
    void aQuestionThatAsksTwoThingsIsNoticed(String question) {
        assertThat(joined(question)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Do anti-inflammatory painkillers ease it clearly within two days?",
                "Is your immune system weak, through illness, chemotherapy or other treatment?",
                "Do you have severe muscle pain after unusually hard exercise?"
            })
    void aHardQuestionIsNoticed(String question) {
        assertThat(grade(question)).isGreaterThan(HIGHEST_GRADE);
    }

    private static double grade(String sentence) {
        var words = words(sentence);
        var syllables = words.stream().mapToInt(ReadingAgeTest::syllables).sum();
        return 0.39 * words.size() + 11.8 * syllables / words.size() - 15.59;
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    /// A number counts as one: it is seen, not spelled.
    private static int syllables(String word) {
        return Stream.of(word.toLowerCase(Locale.ROOT).split("-"))
                .map(part -> part.replaceAll("[^a-z]", ""))
                .mapToInt(ReadingAgeTest::spoken)
                .sum();
    }

    private static int spoken(String letters) {
        if (letters.length() <= 3) {
            return 1;
        }
        var end = SILENT_END.matcher(letters);
        var sounded = end.find() ? letters.substring(0, end.start() + 1) : letters;
        return (int) Math.max(
                1, VOWELS.matcher(sounded.replaceFirst("^y", "")).results().count());
    }

    /// Why this looks like two questions in one; nothing when it does not.
    private static List<String> joined(String question) {
        var bare = EXAMPLE.matcher(question.toLowerCase(Locale.ROOT)).replaceAll("");
        var faults = new ArrayList<String>();
        Stream.of(SECOND_CONDITION, SECOND_QUESTION)
                .flatMap(pattern -> pattern.matcher(bare).results())
                .map(MatchResult::group)
                .forEach(faults::add);
        if (JOINING.matcher(bare).results().count() > 1) {
            faults.add("more than one 'or' or 'and'");
        }
        return faults;
    }
}
