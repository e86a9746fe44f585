package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.rules.People.RULES;
import static org.scapula.triage.rules.People.healthyBut;
import static org.scapula.triage.rules.People.healthyDeskWorker;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Why the answer is what it is, and what would change it: each claim is tried by judging again.
class ExplanationRulesTest {

    @Test
    void aRuleThatLacksOneAnswerIsNear() {
        var explanation = RULES.explain(healthyBut("tingling=yes"));

        assertThat(explanation.nearMisses()).anySatisfy(miss -> {
            assertThat(miss.rule().id()).isEqualTo("E03");
            assertThat(miss.met()).extracting(Finding::id).containsExactly("tingling");
            assertThat(miss.lacking()).singleElement().satisfies(lacking -> {
                assertThat(lacking.finding().id()).isEqualTo("cancerHistory");
                assertThat(lacking.now()).isEqualTo(Answer.NO);
                assertThat(lacking.needed()).isEqualTo("yes");
            });
        });
    }

    @Test
    void aNumberThatIsLackingSaysHowMuchItTakes() {
        var explanation = RULES.explain(healthyBut("temperatureTaken=yes, temperatureC=37.9"));

        assertThat(explanation.nearMisses()).anySatisfy(miss -> {
            assertThat(miss.rule().id()).isEqualTo("U02");
            assertThat(miss.lacking()).singleElement().satisfies(lacking -> {
                assertThat(lacking.now()).isEqualTo(Answer.of("37.9"));
                assertThat(lacking.needed()).isEqualTo("at least 38 °C");
            });
        });
    }

    @ParameterizedTest
    @EnumSource(Disposition.class)
    void whatIsLackingWouldMakeTheRuleFire(Disposition disposition) {
        for (var person : new Crowd(41, 0.03).of(disposition, 40)) {
            for (var miss : RULES.explain(person).nearMisses()) {
                assertThat(miss.rule().disposition().outranks(disposition)).isTrue();
                assertThat(miss.met()).isNotEmpty();
                assertThat(miss.lacking()).hasSizeBetween(1, 2);
                assertThat(People.fires(miss.rule().id(), RULES.judge(person))).isFalse();

                var satisfied = person;
                for (var lacking : miss.lacking()) {
                    satisfied = satisfied.with(lacking.finding().id(), satisfying(lacking));
                }

                assertThat(People.fires(miss.rule().id(), RULES.judge(satisfied)))
                        .as("%s %s", miss.rule().id(), miss.lacking())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Disposition.class)
    void whatIsSaidToChangeTheAnswerDoesSo(Disposition disposition) {
        for (var person : new Crowd(42, 0.03).of(disposition, 40)) {
            var explanation = RULES.explain(person);

            assertThat(Stream.concat(explanation.wouldRaise().stream(), explanation.wouldChange().stream()))
                    .allSatisfy(change -> {
                        var then = RULES.judge(person.with(change.finding().id(), change.instead()));
                        assertThat(then.disposition()).isEqualTo(change.leadsTo());
                        assertThat(change.leadsTo()).isNotEqualTo(disposition);
                    });
            assertThat(explanation.wouldRaise())
                    .allMatch(change -> change.leadsTo().outranks(disposition));
        }
    }

    // By trial: every yes, and every number on either side of a threshold.
    @ParameterizedTest
    @EnumSource(Disposition.class)
    void everySingleAnswerThatWouldRaiseItIsNamed(Disposition disposition) {
        for (var person : new Crowd(43, 0.02).of(disposition, 15)) {
            var named = RULES.explain(person).wouldRaise().stream()
                    .map(change -> change.finding().id())
                    .toList();

            for (var finding : RULES.findings()) {
                var raises = dangerous(finding)
                        .anyMatch(answer -> RULES.judge(person.with(finding.id(), answer))
                                .disposition()
                                .outranks(disposition));
                assertThat(named.contains(finding.id()))
                        .as("%s for %s", finding.id(), person)
                        .isEqualTo(raises);
            }
        }
    }

    @Test
    void oneAnswerBehindTheOnlyRuleIsWhatWouldChangeIt() {
        var explanation = RULES.explain(healthyBut("saddleNumb=yes"));

        assertThat(explanation.wouldChange()).singleElement().satisfies(change -> {
            assertThat(change.finding().id()).isEqualTo("saddleNumb");
            assertThat(change.instead()).isEqualTo(Answer.NO);
            assertThat(change.leadsTo()).isEqualTo(Disposition.SELF_CARE);
        });
        assertThat(explanation.wouldRaise()).isEmpty();
    }

    @Test
    void aCompanionThatWasReadDangerouslyIsWhatWouldChangeIt() {
        var explanation = RULES.explain(healthyBut("chestPressure=yes"));

        assertThat(explanation.wouldChange()).anySatisfy(change -> {
            assertThat(change.finding().id()).isEqualTo("heartPainHoursAgo");
            assertThat(change.instead()).isEqualTo(Answer.of("12"));
            assertThat(change.leadsTo()).isEqualTo(Disposition.URGENT);
        });
    }

    @Test
    void twoReasonsAreNotUndoneByOneAnswer() {
        var explanation = RULES.explain(healthyBut("saddleNumb=yes, breathless=yes"));

        assertThat(explanation.wouldChange()).isEmpty();
    }

    @Test
    void whatIsUnknownAndCouldStillChangeItHeldItUp() {
        var explanation = RULES.explain(healthyBut("tingling=yes, heightLoss=?, buttockPain=?"));

        assertThat(explanation.verdict().disposition()).isEqualTo(Disposition.URGENT);
        assertThat(explanation.heldUp().open()).extracting(Finding::id).containsExactly("heightLoss");
        assertThat(explanation.heldUp().ifAllNo()).isEqualTo(Disposition.ROUTINE_CLINICIAN);
        assertThat(explanation.heldUp().numbersStillOpen()).isEmpty();
    }

    @Test
    void aNumberThatIsUnknownIsNoNo() {
        var explanation = RULES.explain(healthyBut("nprsNow=?"));

        assertThat(explanation.heldUp().open()).extracting(Finding::id).containsExactly("nprsNow");
        assertThat(explanation.heldUp().numbersStillOpen())
                .extracting(Finding::id)
                .containsExactly("nprsNow");
        assertThat(explanation.heldUp().ifAllNo()).isEqualTo(Disposition.ROUTINE_CLINICIAN);
    }

    @Test
    void nothingHoldsUpWhatIsCertain() {
        assertThat(RULES.explain(Answers.of(Map.of("saddleNumb", Answer.YES)))
                        .heldUp()
                        .open())
                .isEmpty();
        assertThat(RULES.explain(healthyDeskWorker()).heldUp().open()).isEmpty();
    }

    @Test
    void itCostsLittle() {
        var slices = LongStream.range(0, 8)
                .map(_ -> microseconds(healthyDeskWorker()))
                .sorted();

        // Of the processor, of the best slice: a busy neighbour does not count.
        assertThat(slices.findFirst().orElseThrow()).isLessThan(20_000);
    }

    private static long microseconds(Answers person) {
        var clock = ManagementFactory.getThreadMXBean();
        var start = clock.getCurrentThreadCpuTime();
        for (var i = 0; i < 10; i++) {
            assertThat(RULES.explain(person).wouldRaise()).isNotEmpty();
        }
        return (clock.getCurrentThreadCpuTime() - start) / 10_000;
    }

    private static Stream<Answer> dangerous(Finding finding) {
        return finding.type() == Finding.Type.YES_NO
                ? Stream.of(Answer.YES)
                : DangerRulesTest.numbersOf(finding.id()).stream()
                        .filter(number -> RULES.telling().to(finding).stream()
                                .anyMatch(told -> told instanceof Answer.Number said
                                        && said.value().compareTo(number) == 0))
                        .map(Answer.Number::new);
    }

    private static Answer satisfying(Explanation.Lacking lacking) {
        return switch (lacking.needed()) {
            case "yes" -> Answer.YES;
            case "no" -> Answer.NO;
            default ->
                DangerRulesTest.numbersOf(lacking.finding().id()).stream()
                        .filter(number -> satisfies(number.doubleValue(), lacking.needed()))
                        .findFirst()
                        .<Answer>map(Answer.Number::new)
                        .orElseThrow();
        };
    }

    private static boolean satisfies(double number, String needed) {
        var parts = needed.split(" ");
        var threshold = Double.parseDouble(parts[2]);
        return Optional.of(parts[0] + " " + parts[1])
                .map(comparison -> switch (comparison) {
                    case "at least" -> number >= threshold;
                    case "more than" -> number > threshold;
                    case "at most" -> number <= threshold;
                    default -> number < threshold;
                })
                .orElseThrow();
    }
}
