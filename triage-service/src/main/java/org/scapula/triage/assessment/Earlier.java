package org.scapula.triage.assessment;

import com.fasterxml.jackson.core.JsonFactory;
import io.vertx.mutiny.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.scapula.triage.assessment.AssessmentView.Change;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.AnswersText;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.Finding;
import org.scapula.triage.rules.RuleSet;

/// An earlier answer to the same person, as far as a new one is compared with it: what was said, when, by us or by a
/// clinician after us, and on which answers.
record Earlier(
        UUID id,
        Instant at,
        Disposition disposition,
        boolean byClinician,
        String ruleSetHash,
        UUID episode,
        Answers answers,
        String shown) {

    /// A milder answer within this time must show what changed.
    static final Duration RECENT = Duration.ofHours(24);

    private static final JsonFactory JSON = new JsonFactory();

    static Earlier of(Row row) {
        return new Earlier(
                row.getUUID("id"),
                row.getOffsetDateTime("said_at").toInstant(),
                Disposition.valueOf(row.getString("disposition")),
                row.getBoolean("by_clinician"),
                row.getString("rule_set_hash"),
                row.getUUID("episode"),
                AnswersText.read(row.getString("asked")),
                row.getString("shown"));
    }

    boolean isMoreUrgentAndRecent(Disposition now, Instant time) {
        return disposition.outranks(now) && !at.plus(RECENT).isBefore(time);
    }

    /// The first field of what was shown.
    String headline() {
        try (var json = JSON.createParser(shown)) {
            json.nextToken();
            json.nextToken();
            return json.nextTextValue();
        } catch (IOException weWroteIt) {
            throw new UncheckedIOException(weWroteIt);
        }
    }

    List<Change> changes(Judged now, RuleSet rules) {
        return rules.findings().stream()
                .map(finding -> change(finding, now))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    List<Change> changesOf(Collection<String> findings, Judged now, RuleSet rules) {
        return rules.findings().stream()
                .filter(finding -> findings.contains(finding.id()))
                .map(finding -> change(finding, now))
                .toList();
    }

    private Change change(Finding finding, Judged now) {
        return new Change(
                finding.id(),
                finding.question(),
                answers.to(finding.id()).spoken(),
                now.answers().to(finding.id()).spoken());
    }
}
