package org.scapula.triage.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The answers that are worth trying: between two neighbours of them no rule can tell a difference.
final class TellingAnswers {

    private static final BigDecimal STEP_OF_DECIMALS = new BigDecimal("0.1");

    private final RuleSet rules;
    private final Map<String, List<BigDecimal>> numbers = new HashMap<>();

    TellingAnswers(RuleSet rules) {
        this.rules = rules;
        var atoms = atoms();
        for (var finding : rules.findings()) {
            if (finding.type() != Finding.Type.YES_NO) {
                numbers.put(finding.id(), numbersOf(finding, atoms));
            }
        }
    }

    /// Every answer to the question that some rule can tell from another, the open question last.
    List<Answer> to(Finding finding) {
        return finding.type() == Finding.Type.YES_NO
                ? List.of(Answer.NO, Answer.YES, Answer.UNKNOWN)
                : Stream.concat(numbers(finding).stream().map(Answer.Number::new), Stream.of(Answer.UNKNOWN))
                        .toList();
    }

    /// From no to yes or to "I do not know", and from a number to a more dangerous one. A number with danger on both
    /// sides is declared so and has none.
    List<Answer> moreDangerousThan(Finding finding, Answer now) {
        return switch (now) {
            case Answer.YesNo said -> said.yes() ? List.of() : List.of(Answer.YES, Answer.UNKNOWN);
            case Answer.Number said ->
                numbers(finding).stream()
                        .filter(other -> switch (finding.danger()) {
                            case UP -> other.compareTo(said.value()) > 0;
                            case DOWN -> other.compareTo(said.value()) < 0;
                            case YES, BOTH -> false;
                        })
                        .<Answer>map(Answer.Number::new)
                        .toList();
            case Answer.Unknown _ -> List.of();
        };
    }

    /// The answers for which all these parts hold, where there are any: the one that only just does.
    Optional<Answer> meeting(Finding finding, List<Atom> parts) {
        return to(finding).stream()
                .filter(answer -> parts.stream().allMatch(part -> holds(part, answer)))
                .findFirst();
    }

    private static boolean holds(Atom part, Answer answer) {
        return switch (answer) {
            case Answer.YesNo said -> (part.side() == Atom.Side.YES) == said.yes();
            case Answer.Number said -> part.holdsFor(said.value().doubleValue());
            case Answer.Unknown _ -> false;
        };
    }

    private List<BigDecimal> numbers(Finding finding) {
        return Objects.requireNonNull(numbers.get(finding.id()));
    }

    private List<Atom> atoms() {
        var content = rules.content();
        return Stream.of(
                        content.rows().stream().map(RuleSet.Row::condition),
                        content.rows().stream().flatMap(row -> row.stops().stream()),
                        content.exclusions().stream().map(RuleSet.Excluded::condition))
                .flatMap(conditions -> conditions)
                .flatMap(condition -> condition.terms().atoms())
                .toList();
    }

    private List<BigDecimal> numbersOf(Finding finding, List<Atom> atoms) {
        var step = finding.type() == Finding.Type.INTEGER ? BigDecimal.ONE : STEP_OF_DECIMALS;
        var telling = new TreeSet<>(Set.of(
                finding.min().orElseThrow().stripTrailingZeros(),
                finding.max().orElseThrow().stripTrailingZeros()));
        var thresholds = new ArrayList<BigDecimal>();
        atoms.stream()
                .filter(atom -> atom.finding().equals(finding.id()) && !atom.comparesTwo())
                .forEach(atom -> thresholds.add(BigDecimal.valueOf(atom.threshold())));
        rules.masks().stream()
                .filter(mask -> mask.finding().equals(finding.id()))
                .forEach(mask -> thresholds.add(threshold(mask)));
        // Numbers that are compared with each other: those of the example person lie between them.
        if (rules.content().exampleBase().to(finding.id()) instanceof Answer.Number usual) {
            thresholds.add(usual.value());
        }
        for (var threshold : thresholds) {
            Stream.of(threshold, threshold.subtract(step), threshold.add(step))
                    .filter(finding::accepts)
                    .map(BigDecimal::stripTrailingZeros)
                    .forEach(telling::add);
        }
        return List.copyOf(telling);
    }

    private BigDecimal threshold(Mask mask) {
        return rules.parameters().stream()
                .filter(parameter -> parameter.name().equals(mask.below()))
                .map(Parameter::value)
                .findFirst()
                .orElseThrow();
    }
}
