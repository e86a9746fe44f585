package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /// A person of that clinic, whom its system knows.
    private record Visitor(BookingWalk walk, String patient, ClinicProcess clinic) {

        List<JsonNode> visits() throws InterruptedException {
            return clinic.visitsOf(patient);
        }

        URI offered() throws InterruptedException {
            var request = walk.asked(walk.assessed());
            var _ = walk.becomes(request, "OFFERED");
            return request;
        }
    }

    private static Map<String, Trial> trials() {
        var trials = new LinkedHashMap<String, Trial>();
        trials.put("booked, confirmed, cancelled again", BookingLoop::cancelledAgain);
        trials.put("its answer to the booking is lost", BookingLoop::lostAnswer);
        trials.put("cancelled while nobody knows", BookingLoop::givenBack);
        trials.put("somebody else is faster", BookingLoop::doubleBooking);
        trials.put("it is down while times are looked for", BookingLoop::down);
        trials.put("it is too slow for the booking", BookingLoop::slow);
        trials.put("it confirms late", BookingLoop::lateConfirmation);
        trials.put("it cancels by itself", BookingLoop::cancelledThere);
        trials.put("the visit takes place", BookingLoop::takesPlace);
        return trials;
    }

    private List<List<String>> table() throws InterruptedException {
        var table = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of("what happens"));
        head.addAll(ClinicProcess.CLINICS.values());
        table.add(head);
        for (var trial : trials().entrySet()) {
            var row = new ArrayList<>(List.of(trial.getKey()));
            for (var clinic : ClinicProcess.CLINICS.keySet()) {
                row.add(outcome(trial.getValue(), clinic));
                stack.clinic().isIn("FINE", Integer.MAX_VALUE);
            }
            table.add(row);
        }
        return table;
    }

    private String outcome(Trial trial, String clinic) throws InterruptedException {
        persons++;
        var patient = "p-loop-" + persons;
        stack.clinic().admit(patient);
        var token = stack.issuer().issue(Claims.of("patient", clinic).patient(patient));
        var walk = new BookingWalk(new Api(stack.http()).with(token), stack.triage(), stack.planner());
        try {
            return trial.run(new Visitor(walk, patient, stack.clinic()));
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

    private static String doubleBooking(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        visitor.clinic().isIn("DOUBLE_BOOKING", 1);
        var _ = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "OFFERED");
        must(visitor.visits().isEmpty(), "no visit there");
        return "said, others offered";
    }

    private static String down(Visitor visitor) throws InterruptedException {
        visitor.clinic().isIn("DOWN", Integer.MAX_VALUE);
        var request = visitor.walk().asked(visitor.walk().assessed());
        Thread.sleep(2500);
        var meanwhile = visitor.walk().read(request).path("state").asText();
        visitor.clinic().isIn("FINE", Integer.MAX_VALUE);
        var _ = visitor.walk().becomes(request, "OFFERED");
        must(meanwhile.equals("REQUESTED"), "waiting meanwhile");
        return "asked, then offered";
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
        var visit = visitor.visits().getFirst().path("id").asText();
        visitor.clinic().isIn("FINE", Integer.MAX_VALUE);
        visitor.clinic().reports(visit, "BOOKED");
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        return "confirmed";
    }

    private static String cancelledThere(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var _ = visitor.walk().chosen(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        // It tells its times in seconds only.
        Thread.sleep(1100);
        visitor.clinic().reports(visitor.visits().getFirst().path("id").asText(), "CANCELLED");
        var _ = visitor.walk().becomes(request, "CANCELLED");
        return "back on the work list";
    }

    private static String takesPlace(Visitor visitor) throws InterruptedException {
        var request = visitor.offered();
        var slot = visitor.walk().chosenFirst(request);
        var _ = visitor.walk().becomes(request, "CONFIRMED");
        BookingWalk.awaitStart(slot);
        visitor.clinic().reports(visitor.visits().getFirst().path("id").asText(), "FULFILLED");
        var _ = visitor.walk().becomes(request, "FULFILLED");
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
