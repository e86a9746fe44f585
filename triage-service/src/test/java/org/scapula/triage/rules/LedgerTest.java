package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.scapula.triage.rules.People.RULES;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped rules before the safety ledger. Its people are our own and nobody's patients: it shows that the rules do
/// what the sources ask for, not that they are right for the people of a clinic.
class LedgerTest {

    private static final Ledger LEDGER = Ledger.shipped();
    private static final Ledger.Judge JUDGE = new Ledger.Judge(RuleSet.shippedText("rules.yaml"));
    private static final LedgerFigures FIGURES = LedgerFigures.of(LEDGER, JUDGE);
    private static final Path PRINTED = Path.of("target", "ledger.txt");

    // Thresholds that no single number is compared with: a case beyond, and the same person just before it.
    private static final Map<String, List<String>> COUNTED = Map.of(
            "weakSignsForUrgent", List.of("weight-loss-smoker", "weight-loss"),
            "inflammatorySigns", List.of("inflammatory-eye", "inflammatory-two"),
            "worseByPoints", List.of("got-worse-2-points", "got-worse-1-point"),
            "basalCellCounts", List.of("basal-cell-counted", "basal-cell-only"),
            "one", List.of("basal-cell-counted", "basal-cell-only"));

    static List<Ledger.Case> cases() {
        return LEDGER.cases();
    }

    // ./test prints this file at its end, whatever the tests find.
    @BeforeAll
    static void print() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("Safety ledger: cases of our own from the clinical sources. Not clinical validation.");
        lines.addAll(FIGURES.summary());
        lines.add("");
        lines.addAll(FIGURES.rules(RULES));
        lines.add("");
        lines.add("Answered otherwise than expected:");
        lines.addAll(FIGURES.differing());
        Files.write(PRINTED, lines);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void nobodyIsAnsweredTooMildlyOrTooUrgently(Ledger.Case one) {
        var verdict = JUDGE.verdict(one);

        assertThat(one.complaints(verdict)).as(one.story()).isEmpty();
    }

    @Test
    void thereAreEnoughCasesToShowLessThanOnePercentOfUnderTriage() {
        var dangerous = LEDGER.cases().stream()
                .filter(one -> one.expected() != Disposition.SELF_CARE)
                .count();

        assertThat(new Interval(0, (int) dangerous).most()).isLessThan(0.01);
    }

    @Test
    void everyRowHasCasesInWhichItHoldsAndNearMissesInWhichItDoesNot() {
        var bare = new ArrayList<String>();

        for (var rule : RULES.rules()) {
            var onAnswers = rule.reads().stream().noneMatch(RuleSet.FACTS::contains);
            var holds = LEDGER.cases().stream()
                    .filter(one -> one.fires().contains(rule.id()))
                    .count();
            var nearly = LEDGER.cases().stream()
                    .filter(one -> one.nearly().contains(rule.id()))
                    .filter(one -> !onAnswers || one.saysSomethingAbout(rule.reads()))
                    .count();
            if (holds < 1 || nearly < 1) {
                bare.add(rule.id() + " holds in " + holds + ", near misses " + nearly);
            }
        }

        assertThat(bare).isEmpty();
    }

    static Stream<String> warningSigns() {
        return People.lines("source-ids.txt").stream().filter(Ledger::isWarningSign);
    }

    @ParameterizedTest
    @MethodSource("warningSigns")
    void everyWarningSignOfTheArticlesIsSeenAndNotSeenWhereItIsNot(String sign) {
        var seen = LEDGER.cases().stream()
                .filter(one -> one.sources().contains(sign))
                .filter(one -> firedRulesCite(sign, one))
                .toList();
        var nearMisses = LEDGER.cases().stream()
                .filter(one -> one.nearly().contains(sign))
                .toList();

        assertThat(seen).isNotEmpty();
        assertThat(nearMisses).isNotEmpty();
        assertThat(nearMisses).noneMatch(one -> firedRulesCite(sign, one));
    }

    @Test
    void theFiveArticlesHaveThirtyThreeWarningSigns() {
        assertThat(warningSigns()).hasSize(33);
    }

    @Test
    void everyThresholdIsTriedOnBothSides() {
        var oneSided = RULES.parameters().stream()
                .map(Parameter::name)
                .filter(name -> !triedOnBothSides(name))
                .toList();

        assertThat(oneSided).isEmpty();
    }

    @Test
    void theReadmeQuotesThePrintedFigures() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));

        assertThat(readme).contains(FIGURES.summary());
        assertThat(readme).contains("not clinical validation");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'person: well'           | 'person: well, cured: yes'       | unknown key 'cured'",
                "'person: well'           | 'person: ill'                    | unknown person 'ill'",
                "saddleNumb=yes           | sadleNumb=yes                    | unknown finding 'sadleNumb'",
                "saddleNumb=yes           | saddleNumb=3                     | cannot be answered with 3",
                "saddleNumb=yes           | saddleNumb=maybe                 | neither yes, no, ? nor a number",
                "saddleNumb=yes           | 'saddleNumb=yes, saddleNumb=no'  | is not a new name=value",
                "'fires: [E01]'           | 'fires: [E99]'                   | unknown 'E99'",
                "'fires: [E01], '         | ''                               | no row is named",
                "', SELF_CARE]'           | ']'                              | the milder SELF_CARE is not forbidden",
                "'forbidden: [URGENT'     | 'forbidden: [EMERGENCY, URGENT'  | EMERGENCY is an answer and forbidden",
                "'expected: EMERGENCY'    | 'expected: EMERGENCY, accepted: URGENT, because: x' | only a more cautious",
                "'story: a'               | 'story: '                        | 'story' is missing",
                "'id: two'                | 'id: one'                        | stands there twice",
                "saddleNumb=no            | saddleNumb=yes                   | is the person of 'one' again",
            })
    void whatIsNotUnderstoodIsRefused(String from, String to, String complaint) {
        var people = """
                people:
                  - {id: well, about: Somebody., everythingElse: no}
                """;
        var cases = """
                theme: Trying
                cases:
                  - {id: one, story: a, person: well, answers: 'saddleNumb=yes', expected: EMERGENCY, forbidden: [URGENT, ROUTINE_CLINICIAN, SELF_CARE], fires: [E01], sources: [GIRFT 2023]}
                  - {id: two, story: b, person: well, answers: 'saddleNumb=no', expected: SELF_CARE, forbidden: [EMERGENCY], sources: [GIRFT 2023]}
                """;
        var before = unquoted(from);
        var damaged = cases.replaceFirst(Pattern.quote(before), unquoted(to));

        assertThat(Ledger.read(Map.of("people.yaml", people, "a.yaml", cases)).cases())
                .hasSize(2);
        assertThat(damaged).isNotEqualTo(cases);
        assertThatExceptionOfType(RuleSetBroken.class)
                .isThrownBy(() -> Ledger.read(Map.of("people.yaml", people, "a.yaml", damaged)))
                .withMessageContaining("a.yaml")
                .withMessageContaining(complaint);
    }

    private static String unquoted(String text) {
        return text.startsWith("'") ? text.substring(1, text.length() - 1) : text;
    }

    private static boolean firedRulesCite(String sign, Ledger.Case one) {
        return JUDGE.verdict(one).fired().stream()
                .anyMatch(fired -> fired.rule().sources().contains(sign));
    }

    // Somebody who just reaches it and of whom a row holds, and somebody who just misses it and of whom it does not.
    private static boolean triedOnBothSides(String parameter) {
        if (COUNTED.containsKey(parameter)) {
            return rowsApart(COUNTED.getOrDefault(parameter, List.of()));
        }
        var comparison = Pattern.compile("(\\w+) (>=|>|<=|<) " + parameter + "\\b");
        var texts = Stream.of(
                        RULES.definitions().values().stream(),
                        RULES.rules().stream().map(Rule::when),
                        RULES.exclusions().stream().map(Exclusion::when))
                .flatMap(all -> all);
        return texts.flatMap(text -> comparison.matcher(text).results())
                .anyMatch(found -> triedOnBothSides(found.group(1), found.group(2), value(parameter)));
    }

    private static boolean triedOnBothSides(String finding, String comparison, BigDecimal threshold) {
        if (RULES.findings().stream().noneMatch(known -> known.id().equals(finding))) {
            return false;
        }
        var step = RULES.finding(finding).type() == Finding.Type.INTEGER ? BigDecimal.ONE : new BigDecimal("0.1");
        var beyond = threshold.add(comparison.startsWith(">") ? step : step.negate());
        var before = threshold.subtract(comparison.startsWith(">") ? step : step.negate());
        var inclusive = comparison.endsWith("=");
        var reaches = new HashSet<String>();
        var misses = new HashSet<String>();
        for (var one : LEDGER.cases()) {
            if (says(one, finding, inclusive ? threshold : beyond)) {
                reaches.addAll(one.fires());
            }
            if (says(one, finding, inclusive ? before : threshold)) {
                misses.addAll(one.nearly());
            }
        }
        reaches.retainAll(misses);
        return !reaches.isEmpty();
    }

    private static boolean says(Ledger.Case one, String finding, BigDecimal number) {
        return one.answers().to(finding) instanceof Answer.Number(BigDecimal value) && value.compareTo(number) == 0;
    }

    private static boolean rowsApart(List<String> ids) {
        var rows = named(ids.getFirst()).fires();
        return named(ids.getLast()).nearly().stream().anyMatch(rows::contains);
    }

    private static Ledger.Case named(String id) {
        return LEDGER.cases().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal value(String parameter) {
        return RULES.parameters().stream()
                .filter(one -> one.name().equals(parameter))
                .map(Parameter::value)
                .findFirst()
                .orElseThrow();
    }
}
