package org.scapula.stack;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// `./run`: starts the product, shows what it does for one person, and keeps it running.
public final class LocalStack {

    private LocalStack() {}

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        try {
            run(Options.of(List.of(arguments), Path.of(System.getProperty("scapula.root", "."))));
        } catch (CannotStart reason) {
            System.err.println("\nScapula does not start. " + reason.getMessage());
            System.exit(2);
        }
    }

    private static void run(Options options) throws InterruptedException {
        if (options.visit()) {
            visit(options);
            return;
        }
        try (var stack = Stack.start(options, LocalStack::tell)) {
            show(stack);
            if (!options.once()) {
                tell("\nRunning until Ctrl-C.");
                new CountDownLatch(1).await();
            }
        }
    }

    private static void visit(Options options) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            walk(new Journey(new Api(http), options.address(Options.TRIAGE), options.address(Options.PLANNER)));
        }
    }

    private static void walk(Journey journey) throws InterruptedException {
        var person = Person.withAnAchingUpperBack();
        tell(PlanTable.of(person, journey.walk(person)));
    }

    private static void show(Stack stack) throws InterruptedException {
        walk(new Journey(new Api(stack.http()), stack.triage(), stack.planner()));
        tell("");
        tell("Try it yourself (Swagger UI):");
        tell("  exercises and advice   " + stack.catalog().resolve("/q/swagger-ui"));
        tell("  triage                 " + stack.triage().resolve("/q/swagger-ui"));
        tell("  weekly plans           " + stack.planner().resolve("/q/swagger-ui"));
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private static void tell(String line) {
        System.out.println(line);
    }
}
