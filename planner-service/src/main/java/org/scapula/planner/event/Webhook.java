package org.scapula.planner.event;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scapula.planner.event.WebhookView.Stop;

/// Where a clinic wants its events told.
@Entity
class Webhook {

    @Id
    UUID id;

    String clinic;
    String url;
    String description;

    /// With a blank between; none: all.
    String events;

    boolean active;

    @Nullable
    @Enumerated(EnumType.STRING)
    Stop stoppedBecause;

    int revision;
    int secretGeneration;

    /// When the last of the secrets before ends.
    @Nullable
    Instant previousUntil;

    /// Those before that are good still, as `Promised` has them.
    String promised;

    Instant createdAt;
    Instant changedAt;
    String changedBy;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected Webhook() {}

    Webhook(UUID id, String clinic, NewWebhook says, Instant at, String by) {
        this.id = id;
        this.clinic = clinic;
        this.secretGeneration = 1;
        this.promised = "";
        this.createdAt = at;
        this.url = says.url();
        this.description = "";
        this.events = "";
        this.changedAt = at;
        this.changedBy = by;
        say(says, at, by);
    }

    final void say(NewWebhook says, Instant at, String by) {
        this.url = says.url();
        this.description = says.description().orElse("");
        this.events = says.events().orElse(List.of()).stream()
                .map(EventType::toString)
                .sorted()
                .collect(Collectors.joining(" "));
        var on = says.active().orElse(true);
        this.stoppedBecause = on ? null : Optional.ofNullable(stoppedBecause).orElse(Stop.ASKED);
        this.active = on;
        revised(at, by);
    }

    /// What a change does not name stays as it is, with those that only a later version has a word for.
    void change(NewWebhook says, boolean namesEvents, Instant at, String by) {
        var before = events;
        say(says, at, by);
        if (!namesEvents) {
            this.events = before;
        }
    }

    void renewSecret(Instant previousSignsUntil, Instant at, String by) {
        var held = Promised.in(promised).exchanged(secretGeneration, previousSignsUntil, at);
        this.promised = held.words();
        this.previousUntil = held.last().orElse(null);
        this.secretGeneration++;
        revised(at, by);
    }

    /// What is patched, as far as this version has words for it.
    NewWebhook said() {
        return new NewWebhook(
                url,
                Optional.of(names().stream()
                                .flatMap(name -> EventType.named(name).stream())
                                .toList())
                        .filter(types -> !types.isEmpty()),
                Optional.of(description).filter(words -> !words.isEmpty()),
                Optional.of(active));
    }

    List<String> names() {
        return Stream.of(events.split(" ")).filter(name -> !name.isEmpty()).toList();
    }

    private void revised(Instant at, String by) {
        this.revision++;
        this.changedAt = at;
        this.changedBy = by;
    }
}
