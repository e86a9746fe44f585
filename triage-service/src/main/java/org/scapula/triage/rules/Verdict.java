package org.scapula.triage.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /// The decision as one text: the same answers judged by the same rule set give the same bytes, years later, too.
    public String canonical() {
        return Stream.of(
                        Stream.of("disposition: " + disposition),
                        fired.stream().map(row -> "fired: " + row.rule().id() + row.because()),
                        undecided.stream().map(row -> "undecided: " + row.rule().id() + row.needs()),
                        notMet.stream().map(row -> "not met: " + row.rule().id() + row.because()),
                        contradictions.stream().map(found -> "contradiction: " + found.id() + "=" + found.readAs()),
                        new TreeMap<>(readAs)
                                .entrySet().stream()
                                        .map(read -> "read as: " + read.getKey() + "=" + spoken(read.getValue())),
                        unknownFindings.stream().map(finding -> "unknown: " + finding))
                .flatMap(Function.identity())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /// SHA-256 of {@link #canonical()}.
    public String decisionHash() {
        return Sha256.of(canonical());
    }

    static String spoken(Answer answer) {
        return switch (answer) {
            case Answer.YesNo said -> said.yes() ? "yes" : "no";
            case Answer.Number said -> said.value().stripTrailingZeros().toPlainString();
            case Answer.Unknown _ -> "unknown";
        };
    }
}
