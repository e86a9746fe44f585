package org.scapula.triage.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scapula.triage.assessment.FollowUp.Before;
import org.scapula.triage.rules.Answer;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.AnswersText;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.Finding;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.ruleset.Knowledge;
import org.scapula.triage.ruleset.LocalPlaces;
import org.scapula.triage.ruleset.Wording;

/// What an earlier answer changes about a new one.
class FollowUpTest {

    private static final RuleSet RULES = RuleSet.shipped();

    private static final Knowledge KNOWLEDGE = Knowledge.shipped(RULES, Wording.shippedFor(RULES), LocalPlaces.HERE);

    private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");
    private static final UUID ID = UUID.fromString("019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01");

    @Test
    void aWarningWithinADayIsCompared() {
        var emergency = said(Disposition.EMERGENCY, NOW.minusSeconds(24 * 3600));

        assertThat(shown(replacing(emergency)).changedSince()).isPresent();
        assertThat(shown(in24Hours(emergency)).changedSince()).isPresent();
    }

    @Test
    void aWarningLongerAgoIsNot() {
        var emergency = said(Disposition.EMERGENCY, NOW.minusSeconds(24 * 3600 + 1));

        assertThat(shown(replacing(emergency)).changedSince()).isEmpty();
        assertThat(shown(in24Hours(emergency)).changedSince()).isEmpty();
    }

    @Test
    void theMostUrgentIsCompared() {
        var urgent = said(Disposition.URGENT, NOW.minusSeconds(60));
        var emergency = said(Disposition.EMERGENCY, NOW.minusSeconds(3600));

        var changed = shown(new Before(Optional.of(urgent), Optional.of(emergency)))
                .changedSince()
                .orElseThrow();

        assertThat(changed.disposition()).isEqualTo(Disposition.EMERGENCY);
        assertThat(changed.assessmentId()).isEqualTo(emergency.id());
    }

    @Test
    void ofTwoThatAreAsUrgentTheReplacedOneIsCompared() {
        var replaced = said(Disposition.URGENT, NOW.minusSeconds(3600));
        var later = said(Disposition.URGENT, NOW.minusSeconds(60));

        var changed = shown(new Before(Optional.of(replaced), Optional.of(later)))
                .changedSince()
                .orElseThrow();

        assertThat(changed.assessmentId()).isEqualTo(replaced.id());
    }

    @Test
    void whatAClinicianSaidIsToldInTheWordsForIt() {
        var raised = said(Disposition.URGENT, NOW.minusSeconds(60), true, noWarning());

        var changed = shown(in24Hours(raised)).changedSince().orElseThrow();

        assertThat(changed.byClinician()).isTrue();
        assertThat(changed.headline()).startsWith("You need to see a doctor today.");
    }

    @Test
    void theWordsOfTheEarlierAnswerAreItsOwn() {
        var changed = shown(in24Hours(said(Disposition.EMERGENCY, NOW.minusSeconds(60))))
                .changedSince()
                .orElseThrow();

        assertThat(changed.headline()).isEqualTo("As it was said.");
    }

    @Test
    void whatGrewWorseRaisesTheAnswerAndIsShown() {
        var before = said(Disposition.SELF_CARE, NOW.minusSeconds(3 * 24 * 3600), false, noWarning());
        var worse = noWarning().with("nprsNow", Answer.of("6"));

        var view = Reply.toKeep(FollowUp.of(judged(worse), replacing(before), KNOWLEDGE), KNOWLEDGE, ID, "p-1");

        assertThat(judged(worse).verdict().disposition()).isEqualTo(Disposition.SELF_CARE);
        assertThat(view.advice().disposition()).isEqualTo(Disposition.ROUTINE_CLINICIAN);
        assertThat(view.advice().why()).extracting(Advice.Why::ruleId).containsExactly("R14");
        assertThat(view.gotWorse())
                .containsExactly(new AssessmentView.Change(
                        "nprsNow", RULES.finding("nprsNow").question(), "4", "6"));
    }

    @Test
    void whatGrewWorseIsKeptWithTheAnswersSoThatAReplayDecidesTheSame() {
        var before = said(Disposition.SELF_CARE, NOW.minusSeconds(3600), false, noWarning());

        var followUp = FollowUp.of(judged(noWarning().with("nprsNow", Answer.of("6"))), replacing(before), KNOWLEDGE);

        var kept = AnswersText.read(AnswersText.of(followUp.judged().answers(), RULES));
        assertThat(kept.worse()).containsExactly("nprsNow");
        assertThat(RULES.judge(kept).decisionHash())
                .isEqualTo(followUp.judged().verdict().decisionHash());
    }

    @ParameterizedTest
    @EnumSource(Disposition.class)
    void gettingWorseNeverMakesAnAnswerMilder(Disposition disposition) {
        var before = said(disposition, NOW.minusSeconds(3600), false, noWarning());

        RULES.findings().stream()
                .filter(finding -> finding.type() == Finding.Type.YES_NO)
                .map(finding -> noWarning().with(finding.id(), Answer.YES))
                .forEach(answers -> {
                    var after = FollowUp.of(judged(answers), replacing(before), KNOWLEDGE);

                    assertThat(judged(answers)
                                    .verdict()
                                    .disposition()
                                    .outranks(after.judged().verdict().disposition()))
                            .isFalse();
                });
    }

    @Test
    void nothingGrewWorseWithoutAnEarlierAssessmentOfTheEpisode() {
        var someoneElsesEpisode = said(Disposition.SELF_CARE, NOW.minusSeconds(60), false, noWarning());
        var worse = judged(noWarning().with("nprsNow", Answer.of("7")));

        assertThat(FollowUp.of(worse, in24Hours(someoneElsesEpisode), KNOWLEDGE).worse())
                .isEmpty();
        assertThat(FollowUp.of(worse, Before.NOTHING, KNOWLEDGE).judged()).isSameAs(worse);
    }

    @Test
    void anEpisodeGoesByItsFirst() {
        var before = said(Disposition.URGENT, NOW.minusSeconds(60));

        assertThat(FollowUp.of(judged(noWarning()), replacing(before), KNOWLEDGE)
                        .episode(ID))
                .isEqualTo(before.episode());
        assertThat(FollowUp.of(judged(noWarning()), in24Hours(before), KNOWLEDGE)
                        .episode(ID))
                .isEqualTo(ID);
    }

    private static AssessmentView shown(Before before) {
        return Reply.toKeep(FollowUp.of(judged(noWarning()), before, KNOWLEDGE), KNOWLEDGE, ID, "p-1");
    }

    private static Before replacing(Earlier earlier) {
        return new Before(Optional.of(earlier), Optional.empty());
    }

    private static Before in24Hours(Earlier earlier) {
        return new Before(Optional.empty(), Optional.of(earlier));
    }

    private static Earlier said(Disposition disposition, Instant at) {
        return said(disposition, at, false, noWarning().with("breathless", Answer.YES));
    }

    private static Earlier said(Disposition disposition, Instant at, boolean byClinician, Answers answers) {
        return new Earlier(
                UUID.randomUUID(),
                at,
                disposition,
                byClinician,
                RULES.hash(),
                UUID.randomUUID(),
                answers,
                "{\"headline\":\"As it was said.\",\"disposition\":\"" + disposition + "\"}");
    }

    private static Judged judged(Answers answers) {
        return new Judged(NOW, LocalDate.of(2026, 11, 21), answers, RULES.judge(answers));
    }

    private static Answers noWarning() {
        var numbers = Map.of(
                "ageYears", Answer.of("41"),
                "nprsNow", Answer.of("4"),
                "nprsWorst", Answer.of("6"),
                "durationDays", Answer.of("10"),
                "selfCareDaysNoBetter", Answer.of("2"),
                "spellsLastYear", Answer.of("1"));
        return Answers.of(Stream.concat(
                        RULES.findings().stream()
                                .filter(finding -> finding.type() == Finding.Type.YES_NO)
                                .map(finding -> Map.entry(finding.id(), Answer.NO)),
                        numbers.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
