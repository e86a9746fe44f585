package org.scapula.triage.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One row of the decision table: when it holds, how soon and where the person must be seen, and why.
/// `within` is `now` or an ISO-8601 duration; `condition` is `when` as evaluated, with names and counts spelled out.
public record Rule(
        String id,
        Disposition disposition,
        String when,
        String condition,
        String within,
        Place where,
        String reason,
        String action,
        Map<String, ReadUnknownAs> readUnknownAs,
        List<String> sources,
        String note,
        List<String> reads,
        List<Example> examples) {

    public enum Place {
        EMERGENCY_SERVICE,
        EMERGENCY_DEPARTMENT,
        MATERNITY,
        SAME_DAY_CLINIC,
        CLINIC,
        SELF
    }

    /// The dangerous reading of a companion question that was not answered, and why it is taken.
    public record ReadUnknownAs(Answer value, String why) {}

    /// A person, as answers that differ from one who says no to every question (`chills=yes, temperatureC=38.5`; `?` is
    /// unknown), of whom the row must hold or must not hold; and the line where the file says so.
    public record Example(String answers, boolean fires, int line) {}

    public Rule {
        readUnknownAs = Collections.unmodifiableMap(new LinkedHashMap<>(readUnknownAs));
        sources = List.copyOf(sources);
        reads = List.copyOf(reads);
        examples = List.copyOf(examples);
    }
}
