package org.scapula.triage.rules;

/// One thing that is wrong with a rule set: the rule (or other entry), the file and line where it stands, and why.
/// `line` is 0 where the whole file is meant.
public record Fault(String where, String file, int line, String why) {}
