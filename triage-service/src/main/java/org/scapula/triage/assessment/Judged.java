package org.scapula.triage.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.Verdict;

/// What the rules said about one person's answers, and when.
record Judged(UUID id, Instant at, LocalDate today, Answers answers, Verdict verdict) {}
