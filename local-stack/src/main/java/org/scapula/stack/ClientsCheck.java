package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.scapula.issuer.Claims;

/// Generated clients carry people through the running product (see `clients-check`).
final class ClientsCheck {

    private static final String CLINIC = "north";
    private static final int PORT_BASE = 18_580;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final Path work;

    private ClientsCheck(Stack stack, Path work) {
        this.stack = stack;
        this.work = work;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var work = Path.of(arguments[1]).toAbsolutePath().normalize();
        var options = new Options(
                true,
                true,
                false,
                PORT_BASE,
                work.resolve("data"),
                Path.of(arguments[0]).toAbsolutePath().normalize());
        var wrong = 0;
        try (var stack = Stack.start(options, ClientsCheck::tell)) {
            var check = new ClientsCheck(stack, work);
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var classes = work.resolve("java/classes") + File.pathSeparator + work.resolve("lib") + "/*";
            wrong += check.carries("java", List.of(java, "-cp", classes, "check.Journey"));
            wrong += check.carries("typescript", List.of("node", "compiled/journey.js"));
            wrong += check.carries("python", List.of(arguments[2], "journey.py"));
        } catch (CannotStart reason) {
            tell(String.valueOf(reason.getMessage()));
            System.exit(2);
        }
        tell(wrong == 0 ? "clients-check: green" : "clients-check: " + wrong + " of 3 did not get through");
        System.exit(wrong == 0 ? 0 : 1);
    }

    /// How many did not get through: none, or this one.
    private int carries(String language, List<String> command) throws IOException, InterruptedException {
        tell("The client in " + language + ":");
        var said = work.resolve("log").resolve("journey-" + language + ".txt");
        var journey = new ProcessBuilder(command)
                .directory(work.resolve(language).toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        journey.environment().putAll(settings(language));
        var process = journey.start();
        var ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        Files.readAllLines(said).forEach(line -> tell("  " + line));
        var through = ended && process.exitValue() == 0;
        tell("  " + (through ? "right" : "WRONG"));
        return through ? 0 : 1;
    }

    private Map<String, String> settings(String language) throws InterruptedException {
        var person = Person.withAnAchingUpperBack();
        var questions = new Api(stack.http())
                .get(stack.triage().resolve("/questionnaire"))
                .orFail(200)
                .body();
        return Map.of(
                "CATALOG", stack.catalog().toString(),
                "TRIAGE", stack.triage().toString(),
                "PLANNER", stack.planner().toString(),
                "SELF_CARE_TOKEN", token(Claims.of("patient", CLINIC).patient("p-" + language + "-1")),
                "SELF_CARE_ANSWERS", answers(person, questions),
                "VISIT_TOKEN", token(Claims.of("patient", CLINIC).patient("p-" + language + "-2")),
                "VISIT_ANSWERS", answers(person.with("selfCareDaysNoBetter", 7), questions),
                "INTEGRATOR_TOKEN", token(Claims.of("integrator", CLINIC)),
                "PRACTITIONER", "practitioner-" + language + "-1",
                "PYTHONPATH", "catalog:triage:planner");
    }

    private static String answers(Person person, JsonNode questions) {
        return JSON.valueToTree(person.answersTo(questions).get("answers")).toString();
    }

    private String token(Claims claims) {
        return stack.issuer().issue(claims.subject("clients-check").client("local-stack"));
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private static void tell(String line) {
        System.out.println(line);
    }
}
