package org.scapula.planner.remote;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a person answered, as triage keeps it: each answer is "yes", "no", "unknown" or a number.
///
/// @param unknownFindings all questions without a clear answer, also those that nobody was asked
public record TriageSheet(
        UUID id,
        String patient,
        Instant assessedAt,
        TriageQuestions.RuleSet ruleSet,
        Map<String, Object> answers,
        List<String> unknownRedFlags,
        List<String> unknownFindings) {}
