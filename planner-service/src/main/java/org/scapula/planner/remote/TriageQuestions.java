package org.scapula.planner.remote;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What triage asks, the most dangerous first.
public record TriageQuestions(String emergencyFirst, RuleSet ruleSet, String notice, List<Section> sections) {

    public TriageQuestions {
        sections = List.copyOf(sections);
    }

    public record RuleSet(String version, String hash) {}

    public record Section(String id, String title, List<Question> questions) {

        public Section {
            questions = List.copyOf(questions);
        }
    }

    public record Question(
            String id,
            String text,
            Optional<String> help,
            Type type,
            Optional<String> unit,
            Optional<BigDecimal> min,
            Optional<BigDecimal> max,
            boolean redFlag) {}

    /// How a question is answered.
    public enum Type {
        YES_NO,
        INTEGER,
        DECIMAL
    }
}
