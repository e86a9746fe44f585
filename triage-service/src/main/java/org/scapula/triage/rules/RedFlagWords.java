package org.scapula.triage.rules;

import java.util.List;

/// Words in a person's own text that point to a warning sign; `aboutMe` words count only when they speak of the writer,
/// and after a word of `notAfter` they mean something else.
public record RedFlagWords(String finding, boolean aboutMe, List<String> notAfter, List<String> phrases) {

    public RedFlagWords {
        notAfter = List.copyOf(notAfter);
        phrases = List.copyOf(phrases);
    }
}
