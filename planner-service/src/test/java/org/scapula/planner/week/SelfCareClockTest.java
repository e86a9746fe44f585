package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SelfCareClockTest {

    private static final String REST = "relative-rest-24-48-hours";
    private static final String ICE = "ice-first-48-hours";
    private static final String HEAT = "heat-after-48-hours";
    private static final String MOVE = "gentle-movement-after-acute-phase";

    private static final List<AdviceLine> ADVICE = Stream.concat(
                    Stream.of(
                            timed(REST, 0, Optional.of(48)),
                            timed(ICE, 0, Optional.of(48)),
                            timed(HEAT, 48, Optional.empty()),
                            timed(MOVE, 48, Optional.empty()),
                            timed("see-clinician-after-a-few-days", 72, Optional.empty()),
                            timed("expected-course-few-weeks", 336, Optional.of(1008))),
                    Stream.of(
                                    "desk-break-each-hour",
                                    "overhead-reach-at-breaks",
                                    "running-with-mild-pain",
                                    "running-stop-rule",
                                    "running-form-cadence",
                                    "lift-form-rows",
                                    "lift-form-before-weight",
                                    "load-progression",
                                    "warm-up-before-training",
                                    "static-stretch-after-training",
                                    "manual-lifting",
                                    "sleep-7-to-9-hours",
                                    "medicine-ask-pharmacist")
                            .map(SelfCareClockTest::untimed))
            .toList();

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00, '10:00 on Sunday 22 November', 2026-11-22T09:00:00Z",
        "2026-11-20T10:01, '11:00 on Sunday 22 November', 2026-11-22T09:01:00Z",
        "2026-10-24T10:00, '09:00 on Monday 26 October',  2026-10-26T08:00:00Z"
    })
    void beforeTwoDaysThereIsRestAndIceAndHeatMustWait(LocalDateTime onset, String twoDays, Instant then) {
        var clock = clock(onset, 30);

        assertThat(when(clock, REST)).contains("Until about " + twoDays);
        assertThat(when(clock, ICE)).contains("Until about " + twoDays);
        assertThat(when(clock, HEAT)).contains("Not before about " + twoDays);
        assertThat(when(clock, MOVE))
                .contains("From about " + twoDays + "; until then only what does not bring the pain on");
        assertThat(line(clock, ICE).until()).contains(then);
        assertThat(line(clock, HEAT).from()).contains(then);
        assertThat(line(clock, HEAT).until()).isEmpty();
    }

    @Test
    void noWordIsTrueAtOneHourOnly() {
        var atOnce = clock(LocalDateTime.of(2026, 11, 20, 10, 0), 0);
        var later = clock(LocalDateTime.of(2026, 11, 20, 10, 0), 47);

        assertThat(later).isEqualTo(atOnce);
    }

    @Test
    void whatGoesByNoHourOfThePainHasNoTimeOnTheClock() {
        var clock = clock(LocalDateTime.of(2026, 11, 20, 10, 0), 30);

        assertThat(line(clock, "sleep-7-to-9-hours").from()).isEmpty();
        assertThat(line(clock, "see-clinician-after-a-few-days").from()).isEmpty();
    }

    @Test
    void whereTheTimeOfTheOnsetIsNotKnownNoneIsTold() {
        var clock = clock(Optional.of(10), Stage.ACUTE);

        assertThat(when(clock, ICE)).contains("Only in the first 48 hours after the pain began");
        assertThat(line(clock, ICE).from()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"48", "49", "400"})
    void fromTwoDaysOnIceIsOverAndHeatAndMovementBegin(int hour) {
        var clock = clock(Optional.of(hour), Stage.ACUTE);

        assertThat(when(clock, ICE)).isEmpty();
        assertThat(when(clock, REST)).isEmpty();
        assertThat(when(clock, HEAT)).contains("Now");
        assertThat(when(clock, MOVE)).contains("Now");
    }

    @Test
    void anUnknownHourOfFreshPainIsNotGuessed() {
        var clock = clock(Optional.empty(), Stage.ACUTE);

        assertThat(when(clock, ICE)).contains("Only in the first 48 hours after the pain began");
        assertThat(when(clock, HEAT)).contains("Only when more than 48 hours have passed since the pain began");
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"SUBACUTE", "CHRONIC"})
    void oldPainHasNoFirstTwoDays(Stage stage) {
        var clock = clock(Optional.empty(), stage);

        assertThat(when(clock, ICE)).isEmpty();
        assertThat(when(clock, HEAT)).contains("Now");
        assertThat(when(clock, "expected-course-few-weeks")).isEmpty();
    }

    @Test
    void whoHasDiabetesGetsNeitherWarmthNorColdAndIsToldWhy() {
        var conditions = List.of(ReportedCondition.of(Condition.DIABETES));

        var clock =
                SelfCareClock.of(new Recipient(Optional.of(10), Stage.ACUTE, Set.of(), conditions, List.of()), ADVICE);

        assertThat(when(clock, ICE)).isEmpty();
        assertThat(when(clock, HEAT)).isEmpty();
        assertThat(clock.leftOut()).extracting(LeftOut::adviceId).containsExactly(ICE, HEAT);
        assertThat(clock.leftOut())
                .allSatisfy(left -> assertThat(left.because()).contains("diabetes"));
    }

    @Test
    void prohibitionsSourcesAndEvidenceTravelWithTheLine() {
        var clock = clock(Optional.of(60), Stage.ACUTE);

        assertThat(clock.lines())
                .filteredOn(line -> line.adviceId().equals(HEAT))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.never()).containsExactly("never " + HEAT);
                    assertThat(line.sources()).containsExactly("source of " + HEAT);
                    assertThat(line.evidence()).isEqualTo("WEAK");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "DESK, desk-break-each-hour",
        "DESK, overhead-reach-at-breaks",
        "RUNNING, running-with-mild-pain",
        "RUNNING, running-stop-rule",
        "RUNNING, running-form-cadence",
        "RUNNING, warm-up-before-training",
        "GYM, lift-form-rows",
        "GYM, lift-form-before-weight",
        "GYM, load-progression",
        "GYM, static-stretch-after-training",
        "MANUAL, manual-lifting"
    })
    void eachOccupationBringsItsOwnAdviceAndNobodyElses(Context context, String advice) {
        var with = clock(Set.of(context), List.of());
        var without = clock(Optional.of(10), Stage.ACUTE);

        assertThat(when(with, advice)).hasSize(1);
        assertThat(when(without, advice)).isEmpty();
    }

    @Test
    void everybodyHearsWhenToSeeAClinicianAndNobodyIsGivenMedicine() {
        var clock = clock(Set.of(Context.values()), List.of());

        assertThat(when(clock, "see-clinician-after-a-few-days")).hasSize(1);
        assertThat(when(clock, "sleep-7-to-9-hours")).hasSize(1);
        assertThat(when(clock, "medicine-ask-pharmacist")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, running-with-mild-pain, running-stop-rule", "GYM, load-progression, lift-form-rows"})
    void whomTriageStopsIsNotToldHowToGoOn(Activity activity, String left, String kept) {
        var stop = new Advised("AC01", activity, Pace.STOP, true, "Stop for now.", List.of("S"));

        var clock = clock(Set.of(Context.values()), List.of(stop));

        assertThat(when(clock, left)).isEmpty();
        assertThat(when(clock, kept)).hasSize(1);
        assertThat(clock.leftOut()).singleElement().satisfies(it -> {
            assertThat(it.adviceId()).isEqualTo(left);
            assertThat(it.because()).contains("AC01");
        });
    }

    @Test
    void noLineStandsTwice() {
        var clock = clock(Set.of(Context.values()), List.of());

        assertThat(clock.lines()).extracting(ClockLine::adviceId).doesNotHaveDuplicates();
    }

    @Test
    void whateverElseTheCatalogueTimesStandsInTheClockToo() {
        var bath = timed("warm-bath", 48, Optional.empty());

        var clock = SelfCareClock.of(
                whom(LocalDateTime.of(2026, 11, 20, 10, 0), 10),
                Stream.concat(ADVICE.stream(), Stream.of(bath)).toList());

        assertThat(when(clock, "warm-bath")).contains("Not before about 10:00 on Sunday 22 November");
    }

    @Test
    void howOftenAndHowLongTravelsWithTheLine() {
        var clock = clock(Optional.of(10), Stage.ACUTE);

        assertThat(clock.lines())
                .filteredOn(line -> line.adviceId().equals(ICE))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.everyHours()).contains(new Span(2, 3));
                    assertThat(line.minutes()).contains(new Span(15, 20));
                });
    }

    @Test
    void whatIsOverIsLeftOutWithAReason() {
        var clock = clock(Optional.of(60), Stage.ACUTE);

        assertThat(clock.leftOut())
                .filteredOn(left -> left.adviceId().equals(ICE))
                .singleElement()
                .satisfies(left -> assertThat(left.because()).contains("over", "48 hours"));
    }

    @ParameterizedTest
    @CsvSource({
        "This is a safe way., H48",
        "It cures the pain., H48",
        "Take 400 mg., H26",
        "Ibuprofen may help., pharmacist"
    })
    void whatNoPlanMaySayCostsThatLineAndNoOther(String text, String reason) {
        var advice = ADVICE.stream()
                .map(line -> line.slug().equals("sleep-7-to-9-hours") ? saying(line, text) : line)
                .toList();

        var clock =
                SelfCareClock.of(new Recipient(Optional.of(10), Stage.ACUTE, Set.of(), List.of(), List.of()), advice);

        assertThat(when(clock, "sleep-7-to-9-hours")).isEmpty();
        assertThat(clock.leftOut())
                .filteredOn(left -> left.adviceId().equals("sleep-7-to-9-hours"))
                .singleElement()
                .satisfies(left -> assertThat(left.because()).contains(reason));
        assertThat(clock.lines())
                .hasSize(clock(Optional.of(10), Stage.ACUTE).lines().size() - 1);
    }

    @Test
    void whatTriageStopsIsForLater() {
        var stop = new Advised("AC01", Activity.RUNNING, Pace.STOP, true, "Do not run for now.", List.of("S"));
        var runner = new Recipient(
                Optional.of(60), Stage.CHRONIC, Set.of(Context.RUNNING, Context.DESK), List.of(), List.of(stop));

        var clock = SelfCareClock.of(runner, ShippedCatalogue.advice());

        assertThat(clock.lines())
                .filteredOn(line -> line.adviceId().startsWith("running-form-"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.when())
                        .isEqualTo("While you run; for later: triage says to stop that for now (rule AC01)"));
        assertThat(clock.lines())
                .filteredOn(line -> line.adviceId().startsWith("desk-"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.when()).doesNotContain("later"));
    }

    private static SelfCareClock clock(Optional<Integer> hour, Stage stage) {
        return SelfCareClock.of(new Recipient(hour, stage, Set.of(), List.of(), List.of()), ADVICE);
    }

    private static SelfCareClock clock(LocalDateTime onset, int hour) {
        return SelfCareClock.of(whom(onset, hour), ADVICE);
    }

    private static Recipient whom(LocalDateTime onset, int hour) {
        return new Recipient(
                Optional.of(hour),
                Stage.ACUTE,
                Set.of(),
                List.of(),
                List.of(),
                Optional.of(onset.atZone(ZoneId.of("Europe/Berlin"))),
                Withheld.NOTHING);
    }

    private static ClockLine line(SelfCareClock clock, String advice) {
        return clock.lines().stream()
                .filter(line -> line.adviceId().equals(advice))
                .findFirst()
                .orElseThrow();
    }

    private static SelfCareClock clock(Set<Context> contexts, List<Advised> activities) {
        return SelfCareClock.of(new Recipient(Optional.of(10), Stage.ACUTE, contexts, List.of(), activities), ADVICE);
    }

    private static List<String> when(SelfCareClock clock, String advice) {
        return clock.lines().stream()
                .filter(line -> line.adviceId().equals(advice))
                .map(ClockLine::when)
                .toList();
    }

    private static AdviceLine timed(String slug, int from, Optional<Integer> to) {
        return line(
                slug,
                Optional.of(
                        new AdviceLine.Hours(from, to, Optional.of(new Span(2, 3)), Optional.of(new Span(15, 20)))));
    }

    private static AdviceLine untimed(String slug) {
        return line(slug, Optional.empty());
    }

    private static AdviceLine saying(AdviceLine line, String text) {
        return new AdviceLine(
                line.slug(),
                line.topic(),
                line.title(),
                text,
                line.onlyFor(),
                line.hours(),
                line.never(),
                line.evidence(),
                line.evidenceNote(),
                line.sources());
    }

    private static AdviceLine line(String slug, Optional<AdviceLine.Hours> hours) {
        return new AdviceLine(
                slug,
                topic(slug),
                "title",
                "text",
                Optional.empty(),
                hours,
                List.of("never " + slug),
                "WEAK",
                "note",
                List.of("source of " + slug));
    }

    private static Topic topic(String slug) {
        return switch (slug) {
            case "see-clinician-after-a-few-days" -> Topic.WHEN_TO_SEEK_HELP;
            case "expected-course-few-weeks" -> Topic.EXPECTED_COURSE;
            case "medicine-ask-pharmacist" -> Topic.MEDICINE;
            default -> Topic.FIRST_AID;
        };
    }
}
