package org.scapula.triage.ruleset;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.Fired;
import org.scapula.triage.rules.Rule;
import org.scapula.triage.rules.Rule.Place;
import org.scapula.triage.rules.RuleSet;

/// What we say to a person for each disposition, place and rule. Data, so that a clinician can read and correct it.
public record Wording(
        String version,
        Line notice,
        Line emergencyFirst,
        Line uncertainty,
        Line uncertaintyWhenOpen,
        Line changedSince,
        Line selfCareNotMet,
        Line answerOpenQuestions,
        Map<Place, Line> places,
        Map<Disposition, Words> dispositions,
        List<Line> safetyNet,
        List<Line> safetyNetSameDay,
        Map<String, Map<Part, List<Line>>> rules,
        List<Alone> alone) {

    public record Words(
            Map<Place, Line> headlines,
            Line howFast,
            Map<Place, List<Line>> doNow,
            List<Line> doNot,
            Line safetyNetFirst,
            Line expectedCourse,
            Line reviewText,
            Line getHelpAgain) {}

    /// What one rule adds when it is the reason for the answer.
    public enum Part {
        @JsonProperty("doNow")
        DO_NOW,
        @JsonProperty("doNot")
        DO_NOT
    }

    /// What is said instead of the usual when one rule is the only reason, and only these findings led to it.
    public record Alone(
            String rule,
            List<String> onlyBecause,
            Line headline,
            List<Line> doNow,
            List<Line> doNot,
            List<Line> safetyNet) {

        boolean fits(Fired fired) {
            return fired.rule().id().equals(rule)
                    && (onlyBecause.isEmpty() || onlyBecause.containsAll(fired.because()));
        }
    }

    public static Wording shippedFor(RuleSet rules) {
        try (var yaml = Objects.requireNonNull(Wording.class.getResourceAsStream("/triage/wording.yaml"))) {
            return read(yaml, rules);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The same words for the rules of a clinic. What is said of one rule only is said where the rule is still the
    /// one it was written for, by its id, disposition and reason. Refused when there are no words for a rule.
    Wording lentTo(RuleSet clinics, RuleSet shipped) {
        var same = shipped.rules().stream()
                .filter(rule -> clinics.rules().stream().anyMatch(other -> isToldAlike(rule, other)))
                .map(Rule::id)
                .collect(Collectors.toSet());
        clinics.rules().forEach(this::requireWordsFor);
        return new Wording(
                version,
                notice,
                emergencyFirst,
                uncertainty,
                uncertaintyWhenOpen,
                changedSince,
                selfCareNotMet,
                answerOpenQuestions,
                places,
                dispositions,
                safetyNet,
                safetyNetSameDay,
                rules.entrySet().stream()
                        .filter(lines -> same.contains(lines.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                alone.stream().filter(words -> same.contains(words.rule())).toList());
    }

    /// Why a rule cannot be told to a person, if it cannot.
    Optional<String> complaint(Rule rule) {
        try {
            requireWordsFor(rule);
            return Optional.empty();
        } catch (IllegalStateException missing) {
            return Optional.of(String.valueOf(missing.getMessage()));
        }
    }

    /// Refused when a rule could fire for which we would have no words.
    static Wording read(InputStream yaml, RuleSet rules) throws IOException {
        var wording = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build()
                .readValue(yaml, Wording.class);
        rules.rules().forEach(wording::requireWordsFor);
        wording.requireOnlyKnown(rules);
        return wording;
    }

    public Words wordsOf(Disposition disposition) {
        return required(dispositions, disposition);
    }

    public Line headline(Disposition disposition, Place place) {
        return required(wordsOf(disposition).headlines(), place);
    }

    public List<Line> doNow(Disposition disposition, Place place) {
        return required(wordsOf(disposition).doNow(), place);
    }

    public Line where(Place place) {
        return required(places, place);
    }

    public List<Line> of(Rule rule, Part part) {
        return rules.getOrDefault(rule.id(), Map.of()).getOrDefault(part, List.of());
    }

    public Optional<Alone> alone(List<Fired> deciding) {
        return deciding.size() == 1
                ? alone.stream()
                        .filter(words -> words.fits(deciding.getFirst()))
                        .findFirst()
                : Optional.empty();
    }

    private void requireWordsFor(Rule rule) {
        try {
            Stream.of(headline(rule.disposition(), rule.where()), where(rule.where()))
                    .forEach(Objects::requireNonNull);
            doNow(rule.disposition(), rule.where()).forEach(Objects::requireNonNull);
        } catch (IllegalStateException missing) {
            throw new IllegalStateException(
                    "wording.yaml cannot answer rule " + rule.id() + ": " + missing.getMessage());
        }
    }

    private static boolean isToldAlike(Rule rule, Rule other) {
        return rule.id().equals(other.id())
                && rule.disposition() == other.disposition()
                && rule.reason().equals(other.reason());
    }

    private void requireOnlyKnown(RuleSet ruleSet) {
        var known = ruleSet.rules().stream().map(Rule::id).toList();
        Stream.concat(rules.keySet().stream(), alone.stream().map(Alone::rule))
                .filter(id -> !known.contains(id))
                .findFirst()
                .ifPresent(id -> {
                    throw new IllegalStateException("wording.yaml has words for a rule that does not exist: " + id);
                });
    }

    private static <K, V> V required(Map<K, V> words, K key) {
        var found = words.get(key);
        if (found == null) {
            throw new IllegalStateException("there are no words for " + key);
        }
        return found;
    }
}
