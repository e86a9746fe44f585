package org.scapula.planner.remote;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// What a person answered, as triage keeps it: each answer is "yes", "no", "unknown" or a number.
public record TriageSheet(
        UUID id, String patient, Instant assessedAt, TriageQuestions.RuleSet ruleSet, Map<String, Object> answers) {}
