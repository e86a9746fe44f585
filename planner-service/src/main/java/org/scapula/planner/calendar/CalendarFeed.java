package org.scapula.planner.calendar;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A calendar that somebody may subscribe to, without the token that opens it.
@Entity
@Immutable
class CalendarFeed {

    @Id
    UUID id;

    String clinic;

    @Nullable
    String patient;

    @Nullable
    String practitioner;

    String language;
    Instant createdAt;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected CalendarFeed() {}

    CalendarFeed(UUID id, String clinic, Whose whose, FeedLanguage language, Instant at) {
        this.id = id;
        this.clinic = clinic;
        this.patient = whose.patient().orElse(null);
        this.practitioner = whose.practitioner().orElse(null);
        this.language = language.code();
        this.createdAt = at;
    }

    Whose whose() {
        return new Whose(Optional.ofNullable(patient), Optional.ofNullable(practitioner));
    }

    FeedLanguage language() {
        return FeedLanguage.of(language);
    }
}
