package org.scapula.planner.fhir.cards;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.access.Caller;

/// That a card was shown: about whom, of which kind, to whom. Its words are not kept; they can be made anew.
@Entity
@Immutable
@Table(name = "cds_card")
class ShownCard {

    @Id
    UUID id;

    String clinic;
    String patient;
    String service;

    @Enumerated(EnumType.STRING)
    Card.Kind kind;

    UUID hookInstance;

    @Nullable
    UUID subject;

    Instant shownAt;
    String shownTo;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected ShownCard() {}

    ShownCard(UUID id, Call call, Card card, Instant at) {
        this.id = id;
        this.clinic = call.caller().clinic();
        this.patient = call.patient();
        this.service = call.service().id();
        this.kind = card.kind();
        this.hookInstance = call.hookInstance();
        this.subject = card.about().map(Card.About::id).orElse(null);
        this.shownAt = at;
        this.shownTo = call.caller().subject();
    }

    /// A question of a system, by whom and about whom.
    record Call(Caller caller, Hook service, UUID hookInstance, String patient) {}
}
