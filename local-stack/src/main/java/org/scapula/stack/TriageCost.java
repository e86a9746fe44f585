package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.scapula.issuer.Issuer;
import org.scapula.issuer.SigningKey;

/// What triage costs. Evaluating the rule set: processor time over an endpoint that gives back what it got, both in one
/// process. Keeping an assessment: the rate against what pgbench inserts, both into one database (see `triage-cost`).
final class TriageCost {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SLICE = Duration.ofSeconds(6);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration BETWEEN_TURNS = Duration.ofSeconds(1);
    private static final int TURNS = 5;
    private static final double MOST_FOR_OTHERS = 0.05;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");

    private TriageCost() {}

    /// A row like one that the service stored, and all that its transaction does beside.
    private enum Insert {
        THE_ROW_ALONE("the row alone"),
        THE_WHOLE_TRANSACTION("the row with walls and audit, as the service does it");

        private final String words;

        Insert(String words) {
            this.words = words;
        }
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    public static void main(String[] roots) throws IOException, InterruptedException {
        var home = Files.createTempDirectory("triage-cost");
        try (var issuer = Issuer.start(0, SigningKey.keptIn(home.resolve("key.json")), List.of())) {
            System.out.printf(
                    "%d turns of %d s each after %d s of warm-up; service and database on one core, load on the other;"
                            + " median (least to most)%n",
                    TURNS, SLICE.toSeconds(), WARM_UP.toSeconds());
            try (var withEcho = TriageUnderLoad.start(Path.of(roots[1]), home.resolve("echo"), issuer)) {
                evaluations(withEcho);
            }
            try (var product = TriageUnderLoad.start(Path.of(roots[0]), home.resolve("product"), issuer)) {
                keeping(product, home);
            }
        }
    }

    private static void evaluations(TriageUnderLoad side) throws IOException, InterruptedException {
        var complete = complete(side);
        evaluation(side, "every question answered", said(complete));
        evaluation(side, "nothing answered", "{\"answers\":{}}");
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private static void evaluation(TriageUnderLoad side, String what, String body) throws InterruptedException {
        var paths = List.of("/echo", "/echo/judged", "/evaluations");
        var micros = new LinkedHashMap<String, List<Double>>();
        for (var path : paths) {
            side.warmUp(one -> one.post(path, body), WARM_UP);
            micros.put(path, new ArrayList<>());
        }
        for (var turn = 0; turn < TURNS; turn++) {
            for (var path : paths) {
                var slice = quiet(side.run(one -> one.post(path, body), SLICE));
                Objects.requireNonNull(micros.get(path)).add(slice.microsEach());
            }
        }
        var echo = Objects.requireNonNull(micros.get("/echo"));
        System.out.printf("%nEvaluating, %s (%d bytes), µs of processor time a request%n", what, body.length());
        micros.forEach((path, all) -> System.out.printf(
                Locale.ROOT, "  %-14s %s, over the echo %s%n", path, inWords(all), inWords(differences(all, echo))));
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private static void keeping(TriageUnderLoad side, Path home) throws IOException, InterruptedException {
        var complete = JSON.readTree(said(complete(side)));
        var body = JSON.writeValueAsString(
                Map.of("patient", "p-1", "answers", JSON.convertValue(complete.path("answers"), Map.class)));
        TriageUnderLoad.Work keep = one -> one.post("/assessments", body);
        side.warmUp(keep, WARM_UP.multipliedBy(3));
        for (var insert : Insert.values()) {
            var script = Files.writeString(home.resolve(insert + ".sql"), script(side.database(), insert));
            var ratios = new ArrayList<Double>();
            var rates = new ArrayList<Double>();
            var micros = new ArrayList<Double>();
            var benched = new ArrayList<Double>();
            for (var turn = 0; turn < TURNS; turn++) {
                var slice = quiet(side.run(keep, SLICE));
                var bench = pgbench(side.database(), script);
                rates.add(slice.perSecond());
                micros.add(slice.microsEach());
                benched.add(bench);
                ratios.add(slice.perSecond() / bench);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%nKeeping, %d callers: POST /assessments %s a second (%s µs of processor time each);"
                            + " pgbench inserts %s: %s a second; ratio %s%n",
                    TriageUnderLoad.callers(),
                    inWords(rates),
                    inWords(micros),
                    insert.words,
                    inWords(benched),
                    inWords(ratios));
        }
    }

    /// Written from a row that the service stored: the same columns, the same bytes.
    private static String script(Database database, Insert insert) {
        var row = database.askedAsOperator("""
                select 'insert into triage.assessment (id, episode, '
                    || string_agg(quote_ident(column_name), ', ' order by ordinal_position) || ') select new, new, '
                    || string_agg('quote_nullable(' || quote_ident(column_name) || '::text) || ''::' || udt_name || '''',
                        ' || '', '' || ' order by ordinal_position)
                from information_schema.columns
                where table_schema = 'triage' and table_name = 'assessment' and is_generated = 'NEVER'
                    and column_name not in ('id', 'episode')""");
        var columns = row.substring(0, row.indexOf(" select new, new, "));
        var values = row.substring(row.indexOf(" select new, new, ") + " select new, new, ".length());
        var literal = database.askedAsOperator("select " + values + " from triage.assessment limit 1");
        // The episode of a first assessment is itself.
        var statement = columns + " select new, new, " + literal + " from gen_random_uuid() new;\n";
        return switch (insert) {
            case THE_ROW_ALONE -> statement;
            case THE_WHOLE_TRANSACTION -> """
                    begin;
                    select triage.enter_to_write('north', '*', 'p-1');
                    %sselect triage.audit_note('clinician-1', 'scapula', 'clinician', '127.0.0.1', 'bench', 'assessment.create',
                        'assessment', 'bench', 'bench', 'p-1', false);
                    commit;
                    """.formatted(statement);
        };
    }

    private static double pgbench(Database database, Path script) throws IOException, InterruptedException {
        var clients = String.valueOf(TriageUnderLoad.callers());
        var bench = new ProcessBuilder(
                        "taskset",
                        "-c",
                        "1",
                        "pgbench",
                        "--no-vacuum",
                        "--client",
                        clients,
                        "--time",
                        String.valueOf(SLICE.toSeconds()),
                        "--file",
                        script.toString(),
                        "--host",
                        "localhost",
                        "--port",
                        String.valueOf(database.port()),
                        "--username",
                        "postgres",
                        "postgres")
                .redirectErrorStream(true)
                .start();
        var words = new String(bench.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var rate = RATE.matcher(words);
        if (bench.waitFor() != 0 || !rate.find() || !words.contains("failed transactions: 0 ")) {
            throw new CannotStart("pgbench did not do its work: " + words);
        }
        // What served pgbench has to be gone before the next slice is counted, or its time looks like somebody else's.
        Thread.sleep(BETWEEN_TURNS);
        return Double.parseDouble(rate.group(1));
    }

    private static Map<String, JsonNode> complete(TriageUnderLoad side) throws IOException {
        var person = Person.withAnAchingUpperBack().answersTo(JSON.readTree(side.get("/questionnaire")));
        return JSON.valueToTree(person).path("answers").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }

    private static String said(Map<String, JsonNode> answers) throws IOException {
        return JSON.writeValueAsString(Map.of("answers", answers));
    }

    private static TriageUnderLoad.Slice quiet(TriageUnderLoad.Slice slice) {
        if (slice.failed() > 0) {
            throw new CannotStart(slice.failed() + " answers were refusals, so there is nothing to report.");
        }
        if (slice.shareOfOthers() > MOST_FOR_OTHERS) {
            throw new CannotStart(String.format(
                    Locale.ROOT,
                    "Somebody else used %.0f %% of the processors meanwhile, so there is nothing to report.",
                    slice.shareOfOthers() * 100));
        }
        return slice;
    }

    private static List<Double> differences(List<Double> some, List<Double> others) {
        var differences = new ArrayList<Double>();
        for (var turn = 0; turn < some.size(); turn++) {
            differences.add(some.get(turn) - others.get(turn));
        }
        return differences;
    }

    private static String inWords(List<Double> figures) {
        var sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Function<Double, String> word = figure -> String.format(Locale.ROOT, figure < 10 ? "%.2f" : "%.0f", figure);
        return word.apply(sorted[sorted.length / 2]) + " (" + word.apply(sorted[0]) + " to "
                + word.apply(Arrays.stream(sorted).max().orElseThrow()) + ")";
    }
}
