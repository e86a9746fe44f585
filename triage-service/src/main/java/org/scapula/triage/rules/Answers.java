package org.scapula.triage.rules;

import java.util.Map;
import java.util.TreeMap;

/// Everything one person answered; a question that is missing was not answered and counts as unknown.
public record Answers(Map<String, Answer> byFinding, String freeText) {

    public Answers {
        byFinding = Map.copyOf(byFinding);
    }

    public static Answers of(Map<String, Answer> byFinding) {
        return new Answers(byFinding, "");
    }

    public Answer to(String finding) {
        return byFinding.getOrDefault(finding, Answer.UNKNOWN);
    }

    public Answers with(String finding, Answer answer) {
        var changed = new TreeMap<>(byFinding);
        changed.put(finding, answer);
        return new Answers(changed, freeText);
    }

    public Answers saying(String text) {
        return new Answers(byFinding, text);
    }
}
