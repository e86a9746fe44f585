package org.scapula.clinic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.scapula.clinic.Visit.Status;
import org.scapula.clinic.Visit.Wish;

/// The clinic's book, in memory: who works there, what is offered, who is known, and whose time is taken. One change at
/// a time, and no practitioner is ever in two visits at once, unless the clinic is told to be that careless.
final class Book {

    /// As long as one wants, so that it need not be waited half an hour for what comes after.
    static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("clinic.slot.minutes", 30));
    static final Duration HOLD = Duration.ofSeconds(Integer.getInteger("clinic.hold.seconds", 300));

    /// Kept by number: names of people who do not exist would only confuse.
    static final Map<String, String> PRACTITIONERS = ordered("1", "Physiotherapist 1", "2", "Physiotherapist 2");

    static final Map<String, String> SERVICES = ordered("1", "First visit", "2", "Follow-up", "3", "Urgent visit");

    private final Clock clock;
    private final ZoneId zone;
    private final Map<Long, Visit> visits = new LinkedHashMap<>();
    private final Map<String, String> patients = new LinkedHashMap<>();
    private Duration ahead = Duration.ZERO;
    private Instant last = Instant.EPOCH;
    private Instant opens = Instant.EPOCH;
    private Instant closes = Instant.MAX;
    private boolean late;

    Book(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    record Free(String practitioner, Instant start) {

        Instant end() {
            return start.plus(LENGTH);
        }
    }

    ZoneId zone() {
        return zone;
    }

    synchronized Instant now() {
        return clock.instant().plus(ahead);
    }

    /// Each change has a moment of its own, so that "what changed since" has one answer.
    private Instant moment() {
        var now = now().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return last;
    }

    synchronized void letPass(Duration time) {
        ahead = ahead.plus(time);
    }

    /// It offers this time only; what is booked stays.
    synchronized void opensFor(Instant from, Instant until) {
        opens = from;
        closes = until;
    }

    synchronized void confirmsLater(boolean later) {
        late = later;
    }

    synchronized String admit(String reference) {
        return patients.computeIfAbsent(reference, _ -> String.valueOf(patients.size() + 1));
    }

    synchronized Optional<String> patientId(String reference) {
        return Optional.ofNullable(patients.get(reference));
    }

    synchronized Optional<String> patientReference(String id) {
        return patients.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    synchronized List<Free> free(Optional<String> practitioner, Instant from, Instant until, int most) {
        var found = new ArrayList<Free>();
        var first = later(later(from, opens), now());
        var end = until.isBefore(closes) ? until : closes;
        for (var start = onTheHalfHour(first);
                !start.plus(LENGTH).isAfter(end) && found.size() < most;
                start = start.plus(LENGTH)) {
            for (var who : PRACTITIONERS.keySet()) {
                if (practitioner.map(who::equals).orElse(true) && isFree(who, start, start.plus(LENGTH), -1)) {
                    found.add(new Free(who, start));
                }
            }
        }
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant onTheHalfHour(Instant at) {
        var seconds = LENGTH.toSeconds();
        return Instant.ofEpochSecond(
                -Math.floorDiv(-at.getEpochSecond() - (at.getNano() > 0 ? 1 : 0), seconds) * seconds);
    }

    private boolean isFree(String who, Instant from, Instant until, long except) {
        var now = now();
        return visits.values().stream()
                .noneMatch(visit -> visit.id() != except
                        && visit.status().takesItsTime()
                        && !visit.isHeldInVain(now)
                        && visit.overlaps(who, from, until));
    }

    /// The same key is the same visit, however often it is asked for.
    synchronized Visit book(Wish wish) {
        check(wish);
        var before = byKey(wish.key());
        return before.orElseGet(() -> {
            mustBeFree(wish, -1);
            return write(wish, asked(), Optional.empty());
        });
    }

    /// Without looking, as a system does that leaves it to whoever books.
    synchronized Visit bookBlindly(Wish wish) {
        check(wish);
        return write(wish, asked(), Optional.empty());
    }

    synchronized Visit hold(String practitioner, String service, Instant start) {
        var wish = new Wish(practitioner, service, Optional.empty(), start, start.plus(LENGTH), "", "", "");
        check(wish);
        mustBeFree(wish, -1);
        return write(wish, Status.PENDING, Optional.of(now().plus(HOLD)));
    }

    synchronized Visit bookHeld(long id, Wish wish) {
        var held = require(id);
        if (held.status() == Status.BOOKED
                || held.status() == Status.PENDING && held.heldUntil().isEmpty()) {
            if (!held.key().equals(wish.key())) {
                throw new Refusal(Refusal.Why.TAKEN, "That time is booked for somebody else.");
            }
            return held;
        }
        if (held.status() != Status.PENDING || held.isHeldInVain(now())) {
            throw new Refusal(Refusal.Why.TAKEN, "That time is held no longer.");
        }
        return keep(held.bookedFor(wish, asked(), moment()));
    }

    private Status asked() {
        return late ? Status.PENDING : Status.BOOKED;
    }

    synchronized Visit move(long id, String practitioner, Instant start, Optional<Integer> seen) {
        var visit = asSeen(id, seen);
        if (!visit.status().takesItsTime()) {
            throw new Refusal(Refusal.Why.INVALID, "A cancelled visit is not moved.");
        }
        if (!isFree(practitioner, start, start.plus(LENGTH), id)) {
            throw new Refusal(Refusal.Why.TAKEN, "That time is taken.");
        }
        return keep(visit.movedTo(practitioner, start, start.plus(LENGTH), moment()));
    }

    synchronized Visit moveBlindly(long id, String practitioner, Instant start) {
        return keep(require(id).movedTo(practitioner, start, start.plus(LENGTH), moment()));
    }

    synchronized Visit become(long id, Status next, String why, Optional<Integer> seen) {
        var visit = asSeen(id, seen);
        return visit.status() == next ? visit : keep(visit.becoming(next, why, moment()));
    }

    private Visit asSeen(long id, Optional<Integer> seen) {
        var visit = require(id);
        seen.filter(version -> version != visit.version()).ifPresent(_ -> {
            throw new Refusal(Refusal.Why.CHANGED, "The visit was changed since it was read.");
        });
        return visit;
    }

    synchronized Visit require(long id) {
        return Optional.ofNullable(visits.get(id))
                .orElseThrow(() -> new Refusal(Refusal.Why.UNKNOWN, "No such visit."));
    }

    synchronized Optional<Visit> byKey(String key) {
        return key.isEmpty()
                ? Optional.empty()
                : visits.values().stream()
                        .filter(visit ->
                                visit.key().equals(key) && visit.status().takesItsTime())
                        .findFirst();
    }

    /// Whatever became of it.
    synchronized Optional<Visit> everByKey(String key) {
        return byKey(key)
                .or(() -> key.isEmpty()
                        ? Optional.empty()
                        : visits.values().stream()
                                .filter(visit -> visit.key().equals(key))
                                .findFirst());
    }

    synchronized List<Visit> all(Predicate<Visit> which) {
        return visits.values().stream().filter(which).toList();
    }

    /// Somebody at the desk takes that time, in the very moment before.
    synchronized void takeForSomebodyElse(String practitioner, Instant start) {
        if (isFree(practitioner, start, start.plus(LENGTH), -1)) {
            keepAs(new Wish(
                    practitioner, "1", Optional.empty(), start, start.plus(LENGTH), "", "taken at the desk", ""));
        }
    }

    /// Somebody at the desk fills the book of years to come.
    synchronized void writeManyForOthers(int many) {
        var start = onTheHalfHour(now().plus(Duration.ofDays(3650)));
        for (var each = 0; each < many; each++) {
            var from = start.plus(LENGTH.multipliedBy(each));
            keepAs(new Wish("1", "1", Optional.empty(), from, from.plus(LENGTH), "", "taken at the desk", ""));
        }
    }

    private void keepAs(Wish wish) {
        var visit = draft(wish, Status.BOOKED, Optional.empty());
        visits.put(visit.id(), visit);
    }

    private Visit write(Wish wish, Status status, Optional<Instant> until) {
        return keep(draft(wish, status, until));
    }

    private Visit draft(Wish wish, Status status, Optional<Instant> until) {
        var at = moment();
        return new Visit(
                visits.size() + 1L,
                wish.practitioner(),
                wish.service(),
                wish.patient(),
                wish.start(),
                wish.end(),
                status,
                wish.key(),
                wish.note(),
                wish.referral(),
                "",
                at,
                at,
                1,
                until);
    }

    private Visit keep(Visit visit) {
        visits.put(visit.id(), visit);
        return visit;
    }

    private void mustBeFree(Wish wish, long except) {
        if (wish.start().isBefore(opens)
                || wish.end().isAfter(closes)
                || !isFree(wish.practitioner(), wish.start(), wish.end(), except)) {
            throw new Refusal(Refusal.Why.TAKEN, "That time is taken.");
        }
    }

    private static void check(Wish wish) {
        if (!PRACTITIONERS.containsKey(wish.practitioner())) {
            throw new Refusal(Refusal.Why.INVALID, "There is no such practitioner.");
        }
        if (!SERVICES.containsKey(wish.service())) {
            throw new Refusal(Refusal.Why.INVALID, "There is no such service.");
        }
        if (!wish.start().isBefore(wish.end())) {
            throw new Refusal(Refusal.Why.INVALID, "The end is not after the start.");
        }
    }

    private static Map<String, String> ordered(String... pairs) {
        var map = new LinkedHashMap<String, String>();
        for (var at = 0; at < pairs.length; at += 2) {
            map.put(pairs[at], pairs[at + 1]);
        }
        return java.util.Collections.unmodifiableMap(map);
    }
}
