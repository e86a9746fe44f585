package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.rules.People.RULES;
import static org.scapula.triage.rules.People.healthyBut;
import static org.scapula.triage.rules.People.healthyDeskWorker;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Being asked one question after another ends where the whole questionnaire ends, and no question is asked in vain.
class InterviewRulesTest {

    private static final Answers SILENT = Answers.of(Map.of());

    private static final Map<Disposition, Long> SEEDS = Map.of(
            Disposition.EMERGENCY, 1L,
            Disposition.URGENT, 2L,
            Disposition.ROUTINE_CLINICIAN, 3L,
            Disposition.SELF_CARE, 4L);

    private static final Map<Disposition, List<Answers>> PEOPLE = new EnumMap<>(Disposition.class);

    /// What five hundred people of each kind told, who were asked one question after another.
    private static final Map<Disposition, List<Answers>> TOLD = new EnumMap<>(Disposition.class);

    /// One person's interview: the answers before each question, and at its end.
    record Talk(Answers person, List<Interview.Step> steps, List<Answers> before, Answers told) {

        static Talk with(Answers person) {
            var steps = new ArrayList<Interview.Step>();
            var before = new ArrayList<Answers>();
            var told = SILENT.saying(person.freeText()).gotWorse(person.worse());
            for (var step = RULES.next(told); !step.done(); step = RULES.next(told)) {
                var asked = step.questions().getFirst().finding().id();
                assertThat(told.byFinding()).as("asked twice").doesNotContainKey(asked);
                steps.add(step);
                before.add(told);
                told = told.with(asked, person.to(asked));
            }
            return new Talk(person, steps, before, told);
        }

        List<String> questions() {
            return steps.stream()
                    .map(step -> step.questions().getFirst().finding().id())
                    .toList();
        }

        Disposition result() {
            return RULES.judge(told).disposition();
        }
    }

    @ParameterizedTest
    @EnumSource(Disposition.class)
    void itEndsWhereTheWholeQuestionnaireEnds(Disposition disposition) {
        assertThat(toldBy(disposition))
                .allSatisfy(told -> assertThat(RULES.judge(told).disposition()).isEqualTo(disposition));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.005, 0.05, 0.3})
    void soItDoesForPeopleWhoDoNotKnowEverything(double unknowns) {
        var crowd = new Crowd(20_261_121, unknowns);
        var people = Stream.generate(crowd::person).limit(250).toList();

        people.parallelStream().forEach(InterviewRulesTest::endsWhereTheWholeQuestionnaireEnds);
    }

    @Test
    void soItDoesForPeopleWhoWriteSomething() {
        var crowd = new Crowd(7, 0.01);
        var texts = List.of(
                "I wet myself twice", "pins and needles in one arm", "my bones: no idea", "feverish, tight chest");

        for (var i = 0; i < 100; i++) {
            endsWhereTheWholeQuestionnaireEnds(crowd.person().saying(texts.get(i % texts.size())));
        }
    }

    @Test
    void whatIsNotAskedCanChangeNothing() {
        var crowd = new Crowd(8, 0.01);
        var others = new Crowd(9, 0.02);

        for (var i = 0; i < 40; i++) {
            var talk = Talk.with(crowd.person());
            for (var other = 0; other < 20; other++) {
                var completed = completed(talk.told(), others.withSomethingWrong(others.person()));
                if (RULES.judge(completed).contradictions().isEmpty()) {
                    assertThat(RULES.judge(completed).disposition())
                            .as(completed.toString())
                            .isEqualTo(talk.result());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Disposition.class)
    void everyQuestionCanStillChangeTheResultWhenItIsAsked(Disposition disposition) {
        var people = new Crowd(seed(disposition), 0.01).of(disposition, 12);

        var vain = people.parallelStream().flatMap(InterviewRulesTest::askedInVain);

        assertThat(vain).isEmpty();
    }

    @Test
    void everyQuestionSaysWhichRuleItIsAskedFor() {
        for (var person : new Crowd(11, 0.02).of(Disposition.ROUTINE_CLINICIAN, 20)) {
            for (var step : Talk.with(person).steps()) {
                assertThat(step.questions()).allSatisfy(question -> {
                    assertThat(question.why()).isNotEmpty();
                    assertThat(question.why())
                            .extracting(Interview.Reason::leadsTo)
                            .isSorted();
                });
                assertThat(step.questions())
                        .extracting(question -> question.why().getFirst().leadsTo())
                        .as("the most dangerous first")
                        .isSorted();
            }
        }
    }

    @Test
    void whatIsCertainlyAnEmergencyAsksNothing() {
        var step = RULES.next(SILENT.with("saddleNumb", Answer.YES));

        assertThat(step.soFar().disposition()).isEqualTo(Disposition.EMERGENCY);
        assertThat(step.done()).isTrue();
    }

    @Test
    void anEmergencyThatOneAnswerCouldCallOffIsSaidAtOnceAndAsksOnlyForThat() {
        var step = RULES.next(SILENT.with("chestPressure", Answer.YES));

        assertThat(step.soFar().disposition()).isEqualTo(Disposition.EMERGENCY);
        assertThat(step.questions()).singleElement().satisfies(question -> {
            assertThat(question.finding().id()).isEqualTo("heartPainHoursAgo");
            assertThat(question.onlyIfAtOnce()).isTrue();
        });
    }

    @Test
    void whoCannotAnswerThatStaysAnEmergencyAndIsAskedNothingMore() {
        var step = RULES.next(SILENT.with("chestPressure", Answer.YES).with("heartPainHoursAgo", Answer.UNKNOWN));

        assertThat(step.soFar().disposition()).isEqualTo(Disposition.EMERGENCY);
        assertThat(step.done()).isTrue();
    }

    @Test
    void whoCallsItOffIsAskedOn() {
        var step = RULES.next(SILENT.with("chestPressure", Answer.YES).with("heartPainHoursAgo", Answer.of("20")));

        assertThat(step.soFar().disposition()).isEqualTo(Disposition.URGENT);
        assertThat(step.questions()).isNotEmpty().noneMatch(Interview.Question::onlyIfAtOnce);
        assertThat(step.questions())
                .extracting(question -> question.why().getFirst().leadsTo())
                .as("urgent it is for certain")
                .containsOnly(Disposition.EMERGENCY);
    }

    @ParameterizedTest
    @CsvSource({
        "injury, fallHeightMetres",
        "injury, injuryDaysAgo",
        "injury, roadCrash",
        "injury, cannotWalkAfterInjury",
        "pregnant, pregnancyWeeks",
        "gaveBirthRecently, weeksSinceBirth",
        "temperatureTaken, temperatureC",
        "blisterBand, rashHours",
        "gettingWorse, painRisePoints",
        "newNeckOrHeadPain, doubleVision",
        "severeMusclePainAfterEffort, darkUrine",
    })
    void aQuestionComesBeforeItsDetails(String gate, String detail) {
        var step = RULES.next(SILENT);

        var asked = step.questions().stream()
                .map(question -> question.finding().id())
                .toList();
        assertThat(asked).contains(gate);
        assertThat(asked.contains(detail) && asked.indexOf(detail) < asked.indexOf(gate))
                .isFalse();
    }

    @Test
    void whoHadNoAccidentIsNotAskedHowDeepTheyFell() {
        var asked = Talk.with(healthyDeskWorker()).questions();

        assertThat(asked)
                .doesNotContain("fallHeightMetres", "injuryDaysAgo", "pregnancyWeeks", "weeksSinceBirth", "rashHours");
    }

    @Test
    void selfCareNeedsEveryWarningQuestionAnsweredWithNo() {
        var talk = Talk.with(healthyDeskWorker());

        assertThat(talk.result()).isEqualTo(Disposition.SELF_CARE);
        assertThat(talk.questions())
                .containsAll(RULES.findings().stream()
                        .filter(Finding::redFlag)
                        .map(Finding::id)
                        .toList());
    }

    @Test
    void oneWarningQuestionWithoutAnAnswerBesideAnotherSignIsUrgentAndAsksOnlyForEmergencies() {
        var told = SILENT.with("tingling", Answer.YES).with("heightLoss", Answer.UNKNOWN);

        var step = RULES.next(told);

        assertThat(step.soFar().disposition()).isEqualTo(Disposition.URGENT);
        assertThat(step.questions())
                .isNotEmpty()
                .allMatch(question -> question.why().getFirst().leadsTo() == Disposition.EMERGENCY);
    }

    @Test
    void openWarningQuestionsAreAskedBesideAnotherSign() {
        var person = healthyBut("tingling=yes");

        var talk = Talk.with(person);

        assertThat(talk.result()).isEqualTo(Disposition.ROUTINE_CLINICIAN);
        assertThat(talk.questions()).contains("heightLoss", "osteoporosis", "recentOperation");
    }

    @Test
    void whatThePersonDoesNotKnowIsNotAskedAgainAndStaysUnknown() {
        var talk = Talk.with(healthyBut("nprsNow=?"));

        assertThat(talk.told().byFinding()).containsEntry("nprsNow", Answer.UNKNOWN);
        assertThat(talk.questions()).doesNotHaveDuplicates();
        assertThat(RULES.judge(talk.told()).unknownFindings()).contains("nprsNow");
        assertThat(talk.result()).isEqualTo(Disposition.ROUTINE_CLINICIAN);
    }

    @Test
    void aTemperatureThatAPainkillerMayHideIsAskedFor() {
        var step = RULES.next(without(healthyBut("painkillersLast6Hours=yes"), "temperatureC"));

        assertThat(step.questions())
                .extracting(question -> question.finding().id())
                .containsExactly("temperatureC");
    }

    @Test
    void itCanBeTakenUpAgainAnywhere() {
        var person = new Crowd(12, 0).of(Disposition.URGENT, 1).getFirst();
        var talk = Talk.with(person);

        for (var at = 0; at < talk.steps().size(); at++) {
            assertThat(RULES.next(talk.before().get(at))).isEqualTo(talk.steps().get(at));
        }
    }

    @Test
    void aFewQuestionsAreEnoughForMost() {
        var most = Map.of(
                Disposition.EMERGENCY, 16,
                Disposition.URGENT, 60,
                Disposition.ROUTINE_CLINICIAN, 110,
                Disposition.SELF_CARE, 120);
        var table = new Figures("interview");
        table.line(
                "Questions asked of %d generated persons each, out of %d",
                toldBy(Disposition.EMERGENCY).size(), RULES.findings().size());
        table.line("%-18s | interview: median, 90 of 100 | form in its order, until the result is fixed", "result");

        for (var disposition : Disposition.values()) {
            var asked = toldBy(disposition).stream()
                    .map(told -> told.byFinding().size())
                    .sorted()
                    .toList();
            var inOrder = people(disposition).subList(0, 100).parallelStream()
                    .map(InterviewRulesTest::askedInTheOrderOfTheForm)
                    .sorted()
                    .toList();

            table.line(
                    "%-18s | %17d, %9d | %d, %d",
                    disposition, share(asked, 50), share(asked, 90), share(inOrder, 50), share(inOrder, 90));
            assertThat(share(asked, 50)).as(disposition.name()).isLessThanOrEqualTo(most.get(disposition));
        }
        table.write();
    }

    @Test
    void aStepCostsLittle() {
        var before = Talk.with(healthyDeskWorker()).before();
        var slices =
                IntStream.range(0, 8).mapToLong(_ -> microsecondsAStep(before)).sorted();

        // Of the processor, of the best slice: a busy neighbour does not count.
        assertThat(slices.findFirst().orElseThrow()).isLessThan(1_000);
    }

    private static Stream<String> askedInVain(Answers person) {
        var talk = Talk.with(person);
        return IntStream.range(0, talk.steps().size())
                .filter(at ->
                        !Matters.of(talk.questions().get(at), talk.before().get(at)))
                .mapToObj(at ->
                        talk.questions().get(at) + " after " + talk.before().get(at));
    }

    private static void endsWhereTheWholeQuestionnaireEnds(Answers person) {
        var talk = Talk.with(person);

        assertThat(talk.result())
                .as(talk.told().toString())
                .isEqualTo(RULES.judge(person).disposition());
    }

    private static long microsecondsAStep(List<Answers> before) {
        var clock = ManagementFactory.getThreadMXBean();
        var start = clock.getCurrentThreadCpuTime();
        var questions = 0;
        for (var answers : before) {
            questions += RULES.next(answers).questions().size();
        }
        assertThat(questions).isPositive();
        return (clock.getCurrentThreadCpuTime() - start) / before.size() / 1_000;
    }

    /// How many questions of the form, from its first, until nothing that follows matters.
    private static int askedInTheOrderOfTheForm(Answers person) {
        var least = 0;
        var most = RULES.findings().size();
        while (least < most) {
            var half = (least + most) / 2;
            if (RULES.next(firstOnly(person, half)).done()) {
                most = half;
            } else {
                least = half + 1;
            }
        }
        return most;
    }

    private static Answers firstOnly(Answers person, int questions) {
        var first = new HashMap<String, Answer>();
        RULES.findings().stream().limit(questions).forEach(finding -> first.put(finding.id(), person.to(finding.id())));
        return Answers.of(first);
    }

    private static int share(List<Integer> sorted, int ofAHundred) {
        return sorted.get(sorted.size() * ofAHundred / 100);
    }

    private static List<Answers> people(Disposition disposition) {
        return PEOPLE.computeIfAbsent(disposition, of -> new Crowd(seed(of), 0).of(of, 500));
    }

    private static List<Answers> toldBy(Disposition disposition) {
        return TOLD.computeIfAbsent(
                disposition,
                of -> people(of).parallelStream()
                        .map(person -> Talk.with(person).told())
                        .toList());
    }

    private static long seed(Disposition disposition) {
        return Objects.requireNonNull(SEEDS.get(disposition));
    }

    private static Answers without(Answers person, String finding) {
        var rest = new HashMap<>(person.byFinding());
        rest.remove(finding);
        return new Answers(rest, person.freeText(), person.worse());
    }

    private static Answers completed(Answers told, Answers other) {
        var completed = told;
        for (var finding : RULES.findings()) {
            if (!told.byFinding().containsKey(finding.id())) {
                completed = completed.with(finding.id(), other.to(finding.id()));
            }
        }
        return completed;
    }

    /// Whether an answer matters, found by trial: the other open questions are answered so that only this one is left
    /// of some way in which a row can hold.
    private static final class Matters {

        private static final Answers WELL = healthyBut("temperatureC=36.6, morningStiffnessMinutes=0");

        static boolean of(String asked, Answers told) {
            return Stream.concat(
                            RULES.rows().stream().flatMap(row -> row.condition().terms().ways().stream()),
                            Stream.of(Set.<Atom>of()))
                    .filter(way -> way.isEmpty()
                            || way.stream().anyMatch(atom -> atom.finding().equals(asked)))
                    .flatMap(way -> completions(told, asked, way))
                    .anyMatch(completed -> dispositions(completed, asked).size() > 1);
        }

        private static Stream<Answers> completions(Answers told, String asked, Set<Atom> way) {
            var completed = told;
            for (var finding : RULES.findings()) {
                if (!told.byFinding().containsKey(finding.id())) {
                    completed = completed.with(finding.id(), WELL.to(finding.id()));
                }
            }
            for (var atom : way) {
                if (!atom.finding().equals(asked)
                        && RULES.findings().stream()
                                .anyMatch(finding -> finding.id().equals(atom.finding()))
                        && !told.byFinding().containsKey(atom.finding())) {
                    completed = completed.with(atom.finding(), EveryWayRulesTest.just(atom));
                }
            }
            var benign = completed;
            // An open warning question matters beside another sign.
            var besideAnother = RULES.findings().stream()
                    .filter(finding -> finding.redFlag() || finding.weakFlag())
                    .filter(finding -> !told.byFinding().containsKey(finding.id()))
                    .filter(finding -> !finding.id().equals(asked))
                    .map(finding -> benign.with(finding.id(), Answer.YES));
            return way.isEmpty() ? Stream.concat(Stream.of(benign), besideAnother) : Stream.of(benign);
        }

        private static Set<Disposition> dispositions(Answers completed, String asked) {
            var seen = new HashSet<Disposition>();
            var finding = RULES.finding(asked);
            var answers = finding.type() == Finding.Type.YES_NO
                    ? Stream.of(Answer.YES, Answer.NO, Answer.UNKNOWN)
                    : Stream.concat(
                            Stream.of(Answer.UNKNOWN),
                            DangerRulesTest.numbersOf(asked).stream().map(Answer.Number::new));
            answers.map(answer -> Crowd.withoutNeedlessDetails(completed.with(asked, answer)))
                    .forEach(person -> seen.add(RULES.judge(person).disposition()));
            return seen;
        }
    }
}
