package org.scapula.triage.ruleset;

/// The rule set that judges the patients of a clinic, and all that its answers are made of.
record InForce(KeptRuleSet kept, Knowledge knowledge) {

    RuleSetView view() {
        return RuleSetView.of(kept, knowledge.rules(), knowledge.notice());
    }
}
