package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookbackTest {

    private static final int BEFORE = 2;

    @Test
    void aWeekOfWhichOneSessionWasSkippedMayHaveGoneWell() {
        assertThat(Lookback.wentWell(week(skipped(Optional.empty(), Optional.empty())), 5))
                .isTrue();
        assertThat(Lookback.wentWell(week(skipped(Optional.of(5), Optional.of(BEFORE))), 5))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({", 3", ", 9", "6, "})
    void butNotWhereWhatWasSaidOfThatIsWorseThanBefore(Integer during, Integer morning) {
        var week = week(skipped(Optional.ofNullable(during), Optional.ofNullable(morning)));

        assertThat(Lookback.wentWell(week, 5)).isFalse();
    }

    private static PastWeek week(Report last) {
        var reports = Stream.concat(
                        Stream.generate(() -> Weeks.report(1, 2, BEFORE)).limit(3), Stream.of(last))
                .toList();
        return new PastWeek(
                1,
                People.MONDAY,
                false,
                Stage.SUBACUTE,
                Irritability.LOW,
                Optional.of(BEFORE),
                List.of(),
                IntStream.range(0, reports.size())
                        .mapToObj(at ->
                                new PastSession(People.MONDAY.plusDays(at), 1, true, Optional.of(reports.get(at))))
                        .toList());
    }

    private static Report skipped(Optional<Integer> during, Optional<Integer> morning) {
        var it = Weeks.report(1, 2, BEFORE);
        return new Report(
                Done.SKIPPED, it.painBefore(), during, morning, it.effort(), it.ratings(), false, it.assessedSince());
    }
}
