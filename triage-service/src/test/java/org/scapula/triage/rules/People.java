package org.scapula.triage.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// People to put questions to, and the tables of cases.
final class People {

    static final RuleSet RULES = RuleSet.shipped();

    private People() {}

    /// A week of ache between the shoulder blades, and no to every question.
    static Answers healthyDeskWorker() {
        var answers = new HashMap<String, Answer>();
        RULES.findings().stream()
                .filter(finding -> finding.type() == Finding.Type.YES_NO)
                .forEach(finding -> answers.put(finding.id(), Answer.NO));
        answers.put("ageYears", Answer.of("35"));
        answers.put("nprsNow", Answer.of("4"));
        answers.put("nprsWorst", Answer.of("5"));
        answers.put("durationDays", Answer.of("7"));
        answers.put("selfCareDaysNoBetter", Answer.of("3"));
        answers.put("spellsLastYear", Answer.of("1"));
        return Answers.of(answers);
    }

    /// The healthy desk worker but for these answers: `chills=yes, temperatureC=38.0, injury=?`.
    static Answers healthyBut(String differences) {
        var person = healthyDeskWorker();
        for (var difference : list(differences)) {
            var parts = difference.split("=");
            person = parts[0].equals("gotWorse")
                    ? person.gotWorse(Set.of(parts[1]))
                    : person.with(parts[0], answer(parts[1]));
        }
        return person;
    }

    /// What the engine sees of these answers.
    static Map<String, Object> known(Answers answers) {
        var known = new HashMap<String, Object>();
        answers.byFinding().forEach((finding, answer) -> {
            switch (answer) {
                case Answer.YesNo said -> known.put(finding, said.yes());
                case Answer.Number said -> known.put(finding, said.value().doubleValue());
                case Answer.Unknown _ -> {}
            }
        });
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

    private static Answer answer(String text) {
        return switch (text) {
            case "yes" -> Answer.YES;
            case "no" -> Answer.NO;
            case "?" -> Answer.UNKNOWN;
            default -> Answer.of(text);
        };
    }
}
