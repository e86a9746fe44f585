package org.scapula.planner.event;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;

/// What is to be told, of all clinics. Which clinics have something stands outside the walls; what it is
/// stands inside, and is looked at by functions that enter one clinic at a time.
@Singleton
class Deliveries {

    private static final String WAITING = "select distinct clinic from event_outbox order by clinic";
    private static final String PLACE = "select place_events($1)";
    private static final String TAKE = "select * from take_deliveries($1, $2, $3, make_interval(secs => $4))";
    private static final String CLINICS = "select clinic from event_head where last > forgotten order by clinic";
    private static final String FORGET = "select forget_events($1, $2)";

    private final Pool pool;
    private final ClinicRoom room;
    private final Clock clock;
    private final WebhookSettings settings;
    private final RetryRules retries;

    Deliveries(Pool pool, ClinicRoom room, Clock clock, WebhookSettings settings) {
        this.pool = pool;
        this.room = room;
        this.clock = clock;
        this.settings = settings;
        this.retries = new RetryRules(settings.firstRetry(), settings.longestRetry(), settings.giveUpAfter());
    }

    /// Gives what has become certain its place, and says of how many clinics there was any.
    Uni<Integer> place() {
        return eachOf(
                WAITING,
                clinic -> pool.preparedQuery(PLACE).execute(Tuple.of(clinic)).replaceWithVoid());
    }

    Uni<List<Delivery>> take(int most, List<UUID> busy) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.tuple()
                        .addInteger(most)
                        .addInteger(settings.atOnceEach())
                        .addArrayOfUUID(busy.toArray(UUID[]::new))
                        .addDouble(settings.lease().toMillis() / 1000.0))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Delivery::of)
                        .toList());
    }

    Uni<Void> settle(Delivery delivery, Answer answer) {
        var again = answer.isDelivered() || answer.isGone() ? Optional.<Instant>empty() : again(delivery, answer);
        return room.at(
                        us(delivery.clinic()),
                        "settle_delivery",
                        delivery.webhook(),
                        delivery.event().id(),
                        delivery.lease(),
                        answer.isDelivered(),
                        answer.status().orElse(null),
                        answer.failure().map(Enum::name).orElse(null),
                        again.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .map(rows -> rows.getFirst().getBoolean(0))
                .chain(ours -> ours && answer.isGone()
                        ? stop(delivery)
                        : Uni.createFrom().voidItem());
    }

    /// Of all clinics, what is older than events are kept.
    Uni<Void> forget() {
        var before = clock.instant().minus(settings.keepEvents()).atOffset(ZoneOffset.UTC);
        return eachOf(
                        CLINICS,
                        clinic -> pool.preparedQuery(FORGET)
                                .execute(Tuple.of(clinic, before))
                                .replaceWithVoid())
                .replaceWithVoid();
    }

    private Optional<Instant> again(Delivery delivery, Answer answer) {
        return retries.next(
                delivery.attempts() + 1,
                delivery.since(),
                clock.instant(),
                ThreadLocalRandom.current().nextDouble(),
                answer.pause());
    }

    private Uni<Void> stop(Delivery delivery) {
        return room.at(us(delivery.clinic()), "stop_webhook", delivery.webhook())
                .replaceWithVoid();
    }

    private Uni<Integer> eachOf(String clinics, Function<String, Uni<Void>> work) {
        return pool.query(clinics)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Objects.requireNonNull(row.getString(0)))
                        .toList())
                .call(found -> oneAfterTheOther(found, work))
                .map(List::size);
    }

    private static Uni<Void> oneAfterTheOther(List<String> clinics, Function<String, Uni<Void>> work) {
        return clinics.stream()
                .reduce(
                        Uni.createFrom().voidItem(),
                        (before, clinic) -> before.chain(() -> work.apply(clinic)),
                        (one, other) -> one.chain(() -> other));
    }

    private static Caller us(String clinic) {
        return new Caller(clinic, "scapula", Set.of(), Optional.empty(), "", "", "");
    }
}
