package org.scapula.catalog.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.catalog.content.Dose;
import org.scapula.catalog.content.Origin;
import org.scapula.catalog.content.Range;
import org.scapula.catalog.content.Side;

class FiguresRulesTest {

    @Test
    void aDoseThatDoesNotSayHowOftenHasNoTiming() {
        assertThat(Figures.timing(dose(Optional.empty(), Optional.empty()))).isEmpty();
    }

    @Test
    void timesADayAndDaysAWeekAreCountedOverTheWeek() {
        var repeat =
                Figures.timing(dose(range(1, 2), range(5, 7))).orElseThrow().repeat();

        assertThat(repeat.frequency()).contains(5);
        assertThat(repeat.frequencyMax()).contains(14);
        assertThat(repeat.periodUnit()).contains("wk");
    }

    @Test
    void timesADayAreCountedOverTheDay() {
        var repeat = Figures.timing(dose(range(3, 3), Optional.empty()))
                .orElseThrow()
                .repeat();

        assertThat(repeat.frequency()).contains(3);
        assertThat(repeat.frequencyMax()).isEmpty();
        assertThat(repeat.periodUnit()).contains("d");
    }

    @ParameterizedTest
    @CsvSource({"cat-cow, CatCow", "90-90-breathing, N9090Breathing", "-, N"})
    void aNameIsForProgramsAndBeginsWithALetter(String slug, String name) {
        assertThat(Canonical.nameOf(slug)).isEqualTo(name);
    }

    private static Optional<Range> range(int min, int max) {
        return Optional.of(new Range(min, max, "Scapula policy"));
    }

    private static Dose dose(Optional<Range> perDay, Optional<Range> perWeek) {
        return new Dose(
                true,
                Origin.PRODUCT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                perDay,
                perWeek,
                Side.BOTH,
                "");
    }
}
