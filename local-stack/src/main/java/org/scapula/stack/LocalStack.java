package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// `./run`: starts the product, shows what it does for one person, and keeps it running.
public final class LocalStack {

    private LocalStack() {}

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    public static void main(String[] arguments) throws InterruptedException {
        var said = List.of(arguments);
        var root = Path.of(System.getProperty("scapula.root", "."));
        if (said.contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            switch (said.isEmpty() ? "" : said.getFirst()) {
                case "token" -> tell(TokenWish.of(after(said), root).grant());
                case "verify-audit" -> verify(AuditCheck.of(after(said), root));
                default -> run(Options.of(said, root));
            }
        } catch (CannotStart reason) {
            System.err.println((answers(said) ? "" : "\nScapula does not start. ") + reason.getMessage());
            System.exit(2);
        }
    }

    private static boolean answers(List<String> said) {
        return !said.isEmpty() && List.of("token", "verify-audit").contains(said.getFirst());
    }

    private static List<String> after(List<String> command) {
        return command.subList(1, command.size());
    }

    private static void verify(AuditCheck check) {
        var findings = check.look();
        tell(Columns.of(findings.rows()));
        if (!findings.whole()) {
            System.exit(1);
        }
    }

    private static void run(Options options) throws InterruptedException {
        if (options.visit()) {
            visit(options);
            return;
        }
        try (var stack = Stack.start(options, LocalStack::tell)) {
            show(stack, options);
            if (!options.once()) {
                tell("\nRunning until Ctrl-C.");
                new CountDownLatch(1).await();
            }
        }
    }

    private static void visit(Options options) throws InterruptedException {
        var token = System.getenv("SCAPULA_TOKEN");
        if (token == null || token.isBlank()) {
            throw new CannotStart(
                    "--visit walks as a patient and needs that patient's token in SCAPULA_TOKEN: one of the"
                            + " issuer that the services trust or, for a stack of ./run,"
                            + " SCAPULA_TOKEN=$(./run token patient) ./run --visit");
        }
        try (var http = HttpClient.newHttpClient()) {
            var api = new Api(http).with(token);
            walk(new Journey(api, options.address(Options.TRIAGE), options.address(Options.PLANNER)));
            if (options.clinic()) {
                var _ = booked(new BookingWalk(api, options.address(Options.TRIAGE), options.address(Options.PLANNER)));
            }
        }
    }

    private static void walk(Journey journey) throws InterruptedException {
        var person = Person.withAnAchingUpperBack();
        tell(PlanTable.of(person, journey.walk(person)));
    }

    private static void show(Stack stack, Options options) throws InterruptedException {
        var patient =
                TokenWish.of(List.of(TokenWish.PATIENT, "--data", options.home().toString()), options.services());
        walk(new Journey(new Api(stack.http()).with(patient.grant()), stack.triage(), stack.planner()));
        if (options.clinic()) {
            visitAtTheClinic(stack, patient);
        }
        tell("");
        tell("Try it yourself (Swagger UI):");
        tell("  exercises and advice   " + stack.catalog().resolve("/q/swagger-ui"));
        tell("  triage                 " + stack.triage().resolve("/q/swagger-ui"));
        tell("  weekly plans           " + stack.planner().resolve("/q/swagger-ui"));
        tell("");
        tell("What is about people asks for a token. In another terminal:");
        for (var role : TokenWish.ROLES) {
            tell("  ./run token " + role + data(options));
        }
        tell("for instance");
        tell("  curl -H \"Authorization: Bearer $(./run token clinician" + data(options) + ")\" "
                + stack.triage().resolve("/rule-set"));
    }

    /// The same person, after nine days that brought nothing.
    private static void visitAtTheClinic(Stack stack, TokenWish patient) throws InterruptedException {
        stack.clinic().admit(TokenWish.DEMO_PATIENT);
        var walk = new BookingWalk(new Api(stack.http()).with(patient.grant()), stack.triage(), stack.planner());
        var booked = booked(walk);
        BookingWalk.awaitStart(booked.slot());
        stack.clinic()
                .reports(
                        stack.clinic()
                                .visitsOf(TokenWish.DEMO_PATIENT)
                                .getFirst()
                                .path("id")
                                .asText(),
                        "FULFILLED");
        tell("  the clinic says   " + walk.becomes(booked.request(), "FULFILLED"));
        tell("Its desk: " + stack.clinic().address() + "/control/visits, and moods at /control/mood");
    }

    private record Booked(URI request, JsonNode slot) {}

    private static Booked booked(BookingWalk walk) throws InterruptedException {
        tell("");
        tell("Nine days later it is no better. From the triage answer to a visit at the clinic:");
        var assessment = walk.assessed();
        tell("  triage says       " + assessment.path("disposition").asText());
        var request = walk.asked(assessment);
        var window = walk.read(request).path("window");
        tell("  asked for         " + request.getPath() + ", to be seen before "
                + window.path("until").asText());
        tell("  the clinic offers " + walk.becomes(request, "OFFERED"));
        var slot = walk.chosenFirst(request);
        tell("  chosen            " + slot.path("start").asText());
        tell("  the clinic says   " + walk.becomes(request, "CONFIRMED"));
        return new Booked(request, slot);
    }

    private static String data(Options options) {
        var usual = Options.usualHome(options.services()).toAbsolutePath().normalize();
        return options.home().equals(usual) ? "" : " --data " + options.home();
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private static void tell(String line) {
        System.out.println(line);
    }
}
