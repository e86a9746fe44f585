package org.scapula.planner.calendar;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.edge.patient.PatientRecords;

/// The calendars that can be subscribed to. What opens one is told to whoever makes it, and only its hash is kept.
@ApplicationScoped
class CalendarFeeds implements PanacheRepositoryBase<CalendarFeed, UUID>, PatientRecords {

    /// A calendar for each of somebody's devices; a program that makes a new one at each start is stopped here.
    static final int MOST = 20;

    private static final String ONE_AFTER_THE_OTHER =
            "select cast(pg_advisory_xact_lock(hashtextextended('calendars of ' || :clinic || ' ' || :whose, 0)) as text)";

    private static final String KEEP_KEY = "select cast(keep_calendar_key(:feed, :hash) as text)";
    private static final String OPENED_BY = "select clinic, feed from calendar_opened_by($1)";

    private final ClinicRoom room;
    private final Audit audit;
    private final Pool pool;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CalendarFeeds(ClinicRoom room, Audit audit, Pool pool, Clock clock) {
        this.room = room;
        this.audit = audit;
        this.pool = pool;
        this.clock = clock;
    }

    /// Where a calendar is found; nothing else is known of it before its clinic's room is entered.
    record Opened(String clinic, UUID feed) {}

    /// Empty for a token that never was, or is no more.
    Uni<Optional<Opened>> openedBy(FeedToken token) {
        return pool.preparedQuery(OPENED_BY)
                .execute(Tuple.tuple().addValue(Buffer.buffer(token.hash())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(CalendarFeeds::opened));
    }

    /// Inside the room of its clinic.
    Uni<Optional<CalendarFeed>> found(UUID id) {
        return findById(id).map(Optional::ofNullable);
    }

    Uni<CalendarFeedView> keep(Caller caller, NewCalendarFeed wanted) {
        var token = FeedToken.fresh(random);
        var whose = wanted.whose(caller);
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var row = new CalendarFeed(TimeOrderedId.at(at), caller.clinic(), whose, wanted.spoken(), at);
        return writing(
                caller,
                whose,
                () -> oneAfterTheOther(caller, whose)
                        .chain(() -> mustBeFew(whose))
                        .chain(() -> persistAndFlush(row))
                        .call(() -> keepKey(row, token))
                        .call(() -> audit.note(caller, act("calendar.create", row)))
                        .map(kept -> CalendarFeedView.told(kept, token)));
    }

    Uni<List<CalendarFeedView>> page(Caller caller, UUID after, int most) {
        return room.inside(
                caller,
                () -> find("id > ?1 order by id", after)
                        .range(0, most - 1)
                        .list()
                        .map(rows -> rows.stream().map(CalendarFeedView::of).toList())
                        .call(() -> audit.note(
                                caller, new Act("calendar.list", "calendar-feed", "", "", caller.patient()))));
    }

    Uni<Void> revoke(Caller caller, UUID id) {
        return room.inside(
                caller,
                () -> findById(id)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Problems.notFound("No calendar with id " + id))
                        .call(row -> delete("id", row.id))
                        .call(row -> audit.note(caller, act("calendar.revoke", row)))
                        .replaceWithVoid());
    }

    @Override
    public String kind() {
        return "calendarFeeds";
    }

    @Override
    public Uni<List<String>> of(String patient) {
        return list("patient = ?1 order by createdAt, id", patient)
                .map(rows -> rows.stream().map(CalendarFeeds::whole).toList());
    }

    @Override
    public Uni<Integer> erase(String patient) {
        return delete("patient", patient).map(Math::toIntExact);
    }

    private static String whole(CalendarFeed row) {
        return "{\"id\":\"" + row.id + "\",\"language\":\"" + row.language + "\",\"createdAt\":\"" + row.createdAt
                + "\"}";
    }

    private <T> Uni<T> writing(Caller caller, Whose whose, Supplier<Uni<T>> work) {
        return whose.patient()
                .map(patient -> room.writing(caller, patient, work))
                .orElseGet(() -> room.inside(caller, work));
    }

    private Uni<Void> oneAfterTheOther(Caller caller, Whose whose) {
        return getSession()
                .chain(session -> session.createNativeQuery(ONE_AFTER_THE_OTHER, String.class)
                        .setParameter("clinic", caller.clinic())
                        .setParameter("whose", whose.words())
                        .getSingleResult())
                .replaceWithVoid();
    }

    private Uni<Void> mustBeFew(Whose whose) {
        return count(
                        "patient = ?1 or practitioner = ?2",
                        whose.patient().orElse(""),
                        whose.practitioner().orElse(""))
                .invoke(calendars -> {
                    if (calendars >= MOST) {
                        throw Problems.of(
                                409,
                                "too-many-calendars",
                                "Too many calendars",
                                "There are " + MOST + " such calendars already. Revoke those that nobody reads.",
                                Map.of());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> keepKey(CalendarFeed row, FeedToken token) {
        return getSession()
                .chain(session -> session.createNativeQuery(KEEP_KEY, String.class)
                        .setParameter("feed", row.id)
                        .setParameter("hash", token.hash())
                        .getSingleResult())
                .replaceWithVoid();
    }

    private static Opened opened(Row row) {
        return new Opened(row.getString("clinic"), row.getUUID("feed"));
    }

    private static Act act(String name, CalendarFeed row) {
        return new Act(name, "calendar-feed", row.id.toString(), "", row.whose().patient());
    }
}
