package org.scapula.stack;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.scapula.issuer.Claims;

/// Calendars of the running product, read by programs that are not ours (see `calendar-check`).
final class CalendarCheck {

    private static final String CLINIC = "north";
    private static final String PATIENT = "p-calendar-1";
    private static final String PRACTITIONER = "practitioner-1";
    private static final int PORT_BASE = 18_480;
    private static final int REFRESHES = 10;
    private static final Map<String, String> OUTSIDE =
            Map.of("name", "the physiotherapist on duty", "reason", "As the person wishes.");
    private static final Duration VISIT = Duration.ofMinutes(30);

    private final Stack stack;
    private final Path work;
    private final ZoneId zone = ZoneId.of(System.getenv().getOrDefault("SCAPULA_ZONE", "UTC"));
    private final Api clinician;
    private final Api integrator;
    private final Api patient;
    private int wrong;

    private CalendarCheck(Stack stack, Path work) {
        this.stack = stack;
        this.work = work;
        this.clinician = as(Claims.of("clinician", CLINIC));
        this.integrator = as(Claims.of("integrator", CLINIC));
        this.patient = as(Claims.of("patient", CLINIC).patient(PATIENT));
    }

    public static void main(String[] arguments) throws InterruptedException {
        var work = Path.of(arguments[1]).toAbsolutePath().normalize();
        var options = new Options(
                true,
                true,
                false,
                PORT_BASE,
                work.resolve("data"),
                Path.of(arguments[0]).toAbsolutePath().normalize());
        try (var stack = Stack.start(options, CalendarCheck::tell)) {
            var check = new CalendarCheck(stack, work);
            check.look();
            if (check.wrong > 0) {
                tell("calendar-check: " + check.wrong + " wrong");
                System.exit(1);
            }
            tell("calendar-check: green");
        } catch (CannotStart reason) {
            tell(String.valueOf(reason.getMessage()));
            System.exit(2);
        }
    }

    private void look() throws InterruptedException {
        var change = zone.getRules().nextTransition(Instant.now().plus(Duration.ofDays(2)));
        var day = LocalDate.ofInstant(change.getInstant(), zone);
        var before = at(day.minusDays(2), 9);
        var after = at(day.plusDays(2), 9);
        tell("The clocks of " + zone + " change on " + day + ": a visit at nine before it is at " + before
                + ", one after it at " + after);
        var plan = plan();
        var first = booked(before);
        var second = booked(after);
        var person = feed(patient, Map.of("language", "de"));
        var staff = feed(clinician, Map.of("practitioner", PRACTITIONER));
        var readers = new ArrayList<ForeignReader>();
        for (var feed : Map.of("person", person, "practitioner", staff).entrySet()) {
            readers.addAll(readersOf(feed.getKey(), feed.getValue(), day));
        }

        for (var reader : readers) {
            var ofThePerson = reader.name().startsWith("person");
            expect(reader, "at first", Map.of(first.visit(), before, second.visit(), after), List.of());
            if (ofThePerson) {
                expectDays(reader, plan);
            }
        }

        var later = at(day.plusDays(3), 14);
        moved(second, later);
        for (var reader : readers) {
            expect(reader, "moved", Map.of(first.visit(), before, second.visit(), later), List.of());
        }
        cancelled(first);
        for (var reader : readers) {
            expect(reader, "cancelled", Map.of(second.visit(), later), List.of(first.visit()));
        }
        for (var reader : readers) {
            var entries = reader.refreshed();
            var same = true;
            for (int refresh = 1; refresh < REFRESHES; refresh++) {
                same &= entries.equals(reader.refreshed());
            }
            say(reader, REFRESHES + " refreshes show the same", same);
            var different =
                    entries.stream().map(ForeignReader.Entry::uid).distinct().count();
            say(reader, "no entry twice after them", different == entries.size());
        }
        revokedIsGone(person);
    }

    /// vdirsyncer gives what it fetches names of its own; the others tell which visit it is.
    private void expect(ForeignReader reader, String when, Map<String, Instant> takePlace, List<String> cancelled)
            throws InterruptedException {
        var visits = reader.refreshed().stream().filter(entry -> !isADay(entry)).toList();
        var starts = visits.stream()
                .filter(ForeignReader.Entry::takesPlace)
                .map(entry -> instant(entry.start()))
                .sorted()
                .toList();
        say(
                reader,
                when + ": visits at " + starts,
                starts.equals(takePlace.values().stream().sorted().toList()));
        say(
                reader,
                when + ": " + cancelled.size() + " cancelled",
                visits.stream().filter(entry -> !entry.takesPlace()).count() == cancelled.size());
        say(
                reader,
                when + ": half an hour each",
                visits.stream()
                        .allMatch(entry -> Duration.between(instant(entry.start()), instant(entry.end()))
                                .equals(VISIT)));
        if (reader instanceof ForeignReader.Script) {
            say(
                    reader,
                    when + ": each the visit that it was",
                    visits.stream()
                            .allMatch(entry -> entry.takesPlace()
                                    ? instant(entry.start()).equals(takePlace.get(entry.uid()))
                                    : cancelled.contains(entry.uid())));
        }
    }

    private void expectDays(ForeignReader reader, List<String> days) throws InterruptedException {
        var read = reader.refreshed().stream()
                .filter(CalendarCheck::isADay)
                .map(ForeignReader.Entry::start)
                .sorted()
                .toList();
        say(reader, "exercises on " + read, read.equals(days));
    }

    /// The days with sessions of a plan from today on.
    private List<String> plan() throws InterruptedException {
        var person = Person.withAnAchingUpperBack();
        var assessment = patient.post(stack.triage().resolve("/assessments"), answers(person))
                .orFail(201)
                .body()
                .path("id")
                .asText();
        var plan = patient.post(stack.planner().resolve("/plans"), person.weekFrom(LocalDate.now(zone), assessment))
                .orFail(201)
                .body();
        var days = new ArrayList<String>();
        plan.path("week").forEach(day -> {
            if (!day.path("sessions").isEmpty()) {
                days.add(day.path("date").asText());
            }
        });
        return days;
    }

    private Map<String, Object> answers(Person person) throws InterruptedException {
        return person.answersTo(patient.get(stack.triage().resolve("/questionnaire"))
                .orFail(200)
                .body());
    }

    /// A booking request as it was last told.
    private record Booked(String request, String tag, String visit) {

        static Booked of(Api.Answer told) {
            return new Booked(
                    told.body().path("id").asText(),
                    told.response().headers().firstValue("ETag").orElseThrow(),
                    told.body().at("/visit/id").asText());
        }
    }

    /// A visit at this moment, confirmed by the clinic.
    private Booked booked(Instant at) throws InterruptedException {
        var assessment = patient.post(
                        stack.triage().resolve("/assessments"),
                        answers(Person.withAnAchingUpperBack().with("selfCareDaysNoBetter", 7)))
                .orFail(201)
                .body();
        var asked = send(
                        patient,
                        "/v1/booking-requests",
                        Optional.empty(),
                        Map.of("assessmentId", assessment.path("id").asText()))
                .orFail(201);
        var booked = move(clinician, Booked.of(asked), Map.of("move", "BOOK", "slot", slot(at), "override", OUTSIDE));
        return move(integrator, booked, Map.of("move", "CONFIRM"));
    }

    private void moved(Booked visit, Instant to) throws InterruptedException {
        var told = move(clinician, visit, Map.of("move", "RESCHEDULE", "slot", slot(to), "override", OUTSIDE));
        if (!told.visit().equals(visit.visit())) {
            throw new CannotStart("A visit that is moved became another one.");
        }
    }

    private void cancelled(Booked visit) throws InterruptedException {
        var told = move(integrator, visit, Map.of("move", "CANCEL", "reason", "CLINIC_REQUEST"));
        if (!told.visit().equals(visit.visit())) {
            throw new CannotStart("A visit that is cancelled became another one.");
        }
    }

    private Booked move(Api who, Booked visit, Map<String, Object> move) throws InterruptedException {
        return Booked.of(send(who, "/v1/booking-requests/" + visit.request() + "/moves", Optional.of(visit.tag()), move)
                .orFail(200));
    }

    private Api.Answer send(Api who, String path, Optional<String> seen, Map<String, Object> body)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(stack.planner().resolve(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(Api.json(body));
        seen.ifPresent(tag -> request.header("If-Match", tag));
        return who.send(request);
    }

    private static Map<String, Object> slot(Instant at) {
        return Map.of(
                "practitioner",
                PRACTITIONER,
                "start",
                at.toString(),
                "end",
                at.plus(VISIT).toString());
    }

    private URI feed(Api who, Map<String, Object> whose) throws InterruptedException {
        return stack.planner()
                .resolve(who.post(stack.planner().resolve("/v1/calendar-feeds"), whose)
                        .orFail(201)
                        .body()
                        .path("address")
                        .asText());
    }

    private List<ForeignReader> readersOf(String whose, URI feed, LocalDate around) throws InterruptedException {
        return List.of(
                ForeignReader.Khal.subscribed(
                        whose + ": khal with vdirsyncer",
                        feed,
                        work.resolve(whose),
                        List.of(
                                LocalDate.now(zone).toString(),
                                around.plusDays(30).toString())),
                new ForeignReader.Script(
                        whose + ": python3-icalendar", feed, work, List.of("/usr/bin/python3", "read-feed.py")),
                new ForeignReader.Script(whose + ": ical.js", feed, work, List.of("node", "read-feed.mjs")));
    }

    private void revokedIsGone(URI feed) throws InterruptedException {
        var id = patient.get(stack.planner().resolve("/v1/calendar-feeds"))
                .orFail(200)
                .body()
                .at("/feeds/0/id")
                .asText();
        var revoked = patient.send(HttpRequest.newBuilder(stack.planner().resolve("/v1/calendar-feeds/" + id))
                .DELETE());
        say("person", "revoked", revoked.status() == 204);
        say(
                "person",
                "revoked, it opens nothing",
                new Api(stack.http()).get(feed).status() == 404);
    }

    private Instant at(LocalDate day, int hour) {
        return day.atTime(LocalTime.of(hour, 0)).atZone(zone).toInstant();
    }

    private static boolean isADay(ForeignReader.Entry entry) {
        return entry.start().length() == "2026-11-22".length();
    }

    private static Instant instant(String told) {
        return Instant.parse(told);
    }

    private void say(ForeignReader reader, String what, boolean right) {
        say(reader.name(), what, right);
    }

    private void say(String who, String what, boolean right) {
        tell((right ? "  right  " : "  WRONG  ") + who + ": " + what);
        wrong += right ? 0 : 1;
    }

    private Api as(Claims claims) {
        return new Api(stack.http())
                .with(stack.issuer().issue(claims.subject("calendar-check").client("local-stack")));
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private static void tell(String line) {
        System.out.println(line);
    }
}
