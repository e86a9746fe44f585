package org.scapula.triage.assessment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.assessment.Grounds.RuleSetId;
import org.scapula.triage.rules.Answer;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.Explanation;
import org.scapula.triage.rules.Finding;
import org.scapula.triage.rules.Fired;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.rules.Verdict;

/// Why the answer is what it is, and what would change it: facts about the rules, never about the person.
@Schema(
        name = "Explanation",
        description = "Why the answer is what it is, and what would change it.",
        examples = ExplanationView.EXAMPLE)
public record ExplanationView(
        @Schema(
                description = "The first thing to read, as in the answer itself.",
                examples = "Call 112 now. You need to be checked straight away.",
                required = true)
        String headline,

        @Schema(examples = "EMERGENCY", required = true) Disposition disposition,

        @Schema(description = "How to read what follows.", examples = HOW_TO_READ, required = true)
        String howToRead,

        @Schema(description = "Every rule that fired, the most urgent first.", required = true)
        List<Advice.Why> fired,

        @Schema(
                description = "The answers for which self-care was withheld although no rule fired; empty otherwise.",
                required = true)
        List<Advice.Because> selfCareWithheldFor,

        @Schema(
                description = "Answers that do not fit together; the more dangerous reading was taken.",
                required = true)
        List<Advice.Contradicted> contradictions,

        @Schema(
                description =
                        "More urgent rules of which a part is met and one or two answers are lacking; at most three"
                                + " ways of each.",
                required = true)
        List<NearMissView> nearMisses,

        @Schema(
                description = "Every single answer that would make the result more urgent, and where it would lead.",
                required = true)
        List<ChangeView> wouldRaise,

        @Schema(
                description =
                        "Single answers behind the deciding rules in whose place another would lead elsewhere; empty"
                                + " when no single one would.",
                required = true)
        List<ChangeView> wouldChange,

        @Schema(required = true) HeldUpView heldUp,
        @Schema(required = true) RuleSetId ruleSet,

        @Schema(description = "What this is not.", examples = "This is information, not a diagnosis.", required = true)
        String notice) {

    static final String HOW_TO_READ =
            "This says how the rules count, not how you are. Change an answer only when it was"
                    + " wrong. When you are unsure, the more urgent answer holds.";

    static final String OPEN_IS_NEVER_NO =
            "These open questions can still make the answer more urgent. An open question" + " never counts as a no.";

    static final String NOTHING_OPEN = "No open question could change this answer.";

    static final String EXAMPLE = """
            {"headline": "Call 112 now. You need to be checked straight away.", "disposition": "EMERGENCY",
             "howToRead": "This says how the rules count, not how you are.",
             "fired": [], "selfCareWithheldFor": [], "contradictions": [], "nearMisses": [], "wouldRaise": [],
             "wouldChange": [{"finding": "breathless", "question": "Are you newly short of breath?", "answer": "yes",
               "instead": "no", "leadsTo": "URGENT", "ruleIds": ["U02"]}],
             "heldUp": {"text": "No open question could change this answer.", "questions": [], "ifAllNo": "EMERGENCY",
               "numbersStillOpen": []},
             "ruleSet": {"id": "f4af7c87-552a-3d01-95d3-6fb10f8a93a5", "version": "1", "hash": "9f2b7c"}, "notice": "This is information, not a diagnosis."}""";

    @Schema(name = "NearMiss", description = "A more urgent rule that was not far.", examples = """
                    {"ruleId": "E03", "disposition": "EMERGENCY", "reason": "After a cancer, signs from the nerves need a scan.",
                     "met": [{"finding": "tingling", "question": "Do you feel tingling?"}],
                     "lacking": [{"finding": "cancerHistory", "question": "Have you ever had cancer?", "answer": "unknown", "needed": "yes"}],
                     "sources": ["NICE NG234"]}""")
    public record NearMissView(
            @Schema(examples = "E03", required = true) String ruleId,

            @Schema(examples = "EMERGENCY", required = true) Disposition disposition,

            @Schema(examples = "After a cancer, signs from the nerves need a scan.", required = true)
            String reason,

            @Schema(description = "What it found already.", required = true)
            List<Advice.OpenQuestion> met,

            @Schema(description = "What it lacks.", required = true)
            List<LackingView> lacking,

            @Schema(examples = "[\"NICE NG234\"]", required = true)
            List<String> sources) {}

    @Schema(
            name = "LackingAnswer",
            description = "An answer that a rule lacks.",
            examples =
                    "{\"finding\": \"temperatureC\", \"question\": \"What was your highest temperature?\", \"answer\": \"37.5\","
                            + " \"needed\": \"at least 38 °C\"}")
    public record LackingView(
            @Schema(examples = "temperatureC", required = true)
            String finding,

            @Schema(examples = "What was your highest temperature?", required = true)
            String question,

            @Schema(description = "What it is now: yes, no, unknown or a number.", examples = "37.5", required = true)
            String answer,

            @Schema(
                    description = "What would do: yes, no, or a number with its comparison and unit.",
                    examples = "at least 38 °C",
                    required = true)
            String needed) {}

    @Schema(
            name = "ChangedAnswer",
            description = "One answer, another in its place, and where that alone would lead.",
            examples =
                    "{\"finding\": \"breathless\", \"question\": \"Are you newly short of breath?\", \"answer\": \"no\","
                            + " \"instead\": \"yes\", \"leadsTo\": \"EMERGENCY\", \"ruleIds\": [\"E06\"]}")
    public record ChangeView(
            @Schema(examples = "breathless", required = true)
            String finding,

            @Schema(examples = "Are you newly short of breath?", required = true)
            String question,

            @Schema(description = "What it is now: yes, no, unknown or a number.", examples = "no", required = true)
            String answer,

            @Schema(description = "The other: yes, no or a number.", examples = "yes", required = true)
            String instead,

            @Schema(examples = "EMERGENCY", required = true) Disposition leadsTo,

            @Schema(
                    description = "The rules that would decide then; none where self-care alone is withheld.",
                    examples = "[\"E06\"]",
                    required = true)
            List<String> ruleIds) {}

    @Schema(name = "HeldUp", description = "The unknown answers that can still change the result.", examples = """
                    {"text": "These open questions can still make the answer more urgent. An open question never counts as a no.",
                     "questions": [{"finding": "feverish", "question": "Do you feel feverish?"}], "ifAllNo": "ROUTINE_CLINICIAN",
                     "numbersStillOpen": []}""")
    public record HeldUpView(
            @Schema(examples = OPEN_IS_NEVER_NO, required = true)
            String text,

            @Schema(description = "The most dangerous first.", required = true)
            List<Advice.OpenQuestion> questions,

            @Schema(
                    description =
                            "For programs and clinicians, not to be said to a patient: what the rules would come to if"
                                    + " each of these that asks for yes or no were answered no.",
                    examples = "ROUTINE_CLINICIAN",
                    required = true)
            Disposition ifAllNo,

            @Schema(
                    description = "Of these, the ones that ask for a number: open in `ifAllNo`, too.",
                    examples = "[\"ageYears\"]",
                    required = true)
            List<String> numbersStillOpen) {}

    /// `headline` and `notice` are those of the answer that is explained.
    static ExplanationView of(Answers answers, RuleSet rules, UUID ruleSetId, String headline, String notice) {
        var explanation = rules.explain(answers);
        var verdict = explanation.verdict();
        return new ExplanationView(
                headline,
                verdict.disposition(),
                HOW_TO_READ,
                verdict.fired().stream()
                        .map(fired -> why(fired, answers, verdict, rules))
                        .sorted(Comparator.comparing(Advice.Why::disposition))
                        .toList(),
                verdict.notMet()
                        .map(notMet -> because(notMet.because(), answers, verdict, rules))
                        .orElse(List.of()),
                verdict.contradictions().stream()
                        .map(found -> new Advice.Contradicted(
                                found.id(),
                                found.text(),
                                Optional.of(found.readAs()).filter(finding -> !finding.isEmpty())))
                        .toList(),
                explanation.nearMisses().stream().map(ExplanationView::nearMiss).toList(),
                explanation.wouldRaise().stream().map(ExplanationView::change).toList(),
                explanation.wouldChange().stream().map(ExplanationView::change).toList(),
                heldUp(explanation.heldUp()),
                RuleSetId.of(ruleSetId, rules),
                notice);
    }

    private static Advice.Why why(Fired fired, Answers answers, Verdict verdict, RuleSet rules) {
        return new Advice.Why(
                fired.rule().id(),
                fired.rule().disposition(),
                fired.rule().reason(),
                because(fired.because(), answers, verdict, rules),
                fired.rule().sources());
    }

    private static List<Advice.Because> because(
            List<String> findings, Answers answers, Verdict verdict, RuleSet rules) {
        return findings.stream()
                .map(finding -> new Advice.Because(
                        finding,
                        answers.to(finding).spoken(),
                        Optional.ofNullable(verdict.readAs().get(finding)).map(Answer::spoken),
                        rules.finding(finding).question()))
                .toList();
    }

    private static NearMissView nearMiss(Explanation.NearMiss miss) {
        return new NearMissView(
                miss.rule().id(),
                miss.rule().disposition(),
                miss.rule().reason(),
                miss.met().stream().map(ExplanationView::question).toList(),
                miss.lacking().stream().map(ExplanationView::lacking).toList(),
                miss.rule().sources());
    }

    private static LackingView lacking(Explanation.Lacking lacking) {
        return new LackingView(
                lacking.finding().id(),
                lacking.finding().question(),
                lacking.now().spoken(),
                lacking.needed());
    }

    private static ChangeView change(Explanation.Change change) {
        return new ChangeView(
                change.finding().id(),
                change.finding().question(),
                change.now().spoken(),
                change.instead().spoken(),
                change.leadsTo(),
                change.rules());
    }

    private static HeldUpView heldUp(Explanation.HeldUp heldUp) {
        return new HeldUpView(
                heldUp.open().isEmpty() ? NOTHING_OPEN : OPEN_IS_NEVER_NO,
                heldUp.open().stream().map(ExplanationView::question).toList(),
                heldUp.ifAllNo(),
                heldUp.numbersStillOpen().stream().map(Finding::id).toList());
    }

    private static Advice.OpenQuestion question(Finding finding) {
        return new Advice.OpenQuestion(finding.id(), finding.question());
    }
}
