package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.scapula.issuer.Claims;

/// `local-stack/booking-loop`: from a triage answer to a visit that took place, end to end with the packaged services
/// and
/// the small clinic as a process of its own, over each way that we speak to a clinic's system and in each of its moods.
public final class BookingLoop {

    private static final String BROKEN = "BROKEN";

    /// So long after a visit is gone it is looked whether another turns up.
    private static final Duration ONCE_MORE = Duration.ofSeconds(15);

    private final Stack stack;
    private int persons;

    private BookingLoop(Stack stack) {
        this.stack = stack;
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    public static void main(String[] arguments) throws InterruptedException {
        var root = Path.of(System.getProperty("scapula.root", "."));
        var said = new ArrayList<>(List.of(arguments));
        said.addAll(List.of("--once", "--fresh", "--clinic"));
        var broken = false;
        try (var stack = Stack.start(Options.of(said, root), System.out::println)) {
            var table = new BookingLoop(stack).table();
            System.out.println();
            System.out.println(Columns.of(table));
            broken = table.stream().flatMap(List::stream).anyMatch(cell -> cell.startsWith(BROKEN));
        } catch (CannotStart reason) {
            System.err.println(reason.getMessage());
            System.exit(2);
        }
        System.exit(broken ? 1 : 0);
    }

    /// What is tried with one clinic; says how it went.
    private interface Trial {

        String run(Visitor visitor) throws InterruptedException;
    }

    /// One line of the table. Not everything can happen at every clinic's system.
    private record Row(String what, Set<String> ways, Trial trial) {}

    /// A person of that clinic, whom its system knows, and somebody who works there.
    private record Visitor(BookingLoop loop, String home, BookingWalk walk, String patient, BookingWalk desk) {

        ClinicProcess clinic() {
            return loop.stack.clinic();
        }

        boolean isAt(String way) {
            return way.equals(ClinicProcess.CLINICS.get(home));
        }

        /// From here on, whoever orders a visit there meets it in this mood, and nobody else.
        Mood in(String mood, int times) throws InterruptedException {
            clinic().isInForOrders(mood, times);
            return new Mood(clinic(), mood, clinic().orders(mood));
        }

        List<JsonNode> visits() throws InterruptedException {
            return clinic().visitsOf(patient);
        }

        URI offered() throws InterruptedException {
            var request = walk.asked(walk.assessed());
            var _ = walk.becomes(request, "OFFERED");
            return request;
        }

        String state(URI request) throws InterruptedException {
            return walk.read(request).path("state").asText();
        }

        /// What of this person somebody at the clinic has to look at.
        List<String> work() throws InterruptedException {
            var kinds = new ArrayList<String>();
            var cursor = "";
            do {
                var page = loop.asked(home, "clinician", "/v1/work-list?limit=100" + cursor);
                page.path("items")
                        .valueStream()
                        .filter(item -> item.path("patient").asText().equals(patient))
                        .map(item -> item.path("kind").asText())
                        .forEach(kinds::add);
                cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
            } while (!cursor.isEmpty());
            return kinds;
        }

        /// Exactly this is told of it, in this order, to whoever follows the events; that somebody has to look is left
        /// out.
        void isTold(URI request, String... types) throws InterruptedException {
            var told = told(request);
            for (var tries = 50; !told.equals(List.of(types)) && tries > 0; tries--) {
                Thread.sleep(200);
                told = told(request);
            }
            must(told.equals(List.of(types)), "told " + String.join(", ", types) + ", but " + told);
        }

        private List<String> told(URI request) throws InterruptedException {
            var feed = new FeedReader(since -> loop.asked(home, "integrator", "/v1/events?limit=200&since=" + since));
            var _ = feed.goOn();
            return feed.of(request.getPath()).stream()
                    .map(type -> type.replace("booking-request.", ""))
                    .filter(type -> !type.equals("attention"))
                    .toList();
        }

        /// What somebody keeps there for nobody that is named.
        List<JsonNode> heldFor(JsonNode slot) throws InterruptedException {
            return inTheTime(slot).stream()
                    .filter(visit -> visit.path("held").asBoolean() && !visit.has("patient"))
                    .toList();
        }

        String start() throws InterruptedException {
            return visits().getFirst().path("start").asText();
        }

        /// Who has that time with that practitioner, whoever they are.
        List<JsonNode> inTheTime(JsonNode slot) throws InterruptedException {
            var start = Instant.parse(slot.path("start").asText());
            return clinic().liveVisits().stream()
                    .filter(visit -> visit.path("practitioner")
                                    .asText()
                                    .equals(slot.path("practitioner").asText())
                            && Instant.parse(visit.path("start").asText()).equals(start))
                    .toList();
        }
    }

    /// How the clinic's system is towards orders, and how many it had met so before.
    private record Mood(ClinicProcess clinic, String name, int before) {

        int orders() throws InterruptedException {
            return clinic.orders(name) - before;
        }

        void met() throws InterruptedException {
            must(orders() > 0, "an order met it while it was " + name);
        }
    }

    private static List<Row> rows() {
        var all = Set.copyOf(ClinicProcess.CLINICS.values());
        return List.of(
                new Row("booked, confirmed, cancelled again", all, BookingLoop::cancelledAgain),
                // While times are free soon: what comes after takes them.
                new Row("one comes, another does not", all, BookingLoop::takesPlace),
                new Row("held, then booked", all, BookingLoop::heldThenBooked),
                new Row("held, then let go", Set.of("FHIR_FIND"), BookingLoop::letGo),
                new Row("moved by us", all, BookingLoop::movedByUs),
                new Row("moved there", all, BookingLoop::movedThere),
                new Row("its answer to the booking is lost", all, BookingLoop::lostAnswer),
                new Row("cancelled while nobody knows", all, BookingLoop::givenBack),
                new Row("it carries the booking out late", all, BookingLoop::lateOrder),
                new Row("it carries the booking out twice", all, BookingLoop::twice),
                new Row("somebody else is faster", all, BookingLoop::doubleBooking),
                new Row("it lets two into one time", all, visitor -> blind(visitor, "CARELESS")),
                // The plain one dates nothing on its best days.
                new Row(
                        "the same, and it dates nothing",
                        Set.of("FHIR_FIND", "FHIR_SLOT", "POLLING"),
                        visitor -> blind(visitor, "UNDATED")),
                new Row("it is down while times are looked for", all, BookingLoop::down),
                new Row("it hangs up on the booking", all, BookingLoop::deaf),
                new Row("it is too slow for the booking", all, BookingLoop::slow),
                // The one that is polled has no word for what is to be confirmed.
                new Row("it confirms late", Set.of("FHIR_FIND", "FHIR_SLOT", "EASY"), BookingLoop::lateConfirmation),
                new Row("it cancels by itself", all, BookingLoop::cancelledThere));
    }

    private List<List<String>> table() throws InterruptedException {
        var table = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of("what happens"));
        head.addAll(ClinicProcess.CLINICS.values());
        table.add(head);
        for (var row : rows()) {
            var cells = new ArrayList<>(List.of(row.what()));
            for (var clinic : ClinicProcess.CLINICS.entrySet()) {
                cells.add(row.ways().contains(clinic.getValue()) ? outcome(row.trial(), clinic.getKey()) : "-");
                stack.clinic().isIn("FINE", Integer.MAX_VALUE);
            }
            table.add(cells);
        }
        return table;
    }

    private String outcome(Trial trial, String clinic) throws InterruptedException {
        try {
            return trial.run(visitor(clinic));
        } catch (IllegalStateException broken) {
            return BROKEN + ": " + broken.getMessage();
        }
    }

    private Visitor visitor(String clinic) throws InterruptedException {
        persons++;
        var patient = "p-loop-" + persons;
        stack.clinic().admit(patient);
        var ours = stack.issuer().issue(Claims.of("patient", clinic).patient(patient));
        return new Visitor(
                this, clinic, walk(ours), patient, walk(stack.issuer().issue(Claims.of("clinician", clinic))));
    }

    private BookingWalk walk(String token) {
        return new BookingWalk(new Api(stack.http()).with(token), stack.triage(), stack.planner());
    }

    /// As somebody of that clinic.
    private JsonNode asked(String clinic, String role, String path) throws InterruptedException {
        return new Api(stack.http())
                .with(stack.issuer().issue(Claims.of(role, clinic)))
                .get(stack.planner().resolve(path))
                .orFail(200)
                .body();
    }

    private static String cancelledAgain(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var _ = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        must(visitor.visits().size() == 1, "one visit there");
        visitor.walk().cancel(request);
        awaitNone(visitor);
        visitor.isTold(request, "created", "offered", "booked", "confirmed", "cancelled");
        return "done and undone";
    }

    /// One that knows no holds is told of it only when it is booked.
    private static String heldThenBooked(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var slot = last(visitor.walk().offers(request));
        var _ = visitor.desk().moved(request, "HOLD", slot);
        var held = List.<JsonNode>of();
        if (visitor.isAt("FHIR_FIND")) {
            await("held there", () -> visitor.heldFor(slot).size() == 1);
            held = visitor.heldFor(slot);
        } else {
            must(visitor.inTheTime(slot).isEmpty(), "nobody in that time yet");
        }
        var _ = visitor.walk().chosen(request, sameAs(slot, visitor.walk().offers(request)));
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        must(visitor.visits().equals(visitor.inTheTime(slot)), "it alone has that time");
        must(visitor.visits().size() == 1, "one visit there");
        var id = visitor.visits().getFirst().path("id");
        must(held.stream().allMatch(one -> one.path("id").equals(id)), "it is the one that was held");
        must(visitor.heldFor(slot).isEmpty(), "nothing is held any more");
        visitor.isTold(request, "created", "offered", "held", "booked", "confirmed");
        return held.isEmpty() ? "held here, one visit" : "held there, then that visit";
    }

    private static String letGo(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var slot = last(visitor.walk().offers(request));
        var _ = visitor.desk().moved(request, "HOLD", slot);
        await("held there", () -> visitor.heldFor(slot).size() == 1);
        var _ = visitor.desk().moved(request, "RELEASE");
        await("let go there", () -> visitor.inTheTime(slot).isEmpty());
        return "free again there";
    }

    private static String movedByUs(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var offers = visitor.walk().offers(request);
        var from = visitor.walk().chosen(request);
        var to = elsewhere(from, offers);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        var before = visitor.visits();
        must(before.size() == 1, "one visit there");
        var _ = visitor.desk().moved(request, "RESCHEDULE", to);
        await("moved there", () -> visitor.inTheTime(to).equals(visitor.visits()));
        must(visitor.visits().size() == 1, "one visit there");
        must(visitor.visits().getFirst().path("id").equals(before.getFirst().path("id")), "the same visit");
        must(visitor.inTheTime(from).isEmpty(), "the time before is free");
        must(visitor.state(request).equals("CONFIRMED"), "still confirmed");
        must(visitor.work().isEmpty(), "nothing to look at");
        visitor.isTold(request, "created", "offered", "booked", "confirmed", "moved");
        return "moved, the same visit";
    }

    private static String movedThere(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var offers = visitor.walk().offers(request);
        var from = visitor.walk().chosen(request);
        var to = elsewhere(from, offers).path("start").asText();
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        must(visitor.visits().size() == 1, "one visit there");
        // It tells its times in seconds only.
        Thread.sleep(1100);
        visitor.clinic().moves(visitor.visits().getFirst().path("id").asText(), to);
        await("moved here", () -> isAt(visitor.walk().read(request), to));
        must(isSame(visitor.start(), to), "not moved back there");
        must(visitor.state(request).equals("CONFIRMED"), "still confirmed");
        must(visitor.work().isEmpty(), "nothing to look at");
        visitor.isTold(request, "created", "offered", "booked", "confirmed", "moved");
        return "moved here, still confirmed";
    }

    private static boolean isAt(JsonNode request, String start) {
        return isSame(request.path("visit").path("start").asText(), start);
    }

    private static boolean isSame(String one, String other) {
        return Instant.parse(one).equals(Instant.parse(other));
    }

    private static JsonNode last(JsonNode offers) {
        return offers.path(offers.size() - 1);
    }

    /// Whatever it is called by now.
    private static JsonNode sameAs(JsonNode slot, JsonNode offers) {
        return one(
                "the time is offered still",
                offers.valueStream()
                        .filter(other -> isSame(
                                slot.path("start").asText(), other.path("start").asText()))
                        .filter(other -> slot.path("practitioner").equals(other.path("practitioner"))));
    }

    /// With the same practitioner, and as late as can be.
    private static JsonNode elsewhere(JsonNode slot, JsonNode offers) {
        return one(
                "another time is offered",
                offers.valueStream()
                        .filter(other -> !slot.path("start").equals(other.path("start")))
                        .filter(other -> slot.path("practitioner").equals(other.path("practitioner")))
                        .sorted(Comparator.comparing(BookingLoop::startOf).reversed()));
    }

    private static Instant startOf(JsonNode slot) {
        return Instant.parse(slot.path("start").asText());
    }

    private static JsonNode one(String what, Stream<JsonNode> some) {
        return some.findFirst().orElseThrow(() -> new IllegalStateException("not so: " + what));
    }

    private static String lostAnswer(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var lost = visitor.in("LOST_ANSWERS", 1);
        var _ = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        lost.met();
        must(visitor.visits().size() == 1, "one visit there");
        return "settled, one visit";
    }

    private static String givenBack(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var lost = visitor.in("LOST_ANSWERS", 1);
        var _ = visitor.walk().chosen(request);
        await("there, and nobody knows", () -> !visitor.visits().isEmpty());
        must(visitor.state(request).equals("BOOKED"), "not confirmed before it is cancelled");
        visitor.walk().cancel(request);
        awaitNone(visitor);
        Thread.sleep(ONCE_MORE);
        must(visitor.visits().isEmpty(), "none turns up later");
        lost.met();
        must(visitor.state(request).equals("CANCELLED"), "cancelled here");
        return "given back";
    }

    private static String lateOrder(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var late = visitor.in("LATE_ORDERS", 1);
        var slot = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        late.met();
        must(visitor.visits().size() == 1, "one visit there");
        must(visitor.inTheTime(slot).size() == 1, "one in that time");
        must(visitor.work().isEmpty(), "nothing to look at");
        return "found, one visit";
    }

    private static String twice(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var twice = visitor.in("TWICE", 1);
        var slot = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        twice.met();
        must(visitor.visits().size() == 1, "one visit there");
        must(visitor.inTheTime(slot).size() == 1, "one in that time");
        return "one of them kept";
    }

    private static String doubleBooking(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var faster = visitor.in("DOUBLE_BOOKING", 1);
        var _ = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "OFFERED");
        faster.met();
        must(visitor.visits().isEmpty(), "no visit there");
        return "said, others offered";
    }

    /// Whoever came first keeps the time, and that is not us.
    private static String blind(Visitor visitor, String mood) throws InterruptedException {
        var request = visitor.offered();
        var blind = visitor.in(mood, Integer.MAX_VALUE);
        var slot = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "OFFERED");
        blind.met();
        must(visitor.visits().isEmpty(), "no visit there");
        must(visitor.inTheTime(slot).size() == 1, "one in that time");
        return "given way, others offered";
    }

    private static String down(Visitor visitor) throws InterruptedException {
        visitor.clinic().isIn("DOWN", Integer.MAX_VALUE);
        var request = visitor.walk().asked(visitor.walk().assessed());
        Thread.sleep(2500);
        var meanwhile = visitor.state(request);
        visitor.clinic().isIn("FINE", Integer.MAX_VALUE);
        var _ = visitor.walk().becomes(request, "OFFERED");
        must(meanwhile.equals("REQUESTED"), "waiting meanwhile");
        return "asked, then offered";
    }

    private static String deaf(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var deaf = visitor.in("DEAF", Integer.MAX_VALUE);
        var _ = visitor.walk().chosen(request);
        await("ordered more than once", () -> deaf.orders() >= 2);
        must(visitor.state(request).equals("BOOKED"), "booked here meanwhile");
        must(visitor.visits().isEmpty(), "no visit there meanwhile");
        visitor.clinic().isIn("FINE", Integer.MAX_VALUE);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        must(visitor.visits().size() == 1, "one visit there");
        must(visitor.work().isEmpty(), "nothing to look at");
        return "waiting, then one visit";
    }

    private static String slow(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var slow = visitor.in("SLOW", 3);
        var _ = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        slow.met();
        must(visitor.visits().size() == 1, "one visit there");
        return "confirmed, one visit";
    }

    private static String lateConfirmation(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var late = visitor.in("LATE_CONFIRMATION", Integer.MAX_VALUE);
        var _ = visitor.walk().chosen(request);
        await("one visit there", () -> visitor.visits().size() == 1);
        late.met();
        var visit = visitor.visits().getFirst().path("id").asText();
        // So long its changes are looked for, and the answer to the booking is heard.
        Thread.sleep(5000);
        must(visitor.state(request).equals("BOOKED"), "not confirmed before it is");
        visitor.clinic().isIn("FINE", Integer.MAX_VALUE);
        visitor.clinic().reports(visit, "BOOKED");
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        return "booked, then confirmed";
    }

    private static String cancelledThere(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var _ = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        // It tells its times in seconds only.
        Thread.sleep(1100);
        visitor.clinic().reports(visitor.visits().getFirst().path("id").asText(), "CANCELLED");
        var _ = visitor.walk().becomes(request, "CANCELLED");
        must(visitor.work().equals(List.of("CANCELLED")), "back on the work list");
        visitor.isTold(request, "created", "offered", "booked", "confirmed", "cancelled");
        return "back on the work list";
    }

    /// Two people wait together, each for a visit of their own.
    private static String takesPlace(Visitor visitor) throws InterruptedException {
        var absent = visitor.loop().visitor(visitor.home());
        var request = visitor.offered();
        var slot = visitor.walk().chosenFirst(request);
        var theirs = absent.offered();
        var later = absent.walk().chosenFirst(theirs);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        var _ = absent.walk().becomes(theirs, "CONFIRMED");
        BookingWalk.awaitStart(slot);
        visitor.clinic().reports(visitor.visits().getFirst().path("id").asText(), "FULFILLED");
        BookingWalk.awaitStart(later);
        absent.clinic().reports(absent.visits().getFirst().path("id").asText(), "NOSHOW");
        var _ = visitor.walk().becomes(request, "FULFILLED");
        var _ = absent.walk().becomes(theirs, "NO_SHOW");
        must(visitor.work().equals(List.of("PLAN_REVIEW")), "the plan is to be reviewed");
        must(absent.work().equals(List.of("NO_SHOW")), "whoever did not come is to be called");
        visitor.isTold(request, "created", "offered", "booked", "confirmed", "fulfilled");
        absent.isTold(theirs, "created", "offered", "booked", "confirmed", "no-show");
        return "fulfilled, and no-show";
    }

    private static void awaitNone(Visitor visitor) throws InterruptedException {
        await("no visit there any more", () -> visitor.visits().isEmpty());
    }

    /// Something that comes true at some time.
    private interface Fact {

        boolean isTrue() throws InterruptedException;
    }

    private static void await(String what, Fact fact) throws InterruptedException {
        for (var tries = 600; !fact.isTrue(); tries--) {
            must(tries > 0, what);
            Thread.sleep(100);
        }
    }

    private static void must(boolean is, String what) {
        if (!is) {
            throw new IllegalStateException("not so: " + what);
        }
    }
}
