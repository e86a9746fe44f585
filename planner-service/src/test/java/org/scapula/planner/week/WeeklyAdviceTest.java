package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeklyAdviceTest {

    private static final List<AdviceLine> SHIPPED = ShippedCatalogue.advice();

    @Test
    void whatIsForThePersonsDaysComesFirstAndSaysSo() {
        var weekly = weekly(1, Set.of(Context.DESK), List.of(line("any", "STRONG"), desk("desk", "WEAK")));

        assertThat(weekly.told()).extracting(told -> told.line().slug()).containsExactly("desk", "any");
        assertThat(weekly.told().getFirst().why()).isEqualTo("Because you sit at a desk.");
    }

    @Test
    void betterEvidenceGoesBeforeWeaker() {
        var weekly = weekly(1, Set.of(), List.of(line("a", "UNPROVEN"), line("b", "WEAK"), line("c", "MODERATE")));

        assertThat(weekly.told()).extracting(told -> told.line().slug()).containsExactly("c", "b");
    }

    @ParameterizedTest
    @CsvSource({"1, a b, c d e", "2, c d, e a b", "3, e, a b c d", "4, a b, c d e"})
    void eachWeekBringsTheNextAndNamesTheOthersInTheOrderOfTheirTurn(int week, String told, String waiting) {
        var advice =
                List.of(line("a", "WEAK"), line("b", "WEAK"), line("c", "WEAK"), line("d", "WEAK"), line("e", "WEAK"));

        var weekly = weekly(week, Set.of(), advice);

        assertThat(weekly.told()).extracting(it -> it.line().slug()).containsExactly(told.split(" "));
        assertThat(weekly.waiting()).singleElement().satisfies(it -> {
            assertThat(it.lines()).extracting(AdviceLine::slug).containsExactly(waiting.split(" "));
            assertThat(it.because()).contains("2 of this topic");
        });
    }

    @Test
    void cautionsAreNeverRationed() {
        var cautions = SHIPPED.stream()
                .filter(line -> line.topic() == Topic.CAUTION)
                .filter(line -> line.onlyFor().isEmpty())
                .toList();

        var weekly = weekly(1, Set.of(), SHIPPED);

        assertThat(weekly.told()).extracting(WeeklyAdvice.Told::line).containsAll(cautions);
    }

    @ParameterizedTest
    @CsvSource({
        "OSTEOPOROSIS, foam-rolling, thin bones",
        "ANTICOAGULANT, self-massage, blood thinners",
        "VERTIGO, yoga-for-stress-and-movement, dizziness",
        "SHINGLES, warm-bath, warmth",
        "DIABETES, first-days-at-a-glance, warmth",
        "SHOULDER_IMPINGEMENT, overhead-reach-at-breaks, shoulder pain"
    })
    void whatTheCatalogueForbidsWithAConditionIsLeftOutAndTold(Condition condition, String slug, String reason) {
        var whom = new Recipient(
                Optional.of(10),
                Stage.ACUTE,
                Set.of(Context.values()),
                List.of(ReportedCondition.of(condition)),
                List.of());

        var clock = SelfCareClock.of(whom, SHIPPED);
        var weekly = WeeklyAdvice.of(whom, 1, clock, SHIPPED);

        assertThat(Stream.concat(clock.leftOut().stream(), weekly.leftOut().stream()))
                .filteredOn(left -> left.adviceId().equals(slug))
                .singleElement()
                .satisfies(left -> assertThat(left.because()).contains(reason));
    }

    @ParameterizedTest
    @CsvSource({"Walking is safe., H48", "Take two tablets of 400 mg., H26", "Take ibuprofen., pharmacist"})
    void wordsThatNoPlanMayHoldCostOneLine(String words, String reason) {
        var told = weekly(1, Set.of(), List.of(line("a", "WEAK"), saying("b", "title", words)));
        var named = weekly(1, Set.of(), List.of(line("a", "WEAK"), line("b", "WEAK"), saying("c", words, "text")));

        assertThat(told.told()).extracting(it -> it.line().slug()).containsExactly("a");
        assertThat(told.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.adviceId()).isEqualTo("b");
            assertThat(left.because()).contains(reason);
        });
        assertThat(named.waiting()).isEmpty();
        assertThat(named.leftOut()).extracting(LeftOut::adviceId).containsExactly("c");
    }

    @Test
    void aWarningReachesWhomItWarns() {
        var whom = new Recipient(
                Optional.of(10),
                Stage.ACUTE,
                Set.of(),
                List.of(ReportedCondition.of(Condition.OSTEOPOROSIS)),
                List.of());

        var weekly = WeeklyAdvice.of(whom, 1, SelfCareClock.of(whom, SHIPPED), SHIPPED);

        assertThat(weekly.told()).extracting(told -> told.line().slug()).contains("no-rolling-after-injury");
        assertThat(weekly.leftOut()).extracting(LeftOut::adviceId).doesNotContain("spinal-manipulation-not-suggested");
    }

    @Test
    void whomTriageStopsHearsThatItIsForLater() {
        var stop = new Advised("AC01", Activity.RUNNING, Pace.STOP, true, "Stop for now.", List.of("S"));
        var whom = new Recipient(Optional.of(10), Stage.ACUTE, Set.of(Context.RUNNING), List.of(), List.of(stop));

        var weekly = WeeklyAdvice.of(whom, 1, SelfCareClock.of(whom, SHIPPED), SHIPPED);

        assertThat(weekly.told())
                .filteredOn(told -> told.line().topic() == Topic.RUNNING)
                .isNotEmpty()
                .allSatisfy(told -> assertThat(told.why()).contains("For later", "AC01"));
    }

    @Test
    void whatStandsInTheClockIsNotToldTwice() {
        var whom = new Recipient(Optional.of(10), Stage.ACUTE, Set.of(Context.values()), List.of(), List.of());
        var clock = SelfCareClock.of(whom, SHIPPED);

        var weekly = WeeklyAdvice.of(whom, 1, clock, SHIPPED);

        assertThat(weekly.told())
                .extracting(told -> told.line().slug())
                .doesNotContainAnyElementsOf(
                        clock.lines().stream().map(ClockLine::adviceId).toList());
    }

    private static WeeklyAdvice weekly(int week, Set<Context> contexts, List<AdviceLine> advice) {
        var whom = new Recipient(Optional.of(10), Stage.ACUTE, contexts, List.of(), List.of());
        return WeeklyAdvice.of(whom, week, SelfCareClock.of(whom, advice), advice);
    }

    private static AdviceLine line(String slug, String evidence) {
        return line(slug, evidence, Optional.empty());
    }

    private static AdviceLine desk(String slug, String evidence) {
        return line(slug, evidence, Optional.of(Set.of(Context.DESK)));
    }

    private static AdviceLine saying(String slug, String title, String text) {
        return line(slug, title, text, "WEAK", Optional.empty());
    }

    private static AdviceLine line(String slug, String evidence, Optional<Set<Context>> onlyFor) {
        return line(slug, "title", "text", evidence, onlyFor);
    }

    private static AdviceLine line(
            String slug, String title, String text, String evidence, Optional<Set<Context>> onlyFor) {
        return new AdviceLine(
                slug,
                Topic.LIFESTYLE,
                title,
                text,
                onlyFor,
                Optional.empty(),
                List.of(),
                evidence,
                "note",
                List.of("S"));
    }
}
