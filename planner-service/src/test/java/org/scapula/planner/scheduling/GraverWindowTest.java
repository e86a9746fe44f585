package org.scapula.planner.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.planner.scheduling.Window.Why;

/// What becomes graver is to be seen sooner, and nothing is ever to be seen later.
class GraverWindowTest {

    private static final Instant FROM = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Why BEFORE = new Why("B04", "before", List.of());
    private static final Why NEW = new Why("B01", "new", List.of());

    @ParameterizedTest
    @CsvSource({"PT300H, PT14H, PT14H", "PT2H, PT14H, PT2H", "PT-1H, PT14H, PT-1H"})
    void theEarlierOfBothEndsCounts(Duration before, Duration asked, Duration counts) {
        var window = BookingRequestRules.graver(
                        window(Priority.ROUTINE, before, false), window(Priority.URGENT, asked, false))
                .orElseThrow();

        assertThat(window.priority()).isEqualTo(Priority.URGENT);
        assertThat(window.from()).isEqualTo(FROM);
        assertThat(window.until()).isEqualTo(NOW.plus(counts));
        assertThat(window.why()).extracting(Why::ruleId).containsExactly("B01", "B11");
    }

    @ParameterizedTest
    @CsvSource({"URGENT, ROUTINE", "URGENT, URGENT", "ROUTINE, ROUTINE"})
    void whatIsNotGraverChangesNothing(Priority before, Priority asked) {
        var window = BookingRequestRules.graver(
                window(before, Duration.ofHours(300), false), window(asked, Duration.ofHours(14), false));

        assertThat(window).isEmpty();
    }

    @Test
    void whatWasOverdueStaysSo() {
        var before = window(Priority.ROUTINE, Duration.ofHours(14), true);

        var window = BookingRequestRules.graver(before, window(Priority.URGENT, Duration.ofHours(14), false));

        assertThat(window).map(Window::overdue).contains(true);
    }

    private static Window window(Priority priority, Duration left, boolean overdue) {
        var why = priority == Priority.URGENT ? NEW : BEFORE;
        return new Window(priority, FROM, NOW.plus(left), overdue, Duration.ofDays(1), List.of(why));
    }
}
