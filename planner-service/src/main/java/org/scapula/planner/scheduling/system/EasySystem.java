package org.scapula.planner.scheduling.system;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scapula.planner.scheduling.system.BookedVisit.Standing;
import org.scapula.planner.scheduling.system.Refused.Why;
import org.scapula.planner.scheduling.system.SystemLine.Answer;

/// Speaks to a system in the manner of Easy!Appointments (REST API v1). It takes appointments without looking whether
/// the time is free, so that is looked at before and after; it knows no keys, so ours stands in the note; it cancels by
/// deleting; and it tells nobody what changed.
final class EasySystem implements SchedulingSystem {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

    /// It says the hours of one provider and one day at a time.
    private static final int AT_ONCE = 4;

    private static final Set<Capability> OFFERED = Set.of(
            Capability.PRACTITIONERS,
            Capability.OFFERS,
            Capability.FREE_SLOTS,
            Capability.BOOK,
            Capability.STATUS,
            Capability.RESCHEDULE,
            Capability.CANCEL,
            Capability.OUTCOMES);

    /// Its words for where an appointment stands are each installation's own; these are common. One that is not among
    /// them is not understood, and never taken for another.
    private static final Map<String, Standing> STANDINGS = Map.ofEntries(
            Map.entry("", Standing.BOOKED),
            Map.entry("draft", Standing.PENDING),
            Map.entry("pending", Standing.PENDING),
            Map.entry("booked", Standing.BOOKED),
            Map.entry("confirmed", Standing.BOOKED),
            Map.entry("rescheduled", Standing.BOOKED),
            Map.entry("arrived", Standing.ARRIVED),
            Map.entry("completed", Standing.FULFILLED),
            Map.entry("fulfilled", Standing.FULFILLED),
            Map.entry("cancelled", Standing.CANCELLED),
            Map.entry("no-show", Standing.NOSHOW),
            Map.entry("no show", Standing.NOSHOW));

    private final SystemAccess access;
    private final SystemLine line;

    EasySystem(SystemAccess access, SystemLine line) {
        this.access = access;
        this.line = line;
    }

    private record Provider(
            long id, @Nullable String firstName, @Nullable String lastName, List<Long> services) {

        private String name() {
            return ((firstName == null ? "" : firstName) + " " + (lastName == null ? "" : lastName)).strip();
        }
    }

    private record Kind(long id, String name, long duration) {}

    private record Customer(long id, @Nullable String customField1) {}

    private record Appointment(
            long id,
            String start,
            String end,
            @Nullable String status,
            @Nullable String notes,
            @Nullable Long customerId,
            long providerId,
            long serviceId) {}

    @Override
    public Set<Capability> capabilities() {
        var all = EnumSet.copyOf(OFFERED);
        all.addAll(access.feedsIfAny());
        return Set.copyOf(all);
    }

    @Override
    public Uni<List<Practitioner>> practitioners() {
        return all("/providers?", Provider[].class)
                .map(providers -> providers.stream()
                        .map(provider -> new Practitioner(String.valueOf(provider.id()), provider.name()))
                        .toList());
    }

    @Override
    public Uni<List<Offer>> offers() {
        return all("/services?", Kind[].class)
                .map(kinds -> kinds.stream()
                        .map(kind -> new Offer(String.valueOf(kind.id()), kind.name()))
                        .toList());
    }

    @Override
    public Uni<List<FreeSlot>> freeSlots(SlotWish wish) {
        return Uni.createFrom().deferred(() -> {
            var code = number(access.codeOf(wish.visitType()));
            return duration(code).chain(lasts -> providers(wish, code).chain(who -> search(wish, code, lasts, who)));
        });
    }

    private Uni<List<FreeSlot>> search(SlotWish wish, long code, Duration lasts, List<Long> providers) {
        var first = wish.from().atZone(access.zone()).toLocalDate();
        var last = wish.until().minusNanos(1).atZone(access.zone()).toLocalDate();
        var days = first.datesUntil(last.plusDays(1)).toList();
        return Pieces.searched(
                wish,
                days,
                day -> Pieces.several(providers, AT_ONCE, who -> hours(who, code, day, lasts, wish.visitType())));
    }

    private Uni<List<Long>> providers(SlotWish wish, long code) {
        return all("/providers?", Provider[].class)
                .map(providers -> providers.stream()
                        .filter(provider -> provider.services().contains(code))
                        .map(Provider::id)
                        .filter(id -> wish.practitioner()
                                .map(String.valueOf(id)::equals)
                                .orElse(true))
                        .toList());
    }

    private Uni<Duration> duration(long code) {
        return all("/services?", Kind[].class)
                .map(kinds -> kinds.stream()
                        .filter(kind -> kind.id() == code)
                        .map(kind -> Duration.ofMinutes(kind.duration()))
                        .findFirst()
                        .orElseThrow(() -> new Refused(Why.UNKNOWN_VISIT_TYPE)));
    }

    private Uni<List<FreeSlot>> hours(long provider, long code, LocalDate day, Duration lasts, String visitType) {
        return one("/availabilities?providerId=" + provider + "&serviceId=" + code + "&date=" + day, String[].class)
                .map(hours -> Arrays.stream(hours)
                        .map(hour -> slot(provider, code, day, hour, lasts, visitType))
                        .toList());
    }

    private FreeSlot slot(long provider, long code, LocalDate day, String hour, Duration lasts, String visitType) {
        var start = day.atTime(time(hour)).atZone(access.zone()).toInstant();
        return new FreeSlot(
                provider + "/" + code + "/" + start, String.valueOf(provider), visitType, start, start.plus(lasts));
    }

    private static LocalTime time(String hour) {
        try {
            return LocalTime.parse(hour);
        } catch (DateTimeException unreadable) {
            throw new Refused(Why.NOT_UNDERSTOOD);
        }
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
        return customer(visit.patient())
                .call(() -> mustBeFree(visit.slot()))
                .chain(customer -> order(HttpMethod.POST, "/appointments", wanted(visit, customer)))
                .map(answer -> visit(done(answer)));
    }

    private String wanted(NewVisit visit, long customer) {
        var slot = visit.slot();
        return times(slot)
                .put("notes", BookingNote.of(visit))
                .put("customerId", customer)
                .put("serviceId", number(access.codeOf(slot.visitType())))
                .toString();
    }

    private com.fasterxml.jackson.databind.node.ObjectNode times(FreeSlot slot) {
        return SystemJson.object()
                .put("start", local(slot.start()))
                .put("end", local(slot.end()))
                .put("providerId", number(slot.practitioner()));
    }

    private Uni<Void> mustBeFree(FreeSlot slot) {
        var day = slot.start().atZone(access.zone()).toLocalDate();
        var code = number(access.codeOf(slot.visitType()));
        return hours(
                        number(slot.practitioner()),
                        code,
                        day,
                        Duration.between(slot.start(), slot.end()),
                        slot.visitType())
                .map(free -> {
                    if (free.stream().noneMatch(other -> other.start().equals(slot.start()))) {
                        throw new SlotGone();
                    }
                    return free;
                })
                .replaceWithVoid();
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

    /// Whatever the clinic calls it, it takes its time unless it is known to be cancelled.
    private Uni<List<BookedVisit>> others(BookedVisit ours) {
        var day = ours.start().atZone(access.zone()).toLocalDate();
        return all("/appointments?providerId=" + ours.practitioner() + "&date=" + day + "&", Appointment[].class)
                .map(found -> found.stream()
                        .map(other -> visit(other, standing(other).orElse(Standing.BOOKED)))
                        .filter(other -> !other.id().equals(ours.id()) && other.overlaps(ours))
                        .toList());
    }

    @Override
    public Uni<Optional<BookedVisit>> bookedUnder(String key, String patient) {
        return all("/appointments?q=" + encoded(key) + "&", Appointment[].class)
                .map(found -> found.stream()
                        .filter(appointment -> keyOf(appointment).equals(key))
                        .map(this::visit)
                        .filter(visit -> visit.standing() != Standing.CANCELLED)
                        .min(Comparator.comparing(visit -> Long.parseLong(visit.id()))));
    }

    @Override
    public Uni<BookedVisit> visit(String id) {
        return look("/appointments/" + number(id)).map(answer -> {
            if (answer.status() == 404) {
                throw new Refused(Why.REMOVED_VISIT);
            }
            return visit(SystemJson.read(good(answer).body(), Appointment.class));
        });
    }

    @Override
    public Uni<BookedVisit> reschedule(String id, FreeSlot to) {
        return visit(id)
                .chain(now ->
                        now.start().equals(to.start()) && now.practitioner().equals(to.practitioner())
                                ? unlessTwoAreThere(now)
                                : mustBeFree(now, to).chain(() -> move(now, to)));
    }

    /// What it takes itself is not free, and may be nobody else's for all that.
    private Uni<Void> mustBeFree(BookedVisit now, FreeSlot to) {
        return now.overlaps(to) ? FirstCome.alone(others(now.at(to))) : mustBeFree(to);
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
        return order(HttpMethod.PUT, "/appointments/" + now.id(), times(to).toString())
                .map(answer -> visit(done(answer)))
                .chain(moved -> others(moved)
                        .onFailure(SystemDown.class)
                        .transform(unseen -> new SystemDoubt("Whether the time is ours alone is not known"))
                        .chain(others -> others.isEmpty() ? Uni.createFrom().item(moved) : moveBack(now, to)));
    }

    /// That two are there is known: where nobody says that it was undone, a person must look.
    private Uni<BookedVisit> moveBack(BookedVisit was, FreeSlot to) {
        var back = new FreeSlot("", was.practitioner(), to.visitType(), was.start(), was.end());
        return order(HttpMethod.PUT, "/appointments/" + was.id(), times(back).toString())
                .map(EasySystem::done)
                .onFailure(failure -> failure instanceof SystemDown || failure instanceof SystemDoubt)
                .transform(unheard -> new Refused(Why.NOT_ACCEPTED))
                .chain(() -> Uni.createFrom().failure(new SlotGone()));
    }

    /// It has no place for a reason.
    @Override
    public Uni<Void> cancel(String id, CancelReason why) {
        return order(HttpMethod.DELETE, "/appointments/" + number(id), "")
                .chain(answer -> answer.status() == 404
                        ? isAnswering()
                        : Uni.createFrom().item(accepted(answer)).replaceWithVoid());
    }

    /// Itself, and nobody on the way.
    private Uni<Void> isAnswering() {
        return one("/appointments?length=1&page=1", Appointment[].class)
                .onFailure(Refused::isNotFound)
                .transform(astray -> SystemDown.withoutItsLists())
                .replaceWithVoid();
    }

    @Override
    public Uni<Changes> changesSince(Mark since) {
        return Uni.createFrom().failure(new NotOffered(Capability.CHANGES));
    }

    @Override
    public Uni<URI> feed(String practitioner) {
        return Uni.createFrom().item(() -> access.feedOf(practitioner));
    }

    private Uni<Long> customer(String patient) {
        return all("/customers?q=" + encoded(patient) + "&", Customer[].class)
                .map(found -> found.stream()
                        .filter(customer -> patient.equals(customer.customField1()))
                        .map(Customer::id)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(() -> new Refused(Why.UNKNOWN_PATIENT)));
    }

    private BookedVisit visit(Appointment appointment) {
        return visit(appointment, standing(appointment).orElseThrow(() -> new Refused(Why.NOT_UNDERSTOOD)));
    }

    private static Optional<Standing> standing(Appointment appointment) {
        var status = appointment.status() == null ? "" : appointment.status();
        return Optional.ofNullable(STANDINGS.get(status.strip().toLowerCase(Locale.ROOT)));
    }

    private static String keyOf(Appointment appointment) {
        return BookingNote.keyIn(Optional.ofNullable(appointment.notes()));
    }

    private BookedVisit visit(Appointment appointment, Standing standing) {
        return new BookedVisit(
                String.valueOf(appointment.id()),
                keyOf(appointment),
                String.valueOf(appointment.providerId()),
                instant(appointment.start()),
                instant(appointment.end()),
                standing);
    }

    private Instant instant(String local) {
        try {
            return LocalDateTime.parse(local, TIME).atZone(access.zone()).toInstant();
        } catch (DateTimeException unreadable) {
            throw new Refused(Why.NOT_UNDERSTOOD);
        }
    }

    private String local(Instant at) {
        return TIME.format(at.atZone(access.zone()));
    }

    private static long number(String id) {
        if (!id.matches("\\d{1,12}")) {
            throw new Refused(Why.UNKNOWN_VISIT);
        }
        return Long.parseLong(id);
    }

    private <T> Uni<List<T>> all(String path, Class<T[]> type) {
        Function<Integer, Uni<T[]>> page = number -> one(path + "length=" + PAGE + "&page=" + number, type);
        return pages(page, 1, List.<T>of())
                .onFailure(Refused::isNotFound)
                .transform(astray -> SystemDown.withoutItsLists());
    }

    private static <T> Uni<List<T>> pages(Function<Integer, Uni<T[]>> page, int number, List<T> before) {
        if (number > MOST_PAGES) {
            return Uni.createFrom().failure(new Refused(Why.NOT_UNDERSTOOD));
        }
        return page.apply(number).chain(found -> {
            var all = java.util.stream.Stream.concat(before.stream(), Arrays.stream(found))
                    .collect(Collectors.toUnmodifiableList());
            return found.length < PAGE ? Uni.createFrom().item(all) : pages(page, number + 1, all);
        });
    }

    private <T> Uni<T> one(String path, Class<T> type) {
        return look(path).map(answer -> SystemJson.read(good(answer).body(), type));
    }

    private Uni<Answer> look(String path) {
        return line.look(line.at(path), login());
    }

    private Uni<Answer> order(HttpMethod method, String path, String body) {
        return line.order(method, line.at(path), login(), Optional.of(body).filter(text -> !text.isEmpty()));
    }

    private Map<String, String> login() {
        return Map.of(
                "Authorization", "Bearer " + access.key().orElse(""),
                "Accept", "application/json",
                "Content-Type", "application/json");
    }

    private static Appointment done(Answer answer) {
        return SystemJson.read(accepted(answer).body(), Appointment.class);
    }

    private static Answer good(Answer answer) {
        return switch (answer.status()) {
            case 200 -> answer;
            case 401, 403 -> throw new Refused(Why.NOT_ADMITTED);
            case 404 -> throw new Refused(Why.UNKNOWN_VISIT);
            default -> throw new Refused(Why.NOT_ACCEPTED);
        };
    }

    private static Answer accepted(Answer answer) {
        return answer.status() == 201 || answer.status() == 204 ? answer : good(answer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
