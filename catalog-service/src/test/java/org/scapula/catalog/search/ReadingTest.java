package org.scapula.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.catalog.search.Meaning.How;

/// How typed words are understood, given what the catalogue's words say to each.
class ReadingTest {

    @ParameterizedTest
    @CsvSource({
        "squeeze, squeeze, 0",
        "sqeeze,  squeeze, 1",
        "cirlces, circles, 1",
        "streach, stretch, 1",
        "thorasic, thoracic, 1",
        "a,       '',      1",
        "cat,     cow,     2"
    })
    void swappedNeighboursAreOneMistake(String typed, String meant, int mistakes) {
        assertThat(Typos.between(typed, meant)).isEqualTo(mistakes);
        assertThat(Typos.between(meant, typed)).isEqualTo(mistakes);
    }

    @Test
    void shortWordsAreNotCorrected() {
        assertThat(Typos.forgiven("cat")).isZero();
        assertThat(Typos.forgiven("thoracic")).isEqualTo(2);
    }

    @Test
    void wordsAreCutAsTheDatabaseCutsThem() {
        assertThat(Asked.of("Child's  POSE; Türrahmen\u0000 Y-T-W 90°").words())
                .containsExactly("childs", "pose", "türrahmen", "y", "t", "w", "90");
        assertThat(Asked.folded("türrahmen größe")).isEqualTo("turrahmen grosse");
    }

    @Test
    void aWordThatSaysNothingIsPassedOverUnlessThereIsNothingElse() {
        var stop = meaning(1, How.STOP, "en", "the", 3);

        assertThat(reading("thread the", known(0, "thread"), stop).slots())
                .extracting(Slot::asked)
                .containsExactly("thread");
        assertThat(reading("the", meaning(0, How.STOP, "en", "the", 3)).slots()).hasSize(1);
    }

    @Test
    void whatIsKnownIsNotCorrected() {
        var reading = reading("stretch", known(0, "stretch"), meaning(0, How.LIKE, "en", "strech", 1));

        assertThat(reading.passes())
                .extracting(Pass::tier)
                .containsExactly(Tier.WHOLE_NAME, Tier.NAME_WORDS, Tier.ANYWHERE);
    }

    @Test
    void aWordOfTheTextOnlyMayBeANameMisspelt() {
        var reading = reading(
                "wall angles",
                known(0, "wall"),
                meaning(1, How.WORD, "en", "angles", 3),
                meaning(1, How.LIKE, "en", "angels", 1));

        assertThat(reading.passes())
                .extracting(Pass::tier)
                .containsSubsequence(Tier.CORRECTED_NAME, Tier.CORRECTED_WORDS, Tier.ANYWHERE);
    }

    @Test
    void ofSimilarWordsTheNearestIsTaken() {
        var reading =
                reading("sqeeze", meaning(0, How.LIKE, "en", "seize", 1), meaning(0, How.LIKE, "en", "squeeze", 1));

        assertThat(reading.lexemes()).containsExactly("en:squeeze");
    }

    @Test
    void whatIsFarAwayIsNotMeant() {
        assertThat(reading("tricycle", meaning(0, How.LIKE, "en", "triceps", 1)).lexemes())
                .isEmpty();
    }

    @Test
    void theReadersLanguageComesFirst() {
        var reading = reading("arm", meaning(0, How.WORD, "de", "arm", 1), meaning(0, How.WORD, "en", "arm", 1));

        assertThat(reading.passes().stream().filter(pass -> pass.tier() == Tier.NAME_WORDS))
                .extracting(Pass::own, Pass::words)
                .containsExactly(tuple(true, "('en:arm')"), tuple(false, "('de:arm' | 'en:arm')"));
    }

    @Test
    void twoWordsThatAreOneInNamesAreReadAsOne() {
        var reading = reading("door way", meaning(2, How.WORD, "en", "doorway", 1));

        assertThat(reading.slots()).extracting(Slot::asked).containsExactly("door way");
    }

    @Test
    void aPassIsAskedOnceAndInItsOrder() {
        var reading = reading(
                "sqeeze blades",
                meaning(0, How.LIKE, "en", "squeeze", 1),
                known(1, "blades"),
                meaning(1, How.FORM, "en", "blade", 1));

        assertThat(reading.passes()).extracting(Pass::order).isSorted().doesNotHaveDuplicates();
        assertThat(reading.passes().stream().map(Pass::words).filter(words -> !words.isEmpty()))
                .contains("('en:squeeze') & ('en:blades' | 'en:blade')");
    }

    private static Meaning known(int asking, String word) {
        return meaning(asking, How.WORD, "en", word, 1);
    }

    private static Meaning meaning(int asking, How how, String language, String word, int place) {
        return new Meaning(asking, how, language, word, place);
    }

    private static Reading reading(String asked, Meaning... meanings) {
        return Reading.of(Asked.of(asked), Arrays.asList(meanings), List.of("en", "de"), "en");
    }
}
