package org.scapula.planner.fhir.face;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.edge.Problems;

/// The codes that a status may have, and whose they are.
record Codes(String system, Set<String> known) {

    /// Of a token, alone or with its system. What FHIR does not know is a mistake, and not a status that
    /// nothing has.
    SortedSet<String> in(String value) {
        return Stream.of(value.split(",", -1)).map(this::code).collect(Collectors.toCollection(TreeSet::new));
    }

    private String code(String token) {
        var bar = token.indexOf('|');
        var code = token.substring(bar + 1);
        if (!known.contains(code) || (bar > 0 && !token.substring(0, bar).equals(system))) {
            throw Problems.invalidParameter(
                    "status",
                    "must be one of " + String.join(", ", new TreeSet<>(known)) + ", alone or after " + system + "|");
        }
        return code;
    }
}
