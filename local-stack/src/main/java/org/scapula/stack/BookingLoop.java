package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.scapula.issuer.Claims;

/// `local-stack/booking-loop`: from a triage answer to a visit that took place, end to end with the packaged services
/// and
/// the small clinic as a process of its own, over each way that we speak to a clinic's system and in each of its moods.
public final class BookingLoop {

    private static final String BROKEN = "BROKEN";

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
    private record Visitor(BookingWalk walk, String patient, ClinicProcess clinic, Api desk, URI planner) {

        List<JsonNode> visits() throws InterruptedException {
            return clinic.visitsOf(patient);
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
                var page = desk.get(planner.resolve("/v1/work-list?limit=100" + cursor))
                        .orFail(200)
                        .body();
                page.path("items")
                        .valueStream()
                        .filter(item -> item.path("patient").asText().equals(patient))
                        .map(item -> item.path("kind").asText())
                        .forEach(kinds::add);
                cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
            } while (!cursor.isEmpty());
            return kinds;
        }

        /// Who has that time with that practitioner, whoever they are.
        List<JsonNode> inTheTime(JsonNode slot) throws InterruptedException {
            var start = Instant.parse(slot.path("start").asText());
            return clinic.liveVisits().stream()
                    .filter(visit -> visit.path("practitioner")
                                    .asText()
                                    .equals(slot.path("practitioner").asText())
                            && Instant.parse(visit.path("start").asText()).equals(start))
                    .toList();
        }
    }

    private static List<Row> rows() {
        var all = Set.copyOf(ClinicProcess.CLINICS.values());
        return List.of(
                new Row("booked, confirmed, cancelled again", all, BookingLoop::cancelledAgain),
                // While times are free soon: what comes after takes them.
                new Row("the visit takes place", all, BookingLoop::takesPlace),
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
        persons++;
        var patient = "p-loop-" + persons;
        stack.clinic().admit(patient);
        var api = new Api(stack.http());
        var walk = new BookingWalk(
                api.with(stack.issuer().issue(Claims.of("patient", clinic).patient(patient))),
                stack.triage(),
                stack.planner());
        var desk = api.with(stack.issuer().issue(Claims.of("clinician", clinic)));
        try {
            return trial.run(new Visitor(walk, patient, stack.clinic(), desk, stack.planner()));
        } catch (IllegalStateException broken) {
            return BROKEN + ": " + broken.getMessage();
        }
    }

    private static String cancelledAgain(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var _ = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        must(visitor.visits().size() == 1, "one visit there");
        visitor.walk().cancel(request);
        awaitNone(visitor);
        return "done and undone";
    }

    private static String lostAnswer(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        visitor.clinic().isIn("LOST_ANSWERS", 1);
        var _ = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        must(visitor.visits().size() == 1, "one visit there");
        return "settled, one visit";
    }

    private static String givenBack(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        visitor.clinic().isIn("LOST_ANSWERS", 1);
        var _ = visitor.walk().chosen(request);
        for (var tries = 100; visitor.visits().isEmpty() && tries > 0; tries--) {
            Thread.sleep(100);
        }
        visitor.walk().cancel(request);
        awaitNone(visitor);
        return "given back";
    }

    private static String lateOrder(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        visitor.clinic().isIn("LATE_ORDERS", 1);
        var slot = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        must(visitor.visits().size() == 1, "one visit there");
        must(visitor.inTheTime(slot).size() == 1, "one in that time");
        must(visitor.work().isEmpty(), "nothing to look at");
        return "found, one visit";
    }

    private static String twice(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        visitor.clinic().isIn("TWICE", 1);
        var slot = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        must(visitor.visits().size() == 1, "one visit there");
        must(visitor.inTheTime(slot).size() == 1, "one in that time");
        return "one of them kept";
    }

    private static String doubleBooking(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        visitor.clinic().isIn("DOUBLE_BOOKING", 1);
        var _ = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "OFFERED");
        must(visitor.visits().isEmpty(), "no visit there");
        return "said, others offered";
    }

    /// Whoever came first keeps the time, and that is not us.
    private static String blind(Visitor visitor, String mood) throws InterruptedException {
        var request = visitor.offered();
        visitor.clinic().isIn(mood, Integer.MAX_VALUE);
        var slot = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "OFFERED");
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
        visitor.clinic().isIn("DEAF", Integer.MAX_VALUE);
        var before = visitor.clinic().asked();
        var _ = visitor.walk().chosen(request);
        for (var tries = 300; visitor.clinic().asked() < before + 2 && tries > 0; tries--) {
            Thread.sleep(100);
        }
        must(visitor.clinic().asked() >= before + 2, "asked more than once");
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
        visitor.clinic().isIn("SLOW", 3);
        var _ = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        must(visitor.visits().size() == 1, "one visit there");
        return "confirmed, one visit";
    }

    private static String lateConfirmation(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        visitor.clinic().isIn("LATE_CONFIRMATION", Integer.MAX_VALUE);
        var _ = visitor.walk().chosen(request);
        for (var tries = 300; visitor.visits().isEmpty() && tries > 0; tries--) {
            Thread.sleep(100);
        }
        must(visitor.visits().size() == 1, "one visit there");
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
        return "back on the work list";
    }

    private static String takesPlace(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var slot = visitor.walk().chosenFirst(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        BookingWalk.awaitStart(slot);
        visitor.clinic().reports(visitor.visits().getFirst().path("id").asText(), "FULFILLED");
        var _ = visitor.walk().becomes(request, "FULFILLED");
        must(visitor.work().equals(List.of("PLAN_REVIEW")), "the plan is to be reviewed");
        return "fulfilled";
    }

    private static void awaitNone(Visitor visitor) throws InterruptedException {
        for (var tries = 400; !visitor.visits().isEmpty() && tries > 0; tries--) {
            Thread.sleep(100);
        }
        must(visitor.visits().isEmpty(), "no visit there any more");
    }

    private static void must(boolean is, String what) {
        if (!is) {
            throw new IllegalStateException("not so: " + what);
        }
    }
}
