package org.scapula.triage.assessment;

import jakarta.ws.rs.BadRequestException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.FieldError;
import org.scapula.triage.rules.Answers;
import org.scapula.triage.rules.Verdict;
import org.scapula.triage.ruleset.Knowledge;

/// What the rules said about one person's answers, and when: the same whether it is kept or not.
record Judged(Instant at, LocalDate today, Answers answers, Verdict verdict) {

    /// What is wrong with the request `besides` is named together with wrong answers.
    static Judged of(NewEvaluation said, Knowledge knowledge, Clock clock, Optional<FieldError> besides) {
        var answers = AnswerRules.read(said, knowledge.rules(), besides);
        // Postgres keeps microseconds; milliseconds are the same before and after.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Judged(
                now,
                LocalDate.ofInstant(now, clock.getZone()),
                answers,
                knowledge.rules().judge(answers));
    }

    /// Judged once more, knowing what grew worse since the last time. That can only raise the answer.
    Judged gotWorse(Set<String> worse, Knowledge knowledge) {
        if (worse.isEmpty()) {
            return this;
        }
        var known = answers.gotWorse(worse);
        var again = knowledge.rules().judge(known);
        return verdict.disposition().outranks(again.disposition()) ? this : new Judged(at, today, known, again);
    }

    /// Without any body the framework hands over none.
    static <T> T given(@Nullable T wanted) {
        if (wanted == null) {
            throw new BadRequestException();
        }
        return wanted;
    }
}
