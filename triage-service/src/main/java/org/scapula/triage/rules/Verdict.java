package org.scapula.triage.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How soon a person must be seen, and everything that led there.
/// `undecided` holds only the rows that outrank `disposition`; `readAs` the findings that were read otherwise than
/// answered; `notMet` is present when nothing more urgent was found and self-care was still withheld.
public record Verdict(
        Disposition disposition,
        List<Fired> fired,
        List<Undecided> undecided,
        List<String> unknownRedFlags,
        List<String> unknownFindings,
        List<Contradiction> contradictions,
        Map<String, Answer> readAs,
        Optional<NotMet> notMet) {

    public Verdict {
        fired = List.copyOf(fired);
        undecided = List.copyOf(undecided);
        unknownRedFlags = List.copyOf(unknownRedFlags);
        unknownFindings = List.copyOf(unknownFindings);
        contradictions = List.copyOf(contradictions);
        readAs = Map.copyOf(readAs);
    }
}
