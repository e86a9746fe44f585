package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.scapula.issuer.Claims;
import org.scapula.stack.Peer.Hours;
import org.scapula.stack.Peer.Time;

/// `local-stack/peers-check`: from a triage answer to a visit that took place, with FHIR servers that are not ours in
/// the place of a clinic's system. First it is asked what each of them does by itself, because that is what the loop
/// has to make up for.
public final class PeerLoop {

    private static final String BROKEN = "BROKEN";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Clock CLOCK = Clock.systemUTC();

    /// Whoever chooses the first time has to be ready before it has begun.
    private static final Duration TO_GET_READY = Duration.ofSeconds(75);

    private static final int MINUTES = 20;
    private static final int TIMES = 4;
    private static final int TIMES_FOR_THE_KIT = 12;

    /// Our clinics: as many as there may be servers.
    private static final List<String> CLINICS = List.of("north", "west");

    private final Stack stack;
    private final List<Place> places;
    private int persons;

    private PeerLoop(Stack stack, List<Place> places) {
        this.stack = stack;
        this.places = places;
    }

    /// One of the servers in the place of a clinic's system.
    private record Place(String name, String clinic, Peer peer, PeerGate gate) {}

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    public static void main(String[] arguments) throws InterruptedException {
        var root = Path.of(System.getProperty("scapula.root", "."));
        var said = new ArrayList<>(List.of(arguments).subList(CLINICS.size(), arguments.length));
        said.addAll(List.of("--once", "--fresh"));
        var places = new ArrayList<Place>();
        var status = 2;
        try {
            var http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            for (var clinic : CLINICS) {
                places.add(place(arguments[places.size()], clinic, http));
            }
            status = run(Options.of(said, root), places) ? 0 : 1;
        } catch (CannotStart reason) {
            System.err.println(reason.getMessage());
        } finally {
            places.forEach(place -> place.gate().close());
        }
        System.exit(status);
    }

    /// Whether nothing is broken.
    @SuppressWarnings("SystemOut")
    private static boolean run(Options options, List<Place> places) throws InterruptedException {
        try (var stack = Stack.start(options, settings(places), System.out::println)) {
            var loop = new PeerLoop(stack, places);
            System.out.println("\n" + Columns.of(loop.habits()) + "\n");
            var table = loop.table();
            System.out.println(Columns.of(table));
            for (var place : places) {
                forTheKit(options, place);
            }
            return table.stream().flatMap(List::stream).noneMatch(cell -> cell.startsWith(BROKEN));
        }
    }

    /// What `local-stack/conformance` must know to try its rules there, with hours and a patient of their own.
    private static void forTheKit(Options options, Place place) throws InterruptedException {
        var peer = place.peer();
        var from = CLOCK.instant().truncatedTo(ChronoUnit.HOURS).plus(3, ChronoUnit.HOURS);
        var one = peer.hours(from, MINUTES, TIMES_FOR_THE_KIT);
        var other = peer.hours(from, MINUTES, TIMES_FOR_THE_KIT);
        var patient = "tried-" + UUID.randomUUID();
        var _ = peer.admit(patient);
        var lines = List.of(
                "kind=FHIR_SLOT",
                "address=" + place.gate().peer(),
                "zone=UTC",
                "visit-type=" + Peer.SERVICES + "|1",
                "patient-system=" + Peer.PATIENTS,
                "patient=" + patient,
                "practitioners=" + one.practitioner() + "," + other.practitioner(),
                "referrals=https://scapula.example/fhir/ServiceRequest/",
                "lets-two-in=yes");
        try {
            var _ = Files.write(options.home().resolve("outside-" + place.name() + ".properties"), lines);
        } catch (IOException failure) {
            throw new UncheckedIOException("The settings could not be written", failure);
        }
    }

    /// Of `name=address`.
    private static Place place(String said, String clinic, HttpClient http) throws InterruptedException {
        var parts = said.split("=", 2);
        var address = URI.create(parts[1]);
        var peer = new Peer(address, http);
        peer.serves("1", "First visit");
        return new Place(parts[0], clinic, peer, PeerGate.before(address, http));
    }

    /// There is no secret in it: none of them wants a login.
    private static Path settings(List<Place> places) {
        var lines = new ArrayList<>(List.of("scapula.scheduling.errands.poll=PT3S"));
        for (var place : places) {
            var name = "scapula.scheduling.clinics." + place.clinic() + ".";
            lines.add(name + "kind=FHIR_SLOT");
            lines.add(name + "address=" + place.gate().address());
            lines.add(name + "zone=UTC");
            lines.add(name + "visit-types.INITIAL_ASSESSMENT=" + Peer.SERVICES + "|1");
            lines.add(name + "patient-system=" + Peer.PATIENTS);
        }
        try {
            var file = Files.createTempFile("scapula-peers", ".properties");
            file.toFile().deleteOnExit();
            return Files.write(file, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException("The settings could not be written", failure);
        }
    }

    // ---- what they do by themselves

    /// Something that a server may do, or leave to others.
    private interface Habit {

        boolean isHad(Peer peer) throws InterruptedException;
    }

    private static Map<String, Habit> allHabits() {
        var habits = new LinkedHashMap<String, Habit>();
        habits.put("a search finds what is asked for alone", PeerLoop::searches);
        habits.put("one key, one Appointment (If-None-Exist)", PeerLoop::createsOnce);
        habits.put("nobody writes over another's change (If-Match)", PeerLoop::refusesStale);
        habits.put("a Slot takes one Appointment", PeerLoop::refusesSecond);
        habits.put("a Slot with an Appointment is busy", PeerLoop::marksBusy);
        habits.put("says when something was changed (lastUpdated)", PeerLoop::saysWhen);
        habits.put("tells what has changed alone (_lastUpdated)", PeerLoop::tellsChanges);
        return habits;
    }

    private List<List<String>> habits() throws InterruptedException {
        var table = new ArrayList<List<String>>();
        table.add(head("what it does by itself"));
        for (var habit : allHabits().entrySet()) {
            var row = new ArrayList<>(List.of(habit.getKey()));
            for (var place : places) {
                row.add(habit.getValue().isHad(place.peer()) ? "yes" : "no");
            }
            table.add(row);
        }
        return table;
    }

    private List<String> head(String first) {
        return Stream.concat(Stream.of(first), places.stream().map(Place::name)).toList();
    }

    private static boolean searches(Peer peer) throws InterruptedException {
        var wanted = "asked-" + UUID.randomUUID();
        var _ = peer.admit("other-" + UUID.randomUUID());
        var _ = peer.admit(wanted);
        return peer.found("Patient", "identifier=" + Peer.PATIENTS + "%7C" + wanted)
                        .size()
                == 1;
    }

    private static boolean createsOnce(Peer peer) throws InterruptedException {
        var hours = peer.hours(soon(), MINUTES, 1);
        var patient = peer.admit("twice-" + UUID.randomUUID());
        var key = "urn:scapula:tried|" + UUID.randomUUID();
        var identifier = Map.of("system", key.split("\\|")[0], "value", key.split("\\|")[1]);
        var wanted = new LinkedHashMap<>(
                peer.appointment(patient, hours.practitioner(), hours.times().getFirst()));
        wanted.put("identifier", List.of(identifier));
        for (var time = 0; time < 2; time++) {
            var _ = peer.created("Appointment", wanted, Map.of("If-None-Exist", "identifier=" + key));
        }
        peer.close(hours);
        return peer.appointmentsOf(patient).size() == 1;
    }

    private static boolean refusesStale(Peer peer) throws InterruptedException {
        var hours = peer.hours(soon(), MINUTES, 1);
        var id = peer.comesIn(hours, hours.times().getFirst());
        var first = (ObjectNode) peer.read("Appointment", id);
        peer.notes(id, "somebody was here");
        var tag = "W/\"" + first.path("meta").path("versionId").asText() + "\"";
        var answer = peer.replaced("Appointment", id, first.put("comment", "me too"), Map.of("If-Match", tag));
        peer.close(hours);
        return answer.status() == 412;
    }

    private static boolean refusesSecond(Peer peer) throws InterruptedException {
        var hours = peer.hours(soon(), MINUTES, 1);
        var time = hours.times().getFirst();
        var _ = peer.comesIn(hours, time);
        var second = peer.created(
                "Appointment",
                peer.appointment(peer.admit("second-" + UUID.randomUUID()), hours.practitioner(), time),
                Map.of());
        peer.close(hours);
        return second.status() >= 400;
    }

    private static boolean marksBusy(Peer peer) throws InterruptedException {
        var hours = peer.hours(soon(), MINUTES, 1);
        var time = hours.times().getFirst();
        var _ = peer.comesIn(hours, time);
        peer.close(hours);
        return peer.read("Slot", time.slot()).path("status").asText().equals("busy");
    }

    private static boolean saysWhen(Peer peer) throws InterruptedException {
        return peer.read("Patient", peer.admit("dated-" + UUID.randomUUID()))
                .path("meta")
                .has("lastUpdated");
    }

    private static boolean tellsChanges(Peer peer) throws InterruptedException {
        var now = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS);
        return peer.found("Appointment", "_lastUpdated=ge" + now.plus(1, ChronoUnit.HOURS))
                        .isEmpty()
                && !peer.found("Appointment", "_lastUpdated=ge" + now.minus(1, ChronoUnit.HOURS))
                        .isEmpty();
    }

    // ---- the loop

    /// What is tried with one server; says how it went.
    private interface Trial {

        String run(Visitor visitor) throws InterruptedException;
    }

    private static Map<String, Trial> trials() {
        var trials = new LinkedHashMap<String, Trial>();
        trials.put("booked", PeerLoop::booked);
        trials.put("booked, then cancelled by the person", PeerLoop::cancelled);
        trials.put("its answer to the booking is lost", PeerLoop::lostAnswer);
        trials.put("somebody else takes the Slot, and marks it", PeerLoop::taken);
        trials.put("somebody else is in the Slot first, unmarked", PeerLoop::doubleBooking);
        trials.put("two of our persons want one time", PeerLoop::twoOfOurs);
        trials.put("the desk writes a note while we cancel", PeerLoop::changedMeanwhile);
        trials.put("the clinic cancels it there", PeerLoop::cancelledThere);
        trials.put("the clinic moves it there", PeerLoop::movedThere);
        trials.put("nobody there knows the person", PeerLoop::unknown);
        trials.put("the visit takes place", PeerLoop::takesPlace);
        return trials;
    }

    private List<List<String>> table() throws InterruptedException {
        var table = new ArrayList<List<String>>();
        table.add(head("what happens"));
        for (var trial : trials().entrySet()) {
            var row = new ArrayList<>(List.of(trial.getKey()));
            for (var place : places) {
                row.add(outcome(trial.getValue(), place));
            }
            table.add(row);
        }
        return table;
    }

    /// In hours of its own, so that one trial does not see what another left.
    private String outcome(Trial trial, Place place) throws InterruptedException {
        var hours = place.peer().hours(soon(), MINUTES, TIMES);
        try {
            return trial.run(new Visitor(this, place, hours, nextPerson()));
        } catch (IllegalStateException broken) {
            return BROKEN + ": " + broken.getMessage();
        } finally {
            var _ = place.gate().isQuiet();
            place.peer().close(hours);
        }
    }

    private String nextPerson() {
        persons++;
        return "p-peer-" + persons;
    }

    private static Instant soon() {
        return CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).plus(TO_GET_READY);
    }

    /// A person of ours, and where they go.
    private record Visitor(PeerLoop loop, Place place, Hours hours, String patient) {

        Peer peer() {
            return place.peer();
        }

        BookingWalk walk() {
            var token = loop.stack
                    .issuer()
                    .issue(Claims.of("patient", place.clinic()).patient(patient));
            return new BookingWalk(new Api(loop.stack.http()).with(token), loop.stack.triage(), loop.stack.planner());
        }

        Visitor another() {
            return new Visitor(loop, place, hours, loop.nextPerson());
        }

        URI offered() throws InterruptedException {
            var request = walk().asked(walk().assessed());
            var _ = walk().becomes(request, "OFFERED");
            return request;
        }

        /// The last of the times.
        Time confirmed(URI request) throws InterruptedException {
            var slot = walk().chosen(request);
            var _ = walk().becomes(request, "CONFIRMED");
            return time(slot);
        }

        Time time(JsonNode slot) {
            var start = Instant.parse(slot.path("start").asText());
            return hours.times().stream()
                    .filter(time -> time.start().equals(start))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("offered what is not there: " + start));
        }

        boolean isOffered(URI request, Time time) throws InterruptedException {
            return StreamSupport.stream(walk().offers(request).spliterator(), false)
                    .anyMatch(slot -> time(slot).equals(time));
        }

        /// Until the work list says so of the request.
        void isOnTheWorkList(URI request, String kind) throws InterruptedException {
            var token = loop.stack.issuer().issue(Claims.of("integrator", place.clinic()));
            var desk = new Api(loop.stack.http()).with(token);
            var id = request.getPath().substring(request.getPath().lastIndexOf('/') + 1);
            var list = loop.stack.planner().resolve("/v1/work-list?limit=100");
            await(
                    "on the work list as " + kind,
                    () -> StreamSupport.stream(
                                    desk.get(list)
                                            .orFail(200)
                                            .body()
                                            .path("items")
                                            .spliterator(),
                                    false)
                            .anyMatch(item -> item.path("kind").asText().equals(kind)
                                    && item.path("bookingRequestId").asText().equals(id)));
        }
    }

    /// A person whom the server knows, and what it calls them.
    private record Known(Visitor visitor, String there) {

        static Known of(Visitor visitor) throws InterruptedException {
            return new Known(visitor, visitor.peer().admit(visitor.patient()));
        }

        List<JsonNode> all() throws InterruptedException {
            return visitor.peer().appointmentsOf(there);
        }

        List<JsonNode> standing() throws InterruptedException {
            return all().stream().filter(Peer::stands).toList();
        }

        JsonNode only(Time time) throws InterruptedException {
            var standing = standing();
            must(standing.size() == 1, "one Appointment there, but " + standing.size());
            must(Peer.isIn(standing.getFirst(), time), "in the chosen Slot");
            must(at(standing.getFirst(), "start").equals(time.start()), "at the chosen time");
            must(at(standing.getFirst(), "end").equals(time.end()), "as long as the chosen time");
            return standing.getFirst();
        }

        private static Instant at(JsonNode appointment, String field) {
            return OffsetDateTime.parse(appointment.path(field).asText()).toInstant();
        }
    }

    private static String booked(Visitor visitor) throws InterruptedException {
        var known = Known.of(visitor);
        var request = visitor.offered();
        var time = visitor.confirmed(request);
        var appointment = known.only(time);
        must(appointment.path("status").asText().equals("booked"), "booked there");
        must(
                appointment
                        .path("id")
                        .asText()
                        .equals(visitor.walk().read(request).path("externalId").asText()),
                "known here by its id there");
        return "confirmed, one Appointment";
    }

    private static String cancelled(Visitor visitor) throws InterruptedException {
        var known = Known.of(visitor);
        var request = visitor.offered();
        var time = visitor.confirmed(request);
        visitor.walk().cancel(request);
        await("cancelled there", () -> known.standing().isEmpty());
        must(known.all().size() == 1, "the one Appointment is cancelled, not another");
        var next = visitor.another();
        var after = Known.of(next);
        var asked = next.offered();
        must(next.isOffered(asked, time), "the time is offered to the next person");
        must(next.confirmed(asked).equals(time), "the next person has it");
        var _ = after.only(time);
        return "cancelled, the next person has the time";
    }

    private static String lostAnswer(Visitor visitor) throws InterruptedException {
        var known = Known.of(visitor);
        var request = visitor.offered();
        visitor.place().gate().loseTheNextAnswerTo("POST");
        var time = visitor.confirmed(request);
        var _ = known.only(time);
        must(known.all().size() == 1, "one Appointment ever, but " + known.all().size());
        must(visitor.place().gate().isQuiet(), "an answer was lost");
        return "found by its key, one Appointment";
    }

    private static String taken(Visitor visitor) throws InterruptedException {
        var known = Known.of(visitor);
        var request = visitor.offered();
        var offers = visitor.walk().offers(request);
        var slot = offers.path(offers.size() - 1);
        var time = visitor.time(slot);
        var _ = visitor.peer().comesIn(visitor.hours(), time);
        visitor.peer().isTaken(time);
        var _ = visitor.walk().chooses(request, slot).orFail(200);
        var _ = visitor.walk().becomes(request, "OFFERED");
        must(!visitor.isOffered(request, time), "the taken time is offered no more");
        must(known.all().isEmpty(), "nothing was booked there");
        var _ = known.only(visitor.confirmed(request));
        return "said, others offered, another booked";
    }

    private static String doubleBooking(Visitor visitor) throws InterruptedException {
        var known = Known.of(visitor);
        var request = visitor.offered();
        var offers = visitor.walk().offers(request);
        var slot = offers.path(offers.size() - 1);
        var time = visitor.time(slot);
        var others = new ArrayList<String>();
        visitor.place()
                .gate()
                .beforeTheNext("POST", () -> others.add(visitor.peer().comesIn(visitor.hours(), time)));
        var _ = visitor.walk().chooses(request, slot).orFail(200);
        var _ = visitor.walk().becomes(request, "OFFERED");
        must(known.standing().isEmpty(), "ours is given back");
        must(Peer.stands(visitor.peer().read("Appointment", others.getFirst())), "theirs stands");
        must(!visitor.isOffered(request, time), "the lost time is offered no more, although its Slot stays free there");
        var free = StreamSupport.stream(visitor.walk().offers(request).spliterator(), false)
                .filter(one -> !visitor.time(one).equals(time))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not so: others are offered"));
        var _ = visitor.walk().chooses(request, free).orFail(200);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        var _ = known.only(visitor.time(free));
        return "given back, another booked";
    }

    private static String twoOfOurs(Visitor first) throws InterruptedException {
        var second = first.another();
        var one = Known.of(first);
        var other = Known.of(second);
        var theirs = second.offered();
        var offers = second.walk().offers(theirs);
        var mine = first.offered();
        var time = first.confirmed(mine);
        var refused = second.walk().chooses(theirs, offers.path(offers.size() - 1));
        must(refused.status() == 409, "the second is refused, but " + refused.status());
        var slot = second.walk().chosenFirst(theirs);
        var _ = second.walk().becomes(theirs, "CONFIRMED");
        var _ = one.only(time);
        var _ = other.only(second.time(slot));
        return "one has it, the other another time";
    }

    private static String changedMeanwhile(Visitor visitor) throws InterruptedException {
        var known = Known.of(visitor);
        var request = visitor.offered();
        var time = visitor.confirmed(request);
        var id = known.only(time).path("id").asText();
        visitor.place().gate().beforeTheNext("PUT", () -> visitor.peer().notes(id, "comes by bus"));
        visitor.walk().cancel(request);
        await("cancelled there", () -> known.standing().isEmpty());
        must(visitor.place().gate().isQuiet(), "somebody wrote meanwhile");
        var kept =
                visitor.peer().read("Appointment", id).path("comment").asText().equals("comes by bus");
        return kept ? "cancelled, the note is kept" : "cancelled; the note is lost, as it knows no If-Match";
    }

    private static String cancelledThere(Visitor visitor) throws InterruptedException {
        var known = Known.of(visitor);
        var request = visitor.offered();
        var time = visitor.confirmed(request);
        visitor.peer().reports(known.only(time).path("id").asText(), "cancelled");
        var _ = visitor.walk().becomes(request, "CANCELLED");
        visitor.isOnTheWorkList(request, "CANCELLED");
        return "back on the work list";
    }

    private static String movedThere(Visitor visitor) throws InterruptedException {
        var known = Known.of(visitor);
        var request = visitor.offered();
        var time = visitor.confirmed(request);
        var to = visitor.hours().times().get(1);
        visitor.peer().moves(known.only(time).path("id").asText(), to);
        await("moved here", () -> isAt(visitor.walk().read(request), to));
        var state = visitor.walk().read(request).path("state").asText();
        must(state.equals("CONFIRMED"), "still confirmed, but " + state);
        var _ = known.only(to);
        return "moved here, still confirmed";
    }

    private static boolean isAt(JsonNode request, Time time) {
        var start = request.path("visit").path("start").asText();
        return !start.isEmpty() && Instant.parse(start).equals(time.start());
    }

    private static String unknown(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var _ = visitor.walk().chosen(request);
        visitor.isOnTheWorkList(request, "SYSTEM_DIFFERS");
        var state = visitor.walk().read(request).path("state").asText();
        must(state.equals("BOOKED"), "not confirmed, but " + state);
        must(visitor.peer().knowsNobodyAs(visitor.patient()), "nobody was made there who has that name");
        for (var time : visitor.hours().times()) {
            must(visitor.peer().appointmentsIn(time).isEmpty(), "no Appointment was made there");
        }
        return "to a person, nothing booked";
    }

    private static String takesPlace(Visitor visitor) throws InterruptedException {
        var known = Known.of(visitor);
        var request = visitor.offered();
        var slot = visitor.walk().chosenFirst(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        BookingWalk.awaitStart(slot);
        visitor.peer().reports(known.only(visitor.time(slot)).path("id").asText(), "fulfilled");
        var _ = visitor.walk().becomes(request, "FULFILLED");
        return "fulfilled";
    }

    /// Something that comes true at some time.
    private interface Fact {

        boolean isTrue() throws InterruptedException;
    }

    private static void await(String what, Fact fact) throws InterruptedException {
        var until = CLOCK.instant().plus(PATIENCE);
        while (!fact.isTrue()) {
            must(CLOCK.instant().isBefore(until), what);
            Thread.sleep(250);
        }
    }

    private static void must(boolean is, String what) {
        if (!is) {
            throw new IllegalStateException("not so: " + what);
        }
    }
}
