package org.scapula.triage.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// People to put questions to, and the tables of cases.
final class People {

    static final RuleSet RULES = RuleSet.shipped();

    private People() {}

    /// A week of ache between the shoulder blades, and no to every question.
    static Answers healthyDeskWorker() {
        return RULES.content().exampleBase();
    }

    /// The healthy desk worker but for these answers: `chills=yes, temperatureC=38.0, injury=?`.
    static Answers healthyBut(String differences) {
        return Examples.person(healthyDeskWorker(), differences);
    }

    /// The persons of all rules.
    static List<String> examples() {
        return RULES.rules().stream()
                .flatMap(rule -> rule.examples().stream())
                .map(Rule.Example::answers)
                .toList();
    }

    /// What these answers say, without masks, contradictions and facts.
    static Known known(Answers answers) {
        var known = new Known(RULES.content().places());
        answers.byFinding().forEach(known::learn);
        return known;
    }

    static Set<String> list(String text) {
        var items = new LinkedHashSet<>(Arrays.asList(text.strip().split("\\s*,\\s*")));
        items.remove("");
        return items;
    }

    static List<String> lines(String file) {
        try (var stream = People.class.getResourceAsStream("/rules/" + file)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RuleSet.Row row(String id) {
        return RULES.rows().stream()
                .filter(row -> row.rule().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static boolean fires(String rule, Verdict verdict) {
        return verdict.fired().stream().anyMatch(fired -> fired.rule().id().equals(rule));
    }
}
