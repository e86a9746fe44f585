package org.scapula.planner.calendar;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.scapula.edge.Etags;
import org.scapula.edge.Problems;
import org.scapula.edge.TraceIds;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;
import org.scapula.planner.plan.ExerciseDays;
import org.scapula.planner.visit.Visit;
import org.scapula.planner.visit.Visits;

/// Opens a calendar to whoever knows its token, and writes it out.
@ApplicationScoped
class Calendars {

    /// What is longer ago is gone: programs that keep it have it, and nobody needs it here.
    private static final int DAYS_BACK = 28;

    private final CalendarFeeds feeds;
    private final ExerciseDays exercises;
    private final Visits visits;
    private final ClinicRoom room;
    private final Audit audit;
    private final Clock clock;

    Calendars(CalendarFeeds feeds, ExerciseDays exercises, Visits visits, ClinicRoom room, Audit audit, Clock clock) {
        this.feeds = feeds;
        this.exercises = exercises;
        this.visits = visits;
        this.room = room;
        this.audit = audit;
        this.clock = clock;
    }

    /// A calendar at the moment.
    record Written(String text, Instant changedAt) {

        String tag() {
            return Etags.of(text);
        }
    }

    /// Who reads a calendar nobody knows: its address is the key. So a reading is noted as the calendar's own, and only
    /// where something was told.
    ///
    /// @param isNews whether whoever asks does not hold what has this tag
    Uni<Written> read(FeedToken token, String address, Predicate<String> isNews) {
        return feeds.openedBy(token)
                .map(opened -> opened.orElseThrow(Calendars::unknown))
                .chain(opened -> room.inside(reader(opened, address), () -> feeds.found(opened.feed()))
                        .map(feed -> feed.orElseThrow(Calendars::unknown))
                        .chain(feed -> written(feed, reader(opened, address), isNews)));
    }

    /// The same for a token that never was, one that was revoked, and what is no token at all.
    private static RuntimeException unknown() {
        return Problems.notFound("No such calendar.");
    }

    private Uni<Written> written(CalendarFeed feed, Caller reader, Predicate<String> isNews) {
        var only = only(feed.whose().patient(), reader);
        return room.inside(
                only,
                () -> entries(feed, only)
                        .map(entries -> new Written(text(feed, entries), changedAt(feed, entries)))
                        .call(written -> isNews.test(written.tag())
                                ? audit.note(reader, act(feed, written))
                                : Uni.createFrom().voidItem()));
    }

    private Uni<List<Entry>> entries(CalendarFeed feed, Caller reader) {
        return feed.whose()
                .patient()
                .map(patient -> exercises(patient)
                        .chain(days ->
                                visits.ofPatient(reader, patient, firstMoment()).map(found -> inOrder(days, found))))
                .orElseGet(() -> visits.ofPractitioner(
                                reader, feed.whose().practitioner().orElseThrow(), firstMoment())
                        .map(found -> inOrder(List.of(), found)));
    }

    private Uni<List<Entry>> exercises(String patient) {
        return pseudonym(patient)
                .chain(name -> exercises
                        .since(firstDay(), patient)
                        .map(days ->
                                days.stream().map(day -> Entry.of(day, name)).toList()));
    }

    private static List<Entry> inOrder(List<Entry> days, List<Visit> found) {
        return Stream.concat(days.stream(), found.stream().map(Entry::of))
                .sorted(Comparator.comparing((Entry entry) -> entry.when().day())
                        .thenComparing(Entry::uid))
                .toList();
    }

    private String text(CalendarFeed feed, List<Entry> entries) {
        return Ics.of(feed.language(), entries, clock.getZone(), LocalDate.now(clock));
    }

    private LocalDate firstDay() {
        return LocalDate.now(clock).minusDays(DAYS_BACK);
    }

    private Instant firstMoment() {
        return firstDay().atStartOfDay(clock.getZone()).toInstant();
    }

    /// At midnight a day leaves the calendar.
    private Instant changedAt(CalendarFeed feed, List<Entry> entries) {
        var midnight = LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
        var changed = entries.stream().map(Entry::changedAt).reduce(feed.createdAt, Calendars::later);
        return later(midnight, changed).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Uni<String> pseudonym(String patient) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("select pseudonym(:patient)", String.class)
                        .setParameter("patient", patient)
                        .getSingleResult());
    }

    private static Caller reader(CalendarFeeds.Opened opened, String address) {
        return new Caller(
                opened.clinic(),
                "calendar " + opened.feed(),
                Set.of(),
                Optional.empty(),
                "",
                address,
                TraceIds.current());
    }

    /// A person's calendar is put together where nobody else's rows are seen.
    private static Caller only(Optional<String> patient, Caller reader) {
        return new Caller(
                reader.clinic(),
                reader.subject(),
                reader.roles(),
                patient,
                reader.client(),
                reader.address(),
                reader.traceId());
    }

    private static Act act(CalendarFeed feed, Written written) {
        return new Act(
                "calendar.read",
                "calendar-feed",
                feed.id.toString(),
                written.tag(),
                feed.whose().patient());
    }
}
