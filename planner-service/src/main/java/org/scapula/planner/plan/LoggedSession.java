package org.scapula.planner.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// What was said of one session of a plan. Said again it is another row, with the next revision.
@Entity
@Immutable
@Table(name = "session_log")
class LoggedSession {

    @Id
    UUID id;

    UUID plan;
    String clinic;
    String patient;
    LocalDate day;
    short bout;
    short revision;
    Instant loggedAt;
    String loggedBy;

    /// The request, as a JSON text.
    String said;

    /// The judgement of triage on what is new.
    @Nullable
    UUID assessment;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected LoggedSession() {}

    LoggedSession(UUID id, Plan plan, NewSession said, String text, Instant at, String by) {
        this.id = id;
        this.plan = plan.id;
        this.clinic = plan.clinic;
        this.patient = plan.patient;
        this.day = said.date();
        this.bout = (short) said.sessionOfTheDay();
        this.revision = 1;
        this.loggedAt = at;
        this.loggedBy = by;
        this.said = text;
    }

    boolean isOf(LocalDate date, int session) {
        return day.equals(date) && bout == session;
    }

    NewSession read(ObjectMapper json) {
        try {
            return json.readValue(said, NewSession.class);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }
}
