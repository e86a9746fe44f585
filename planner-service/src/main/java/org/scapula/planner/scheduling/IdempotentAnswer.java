package org.scapula.planner.scheduling;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.access.Caller;

/// What was asked under a key, and what was answered.
@Entity
@Table(name = "idempotent_answer")
class IdempotentAnswer {

    @Id
    UUID id;

    String clinic;
    String patient;
    String client;
    String subject;
    String key;
    String fingerprint;

    @Nullable
    Instant leasedUntil;

    @Nullable
    Short status;

    @Nullable
    String body;

    @Nullable
    String etag;

    @Nullable
    String location;

    Instant createdAt;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected IdempotentAnswer() {}

    IdempotentAnswer(Caller caller, Attempt attempt, Instant at) {
        this.id = attempt.id();
        this.clinic = caller.clinic();
        this.patient = caller.patient().orElse("");
        this.client = caller.client();
        this.subject = caller.subject();
        this.key = attempt.key();
        this.fingerprint = attempt.fingerprint();
        this.createdAt = at;
    }

    IdempotentAnswer waitedForUntil(Instant end) {
        this.leasedUntil = end;
        return this;
    }

    IdempotentAnswer with(String whose, Answer answer) {
        this.patient = whose;
        this.leasedUntil = null;
        this.status = (short) answer.status();
        this.body = answer.body();
        this.etag = answer.etag().orElse(null);
        this.location = answer.location().orElse(null);
        return this;
    }

    boolean isInProgress() {
        return status == null;
    }

    Answer answer() {
        return new Answer(
                Objects.requireNonNull(status),
                Objects.requireNonNull(body),
                Optional.ofNullable(etag),
                Optional.ofNullable(location));
    }
}
