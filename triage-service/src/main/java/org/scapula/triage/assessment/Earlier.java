package org.scapula.triage.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.scapula.triage.assessment.AssessmentView.Change;
import org.scapula.triage.assessment.AssessmentView.ChangedSince;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.Finding;
import org.scapula.triage.rules.RuleSet;

/// The answer that a new one replaces, as far as the two are compared.
record Earlier(
        UUID id,
        Instant at,
        Disposition disposition,
        String ruleSetHash,
        String headline,
        JsonNode answers,
        String freeText) {

    /// A milder answer within this time must show what changed.
    private static final Duration RECENT = Duration.ofHours(24);

    static Earlier of(Assessment row, ObjectMapper json) {
        try {
            var asked = json.readTree(row.asked);
            return new Earlier(
                    row.id,
                    row.assessedAt,
                    row.disposition,
                    row.ruleSetHash,
                    json.readTree(row.shown).path("headline").asText(),
                    asked.path("answers"),
                    asked.path("freeText").asText());
        } catch (JsonProcessingException weWroteIt) {
            throw new UncheckedIOException(weWroteIt);
        }
    }

    boolean isMoreUrgentAndRecent(Disposition now, Instant time) {
        return disposition.outranks(now) && !at.plus(RECENT).isBefore(time);
    }

    ChangedSince comparedWith(Judged now, RuleSet rules, String text) {
        return new ChangedSince(
                id,
                at,
                disposition,
                headline,
                text,
                changes(now, rules),
                !freeText.equals(now.answers().freeText()),
                !ruleSetHash.equals(rules.hash()));
    }

    private List<Change> changes(Judged now, RuleSet rules) {
        return rules.findings().stream()
                .map(finding -> change(finding, now))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    private Change change(Finding finding, Judged now) {
        return new Change(
                finding.id(),
                finding.question(),
                answers.path(finding.id()).asText("unknown"),
                Reply.spoken(now.answers().to(finding.id())));
    }
}
