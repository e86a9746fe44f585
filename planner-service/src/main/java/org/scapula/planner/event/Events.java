package org.scapula.planner.event;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;

/// What happens at a clinic, told in the transaction in which it happens: where that is not kept, nobody
/// hears of it, and where it is, everybody will.
@ApplicationScoped
public class Events {

    private static final Pattern ENDS_WITH_AN_ID =
            Pattern.compile("(/[a-z0-9-]+)+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String TELL =
            "select cast(tell_event(:id, :clinic, cast(:at as timestamptz), :type, :subject) as text)";

    private static final String CLINICS =
            "select clinic from (select clinic from event_head union select clinic from event_outbox) told"
                    + " order by random()";

    private final ClinicRoom room;
    private final Clock clock;

    Events(ClinicRoom room, Clock clock) {
        this.room = room;
        this.clock = clock;
    }

    /// Inside the open transaction of the caller's clinic, before its audit entry.
    ///
    /// @param subject the address, at this service, of what it happened to: a path that ends with an id
    public Uni<Void> tell(Caller caller, EventType type, String subject) {
        if (!ENDS_WITH_AN_ID.matcher(subject).matches()) {
            throw new IllegalArgumentException("The subject of an event is a path that ends with an id");
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TELL, String.class)
                        .setParameter("id", TimeOrderedId.at(at))
                        .setParameter("clinic", caller.clinic())
                        .setParameter("at", at.atOffset(ZoneOffset.UTC))
                        .setParameter("type", type.toString())
                        .setParameter("subject", subject)
                        .getSingleResult())
                .replaceWithVoid();
    }

    /// At which anything was ever told, in no order: whoever works for all of them enters one after the other.
    public Uni<List<String>> clinics() {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(CLINICS, String.class).getResultList()));
    }

    /// @param place after which to go on; without one, with the oldest that is kept
    Uni<EventsPage> since(Caller caller, Optional<Long> place, int most) {
        return room.at(caller, "events_after", place.orElse(null), most + 1)
                .map(rows -> page(caller, place, most, rows));
    }

    /// One more than the limit was asked for; its only use is to tell that there is more.
    private static EventsPage page(Caller caller, Optional<Long> place, int most, List<Row> rows) {
        var forgotten = rows.getFirst().getLong("forgotten");
        place.ifPresent(it -> refuseTheForgotten(it, forgotten));
        place.ifPresent(it -> refuseWhatIsYetToCome(it, rows.getFirst().getLong("last"), forgotten));
        var found = rows.stream().filter(row -> row.getUUID("id") != null).toList();
        var shown = found.stream().limit(most).toList();
        var last = shown.isEmpty() ? place.orElse(forgotten) : shown.getLast().getLong("position");
        return new EventsPage(
                shown.stream()
                        .map(row -> EventView.of(caller.clinic(), row.getUUID("id"), row))
                        .toList(),
                String.valueOf(last),
                found.size() > most);
    }

    /// Whoever begins, begins with what there is; whoever goes on would miss something and not know it.
    private static void refuseTheForgotten(long place, long forgotten) {
        if (place < forgotten) {
            throw Problems.of(
                    410,
                    "events-forgotten",
                    "Events after this place are forgotten",
                    "Events are kept for 90 days, and some after this place are gone. Read anew what you follow, and"
                            + " then go on from the place in next.",
                    Map.of("next", String.valueOf(forgotten)));
        }
    }

    /// Places are given once. Whoever was further has read what is no longer here: what comes now has places
    /// that they have behind them.
    private static void refuseWhatIsYetToCome(long place, long last, long forgotten) {
        if (place > last) {
            throw Problems.of(
                    410,
                    "events-restored",
                    "The list does not go so far",
                    "No event has this place yet, so the list is as it was before that place was told. Read anew what"
                            + " you follow, and then go on from the place in next.",
                    Map.of("next", String.valueOf(forgotten)));
        }
    }
}
