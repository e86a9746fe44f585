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
        List<String> reads) {

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

    public Rule {
        readUnknownAs = Collections.unmodifiableMap(new LinkedHashMap<>(readUnknownAs));
        sources = List.copyOf(sources);
        reads = List.copyOf(reads);
    }
}
