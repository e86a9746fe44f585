package org.scapula.triage.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scapula.triage.rules.People.RULES;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What we say is plain, promises nothing, and can name its sources.
class WordingRulesTest {

    private static final List<String> FORBIDDEN = List.of(
            "nothing serious",
            "you are fine",
            "safe",
            "ruled out",
            "cure",
            "guarantee",
            "realign",
            "chiropract",
            "manipulat",
            "approved",
            "validated");

    @Test
    void noTextPromisesOrDiagnoses() {
        for (var text : texts().toList()) {
            assertThat(FORBIDDEN).as(text).noneMatch(text.toLowerCase(Locale.ROOT)::contains);
        }
    }

    @Test
    void aReasonNamesAPossibilityNotADiagnosis() {
        for (var rule : RULES.rules()) {
            assertThat(rule.reason().toLowerCase(Locale.ROOT)).doesNotContain("you have");
        }
    }

    @Test
    void noTextNamesADoseOfAMedicine() {
        for (var text : texts().toList()) {
            assertThat(text).doesNotContainPattern("\\d+ ?(mg|g|ml|tablets?)\\b");
        }
    }

    @Test
    void aQuestionIsOneShortSentence() {
        for (var finding : RULES.findings()) {
            assertThat(finding.question()).as(finding.id()).endsWith("?");
            assertThat(finding.question().chars().filter(c -> c == '?').count())
                    .as(finding.id())
                    .isEqualTo(1);
            assertThat(finding.question().split(" ").length).as(finding.id()).isLessThanOrEqualTo(18);
        }
    }

    @Test
    void aReasonIsShort() {
        for (var rule : RULES.rules()) {
            assertThat(rule.reason().split(" ").length).as(rule.id()).isBetween(5, 30);
        }
    }

    @Test
    void everySourceIdStandsOnAQuestionOrARow() {
        var cited = new HashSet<String>();
        RULES.findings().forEach(finding -> cited.addAll(finding.sources()));
        RULES.rules().forEach(rule -> cited.addAll(rule.sources()));

        assertThat(cited).containsAll(People.lines("source-ids.txt"));
    }

    @Test
    void everyQuestionIsAskedForARowOrSaysWhatItIsFor() {
        for (var finding : RULES.findings()) {
            assertThat(!RULES.askedFor(finding.id()).isEmpty()
                            || finding.dangerNote().contains("Used for the plan only"))
                    .as(finding.id())
                    .isTrue();
        }
    }

    @Test
    void theMostDangerousQuestionsComeFirst() {
        var order = RULES.sections().stream().map(Section::id).toList();
        var asked = RULES.findings().stream().map(Finding::section).distinct().toList();

        assertThat(asked).isEqualTo(order);
        assertThat(RULES.findings().subList(0, 20))
                .allMatch(finding -> RULES.askedFor(finding.id()).stream().anyMatch(id -> id.startsWith("E")));
    }

    private static Stream<String> texts() {
        return Stream.of(
                        RULES.findings().stream()
                                .flatMap(
                                        finding -> Stream.of(finding.question(), finding.help(), finding.dangerNote())),
                        RULES.rules().stream().flatMap(rule -> Stream.of(rule.reason(), rule.action(), rule.note())),
                        RULES.rules().stream()
                                .flatMap(rule -> rule.readUnknownAs().values().stream())
                                .map(Rule.ReadUnknownAs::why),
                        RULES.sections().stream().map(Section::title),
                        RULES.parameters().stream().map(Parameter::note),
                        RULES.exclusions().stream().map(Exclusion::text),
                        RULES.masks().stream().map(Mask::why),
                        RULES.monotonicityExceptions().stream().map(MonotonicityException::reason),
                        PictureRules.shipped().rows().flatMap(row -> Stream.of(row.text(), row.ifUnknown())),
                        PictureRules.shipped().notNamed().stream().map(PictureRules.NotNamed::reason))
                .flatMap(texts -> texts);
    }
}
