package org.scapula.triage.rules;

/// A rule set that must not be used; the message names the rule, the line where known, and why.
public final class RuleSetBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String where;

    RuleSetBroken(String where, String why) {
        super(where + ": " + why);
        this.where = where;
    }

    /// The rule, finding or parameter that is at fault.
    public String where() {
        return where;
    }
}
