package org.scapula.triage.rules;

import java.util.List;
import java.util.stream.Collectors;

/// A rule set that must not be used; it names every rule that is at fault, the line, and why.
public final class RuleSetBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    RuleSetBroken(Fault fault) {
        this(List.of(fault));
    }

    RuleSetBroken(List<Fault> faults) {
        super(faults.stream().map(RuleSetBroken::spoken).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }

    private static String spoken(Fault fault) {
        return fault.where() + " (" + fault.file() + (fault.line() > 0 ? " line " + fault.line() : "") + "): "
                + fault.why();
    }
}
