package org.scapula.triage.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.triage.assessment.Grounds.RuleSetId;
import org.scapula.triage.assessment.QuestionnaireView.QuestionView;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.Interview;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.ruleset.Knowledge;

/// What cannot wait, and then what to ask next.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "Interview",
        description =
                "What cannot wait, and then what to ask next. Nothing of it is kept: send all answers again with the"
                        + " next ones.",
        examples = """
                {"disposition": "ROUTINE_CLINICIAN", "done": false, "open": 97,
                 "questions": [{"id": "breathless", "text": "Are you newly short of breath?", "type": "YES_NO", "redFlag": true,
                   "askedFor": ["E04", "E06"], "sources": ["NICE NG158"], "onlyIfAtOnce": false,
                   "why": [{"ruleId": "E06", "leadsTo": "EMERGENCY", "enough": true,
                     "reason": "This could be a blood clot in the lung or a collapsed lung.", "sources": ["NICE NG158"]}]}],
                 "ruleSet": {"id": "f4af7c87-552a-3d01-95d3-6fb10f8a93a5", "version": "1", "hash": "9f2b7c"}, "notice": "This is information, not a diagnosis."}""")
public record InterviewView(
        @Schema(
                description = "The first thing to read, before any question; present for EMERGENCY and URGENT.",
                examples = "Call 112 now. You need to be checked straight away.")
        Optional<String> headline,

        @Schema(
                description =
                        "How soon the person must be seen by the answers so far. What is still open may make it more"
                                + " urgent; milder only where a rule says that nothing may be left open.",
                examples = "ROUTINE_CLINICIAN",
                required = true)
        Disposition disposition,

        Optional<Advice.Where> where,

        @Schema(
                description = "What to do now; present for EMERGENCY and URGENT.",
                examples = "[\"Call 112, or ask someone near you to call.\"]")
        Optional<List<String>> doNow,

        @Schema(
                description = "What not to do now; present for EMERGENCY and URGENT.",
                examples = "[\"Do not drive yourself.\"]")
        Optional<List<String>> doNot,

        @Schema(
                description =
                        "No question is left that could change how soon. The whole answer is that of `POST /evaluations`"
                                + " or `POST /assessments` for the same answers.",
                examples = "false",
                required = true)
        boolean done,

        @Schema(
                description = "How many questions could still change it, as things stand.",
                examples = "97",
                required = true)
        int open,

        @Schema(description = "The next ones, the most dangerous first.", required = true)
        List<InterviewQuestion> questions,

        @Schema(required = true) RuleSetId ruleSet,

        @Schema(description = "What this is not.", examples = "This is information, not a diagnosis.", required = true)
        String notice) {

    @Schema(description = "One question, and why it is asked now.", examples = """
                    {"id": "breathless", "text": "Are you newly short of breath?", "type": "YES_NO", "redFlag": true,
                     "askedFor": ["E04", "E06"], "sources": ["NICE NG158"], "onlyIfAtOnce": false,
                     "why": [{"ruleId": "E06", "leadsTo": "EMERGENCY", "enough": true,
                       "reason": "This could be a blood clot in the lung or a collapsed lung.", "sources": ["NICE NG158"]}]}""")
    public record InterviewQuestion(
            @JsonUnwrapped QuestionView question,

            @Schema(
                    description =
                            "It is an emergency unless this answer calls it off: answer only if you can at once, and"
                                    + " get help first.",
                    examples = "false",
                    required = true)
            boolean onlyIfAtOnce,

            @Schema(
                    description = "The rules that this answer can still decide, the most urgent first.",
                    required = true)
            List<AskedBecause> why) {

        static InterviewQuestion of(Interview.Question question, RuleSet rules) {
            return new InterviewQuestion(
                    QuestionView.of(question.finding(), rules),
                    question.onlyIfAtOnce(),
                    question.why().stream().map(AskedBecause::of).toList());
        }
    }

    @Schema(description = "A rule that an answer can still decide.", examples = """
                    {"ruleId": "E06", "leadsTo": "EMERGENCY", "enough": true,
                     "reason": "This could be a blood clot in the lung or a collapsed lung.", "sources": ["NICE NG158"]}""")
    public record AskedBecause(
            @Schema(examples = "E06", required = true) String ruleId,

            @Schema(
                    description = "How soon it would have to be, at least, if the answer is the dangerous one.",
                    examples = "EMERGENCY",
                    required = true)
            Disposition leadsTo,

            @Schema(
                    description = "Whether this one answer would be enough, with what was said before.",
                    examples = "true",
                    required = true)
            boolean enough,

            @Schema(examples = "This could be a blood clot in the lung or a collapsed lung.", required = true)
            String reason,

            @Schema(examples = "[\"NICE NG158\"]", required = true)
            List<String> sources) {

        static AskedBecause of(Interview.Reason reason) {
            return new AskedBecause(
                    reason.rule().id(),
                    reason.leadsTo(),
                    reason.enough(),
                    reason.rule().reason(),
                    reason.rule().sources());
        }
    }

    static InterviewView of(Judged judged, Interview.Step step, int atMost, Knowledge knowledge) {
        var rules = knowledge.rules();
        var urgent = step.soFar().disposition().outranks(Disposition.ROUTINE_CLINICIAN)
                ? Optional.of(Reply.to(judged, knowledge).advice())
                : Optional.<Advice>empty();
        return new InterviewView(
                urgent.map(Advice::headline),
                step.soFar().disposition(),
                urgent.map(Advice::where),
                urgent.map(Advice::doNow),
                urgent.map(Advice::doNot),
                step.done(),
                step.questions().size(),
                step.questions().stream()
                        .limit(atMost)
                        .map(question -> InterviewQuestion.of(question, rules))
                        .toList(),
                RuleSetId.of(knowledge),
                knowledge.say(knowledge.wording().notice()));
    }
}
