package org.scapula.triage.assessment;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.triage.rules.Answer;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.Finding;
import org.scapula.triage.rules.RuleSet;

/// What counts as an answer to a question. Anything else is refused: a guess could turn a danger into a "no".
final class AnswerRules {

    private static final int MOST_DIGITS = 9;
    private static final int MOST_DECIMALS = 3;

    private AnswerRules() {}

    /// The answers, or one refusal that names everything that is wrong. What is wrong `besides` is named along with
    /// wrong answers; alone it is no reason not to judge.
    static Answers read(NewEvaluation wanted, RuleSet rules, Optional<FieldError> besides) {
        var refused = Stream.concat(
                        wanted.refused().stream(),
                        wanted.answers().entrySet().stream().flatMap(answer -> complaint(answer, rules).stream()))
                .limit(Sheet.MOST_ERRORS)
                .toList();
        if (!refused.isEmpty()) {
            throw Problems.invalid(Stream.concat(besides.stream(), refused.stream())
                    .limit(Sheet.MOST_ERRORS)
                    .toList());
        }
        var answers = new LinkedHashMap<String, Answer>();
        wanted.answers().forEach((finding, answer) -> answers.put(finding, answer(answer)));
        return Answers.of(answers).saying(wanted.freeText());
    }

    private static Answer answer(Object said) {
        return switch (said) {
            case BigDecimal number -> new Answer.Number(plain(number));
            case Object word when word.equals("yes") -> Answer.YES;
            case Object word when word.equals("no") -> Answer.NO;
            default -> Answer.UNKNOWN;
        };
    }

    /// 4, 4.0 and 0.4e1 are one answer.
    private static BigDecimal plain(BigDecimal number) {
        return new BigDecimal(number.stripTrailingZeros().toPlainString());
    }

    private static Optional<FieldError> complaint(Map.Entry<String, Object> answer, RuleSet rules) {
        var pointer = Sheet.pointer("/answers", answer.getKey());
        return rules.findingIfAny(answer.getKey())
                .map(asked -> complaint(pointer, answer.getValue(), asked))
                .orElseGet(() -> Optional.of(new FieldError(
                        pointer, "unknown-field", "is not a finding of the active rule set; see the questionnaire")));
    }

    private static Optional<FieldError> complaint(String pointer, Object said, Finding asked) {
        return switch (said) {
            case BigDecimal _
            when asked.type() == Finding.Type.YES_NO ->
                Optional.of(new FieldError(pointer, "wrong-type", "must be \"yes\", \"no\" or \"unknown\""));
            case BigDecimal number -> numberComplaint(pointer, number, asked);
            default -> wordComplaint(pointer, said, asked);
        };
    }

    private static Optional<FieldError> wordComplaint(String pointer, Object word, Finding asked) {
        if (word.equals("unknown")) {
            return Optional.empty();
        }
        var isYesOrNo = word.equals("yes") || word.equals("no");
        if (asked.type() != Finding.Type.YES_NO) {
            return Optional.of(new FieldError(pointer, "wrong-type", "must be a number or \"unknown\""));
        }
        return isYesOrNo
                ? Optional.empty()
                : Optional.of(new FieldError(pointer, "unknown-value", "must be \"yes\", \"no\" or \"unknown\""));
    }

    private static Optional<FieldError> numberComplaint(String pointer, BigDecimal number, Finding asked) {
        if (isOutside(number, asked)) {
            return Optional.of(new FieldError(pointer, "out-of-range", "must be " + rangeOf(asked)));
        }
        var decimals = number.stripTrailingZeros().scale();
        if (asked.type() == Finding.Type.INTEGER && decimals > 0) {
            return Optional.of(new FieldError(pointer, "wrong-type", "must be a whole number"));
        }
        return decimals > MOST_DECIMALS
                ? Optional.of(new FieldError(
                        pointer, "out-of-range", "must have at most " + MOST_DECIMALS + " digits after the point"))
                : Optional.empty();
    }

    private static boolean isOutside(BigDecimal number, Finding asked) {
        return number.precision() - (long) number.scale() > MOST_DIGITS
                || asked.min().filter(min -> number.compareTo(min) < 0).isPresent()
                || asked.max().filter(max -> number.compareTo(max) > 0).isPresent();
    }

    private static String rangeOf(Finding asked) {
        var least = asked.min().map(min -> "at least " + min.toPlainString());
        var most = asked.max().map(max -> "at most " + max.toPlainString());
        return Stream.of(least, most)
                .flatMap(Optional::stream)
                .reduce((low, high) -> low + " and " + high)
                .orElse("a number");
    }
}
