package org.scapula.triage.rules;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Everything one person answered; a question that is missing was not answered and counts as unknown.
/// `worse` are the findings that grew worse since the assessment before this one in the same episode.
public record Answers(Map<String, Answer> byFinding, String freeText, Set<String> worse) {

    public Answers {
        byFinding = Map.copyOf(byFinding);
        worse = Set.copyOf(worse);
    }

    public static Answers of(Map<String, Answer> byFinding) {
        return new Answers(byFinding, "", Set.of());
    }

    public Answer to(String finding) {
        return byFinding.getOrDefault(finding, Answer.UNKNOWN);
    }

    public Answers with(String finding, Answer answer) {
        var changed = new TreeMap<>(byFinding);
        changed.put(finding, answer);
        return new Answers(changed, freeText, worse);
    }

    public Answers saying(String text) {
        return new Answers(byFinding, text, worse);
    }

    public Answers gotWorse(Set<String> findings) {
        return new Answers(byFinding, freeText, findings);
    }
}
