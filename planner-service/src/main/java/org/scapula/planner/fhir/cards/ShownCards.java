package org.scapula.planner.fhir.cards;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.edge.patient.PatientRecords;

/// Which cards were shown, and what became of them.
@ApplicationScoped
class ShownCards implements PanacheRepositoryBase<ShownCard, UUID>, PatientRecords {

    private static final Duration AMISS = Duration.ofHours(1);
    private static final Duration LONG_AGO = Duration.ofDays(366);

    private final ClinicRoom room;
    private final Audit audit;
    private final Clock clock;

    ShownCards(ClinicRoom room, Audit audit, Clock clock) {
        this.room = room;
        this.audit = audit;
        this.clock = clock;
    }

    /// For each card the name by which feedback may speak of it.
    Uni<List<UUID>> keep(ShownCard.Call call, List<Card> cards) {
        var now = clock.instant();
        var rows = cards.stream()
                .map(card -> new ShownCard(TimeOrderedId.at(now), call, card, now))
                .toList();
        return room.writing(
                        call.caller(),
                        call.patient(),
                        () -> Panache.getSession()
                                .chain(session ->
                                        session.persistAll(rows.toArray()).chain(session::flush))
                                .chain(() -> audit.note(
                                        call.caller(),
                                        Act.of("cds-cards.show", "hook", call.hookInstance(), "", call.patient()))))
                .replaceWith(rows.stream().map(row -> row.id).toList());
    }

    /// All of it or nothing.
    Uni<Integer> keep(Caller caller, Hook service, NewFeedback said) {
        return room.inside(
                caller,
                () -> list("id in ?1 and service = ?2", ids(said), service.id())
                        .map(found -> found.stream().collect(Collectors.toMap(row -> row.id, Function.identity())))
                        .invoke(found -> refuseUnknown(said, found, clock.instant()))
                        .chain(found -> kept(caller, said, found)));
    }

    private Uni<Integer> kept(Caller caller, NewFeedback said, Map<UUID, ShownCard> found) {
        var now = clock.instant();
        var patients = found.values().stream()
                .map(row -> row.patient)
                .sorted()
                .distinct()
                .toList();
        var all = Uni.createFrom().voidItem();
        for (var patient : patients) {
            all = all.chain(() -> room.writing(caller, patient, () -> keptOf(caller, patient, said, found, now)));
        }
        return all.replaceWith(said.feedback().size());
    }

    private Uni<Void> keptOf(Caller caller, String patient, NewFeedback said, Map<UUID, ShownCard> found, Instant now) {
        var rows = new ArrayList<Feedback>();
        said.feedback()
                .forEach(entry -> Optional.ofNullable(found.get(entry.card()))
                        .filter(card -> card.patient.equals(patient))
                        .ifPresent(card ->
                                rows.add(new Feedback(TimeOrderedId.at(now), card, entry, now, caller.subject()))));
        return Panache.getSession()
                .chain(session -> session.persistAll(rows.toArray()).chain(session::flush))
                .chain(() ->
                        audit.note(caller, Act.of("cds-feedback.keep", "card", rows.getFirst().card, "", patient)));
    }

    private static void refuseUnknown(NewFeedback said, Map<UUID, ShownCard> found, Instant now) {
        var errors = new ArrayList<FieldError>();
        for (var place = 0; place < said.feedback().size(); place++) {
            var entry = said.feedback().get(place);
            if (!found.containsKey(entry.card())) {
                errors.add(new FieldError(
                        "/feedback/" + place + "/card",
                        "unknown-value",
                        "is no card that this service has shown here"));
            }
            if (entry.outcomeTimestamp().filter(at -> isNowhereNear(at, now)).isPresent()) {
                errors.add(new FieldError(
                        "/feedback/" + place + "/outcomeTimestamp",
                        "out-of-range",
                        "must lie in the last year, and not in the future"));
            }
            if (entry.code().isPresent() && entry.known().isEmpty()) {
                errors.add(new FieldError(
                        "/feedback/" + place + "/overrideReason/reason/code",
                        "unknown-value",
                        "must be one of the card's overrideReasons"));
            }
        }
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    /// Clocks of others may go wrong by a while.
    private static boolean isNowhereNear(Instant at, Instant now) {
        return at.isAfter(now.plus(AMISS)) || at.isBefore(now.minus(LONG_AGO));
    }

    private static List<UUID> ids(NewFeedback said) {
        return said.feedback().stream().map(NewFeedback.Entry::card).distinct().toList();
    }

    @Override
    public String kind() {
        return "decisionSupport";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return list("patient = ?1 order by id", patient)
                .chain(cards -> Panache.getSession()
                        .chain(session -> session.createSelectionQuery(
                                        "from Feedback where patient = :patient order by id", Feedback.class)
                                .setParameter("patient", patient)
                                .getResultList())
                        .map(said ->
                                cards.stream().map(card -> whole(card, said)).toList()));
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("delete from Feedback where patient = :patient")
                        .setParameter("patient", patient)
                        .executeUpdate())
                .chain(() -> delete("patient", patient))
                .map(Math::toIntExact);
    }

    private static String whole(ShownCard card, List<Feedback> said) {
        var shown = new JsonObject()
                .put("id", card.id.toString())
                .put("service", card.service)
                .put("kind", card.kind.name())
                .put("shownAt", card.shownAt.toString());
        var feedback = new JsonArray();
        said.stream().filter(one -> one.card.equals(card.id)).forEach(one -> feedback.add(told(one)));
        return shown.put("feedback", feedback).encode();
    }

    private static JsonObject told(Feedback said) {
        var told = new HashMap<String, Object>();
        told.put("outcome", said.outcome.name());
        told.put("saidAt", said.saidAt.toString());
        Optional.ofNullable(said.reason).ifPresent(reason -> told.put("reason", reason.name()));
        return new JsonObject(told);
    }
}
