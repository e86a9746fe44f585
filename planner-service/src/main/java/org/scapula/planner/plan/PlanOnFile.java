package org.scapula.planner.plan;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.scapula.planner.week.Disposition;

/// A plan as it was given, and how it stands now.
///
/// @param stopped why the person does not go on, in triage's words; only while they do not
/// @param overtaken why they do not go on with this plan, and how they do
/// @param judged what triage said when they were stopped; absent where it was not asked or did not answer
/// @param judgedBy the assessment that says so
public record PlanOnFile(
        UUID id,
        String patient,
        UUID assessment,
        LocalDate startsOn,
        LocalDate endsOn,
        Instant createdAt,
        Instant changedAt,
        State state,
        Optional<String> stopped,
        Optional<Disposition> judged,
        Optional<UUID> judgedBy,
        Optional<UUID> inPlaceOf,
        Optional<String> overtaken,
        String shown) {

    /// What holds of a plan; one that no longer fits is frozen, too. Of a week that is over the log says what was done,
    /// not the plan.
    public enum State {
        ACTIVE,
        FROZEN,
        REPLACED,
        OVER
    }

    static PlanOnFile of(Tuple row) {
        return new PlanOnFile(
                row.get("id", UUID.class),
                row.get("patient", String.class),
                row.get("assessment_id", UUID.class),
                row.get("starts_on", LocalDate.class),
                row.get("ends_on", LocalDate.class),
                row.get("created_at", OffsetDateTime.class).toInstant(),
                row.get("updated", OffsetDateTime.class).toInstant(),
                State.valueOf(row.get("status", String.class)),
                Optional.ofNullable(row.get("stopped", String.class)),
                Optional.ofNullable(row.get("judged", String.class)).map(Disposition::valueOf),
                Optional.ofNullable(row.get("judged_by", UUID.class)),
                Optional.ofNullable(row.get("replaces", UUID.class)),
                Optional.ofNullable(row.get("overtaken_at", OffsetDateTime.class))
                        .map(_ -> Words.OVERTAKEN),
                row.get("shown", String.class));
    }
}
