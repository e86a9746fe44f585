package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.triage.rules.Proof.Method;
import org.scapula.triage.rules.Proof.Property;

/// What is proved of a rule set before anybody is judged by it.
class ProofRulesTest {

    private static final String VOCABULARY = RuleSet.shippedText("vocabulary.yaml");
    private static final String RULES = RuleSet.shippedText("rules.yaml");

    private static final Proof SHIPPED = Proof.of(People.RULES);

    /// What promises too much, each in the reason of a rule of its own.
    private static final Map<String, String> REASSURING = Map.of(
            "U06", "A swollen leg is safe.",
            "U07", "It is nothing serious.",
            "U08", "You are fine.",
            "U09", "A clot was ruled out.",
            "U10", "There is no need to worry about it.",
            "U11", "This is harmless.");

    private static Optional<Proof> reassured = Optional.empty();

    @Test
    void theShippedRulesAreProved() {
        assertThat(SHIPPED.failures()).isEmpty();
        assertThat(SHIPPED.personsTried()).isGreaterThan(500);
        for (var property : Property.values()) {
            assertThat(SHIPPED.claims()).anyMatch(claim -> claim.property() == property);
        }
        for (var rule : People.RULES.rules()) {
            assertThat(SHIPPED.claims())
                    .filteredOn(claim -> claim.where().equals("rule " + rule.id()))
                    .extracting(Proof.Claim::property)
                    .contains(Property.EXAMPLES, Property.MONOTONE, Property.REACHABLE);
        }
    }

    @Test
    void theShippedRowsAreProvedFromTheirConditionsAlone() {
        assertThat(SHIPPED.claims())
                .filteredOn(claim -> claim.property() == Property.MONOTONE)
                .filteredOn(claim -> claim.where().startsWith("rule "))
                .allMatch(claim -> claim.method() == Method.SYNTAX);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "when: oneLegSwollen ; when: '!oneLegSwollen' ; rule U11 ; oneLegSwollen",
                "spellsLastYear >= spellsAYear ; spellsLastYear < spellsAYear ; rule R10 ; spellsLastYear",
                "when: blisterBand && (rash ; when: blisterBand && !bloodThinners && (rash ; rule U07 ; bloodThinners"
            })
    void aRuleThatADangerousAnswerSwitchesOffIsNamedWithAPerson(String from, String to, String rule, String finding) {
        var damaged = changed(from, to);

        var failed = Proof.of(RuleSet.of(VOCABULARY, damaged)).failures().stream()
                .filter(claim ->
                        claim.property() == Property.MONOTONE && claim.where().equals(rule))
                .findFirst()
                .orElseThrow();

        assertThat(failed.line()).isPositive();
        var example = failed.counterExample().orElseThrow();
        assertThat(example.finding()).isEqualTo(finding);
        assertThat(example.before().outranks(example.after())).isTrue();
    }

    @Test
    void aNegationThatLetsNobodyDownIsProvedBySearch() {
        // An accident is asked for by R08 anyway.
        var damaged = changed(
                "when: worseEachSession || ribPainWithTraining",
                "when: worseEachSession || ribPainWithTraining || (painfulUrine && !injury)");

        var claim = Proof.of(RuleSet.of(VOCABULARY, damaged)).claims().stream()
                .filter(one ->
                        one.property() == Property.MONOTONE && one.where().equals("rule R11"))
                .findFirst()
                .orElseThrow();

        assertThat(claim.method()).isEqualTo(Method.SEARCH);
        assertThat(claim.holds()).isTrue();
    }

    @Test
    void aRuleMayNotBeSwitchedOffByAFactOfTheEngine() {
        var damaged = changed("when: gotWorse", "when: gotWorse && !contradictionFound");

        assertThat(Proof.of(RuleSet.of(VOCABULARY, damaged)).failures())
                .anyMatch(claim ->
                        claim.property() == Property.MONOTONE && claim.where().equals("rule R14"));
    }

    @Test
    void aNumberWithDangerOnBothSidesHasToBeDeclaredSo() {
        var oneSided = VOCABULARY.replaceFirst("    danger: BOTH\n", "    danger: UP\n");

        assertThat(Proof.of(RuleSet.of(oneSided, RULES)).failures())
                .anyMatch(claim ->
                        claim.property() == Property.MONOTONE && claim.where().equals("rule U14"));
    }

    @Test
    void anUndeclaredWayBackIsFound() {
        var damaged = RULES.replaceFirst("  - \\{finding: nprsWorst, rule: R13[^\n]*\n", "");

        var failed = Proof.of(RuleSet.of(VOCABULARY, damaged)).failures();

        assertThat(failed).extracting(Proof.Claim::where).contains("contradiction C01");
        assertThat(failed.getFirst().counterExample().orElseThrow().finding()).isEqualTo("nprsWorst");
    }

    @Test
    void anExceptionForARowThatIsNoFailSafeExcusesNothing() {
        var damaged = changed("when: oneLegSwollen", "when: '!oneLegSwollen'")
                .replace(
                        "monotonicityExceptions:\n",
                        "monotonicityExceptions:\n  - {finding: oneLegSwollen, rule: U11, reason: We like it so.}\n");

        assertThat(Proof.of(RuleSet.of(VOCABULARY, damaged)).holds(Property.MONOTONE))
                .isFalse();
    }

    @Test
    void aRuleThatCannotFireIsNamed() {
        var damaged = changed("when: oneLegSwollen", "when: oneLegSwollen && !oneLegSwollen");

        assertThat(Proof.of(RuleSet.of(VOCABULARY, damaged)).failures())
                .anyMatch(claim ->
                        claim.property() == Property.REACHABLE && claim.where().equals("rule U11"));
    }

    @Test
    void anExampleThatDoesNotComeTrueIsNamedWithItsLine() {
        var damaged = changed("        - oneLegSwollen=yes\n", "        - legPain=yes\n");
        var line = RULES.substring(0, RULES.indexOf("        - oneLegSwollen=yes\n"))
                        .lines()
                        .count()
                + 1;

        assertThat(Proof.of(RuleSet.of(VOCABULARY, damaged)).failures())
                .anyMatch(claim -> claim.property() == Property.EXAMPLES
                        && claim.where().equals("rule U11")
                        && claim.line() == line
                        && claim.says().contains("legPain=yes"));
    }

    @Test
    void anExampleOfSomethingNobodyAsksIsNamed() {
        var damaged = changed("        - oneLegSwollen=yes\n", "        - oneLegSwolen=yes\n");

        assertThat(Proof.of(RuleSet.of(VOCABULARY, damaged)).failures())
                .anyMatch(claim -> claim.says().contains("oneLegSwolen"));
    }

    @ParameterizedTest
    @CsvSource({"U06", "U07", "U08", "U09", "U10", "U11"})
    void whatPromisesTooMuchIsFoundInEveryText(String rule) {
        assertThat(RuleSet.of(VOCABULARY, withReassuringReasons()).rules())
                .filteredOn(one -> one.id().equals(rule))
                .singleElement()
                .matches(one -> one.reason().equals(REASSURING.get(rule)));

        assertThat(reassured().failures())
                .anyMatch(claim -> claim.property() == Property.UNREASSURING
                        && claim.where().equals("rule " + rule)
                        && claim.line() > 0);
    }

    private static synchronized Proof reassured() {
        if (reassured.isEmpty()) {
            reassured = Optional.of(Proof.of(RuleSet.of(VOCABULARY, withReassuringReasons())));
        }
        return reassured.get();
    }

    private static String withReassuringReasons() {
        var rules = RULES;
        for (var one : REASSURING.entrySet()) {
            rules = rules.replaceFirst(
                    "(?s)(\n  - id: " + one.getKey() + "\n.*?\n    reason: )[^\n]*", "$1" + one.getValue());
        }
        return rules;
    }

    @Test
    void whomARuleSetAnswersMoreMildlyThanTheShippedOneIsNamed() {
        var withoutE01 = RULES.replaceFirst("(?s)  - id: E01\n.*?(?=  - id: E02\n)", "");

        var milder = Milder.than(People.RULES, RuleSet.of(VOCABULARY, withoutE01));

        assertThat(milder)
                .contains(new Milder("E01", "saddleNumb=yes", Disposition.EMERGENCY, Disposition.ROUTINE_CLINICIAN));
        assertThat(Milder.than(People.RULES, People.RULES)).isEmpty();
    }

    private static String changed(String from, String to) {
        assertThat(RULES).contains(from);
        return RULES.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
    }
}
