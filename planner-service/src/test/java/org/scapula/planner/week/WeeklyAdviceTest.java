package org.scapula.planner.week;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

    /// Rolling the shoulders, a bench press and a rolled towel press on nobody: lines that use the words for something
    /// else. A new line with such words fails here until somebody has read it.
    private static final Set<String> PRESS_ON_NOBODY = Set.of(
            "benefit-joints",
            "see-the-stress-in-your-shoulders",
            "overhead-reach-at-breaks",
            "chair-with-lumbar-support",
            "manual-lifting",
            "manual-lighter-loads",
            "running-pack-that-fits",
            "lift-form-set-shoulder-blades",
            "lift-form-overhead-press",
            "lift-form-bench-press",
            "balanced-training",
            "warm-up-before-running",
            "neck-in-the-warm-up",
            "when-a-scan-helps",
            "physiotherapy-treatment-by-hand");

    /// Topics that ask for nothing and praise nothing: they warn or explain.
    private static final Set<Topic> EXPLAINING = Set.of(
            Topic.CAUTION, Topic.WHEN_TO_SEEK_HELP, Topic.CAUSE, Topic.BACKGROUND, Topic.MUSCLE, Topic.EXPECTED_COURSE);

    @ParameterizedTest
    @EnumSource(
            value = Condition.class,
            names = {
                "OSTEOPOROSIS",
                "SYSTEMIC_STEROIDS",
                "VERTEBRAL_FRACTURE",
                "VERTEBRAL_FRACTURE_SUSPECTED",
                "FUSED_SPINE",
                "ANTICOAGULANT",
                "BLEEDING_DISORDER",
                "SKIN_LESION",
                "SHINGLES",
                "DVT"
            })
    void nobodyWhomItCanHarmIsToldToRollPressOrRub(Condition condition) {
        assertThat(toldToAnybodyWith(condition))
                .filteredOn(line -> finds("roll|massag|press|knot|rub|knead", line))
                .filteredOn(line -> !EXPLAINING.contains(line.topic()))
                .extracting(AdviceLine::slug)
                .isSubsetOf(PRESS_ON_NOBODY);
    }

    @Test
    void whoMustNotBePressedByTheCataloguesContraindicationsIsNotToldToPress() {
        var conditions = StreamSupport.stream(
                        ShippedCatalogue.contraindications().get("rules").spliterator(), false)
                .filter(rule -> rule.path("tags").toString().contains("DEEP_PRESSURE")
                        || rule.path("slugs").toString().contains("foam-rolling-upper-back"))
                .map(rule -> Condition.of(rule.get("condition").asText()).orElseThrow())
                .distinct()
                .toList();

        assertThat(conditions)
                .hasSizeGreaterThan(8)
                .allSatisfy(condition -> assertThat(toldToAnybodyWith(condition))
                        .extracting(AdviceLine::slug)
                        .doesNotContain(
                                "self-massage", "foam-rolling", "running-stretch-and-roll", "running-prevention-set"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Condition.class,
            names = {"SKIN_LESION", "SHINGLES", "DVT", "ACUTE_INFECTION", "DIABETES", "CANCER_HISTORY"})
    void nobodyWhomItCanHarmIsToldToWarmOrCool(Condition condition) {
        assertThat(toldToAnybodyWith(condition))
                .filteredOn(line -> finds("(warm|hot|cold) (pack|bath)|sauna|(warmth|cold) if you", line))
                .filteredOn(line -> !EXPLAINING.contains(line.topic()))
                .extracting(AdviceLine::slug)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Condition.class,
            names = {"PREGNANCY", "CARDIAC_DISEASE", "CARDIAC_EVENT_RECENT"})
    void whereAWarmBathIsLeftOutNoOtherLineAdvisesOne(Condition condition) {
        assertThat(toldToAnybodyWith(condition))
                .filteredOn(line -> finds("\\bbath", line))
                .extracting(AdviceLine::slug)
                .isEmpty();
    }

    @Test
    void aWarningThatItsAuthorForgotIsNotMissed() {
        var line = saying("new", "A ball under the back", "Lie on a ball and let it massage you.");
        var whom = new Recipient(
                Optional.of(10), Stage.ACUTE, Set.of(), List.of(ReportedCondition.of(Condition.DVT)), List.of());

        var weekly = WeeklyAdvice.of(whom, 1, SelfCareClock.of(whom, List.of(line)), List.of(line));

        assertThat(weekly.told()).isEmpty();
        assertThat(weekly.leftOut())
                .singleElement()
                .satisfies(left -> assertThat(left.because()).contains("dvt", "massage can harm"));
    }

    /// In whatever week, at whatever hour of the pain, with whatever days.
    private static List<AdviceLine> toldToAnybodyWith(Condition condition) {
        var days = Stream.concat(
                        Stream.of(Set.<Context>of(), Set.of(Context.values())),
                        Stream.of(Context.values()).map(Set::of))
                .toList();
        return Stream.of(Stage.values())
                .flatMap(stage -> Stream.of(10, 60, 3000)
                        .flatMap(hour -> days.stream()
                                .map(contexts -> new Recipient(
                                        Optional.of(hour),
                                        stage,
                                        contexts,
                                        List.of(ReportedCondition.of(condition)),
                                        List.of()))))
                .flatMap(WeeklyAdviceTest::everToldTo)
                .distinct()
                .toList();
    }

    /// A line whose turn is in another week waits in this one and is named: two weeks speak of all there are.
    private static Stream<AdviceLine> everToldTo(Recipient whom) {
        var clock = SelfCareClock.of(whom, SHIPPED);
        var slugs = clock.lines().stream().map(ClockLine::adviceId).toList();
        return Stream.concat(
                SHIPPED.stream().filter(line -> slugs.contains(line.slug())),
                IntStream.rangeClosed(1, 2)
                        .mapToObj(week -> WeeklyAdvice.of(whom, week, clock, SHIPPED))
                        .flatMap(weekly -> Stream.concat(
                                weekly.told().stream().map(WeeklyAdvice.Told::line),
                                weekly.waiting().stream().flatMap(it -> it.lines().stream()))));
    }

    private static boolean finds(String words, AdviceLine line) {
        return Pattern.compile(words)
                .matcher((line.title() + ". " + line.text()).toLowerCase(Locale.ROOT))
                .find();
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
