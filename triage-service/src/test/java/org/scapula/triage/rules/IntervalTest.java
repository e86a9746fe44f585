package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The intervals are those of the tables.
class IntervalTest {

    // Without a failure the bound is 1 - 0.05^(1/n).
    @ParameterizedTest
    @CsvSource({"32, 8.9", "90, 3.3", "299, 1.0", "1, 95.0"})
    void noFailureBoundsTheRate(int cases, double percent) {
        assertThat(100 * new Interval(0, cases).most()).isCloseTo(percent, within(0.05));
        assertThat(100 * new Interval(cases, cases).least()).isCloseTo(100 - percent, within(0.05));
    }

    @Test
    void twoHundredNinetyNineIsTheFirstNumberThatShowsLessThanOnePercent() {
        assertThat(new Interval(0, 298).most()).isGreaterThan(0.01);
        assertThat(new Interval(0, 299).most()).isLessThan(0.01);
    }

    @ParameterizedTest
    @CsvSource({"10, 20, 27.2, 72.8", "1, 10, 0.25, 44.5", "95, 100, 88.7, 98.4", "497, 500, 98.3, 99.9"})
    void betweenThemTheIntervalIsTwoSided(int hits, int of, double least, double most) {
        assertThat(100 * new Interval(hits, of).least()).isCloseTo(least, within(0.06));
        assertThat(100 * new Interval(hits, of).most()).isCloseTo(most, within(0.06));
    }

    @Test
    void nothingCanBeSaidOfNoCases() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(0, 0));
    }

    @Test
    void itIsSpokenWithItsNumbers() {
        assertThat(new Interval(0, 299)).hasToString("0 of 299, 0.0 % (95 % bound: at most 1.0 %)");
        assertThat(new Interval(10, 20)).hasToString("10 of 20, 50.0 % (95 % interval: 27.2 to 72.8 %)");
    }
}
