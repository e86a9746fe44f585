package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A rule set with anything wrong in it is refused, and the refusal says where and why.
class BrokenRuleSetRulesTest {

    private static final String VOCABULARY = RuleSet.shippedText("vocabulary.yaml");
    private static final String RULES = RuleSet.shippedText("rules.yaml");

    record Damage(String file, String from, String to, String where, String why) {

        static Damage rules(String from, String to, String where, String why) {
            return new Damage("rules", from, to, where, why);
        }

        static Damage vocabulary(String from, String to, String where, String why) {
            return new Damage("vocabulary", from, to, where, why);
        }
    }

    static List<Damage> damages() {
        return List.of(
                Damage.rules("when: oneLegSwollen", "when: oneLegSwolen", "rule U11", "oneLegSwolen"),
                Damage.rules("when: oneLegSwollen", "when: ageYears", "rule U11", "expected type 'bool'"),
                Damage.rules("when: oneLegSwollen", "when: oneLegSwollen &&", "rule U11", "not valid"),
                Damage.rules("when: oneLegSwollen", "when: oneLegSwollen >= one", "rule U11", "not valid"),
                Damage.rules("when: oneLegSwollen", "when: oneLegSwollen == true", "rule U11", "may not be used"),
                Damage.rules("when: oneLegSwollen", "when: oneLegSwollen || tingling ? true", "rule U11", "not valid"),
                Damage.rules("spellsLastYear >= spellsAYear", "spellsLastYear >= 4", "rule R10", "a number stands"),
                Damage.rules("spellsLastYear >= spellsAYear", "spellsLastYear >= often", "rule R10", "often"),
                Damage.rules("atLeast(weakSignsForUrgent,", "atLeast(many,", "rule U10", "unknown parameter 'many'"),
                Damage.rules(
                        "name: weakSignsForUrgent, value: 2",
                        "name: weakSignsForUrgent, value: 1.5",
                        "U10",
                        "1.5 of 6"),
                Damage.rules(
                        "name: weakSignsForUrgent, value: 2", "name: weakSignsForUrgent, value: 9", "U10", "9 of 6"),
                Damage.rules("id: U11", "id: U10", "rule U10", "twice"),
                Damage.rules("id: U11", "id: X11", "rule X11", "E, U, R or S"),
                Damage.rules(
                        "    reason: A swollen leg could mean a blood clot.\n", "", "rule U11", "'reason' is missing"),
                Damage.rules(
                        "reason: A swollen leg could mean a blood clot.",
                        "reason: ''",
                        "rule U11",
                        "'reason' is missing"),
                Damage.rules("    sources: [Downie 2013]\n", "", "rule U06", "'sources'"),
                Damage.rules("    sources: [Downie 2013]\n", "    sources: []\n", "rule U06", "'sources'"),
                Damage.rules("    when: oneLegSwollen\n", "", "rule U11", "'when' is missing"),
                Damage.rules(
                        "    when: oneLegSwollen\n", "    wenn: oneLegSwollen\n", "rule U11", "unknown key 'wenn'"),
                Damage.rules("disposition: SELF_CARE", "disposition: HOME", "rule S01", "must be one of"),
                Damage.rules("disposition: SELF_CARE", "disposition: ROUTINE_CLINICIAN", "rules.yaml", "self-care row"),
                Damage.rules("      silent:\n        - legPain=yes\n", "", "rule U11", "'silent' must be a list"),
                Damage.rules("exampleBase: {ageYears: 35", "exampleBase: {ageYears: 350", "rules.yaml", "out of range"),
                Damage.rules("by: worseByPoints}", "by: worseBy}", "gotWorse", "unknown parameter"),
                Damage.rules(
                        "    within: P3D\n    where: CLINIC\n    reason: With",
                        "    within: soon\n    where: CLINIC\n    reason: With",
                        "rule R06",
                        "neither"),
                Damage.rules("within: P14D", "within: now", "rule R05", "an emergency"),
                Damage.rules(
                        "legProblemDays: {value: 0",
                        "legProblemDays: {value: 15",
                        "rule E02",
                        "not read as the dangerous"),
                Damage.rules("      legProblemDays: {", "      rashHours: {", "rule E02", "does not read 'rashHours'"),
                Damage.rules(
                        "painOver15Minutes: {value: true", "painOver15Minutes: {value: false", "rule E04", "dangerous"),
                Damage.rules("{finding: feverish, notAfter", "{finding: fevr, notAfter", "", "unknown finding 'fevr'"),
                Damage.rules("{finding: chills, phrases", "{finding: suddenOnset, phrases", "", "not a red flag"),
                Damage.rules("raises: injury", "raises: accident", "contradiction C04", "unknown finding 'accident'"),
                Damage.rules("below: feverC", "below: feverF", "masked", "unknown parameter 'feverF'"),
                Damage.rules("rule: R13, reason", "rule: R99, reason", "rules.yaml", "R99"),
                Damage.rules(
                        "  - {name: oldAge, value: 70, unit: years, sources: [Henschke 2009]}\n",
                        "",
                        "rule R04",
                        "oldAge"),
                Damage.rules("value: 70, unit: years", "value: old, unit: years", "parameter oldAge", "not a number"),
                Damage.rules("value: 70, unit: years", "value: 70", "parameter oldAge", "'unit' is missing"),
                Damage.rules("  clotRisk: ", "  lotRisk: ", "rule E06", "clotRisk"),
                Damage.rules(
                        "{name: one, value: 1",
                        "{name: spare, value: 1, unit: count, sources: [x]}\n  - {name: one, value: 1",
                        "rules.yaml",
                        "nothing uses 'spare'"),
                Damage.rules("version: '2'", "", "rules.yaml", "'version' is missing"),
                Damage.rules("version: '2'", "version: [", "rules.yaml", "not readable"),
                Damage.rules(
                        "monotonicityExceptions:\n", "monotonicityExceptions: &a\n  - *a\n", "rules.yaml", "aliases"),
                Damage.rules(
                        "  radiating: bandPain || armPain || legPain\n", explosive(), "definition d", "longer than"),
                Damage.vocabulary(
                        "id: chills, type: YES_NO", "id: chills, type: MAYBE", "finding chills", "must be one of"),
                Damage.vocabulary(
                        "id: chills, type: YES_NO", "id: feverish, type: YES_NO", "finding feverish", "twice"),
                Damage.vocabulary(
                        "id: chills, type: YES_NO",
                        "id: redFlagUnknown, type: YES_NO",
                        "redFlagUnknown",
                        "cannot be the name"),
                Damage.vocabulary(
                        "id: chills, type: YES_NO",
                        "id: chills, type: YES_NO, min: 1, max: 2",
                        "finding chills",
                        "'min' and 'max'"),
                Damage.vocabulary(
                        "section: infection, sources: [S1-R09",
                        "section: fevers, sources: [S1-R09",
                        "finding chills",
                        "unknown section"),
                Damage.vocabulary(
                        "Have you had chills or shaking fits?", "", "finding chills", "'question' is missing"),
                Damage.vocabulary("    danger: BOTH\n", "    danger: YES\n", "finding ageYears", "UP, DOWN or BOTH"),
                Damage.vocabulary(
                        "    max: 120\n    danger: BOTH\n",
                        "    danger: BOTH\n",
                        "finding ageYears",
                        "'min' and 'max'"));
    }

    // Each part holds the one before it twice.
    private static String explosive() {
        var parts = new StringBuilder("  radiating: bandPain || armPain || legPain\n  d0: bandPain\n");
        for (var i = 1; i < 40; i++) {
            parts.append("  d%d: d%d || d%d\n".formatted(i, i - 1, i - 1));
        }
        return parts.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void whatIsBrokenIsRefusedByNameAndReason(Damage damage) {
        var inRules = damage.file().equals("rules");
        var original = inRules ? RULES : VOCABULARY;
        assertThat(original).contains(damage.from());
        var damaged = original.replaceFirst(Pattern.quote(damage.from()), Matcher.quoteReplacement(damage.to()));

        var broken = catchThrowableOfType(
                RuleSetBroken.class, () -> RuleSet.of(inRules ? VOCABULARY : damaged, inRules ? damaged : RULES));

        assertThat(broken).isNotNull();
        assertThat(broken.getMessage()).contains(damage.where()).contains(damage.why());
    }

    @Test
    void theRefusalOfARuleNamesItsLine() {
        var damaged = RULES.replace("when: oneLegSwollen", "when: oneLegSwolen");
        var line = RULES.substring(0, RULES.indexOf("- id: U11")).lines().count();

        var broken = catchThrowableOfType(RuleSetBroken.class, () -> RuleSet.of(VOCABULARY, damaged));

        assertThat(broken.getMessage()).contains("rules.yaml line " + line);
        assertThat(broken.faults().getFirst().where()).contains("rule U11");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var damaged =
                RULES.replace("when: oneLegSwollen", "when: oneLegSwolen").replace("when: gotWorse", "when: worse");

        var broken = catchThrowableOfType(RuleSetBroken.class, () -> RuleSet.of(VOCABULARY, damaged));

        assertThat(broken.faults()).extracting(Fault::where).containsExactly("rule U11", "rule R14");
        assertThat(broken.faults()).allMatch(fault -> fault.line() > 0);
    }

    @Test
    void theHashIsOfTheContentNotOfItsForm() {
        var original = RuleSet.of(VOCABULARY, RULES).hash();

        assertThat(original).matches("[0-9a-f]{64}");
        assertThat(RuleSet.of(VOCABULARY + "\n# a remark\n", RULES.replace("version: '2'", "version:   \"2\""))
                        .hash())
                .isEqualTo(original);
        assertThat(RuleSet.of(VOCABULARY, RULES.replace("value: 38.0", "value: 38.1"))
                        .hash())
                .isNotEqualTo(original);
        assertThat(RuleSet.of(VOCABULARY.replace("Do you feel hot", "Are you hot"), RULES)
                        .hash())
                .isNotEqualTo(original);
    }

    @Test
    void aClinicMayMoveAThreshold() {
        var rules = RuleSet.of(
                VOCABULARY, RULES.replace("{name: selfCareDays, value: 7", "{name: selfCareDays, value: 14"));

        var verdict = rules.judge(People.healthyBut("selfCareDaysNoBetter=13, durationDays=20"));

        assertThat(verdict.disposition()).isEqualTo(Disposition.SELF_CARE);
    }

    @Test
    void aClinicMayCountBasalCellCancer() {
        var rules = RuleSet.of(
                VOCABULARY, RULES.replace("{name: basalCellCounts, value: 0", "{name: basalCellCounts, value: 1"));

        var verdict = rules.judge(People.healthyBut("basalCellCancer=yes"));

        assertThat(verdict.disposition()).isEqualTo(Disposition.URGENT);
    }
}
