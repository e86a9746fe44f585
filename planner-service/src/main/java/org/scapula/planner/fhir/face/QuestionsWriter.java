package org.scapula.planner.fhir.face;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.planner.fhir.face.Datatypes.Coding;
import org.scapula.planner.fhir.face.Datatypes.Extension;
import org.scapula.planner.fhir.face.Datatypes.Reference;
import org.scapula.planner.fhir.face.QuestionnaireResponse.Answer;
import org.scapula.planner.remote.TriageQuestions;
import org.scapula.planner.remote.TriageQuestions.Question;
import org.scapula.planner.remote.TriageQuestions.Type;
import org.scapula.planner.remote.TriageSheet;

/// Says in FHIR what triage asks and what a person answered. An open question stays open: it is no answer, least of all
/// a "no".
@ApplicationScoped
class QuestionsWriter {

    static final String ID = "triage";
    static final String URL = "urn:scapula:questionnaire:triage";

    private static final String MARKS = "urn:scapula:triage";

    /// As triage says it.
    private static final String OPEN = "unknown";

    private static final int ENOUGH = 8;

    private final Answers answers;

    QuestionsWriter(Answers answers) {
        this.answers = answers;
    }

    Written write(TriageQuestions asked) {
        var title = "What Scapula asks of people with upper back pain";
        return answers.written(
                new Questionnaire(
                        "Questionnaire",
                        ID,
                        "en",
                        Told.of(title)
                                .paragraph(asked.emergencyFirst())
                                .paragraph(asked.notice())
                                .list(
                                        "Questions",
                                        questions(asked).map(Question::text).toList())
                                .narrative(),
                        URL,
                        version(asked.ruleSet()),
                        "ScapulaTriage",
                        title,
                        "active",
                        true,
                        List.of("Patient"),
                        "Scapula",
                        asked.notice() + " A question without an answer is open: it counts as unknown, never as no.",
                        items(asked)),
                Optional.empty());
    }

    Written write(TriageSheet sheet, TriageQuestions asked) {
        var known = known(sheet, asked);
        var answered = answered(sheet, known);
        var title = "Answers of " + sheet.assessedAt();
        return answers.written(
                new QuestionnaireResponse(
                        "QuestionnaireResponse",
                        sheet.id().toString(),
                        "en",
                        Told.of(title)
                                .list(
                                        "Answers",
                                        answered.entrySet().stream()
                                                .map(answer -> told(answer, known))
                                                .toList())
                                .narrative(),
                        URL + "|" + version(sheet.ruleSet()),
                        "completed",
                        Reference.toPatient(sheet.patient()),
                        sheet.assessedAt().toString(),
                        answered.entrySet().stream()
                                .map(answer -> item(answer, known))
                                .toList()),
                Optional.of(sheet.assessedAt()));
    }

    /// The rules that judged decide what a question means: other rules may word it otherwise.
    private static Map<String, Question> known(TriageSheet sheet, TriageQuestions asked) {
        return sheet.ruleSet().hash().equals(asked.ruleSet().hash())
                ? questions(asked)
                        .collect(Collectors.toMap(
                                Question::id, Function.identity(), (one, same) -> one, LinkedHashMap::new))
                : Map.of();
    }

    /// In the order of the questions. One that nobody answered is open, and told as open: left out, it would look
    /// like one that does not matter.
    private static Map<String, Object> answered(TriageSheet sheet, Map<String, Question> known) {
        var answered = new LinkedHashMap<String, Object>();
        known.keySet().forEach(question -> answered.put(question, OPEN));
        answered.putAll(sheet.answers());
        Stream.concat(sheet.unknownRedFlags().stream(), sheet.unknownFindings().stream())
                .forEach(question -> answered.putIfAbsent(question, OPEN));
        return answered;
    }

    static String version(TriageQuestions.RuleSet rules) {
        return rules.version() + "-"
                + rules.hash().substring(0, Math.min(ENOUGH, rules.hash().length()));
    }

    private static List<Questionnaire.Item> items(TriageQuestions asked) {
        var items = new ArrayList<Questionnaire.Item>();
        items.add(Questionnaire.Item.shown("emergency-first", asked.emergencyFirst()));
        asked.sections().forEach(section -> {
            items.add(Questionnaire.Item.shown("section-" + section.id(), section.title()));
            section.questions().forEach(question -> items.add(item(question)));
        });
        return List.copyOf(items);
    }

    private static Questionnaire.Item item(Question question) {
        var whole = question.type() == Type.INTEGER;
        return new Questionnaire.Item(
                Stream.of(
                                question.min().map(value -> bound("minValue", value, whole)),
                                question.max().map(value -> bound("maxValue", value, whole)))
                        .flatMap(Optional::stream)
                        .toList(),
                question.id(),
                question.redFlag() ? List.of(Coding.of(MARKS, "red-flag")) : List.of(),
                text(question),
                switch (question.type()) {
                    case YES_NO -> "boolean";
                    case INTEGER -> "integer";
                    case DECIMAL -> "decimal";
                },
                question.help().map(help -> Questionnaire.Item.shown(question.id() + "-help", help)).stream()
                        .toList());
    }

    /// The same in the question and beside its answer.
    private static String text(Question question) {
        return question.text() + question.unit().map(unit -> " (" + unit + ")").orElse("");
    }

    private static Extension bound(String which, BigDecimal value, boolean whole) {
        return new Extension(
                Extension.CORE + which,
                Optional.empty(),
                whole ? Optional.of(value.intValueExact()) : Optional.empty(),
                whole ? Optional.empty() : Optional.of(value));
    }

    private static QuestionnaireResponse.Item item(Map.Entry<String, Object> said, Map<String, Question> known) {
        var question = Optional.ofNullable(known.get(said.getKey()));
        var text = question.map(QuestionsWriter::text);
        return answer(said.getValue(), question)
                .map(answer -> QuestionnaireResponse.Item.answered(said.getKey(), text, answer))
                .orElseGet(() -> QuestionnaireResponse.Item.open(said.getKey(), text));
    }

    /// Whatever is neither yes nor no nor a number is open.
    private static Optional<Answer> answer(Object said, Optional<Question> question) {
        return switch (said) {
            case Number number -> Optional.of(number(number, question));
            case String word when word.equals("yes") -> Optional.of(Answer.truth(true));
            case String word when word.equals("no") -> Optional.of(Answer.truth(false));
            default -> Optional.empty();
        };
    }

    private static Answer number(Number number, Optional<Question> question) {
        return question.filter(asked -> asked.type() == Type.INTEGER).isPresent()
                ? Answer.whole(number.intValue())
                : Answer.number(new BigDecimal(number.toString()));
    }

    private static String told(Map.Entry<String, Object> said, Map<String, Question> known) {
        var question = Optional.ofNullable(known.get(said.getKey()))
                .map(Question::text)
                .orElse(said.getKey());
        return question + " " + (said.getValue().equals(OPEN) ? "not known" : said.getValue());
    }

    private static Stream<Question> questions(TriageQuestions asked) {
        return asked.sections().stream().flatMap(section -> section.questions().stream());
    }
}
