package org.scapula.triage.ruleset;

import org.scapula.triage.rules.RuleSet;

/// What a rule set says: its rules, and the questions they were written for.
record RuleSetText(Format format, String vocabulary, String rules) {

    static RuleSetText shipped() {
        return new RuleSetText(Format.YAML, RuleSet.shippedText("vocabulary.yaml"), RuleSet.shippedText("rules.yaml"));
    }

    RuleSet compiled() {
        return RuleSet.of(vocabulary, readable());
    }

    /// JSON is YAML but for the tabs between its words; there are none inside them. Lines stay what they were.
    private String readable() {
        return format == Format.JSON ? rules.replace('\t', ' ') : rules;
    }
}
