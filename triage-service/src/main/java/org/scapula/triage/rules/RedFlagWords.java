package org.scapula.triage.rules;

import java.util.List;

/// Words in a person's own text that point to a warning sign; `aboutMe` words count only when they speak of the writer.
public record RedFlagWords(String finding, boolean aboutMe, List<String> phrases) {

    public RedFlagWords {
        phrases = List.copyOf(phrases);
    }
}
