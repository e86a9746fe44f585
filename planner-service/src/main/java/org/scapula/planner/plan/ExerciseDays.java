package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The days on which a person exercises, whichever of their plans says so. Called inside the room of the clinic.
@ApplicationScoped
public class ExerciseDays {

    private static final int DAYS_OF_A_PLAN = 7;

    private final Plans plans;
    private final Freezes freezes;
    private final OvertakenPlans overtaken;
    private final ObjectMapper json;
    private final Clock clock;

    ExerciseDays(Plans plans, Freezes freezes, OvertakenPlans overtaken, ObjectMapper json, Clock clock) {
        this.plans = plans;
        this.freezes = freezes;
        this.overtaken = overtaken;
        this.json = json;
        this.clock = clock;
    }

    /// A plan without its week.
    private record Head(
            UUID id,
            Instant createdAt,
            LocalDate startsOn,
            @Nullable UUID replaces) {}

    /// From this day on, in their order.
    public Uni<List<ExerciseDay>> since(LocalDate first, String patient) {
        return heads(patient)
                .chain(heads -> weeks(patient, first)
                        .chain(weeks -> overtaken(patient).map(overtaken -> made(heads, weeks, overtaken))))
                .chain(made ->
                        stops(patient).map(stops -> ExerciseDayRules.since(first, made, stops, clock.getZone())));
    }

    private Uni<List<Head>> heads(String patient) {
        return plans.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select p.id, p.createdAt, p.startsOn, p.replaces from Plan p"
                                        + " where p.patient = :patient order by p.createdAt, p.id",
                                Object[].class)
                        .setParameter("patient", patient)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Head((UUID) row[0], (Instant) row[1], (LocalDate) row[2], (UUID) row[3]))
                        .toList());
    }

    private Uni<Map<UUID, Set<LocalDate>>> weeks(String patient, LocalDate first) {
        return plans.list("patient = ?1 and startsOn > ?2", patient, first.minusDays(DAYS_OF_A_PLAN))
                .map(found -> found.stream().collect(Collectors.toMap(plan -> plan.id, this::days)));
    }

    private Set<LocalDate> days(Plan plan) {
        return KeptPlan.of(plan, json).week().stream()
                .filter(day -> !day.sessions().isEmpty())
                .map(KeptPlan.Day::date)
                .collect(Collectors.toSet());
    }

    private Uni<Map<UUID, Instant>> overtaken(String patient) {
        return overtaken
                .list("patient", patient)
                .map(found -> found.stream().collect(Collectors.toMap(row -> row.plan, row -> row.overtakenAt)));
    }

    private Uni<List<ExerciseDayRules.Stopped>> stops(String patient) {
        return freezes.list("patient = ?1", patient)
                .map(found -> found.stream().map(Freeze::asStop).toList());
    }

    private static List<ExerciseDayRules.Made> made(
            List<Head> heads, Map<UUID, Set<LocalDate>> weeks, Map<UUID, Instant> overtaken) {
        var byId = heads.stream().collect(Collectors.toMap(Head::id, head -> head));
        return heads.stream()
                .map(head -> new ExerciseDayRules.Made(
                        head.createdAt(),
                        standsSince(head, byId),
                        head.startsOn(),
                        weeks.getOrDefault(head.id(), Set.of()),
                        Optional.ofNullable(overtaken.get(head.id()))))
                .toList();
    }

    private static Instant standsSince(Head head, Map<UUID, Head> byId) {
        var before = head.replaces() == null ? null : byId.get(head.replaces());
        return before == null ? head.createdAt() : standsSince(before, byId);
    }
}
