package org.scapula.triage.rules;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What grew worse from one assessment of an episode to the next. Nothing that is unknown now has grown worse;
/// something
/// that was unknown before and is there now has.
public final class GotWorse {

    private final RuleSet rules;
    private final Answers before;
    private final Answers now;

    private GotWorse(RuleSet rules, Answers before, Answers now) {
        this.rules = rules;
        this.before = before;
        this.now = now;
    }

    /// The findings, which the vocabulary of `rules` knows all of; `before` may come from other rules.
    public static Set<String> between(RuleSet rules, Answers before, Answers now) {
        var compared = new GotWorse(rules, before, now);
        return Stream.of(
                        compared.aNewWarningSign(),
                        compared.aNumberThatRoseBySoMuch(),
                        compared.aNumberThatNewlyReachesItsLimit())
                .flatMap(found -> found)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<String> aNewWarningSign() {
        return rules.findings().stream()
                .filter(Finding::redFlag)
                .map(Finding::id)
                .filter(finding -> now.to(finding).equals(Answer.YES))
                .filter(finding -> !before.to(finding).equals(Answer.YES));
    }

    private Stream<String> aNumberThatRoseBySoMuch() {
        return rules.worsenings().stream()
                .filter(worsening -> rise(worsening.finding())
                        .flatMap(rise -> worsening.by().map(by -> rise.compareTo(by) >= 0))
                        .orElse(false))
                .map(Worsening::finding);
    }

    private Stream<String> aNumberThatNewlyReachesItsLimit() {
        return rules.worsenings().stream()
                .filter(worsening -> worsening
                        .reaches()
                        .map(limit -> reaches(now, worsening.finding(), limit)
                                && !reaches(before, worsening.finding(), limit))
                        .orElse(false))
                .map(Worsening::finding);
    }

    private Optional<BigDecimal> rise(String finding) {
        return number(now, finding).flatMap(after -> number(before, finding).map(after::subtract));
    }

    private static boolean reaches(Answers answers, String finding, BigDecimal limit) {
        return number(answers, finding)
                .map(value -> value.compareTo(limit) >= 0)
                .orElse(false);
    }

    private static Optional<BigDecimal> number(Answers answers, String finding) {
        return answers.to(finding) instanceof Answer.Number(BigDecimal value) ? Optional.of(value) : Optional.empty();
    }
}
