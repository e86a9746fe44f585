package org.scapula.planner.scheduling.system;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scapula.planner.scheduling.system.BookedVisit.Standing;
import org.scapula.planner.scheduling.system.Pieces.Span;
import org.scapula.planner.scheduling.system.Refused.Why;
import org.scapula.planner.scheduling.system.SystemLine.Answer;

/// Speaks to a system in the manner of Cliniko: a key as the user of Basic, an address to write to in every request,
/// few
/// requests a minute, and no word about changes unless asked. It lets two into the same time, so that is looked at
/// afterwards; it knows no keys, so ours stands in the note.
final class PollingSystem implements SchedulingSystem {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;
    private static final int MOST_CHANGES = 2000;

    /// Where more than that changed in one moment, nobody can go on in between.
    private static final int MOST_PAGES_OF_CHANGES = 200;

    /// It shows a week at a time.
    private static final Duration WEEK = Duration.ofDays(6);

    /// No visit is longer.
    private static final Duration LONGEST_VISIT = Duration.ofHours(4);

    private static final int OTHER_REASON = 50;
    private static final int NOTE_IS_FINAL = 20;

    private static final Set<Capability> OFFERED = Set.of(
            Capability.PRACTITIONERS,
            Capability.OFFERS,
            Capability.FREE_SLOTS,
            Capability.BOOK,
            Capability.STATUS,
            Capability.RESCHEDULE,
            Capability.CANCEL,
            Capability.OUTCOMES,
            Capability.CHANGES);

    private final SystemAccess access;
    private final SystemLine line;
    private final Clock clock;

    PollingSystem(SystemAccess access, SystemLine line, Clock clock) {
        this.access = access;
        this.line = line;
        this.clock = clock;
    }

    private record Links(@Nullable String self, @Nullable String next) {}

    private record Linked(Links links) {

        private String id() {
            var self = links.self() == null ? "" : links.self();
            return self.substring(self.lastIndexOf('/') + 1);
        }
    }

    private interface Page<T> {

        List<T> entries();

        Links links();
    }

    private record Business(String id) {}

    private record Businesses(List<Business> businesses, Links links) implements Page<Business> {

        @Override
        public List<Business> entries() {
            return businesses;
        }
    }

    private record Person(String id, @Nullable String label, boolean active) {}

    private record Practitioners(List<Person> practitioners, Links links) implements Page<Person> {

        @Override
        public List<Person> entries() {
            return practitioners;
        }
    }

    private record Type(
            String id,
            String name,
            @JsonProperty("duration_in_minutes") long minutes) {}

    private record Types(@JsonProperty("appointment_types") List<Type> types, Links links) implements Page<Type> {

        @Override
        public List<Type> entries() {
            return types;
        }
    }

    private record Patient(
            String id,
            @JsonProperty("old_reference_id") @Nullable String reference) {}

    private record Patients(List<Patient> patients, Links links) implements Page<Patient> {

        @Override
        public List<Patient> entries() {
            return patients;
        }
    }

    private record FreeTime(
            @JsonProperty("appointment_start") Instant start) {}

    private record Times(@JsonProperty("available_times") List<FreeTime> times, Links links) implements Page<FreeTime> {

        @Override
        public List<FreeTime> entries() {
            return times;
        }
    }

    private record Appointment(
            String id,
            @JsonProperty("starts_at") Instant start,
            @JsonProperty("ends_at") Instant end,
            @JsonProperty("cancelled_at") @Nullable Instant cancelled,
            @JsonProperty("archived_at") @Nullable Instant archived,
            @JsonProperty("deleted_at") @Nullable Instant deleted,
            @JsonProperty("did_not_arrive") boolean missed,
            @JsonProperty("patient_arrived") boolean arrived,
            @JsonProperty("treatment_note_status") @Nullable Integer note,
            @Nullable String notes,
            Linked practitioner) {}

    private record Appointments(
            @JsonProperty("individual_appointments") List<Appointment> appointments, Links links)
            implements Page<Appointment> {

        @Override
        public List<Appointment> entries() {
            return appointments;
        }
    }

    /// An appointment of which no more is wanted than that it changed: it may be anybody's, and be odd.
    private record Touched(
            @Nullable String id,
            @JsonProperty("updated_at") @Nullable String updated) {}

    private record AllTouched(
            @JsonProperty("individual_appointments") List<Touched> appointments, Links links) implements Page<Touched> {

        @Override
        public List<Touched> entries() {
            return appointments;
        }
    }

    /// Perhaps not all of them.
    private record Found<T>(List<T> entries, boolean isAll) {}

    @Override
    public Set<Capability> capabilities() {
        var all = EnumSet.copyOf(OFFERED);
        all.addAll(access.feedsIfAny());
        return Set.copyOf(all);
    }

    @Override
    public Uni<List<Practitioner>> practitioners() {
        return all("/practitioners?", Practitioners.class)
                .map(people -> people.stream()
                        .filter(Person::active)
                        .map(person -> new Practitioner(person.id(), person.label() == null ? "" : person.label()))
                        .toList());
    }

    @Override
    public Uni<List<Offer>> offers() {
        return all("/appointment_types?", Types.class)
                .map(types -> types.stream()
                        .map(type -> new Offer(type.id(), type.name()))
                        .toList());
    }

    @Override
    public Uni<List<FreeSlot>> freeSlots(SlotWish wish) {
        return Uni.createFrom().deferred(() -> {
            var code = access.codeOf(wish.visitType());
            return place().chain(place ->
                    duration(code).chain(lasts -> who(wish).chain(people -> search(wish, place, code, lasts, people))));
        });
    }

    private Uni<List<FreeSlot>> search(
            SlotWish wish, String place, String code, Duration lasts, List<String> practitioners) {
        return Pieces.searched(
                wish,
                Pieces.spans(wish, WEEK),
                span -> Pieces.each(practitioners, who -> times(wish, place, code, lasts, who, span)));
    }

    private Uni<List<FreeSlot>> times(
            SlotWish wish, String place, String code, Duration lasts, String practitioner, Span span) {
        var path = "/businesses/" + place + "/practitioners/" + id(practitioner) + "/appointment_types/" + id(code)
                + "/available_times?from=" + day(span.from()) + "&to="
                + day(span.until().minusNanos(1)) + "&";
        // They come in their order, and a clinic may have more than anybody looks through.
        return until(
                        found -> found.stream()
                                        .filter(time -> !time.start().isBefore(span.from()))
                                        .map(time -> slot(wish, code, lasts, practitioner, time))
                                        .filter(wish.counts())
                                        .count()
                                >= wish.most(),
                        path,
                        Times.class)
                .map(times -> times.stream()
                        .map(time -> slot(wish, code, lasts, practitioner, time))
                        .toList());
    }

    private static FreeSlot slot(SlotWish wish, String code, Duration lasts, String practitioner, FreeTime time) {
        return new FreeSlot(
                practitioner + "/" + code + "/" + time.start(),
                practitioner,
                wish.visitType(),
                time.start(),
                time.start().plus(lasts));
    }

    private LocalDate day(Instant at) {
        return at.atZone(access.zone()).toLocalDate();
    }

    private Uni<List<String>> who(SlotWish wish) {
        return wish.practitioner()
                .map(who -> Uni.createFrom().item(List.of(who)))
                .orElseGet(() -> practitioners()
                        .map(people -> people.stream().map(Practitioner::id).toList()));
    }

    private Uni<Duration> duration(String code) {
        return all("/appointment_types?", Types.class)
                .map(types -> types.stream()
                        .filter(type -> type.id().equals(code))
                        .map(type -> Duration.ofMinutes(type.minutes()))
                        .findFirst()
                        .orElseThrow(() -> new Refused(Why.UNKNOWN_VISIT_TYPE)));
    }

    /// Which of its places, when the clinic has not said and there is only one.
    private Uni<String> place() {
        return access.place()
                .map(Uni.createFrom()::item)
                .orElseGet(() -> all("/businesses?", Businesses.class).map(places -> {
                    if (places.size() != 1) {
                        throw new Refused(Why.NOT_ACCEPTED);
                    }
                    return places.getFirst().id();
                }));
    }

    @Override
    public Uni<HeldSlot> hold(FreeSlot slot) {
        return Uni.createFrom().failure(new NotOffered(Capability.HOLD));
    }

    @Override
    public Uni<Void> letGo(HeldSlot held) {
        return Uni.createFrom().failure(new NotOffered(Capability.HOLD));
    }

    @Override
    public Uni<BookedVisit> book(NewVisit visit) {
        return bookedUnder(visit.key(), visit.patient())
                .chain(before -> before.map(Uni.createFrom()::item).orElseGet(() -> bookAnew(visit)))
                .map(BookedVisit::unlessItIsOff)
                .chain(this::unlessSomebodyWasFaster);
    }

    private Uni<BookedVisit> bookAnew(NewVisit visit) {
        return patient(visit.patient())
                .chain(patient -> place().map(place -> wanted(visit, patient, place)))
                .chain(wanted -> order(HttpMethod.POST, "/individual_appointments", wanted))
                .map(answer -> visit(done(answer)));
    }

    private String wanted(NewVisit visit, String patient, String place) {
        var slot = visit.slot();
        return SystemJson.object()
                .put("appointment_type_id", access.codeOf(slot.visitType()))
                .put("business_id", place)
                .put("patient_id", patient)
                .put("practitioner_id", slot.practitioner())
                .put("starts_at", slot.start().toString())
                .put("ends_at", slot.end().toString())
                .put("notes", BookingNote.of(visit))
                .toString();
    }

    /// Whoever came later gives its time back.
    private Uni<BookedVisit> unlessSomebodyWasFaster(BookedVisit ours) {
        return others(ours)
                .onFailure(SystemDown.class)
                .transform(unseen -> new SystemDoubt("Whether the time is ours alone is not known"))
                .map(others -> FirstCome.of(ours, others))
                .call(found -> Pieces.each(
                        found.givenBack(),
                        late -> cancel(late.id(), CancelReason.BOOKED_TWICE).replaceWith(List.of())))
                .chain(found -> standing(found, ours));
    }

    private Uni<BookedVisit> standing(FirstCome found, BookedVisit ours) {
        if (found.isLate()) {
            return Uni.createFrom().failure(new SlotGone());
        }
        return found.kept().id().equals(ours.id())
                ? Uni.createFrom().item(ours)
                : visit(found.kept().id());
    }

    private Uni<List<BookedVisit>> others(BookedVisit ours) {
        var path = "/individual_appointments?" + filter("practitioner_id:=" + ours.practitioner())
                + filter("starts_at:>=" + ours.start().minus(LONGEST_VISIT))
                + filter("starts_at:<" + ours.end());
        return all(path, Appointments.class)
                .map(found -> found.stream()
                        .map(this::visit)
                        .filter(other -> !other.id().equals(ours.id()) && other.overlaps(ours))
                        .toList());
    }

    private static BigInteger number(BookedVisit visit) {
        return new BigInteger(id(visit.id()));
    }

    @Override
    public Uni<Optional<BookedVisit>> bookedUnder(String key, String patient) {
        return patient(patient)
                .chain(id -> all("/individual_appointments?" + filter("patient_id:=" + id), Appointments.class))
                .map(found -> found.stream()
                        .map(this::visit)
                        .filter(visit -> visit.key().equals(key) && visit.standing() != Standing.CANCELLED)
                        .min(Comparator.comparing(PollingSystem::number)));
    }

    @Override
    public Uni<BookedVisit> visit(String id) {
        return look("/individual_appointments/" + id(id))
                .map(answer -> visit(SystemJson.read(good(answer).body(), Appointment.class)));
    }

    @Override
    public Uni<BookedVisit> reschedule(String id, FreeSlot to) {
        return visit(id)
                .chain(now ->
                        now.start().equals(to.start()) && now.practitioner().equals(to.practitioner())
                                ? unlessTwoAreThere(now)
                                : mustBeFree(now, to).chain(() -> move(now, to)));
    }

    /// What it takes itself nobody has seen to be free.
    private Uni<Void> mustBeFree(BookedVisit now, FreeSlot to) {
        return now.overlaps(to)
                ? FirstCome.alone(others(now.at(to)))
                : Uni.createFrom().voidItem();
    }

    /// Whoever moved it there before may not have heard that somebody else is there too; where it was is not known any
    /// more, so a person must look.
    private Uni<BookedVisit> unlessTwoAreThere(BookedVisit now) {
        return others(now).map(others -> {
            if (!others.isEmpty()) {
                throw new Refused(Why.NOT_ACCEPTED);
            }
            return now;
        });
    }

    private Uni<BookedVisit> move(BookedVisit now, FreeSlot to) {
        return moved(now.id(), to.practitioner(), to.start(), to.end())
                .chain(moved -> others(moved)
                        .onFailure(SystemDown.class)
                        .transform(unseen -> new SystemDoubt("Whether the time is ours alone is not known"))
                        .chain(others -> others.isEmpty() ? Uni.createFrom().item(moved) : moveBack(now)));
    }

    /// That two are there is known: where nobody says that it was undone, a person must look.
    private Uni<BookedVisit> moveBack(BookedVisit was) {
        return moved(was.id(), was.practitioner(), was.start(), was.end())
                .onFailure(failure -> failure instanceof SystemDown || failure instanceof SystemDoubt)
                .transform(unheard -> new Refused(Why.NOT_ACCEPTED))
                .chain(() -> Uni.createFrom().failure(new SlotGone()));
    }

    private Uni<BookedVisit> moved(String id, String practitioner, Instant start, Instant end) {
        var wanted = SystemJson.object()
                .put("practitioner_id", practitioner)
                .put("starts_at", start.toString())
                .put("ends_at", end.toString())
                .toString();
        return order(HttpMethod.PATCH, "/individual_appointments/" + id(id), wanted)
                .map(answer -> visit(done(answer)));
    }

    @Override
    public Uni<Void> cancel(String id, CancelReason why) {
        var reason = SystemJson.object()
                .put("cancellation_reason", OTHER_REASON)
                .put("cancellation_note", why.words())
                .toString();
        return order(HttpMethod.PATCH, "/individual_appointments/" + id(id) + "/cancel", reason)
                .map(PollingSystem::accepted)
                .replaceWithVoid();
    }

    /// What is cancelled or deleted stands in lists of its own. Each is read in the order of its changes, so that what
    /// is
    /// too much for one look is gone on with at the next.
    @Override
    public Uni<Changes> changesSince(Mark since) {
        var now = clock.instant();
        return Pieces.each(
                        List.of("", "/cancelled", "/deleted"),
                        list -> reading(list, since, now).map(List::of))
                .map(read -> Tide.read(since, read, now));
    }

    private Uni<Tide.Reading> reading(String list, Mark since, Instant now) {
        var from = Tide.from(since, now).truncatedTo(ChronoUnit.SECONDS);
        var path = "/individual_appointments" + list + "?" + filter("updated_at:>=" + from) + "sort=updated_at:asc&";
        return listed(found(
                        found -> Tide.isEnough(since, told(found, from), MOST_CHANGES, now),
                        path,
                        AllTouched.class,
                        MOST_PAGES_OF_CHANGES))
                .map(found -> new Tide.Reading(told(found.entries(), from), found.isAll()));
    }

    private static List<Tide.Told> told(List<Touched> found, Instant from) {
        return found.stream()
                .flatMap(one -> Optional.ofNullable(one.id()).map(id -> new Tide.Told(id, changedAt(one))).stream())
                .filter(one -> !one.at().filter(from::isAfter).isPresent())
                .toList();
    }

    private static Optional<Instant> changedAt(Touched one) {
        try {
            return Optional.ofNullable(one.updated()).map(Instant::parse);
        } catch (DateTimeException undated) {
            return Optional.empty();
        }
    }

    @Override
    public Uni<URI> feed(String practitioner) {
        return Uni.createFrom().item(() -> access.feedOf(practitioner));
    }

    private Uni<String> patient(String reference) {
        return all("/patients?" + filter("old_reference_id:=" + reference), Patients.class)
                .map(found -> found.stream()
                        .filter(patient -> reference.equals(patient.reference()))
                        .map(Patient::id)
                        .min(Comparator.comparing(id -> new BigInteger(id(id))))
                        .orElseThrow(() -> new Refused(Why.UNKNOWN_PATIENT)));
    }

    private BookedVisit visit(Appointment appointment) {
        return new BookedVisit(
                id(appointment.id()),
                BookingNote.keyIn(Optional.ofNullable(appointment.notes())),
                appointment.practitioner().id(),
                appointment.start(),
                appointment.end(),
                standing(appointment));
    }

    /// It has no word for "has taken place": that is so when somebody came, and the note about it is final or the time
    /// is over.
    private Standing standing(Appointment appointment) {
        if (appointment.cancelled() != null || appointment.archived() != null || appointment.deleted() != null) {
            return Standing.CANCELLED;
        }
        if (appointment.missed()) {
            return Standing.NOSHOW;
        }
        if (!appointment.arrived()) {
            return Standing.BOOKED;
        }
        var written = appointment.note() != null && appointment.note() == NOTE_IS_FINAL;
        return written || !clock.instant().isBefore(appointment.end()) ? Standing.FULFILLED : Standing.ARRIVED;
    }

    private <T, P extends Page<T>> Uni<List<T>> all(String path, Class<P> type) {
        return listed(until(_ -> false, path, type));
    }

    private static <T> Uni<T> listed(Uni<T> list) {
        return list.onFailure(Refused::isNotFound).transform(astray -> SystemDown.withoutItsLists());
    }

    private <T, P extends Page<T>> Uni<List<T>> until(Predicate<List<T>> enough, String path, Class<P> type) {
        return found(enough, path, type, MOST_PAGES).map(Found::entries);
    }

    private <T, P extends Page<T>> Uni<Found<T>> found(
            Predicate<List<T>> enough, String path, Class<P> type, int mostPages) {
        return pages(enough, line.at(path + "per_page=" + PAGE), type, mostPages, List.of());
    }

    private <T, P extends Page<T>> Uni<Found<T>> pages(
            Predicate<List<T>> enough, URI address, Class<P> type, int left, List<T> before) {
        if (left == 0) {
            return Uni.createFrom().failure(new Refused(Why.NOT_UNDERSTOOD));
        }
        return line.look(address, login())
                .map(answer -> SystemJson.read(good(answer).body(), type))
                .chain(page -> {
                    var all = Stream.concat(before.stream(), page.entries().stream())
                            .toList();
                    var next = page.links().next();
                    return next == null || enough.test(all)
                            ? Uni.createFrom().item(new Found<>(all, next == null))
                            : pages(enough, line.at(next), type, left - 1, all);
                });
    }

    private Uni<Answer> look(String path) {
        return line.look(line.at(path), login());
    }

    private Uni<Answer> order(HttpMethod method, String path, String body) {
        return line.order(method, line.at(path), login(), Optional.of(body));
    }

    private Map<String, String> login() {
        var user = access.key().orElse("") + ":";
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)),
                "Accept", "application/json",
                "Content-Type", "application/json");
    }

    private static String filter(String condition) {
        return "q%5B%5D=" + URLEncoder.encode(condition, StandardCharsets.UTF_8) + "&";
    }

    private static String id(String text) {
        if (!text.matches("\\d{1,30}")) {
            throw new Refused(Why.UNKNOWN_VISIT);
        }
        return text;
    }

    private static Appointment done(Answer answer) {
        return SystemJson.read(accepted(answer).body(), Appointment.class);
    }

    private static Answer good(Answer answer) {
        return switch (answer.status()) {
            case 200, 201, 204 -> answer;
            case 401, 403 -> throw new Refused(Why.NOT_ADMITTED);
            case 404 -> throw new Refused(Why.UNKNOWN_VISIT);
            default -> throw new Refused(Why.NOT_ACCEPTED);
        };
    }

    private static Answer accepted(Answer answer) {
        // It refuses a time that is taken as it refuses any other field.
        if (answer.status() == 422 && answer.body().contains("\"starts_at\"")) {
            throw new SlotGone();
        }
        return good(answer);
    }
}
