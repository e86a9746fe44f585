package org.scapula.planner.event;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;

/// What is to be told, of all clinics. Which clinics have something stands outside the walls; what it is
/// stands inside, and is looked at by functions that enter one clinic at a time.
@Singleton
class Deliveries {

    /// In no order: nobody is always the last.
    private static final String WAITING =
            "select clinic from (select distinct clinic from event_outbox) waiting order by random()";

    private static final String PLACE = "select place_some($1, false)";
    private static final String TAKE = "select * from take_due($1, $2, $3, $4, $5, make_interval(secs => $6))";
    private static final String CLINICS = "select clinic from event_head where last > forgotten order by random()";
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

    /// Gives what has become certain its place, and says whether there is more.
    Uni<Boolean> place(Consumer<Throwable> stuck) {
        return eachOf(WAITING, this::placeSome, stuck).map(placed -> placed.contains(true));
    }

    private Uni<Boolean> placeSome(String clinic) {
        return pool.preparedQuery(PLACE)
                .execute(Tuple.of(clinic))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /// @param underWay what was taken before, and has not ended
    Uni<List<Delivery>> take(Collection<Delivery> underWay) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.tuple()
                        .addInteger(settings.atOnce() - underWay.size())
                        .addInteger(settings.atOnceEach())
                        .addInteger(mostOfAClinic())
                        .addArrayOfUUID(underWay.stream().map(Delivery::webhook).toArray(UUID[]::new))
                        .addArrayOfString(
                                underWay.stream().map(Delivery::clinic).toArray(String[]::new))
                        .addDouble(settings.lease().toMillis() / 1000.0))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Delivery::of)
                        .toList());
    }

    /// There is always room for another clinic, however silent the receivers of one are.
    private int mostOfAClinic() {
        return Math.max(1, settings.atOnce() * 3 / 4);
    }

    Uni<Void> settle(Delivery delivery, Answer answer) {
        return answer.asked() ? attempted(delivery, answer) : putBack(delivery);
    }

    /// Until the next look, and as if it had never been taken.
    private Uni<Void> putBack(Delivery delivery) {
        return room.at(
                        us(delivery.clinic()),
                        "put_back",
                        delivery.webhook(),
                        delivery.event().id(),
                        delivery.lease(),
                        clock.instant().plus(settings.poll()).atOffset(ZoneOffset.UTC))
                .replaceWithVoid();
    }

    private Uni<Void> attempted(Delivery delivery, Answer answer) {
        var again = again(delivery, answer).map(at -> at.atOffset(ZoneOffset.UTC));
        var settled = answer.isGone()
                ? room.at(
                        us(delivery.clinic()),
                        "settle_gone",
                        delivery.webhook(),
                        delivery.event().id(),
                        delivery.lease(),
                        delivery.url().toString(),
                        again.orElse(null))
                : room.at(
                        us(delivery.clinic()),
                        "settle_delivery",
                        delivery.webhook(),
                        delivery.event().id(),
                        delivery.lease(),
                        answer.isDelivered(),
                        answer.status().orElse(null),
                        answer.failure().map(Enum::name).orElse(null),
                        again.orElse(null));
        return settled.replaceWithVoid();
    }

    /// Of all clinics, what is older than events are kept.
    Uni<Void> forget(Consumer<Throwable> stuck) {
        var before = clock.instant().minus(settings.keepEvents()).atOffset(ZoneOffset.UTC);
        return eachOf(CLINICS, clinic -> pool.preparedQuery(FORGET).execute(Tuple.of(clinic, before)), stuck)
                .replaceWithVoid();
    }

    private Optional<Instant> again(Delivery delivery, Answer answer) {
        return answer.isDelivered()
                ? Optional.empty()
                : retries.next(
                        delivery.attempts() + 1,
                        delivery.since(),
                        clock.instant(),
                        ThreadLocalRandom.current().nextDouble(),
                        answer.pause());
    }

    private <T> Uni<List<T>> eachOf(String clinics, Function<String, Uni<T>> work, Consumer<Throwable> stuck) {
        return pool.query(clinics)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Objects.requireNonNull(row.getString(0)))
                        .toList())
                .chain(found -> OneByOne.through(found, work, stuck));
    }

    private static Caller us(String clinic) {
        return new Caller(clinic, "scapula", Set.of(), Optional.empty(), "", "", "");
    }
}
