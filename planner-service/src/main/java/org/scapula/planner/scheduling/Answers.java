package org.scapula.planner.scheduling;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.patient.PatientRecords;

/// What was answered under which key (Idempotency-Key, draft 07): kept in the transaction of what was done, so that
/// both
/// are there or neither.
@ApplicationScoped
class Answers implements PatientRecords {

    private static final Duration KEPT = Duration.ofHours(48);

    /// Longer than anything that is under way can take; whoever died on the way keeps nobody off for longer.
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(1);

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtextextended(:words, 0))";

    private static final String FORGET = "delete from IdempotentAnswer where createdAt < :before";

    private final ClinicRoom room;
    private final Clock clock;

    Answers(ClinicRoom room, Clock clock) {
        this.room = room;
        this.clock = clock;
    }

    /// Before something that asks a neighbour, in a transaction of its own: the answer if there is one, or the word
    /// that
    /// somebody is at it.
    Uni<Optional<Answer>> reserve(Caller caller, Attempt attempt) {
        return room.inside(
                caller,
                () -> alone(caller, attempt)
                        .chain(() -> known(caller, attempt))
                        .chain(found -> found.filter(row -> !isGivenUp(row))
                                .map(row -> Uni.createFrom().item(Optional.of(sameAnswer(row, attempt))))
                                .orElseGet(() -> removed(found)
                                        .chain(() -> keep(new IdempotentAnswer(caller, attempt, clock.instant())
                                                .waitedForUntil(clock.instant().plus(LEASE))))
                                        .map(kept -> Optional.empty()))));
    }

    /// Inside the transaction of the work: done once, and answered the same from then on.
    Uni<Answer> once(Caller caller, Attempt attempt, String patient, Supplier<Uni<Answer>> work) {
        return alone(caller, attempt)
                .chain(() -> known(caller, attempt))
                .chain(found -> found.filter(row -> !row.id.equals(attempt.id()) && !isGivenUp(row))
                        .map(row -> Uni.createFrom().item(sameAnswer(row, attempt)))
                        .orElseGet(() -> work.get().call(answer -> kept(caller, attempt, found, patient, answer))));
    }

    /// What failed is no answer: the next try begins anew.
    Uni<Void> abandon(Caller caller, Attempt attempt) {
        return room.inside(
                caller,
                () -> Panache.getSession()
                        .chain(session -> session.createMutationQuery(
                                        "delete from IdempotentAnswer where id = :id and status is null")
                                .setParameter("id", attempt.id())
                                .executeUpdate())
                        .replaceWithVoid());
    }

    private Uni<Void> kept(
            Caller caller, Attempt attempt, Optional<IdempotentAnswer> found, String patient, Answer answer) {
        var own = found.filter(row -> row.id.equals(attempt.id()));
        var gone = found.filter(row -> !row.id.equals(attempt.id()));
        return removed(gone)
                .chain(() -> own.map(row -> Uni.createFrom().item(row.with(patient, answer)))
                        .orElseGet(() ->
                                keep(new IdempotentAnswer(caller, attempt, clock.instant()).with(patient, answer))))
                .replaceWithVoid();
    }

    private boolean isGivenUp(IdempotentAnswer row) {
        var until = row.leasedUntil;
        return row.isInProgress() && until != null && until.isBefore(clock.instant());
    }

    private static Answer sameAnswer(IdempotentAnswer row, Attempt attempt) {
        if (!row.fingerprint.equals(attempt.fingerprint())) {
            throw Problems.of(
                    422,
                    "idempotency-key-reused",
                    "The key was used for something else",
                    "This Idempotency-Key came with another request before. Take a new key for a new request.",
                    Map.of());
        }
        if (row.isInProgress()) {
            throw inProgress();
        }
        return row.answer();
    }

    private static HttpProblem inProgress() {
        return Problems.retryable(
                409,
                "in-progress",
                "It is being done",
                "A request with this Idempotency-Key is being carried out. Ask again in a moment for its answer.",
                SOON);
    }

    private static Uni<Void> alone(Caller caller, Attempt attempt) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ALONE, Boolean.class)
                        .setParameter(
                                "words",
                                String.join(
                                        "\n",
                                        "idempotency",
                                        caller.clinic(),
                                        caller.client(),
                                        caller.subject(),
                                        attempt.key()))
                        .getSingleResult())
                .invoke(mine -> {
                    if (!mine) {
                        throw inProgress();
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Optional<IdempotentAnswer>> known(Caller caller, Attempt attempt) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from IdempotentAnswer a where a.client = :client and a.subject = :subject and a.key = :key",
                                IdempotentAnswer.class)
                        .setParameter("client", caller.client())
                        .setParameter("subject", caller.subject())
                        .setParameter("key", attempt.key())
                        .getResultList())
                .map(rows -> rows.stream().findFirst());
    }

    private static Uni<Void> removed(Optional<IdempotentAnswer> row) {
        return row.map(gone -> Panache.getSession()
                        .chain(session -> session.remove(gone).chain(session::flush)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static Uni<IdempotentAnswer> keep(IdempotentAnswer row) {
        return Panache.getSession()
                .chain(session -> session.persist(row).chain(session::flush))
                .replaceWith(row);
    }

    /// Of everybody at the clinic, by ourselves: who asks for something sees their own alone.
    Uni<Void> forget(Caller us) {
        return room.inside(
                us,
                () -> Panache.getSession()
                        .chain(session -> session.createMutationQuery(FORGET)
                                .setParameter("before", clock.instant().minus(KEPT))
                                .executeUpdate())
                        .replaceWithVoid());
    }

    @Override
    public String kind() {
        return "idempotentAnswers";
    }

    /// What they were about stands in the records themselves.
    @Override
    public Uni<List<String>> of(String patient) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from IdempotentAnswer where patient = :patient order by createdAt, id",
                                IdempotentAnswer.class)
                        .setParameter("patient", patient)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> "{\"answeredAt\":\"" + row.createdAt + "\",\"answer\":"
                                + Optional.ofNullable(row.body).orElse("null") + "}")
                        .toList());
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("delete from IdempotentAnswer where patient = :patient")
                        .setParameter("patient", patient)
                        .executeUpdate());
    }
}
