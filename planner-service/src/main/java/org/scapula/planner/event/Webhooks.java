package org.scapula.planner.event;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.scapula.edge.FieldError;
import org.scapula.edge.IfMatch;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.planner.event.Secrets.Use;

/// The webhooks of a clinic. Each change is one act, in one transaction, with its audit entry.
@ApplicationScoped
class Webhooks implements PanacheRepositoryBase<Webhook, UUID> {

    /// So many events are told again at a time, that the transaction stays short.
    private static final int MOST_AT_A_TIME = 1000;

    /// Each is told each event: a clinic that makes more has forgotten to remove some.
    private static final int MOST = 100;

    private static final UUID NONE = new UUID(0, 0);

    private static final String REPLAY = """
            select queued, next, more
            from replay_events(:clinic, :webhook, nullif(cast(:one as uuid), cast(:none as uuid)), :after, :most)""";

    private static final String REPLAY_THE_DEAD = "select queued, next, more from replay_dead(:webhook, :after, :most)";

    private final ClinicRoom room;
    private final Audit audit;
    private final Secrets secrets;
    private final Clock clock;

    Webhooks(ClinicRoom room, Audit audit, Secrets secrets, Clock clock) {
        this.room = room;
        this.audit = audit;
        this.secrets = secrets;
        this.clock = clock;
    }

    Uni<WebhookView> require(Caller caller, UUID id) {
        return room.inside(caller, () -> known(id)).map(this::view);
    }

    Uni<List<WebhookView>> page(Caller caller, UUID after, int most) {
        return room.inside(
                        caller,
                        () -> find("id > ?1 order by id", after).page(0, most).list())
                .map(rows -> rows.stream().map(this::view).toList());
    }

    Uni<WebhookView> keep(Caller caller, NewWebhook says) {
        var at = now();
        return room.inside(
                        caller,
                        () -> count().invoke(Webhooks::refuseTooMany)
                                .chain(() -> persistAndFlush(
                                        new Webhook(TimeOrderedId.at(at), caller.clinic(), says, at, caller.subject())))
                                .call(row -> audit.note(caller, act("webhook.create", row))))
                .map(this::withSecret);
    }

    /// @param namesEvents whether the change says which events are told
    Uni<WebhookView> change(
            Caller caller, UUID id, IfMatch seen, boolean namesEvents, UnaryOperator<NewWebhook> change) {
        return changing(
                        caller,
                        "webhook.change",
                        () -> asSeen(id, seen)
                                .invoke(row ->
                                        row.change(change.apply(row.said()), namesEvents, now(), caller.subject()))
                                .call(this::flushed)
                                .call(row -> row.active ? Uni.createFrom().voidItem() : dropped(id)))
                .map(this::view);
    }

    Uni<WebhookView> renewSecret(Caller caller, UUID id, IfMatch seen, Duration previousSigns) {
        var at = now();
        return changing(
                        caller,
                        "webhook.renew-secret",
                        () -> asSeen(id, seen)
                                .invoke(row -> row.renewSecret(at.plus(previousSigns), at, caller.subject())))
                .map(this::withSecret);
    }

    Uni<Void> remove(Caller caller, UUID id, IfMatch seen) {
        return changing(caller, "webhook.remove", () -> asSeen(id, seen).call(this::delete))
                .replaceWithVoid();
    }

    Uni<DeliveryPage> deliveries(Caller caller, UUID id, long before, Optional<DeliveryView.State> state, int most) {
        return require(caller, id)
                .chain(() -> room.at(
                        caller,
                        "deliveries_of",
                        id,
                        before,
                        state.map(Enum::name).orElse(""),
                        most + 1))
                .map(rows -> DeliveryPage.of(rows, most));
    }

    Uni<ReplayView> replay(Caller caller, UUID id, NewReplay wanted) {
        return wanted.state().isPresent()
                ? replaying(caller, id, "webhook.replay-dead", () -> replayTheDead(id, wanted.after()))
                : replaying(
                        caller, id, "webhook.replay", () -> replay(caller, id, NONE, wanted.after(), MOST_AT_A_TIME));
    }

    Uni<ReplayView> replayOne(Caller caller, UUID id, UUID event) {
        return replaying(
                caller,
                id,
                "webhook.replay-one",
                () -> replay(caller, id, event, 0, 1).invoke(queued -> {
                    if (queued.queued() == 0) {
                        throw Problems.notFound("No event with id " + event);
                    }
                }));
    }

    private Uni<ReplayView> replaying(Caller caller, UUID id, String act, Supplier<Uni<ReplayView>> work) {
        return room.inside(
                caller,
                () -> locked(id)
                        .invoke(Webhooks::refuseStopped)
                        .chain(row -> work.get().call(() -> audit.note(caller, act(act, row)))));
    }

    private static Uni<ReplayView> replay(Caller caller, UUID id, UUID one, long after, int most) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REPLAY, Tuple.class)
                        .setParameter("clinic", caller.clinic())
                        .setParameter("webhook", id)
                        .setParameter("one", one)
                        .setParameter("none", NONE)
                        .setParameter("after", after)
                        .setParameter("most", most)
                        .getSingleResult())
                .map(ReplayView::of);
    }

    private static Uni<ReplayView> replayTheDead(UUID id, long after) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REPLAY_THE_DEAD, Tuple.class)
                        .setParameter("webhook", id)
                        .setParameter("after", after)
                        .setParameter("most", MOST_AT_A_TIME)
                        .getSingleResult())
                .map(ReplayView::of);
    }

    private Uni<Webhook> changing(Caller caller, String act, Supplier<Uni<Webhook>> work) {
        return room.inside(caller, () -> work.get().call(this::flushed).call(row -> audit.note(caller, act(act, row))));
    }

    private Uni<Void> flushed(Webhook changed) {
        return flush();
    }

    private static Uni<Void> dropped(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select cast(drop_deliveries(:webhook) as text)", String.class)
                        .setParameter("webhook", id)
                        .getSingleResult())
                .replaceWithVoid();
    }

    private Uni<Webhook> asSeen(UUID id, IfMatch seen) {
        return locked(id).invoke(row -> seen.mustName(view(row).tag(), () -> view(row)));
    }

    /// As it is now, and for nobody else until the transaction ends.
    private Uni<Webhook> locked(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(() -> unknown(id));
    }

    private Uni<Webhook> known(UUID id) {
        return findById(id).onItem().ifNull().failWith(() -> unknown(id));
    }

    private static RuntimeException unknown(UUID id) {
        return Problems.notFound("No webhook with id " + id);
    }

    private static void refuseStopped(Webhook row) {
        if (!row.active) {
            throw Problems.of(
                    409,
                    "webhook-stopped",
                    "The webhook is stopped",
                    "The webhook is stopped, so nothing is told. Set active first.",
                    Map.of());
        }
    }

    private static void refuseTooMany(long there) {
        if (there >= MOST) {
            throw Problems.invalid(
                    new FieldError("", "out-of-range", "the clinic has " + MOST + " webhooks; remove one first"));
        }
    }

    private static Act act(String name, Webhook row) {
        return new Act(name, "webhook", row.id.toString(), String.valueOf(row.revision), Optional.empty());
    }

    private WebhookView view(Webhook row) {
        return WebhookView.of(row, clock.instant());
    }

    private WebhookView withSecret(Webhook row) {
        return view(row).withSecret(StandardWebhook.shown(secrets.of(Use.WEBHOOK, row.id, row.secretGeneration)));
    }

    // Postgres keeps microseconds; milliseconds are the same before and after.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
