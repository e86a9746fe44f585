package org.scapula.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.scapula.issuer.Claims;
import org.scapula.issuer.Client;
import org.scapula.issuer.Issuer;
import org.scapula.issuer.SigningKey;

/// What `POST /plans` costs over the sum of what it is made of, each part measured alone and all in one run (see
/// `plan-cost`): asking triage, asking the catalogue, the plan from facts to written words, and the row with its entry
/// in the audit, each as the planner does it. What the parts cost one after the other is told, too, and judges
/// nothing: a part that is done again and again has the processor's caches to itself. One caller, and the cores of the
/// machine for all, as in production; with `one-core` services and database share one, and its caches.
final class PlanCost implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SLICE = Duration.ofSeconds(6);

    /// So often each part and then the whole has been done before it is measured, and until the compilers of all
    /// services have next to nothing left to do: whatever they do later is counted as somebody's.
    private static final int WARM_UP = 4_000;

    private static final int PART_AT_MOST = 12_000;
    private static final int AT_MOST = 24_000;
    private static final int BATCH = 1_000;
    private static final double COMPILING = 0.01;

    private static final int TURNS = 6;
    private static final double MOST_FOR_OTHERS = 0.05;
    private static final double MOST = 1.3;
    private static final double TICKS_PER_SECOND = 100;

    /// Of what is done inside the planner: so many at a request that the request itself hardly counts.
    private static final int TIMES = 50;

    private static final Client PLANNER =
            Client.withNewSecret("scapula-planner", Set.of(), Optional.empty(), Set.of("catalog"));

    private final Path product;
    private final Path home;
    private final boolean isNoisyAllowed;
    private final boolean isOneCore;
    private final Database database;
    private final long postmaster;
    private final Issuer issuer;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Served> services = new HashMap<>();

    /// Made anew between what is measured, and longer valid than anything that is measured takes.
    private String token = "";

    private PlanCost(Path product, Path home, Set<String> wishes) throws IOException {
        this.product = product;
        this.home = home;
        this.isNoisyAllowed = wishes.contains("noisy");
        this.isOneCore = wishes.contains("one-core");
        this.database = Database.start(home.resolve("postgres"));
        this.postmaster = Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
        this.issuer = Issuer.start(0, SigningKey.keptIn(home.resolve("key.json")), List.of(PLANNER));
    }

    /// The whole, its parts one after the other, and each of them alone, again and again: what the whole is held
    /// against.
    private enum Work {
        POST("POST /plans"),
        ROUND("its parts in turn"),
        TRIAGE("asking triage"),
        CATALOGUE("asking the catalogue"),
        DRAFT("solving, verifying, writing"),
        ROW("the row with its audit");

        private final String words;

        Work(String words) {
            this.words = words;
        }
    }

    private record Slice(double medianMicros, double processorMicros) {}

    /// One request: how many times the work was done in it, and how long each time took.
    @FunctionalInterface
    private interface Act {
        List<Long> nanos() throws InterruptedException;
    }

    /// The product with the parts in its planner, then any of `noisy`, where what is found out on a busy machine shall
    /// be told all the same, and `one-core`.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var wishes = Set.copyOf(List.of(arguments).subList(1, arguments.length));
        var home = Files.createTempDirectory("plan-cost");
        boolean isAsPromised;
        try (var cost = new PlanCost(Path.of(arguments[0]), home, wishes)) {
            cost.start();
            isAsPromised = cost.measure();
        }
        if (!isAsPromised) {
            System.exit(1);
        }
    }

    private void start() throws IOException, InterruptedException {
        launch("catalog", Map.of("SCAPULA_OIDC_CLIENT_SECRET", "nobody-is-asked-in-this-measurement"));
        launch("triage", Map.of());
        launch(
                "planner",
                Map.of(
                        "SCAPULA_OIDC_URL", issuer.address().toString(),
                        "SCAPULA_OIDC_CLIENT_ID", PLANNER.id(),
                        "SCAPULA_OIDC_CLIENT_SECRET", PLANNER.secret(),
                        "SCAPULA_TRIAGE_URL", address("triage").toString(),
                        "SCAPULA_CATALOG_URL", address("catalog").toString(),
                        "SCAPULA_WEBHOOKS_KEY", WebhooksKey.random()));
    }

    private void launch(String room, Map<String, String> more) throws IOException, InterruptedException {
        var port = Served.freePort();
        var management = Served.freePort();
        var environment = new HashMap<>(database.keyOf(room));
        environment.put("SCAPULA_HTTP_PORT", String.valueOf(port));
        environment.put("SCAPULA_MANAGEMENT_PORT", String.valueOf(management));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("SCAPULA_RATE_LIMIT_ENABLED", "false");
        environment.put("SCAPULA_OIDC_ISSUER", issuer.address().toString());
        environment.putAll(more);
        var runner = product.resolve(room + "-service/target/quarkus-app/quarkus-run.jar");
        var served = Served.start(
                List.of("-jar", runner.toString()),
                port,
                "http://127.0.0.1:" + management + "/q/health/ready",
                environment,
                home.resolve(room + ".log"),
                http);
        services.put(room, served);
    }

    private URI address(String room) {
        return Objects.requireNonNull(services.get(room), room).address();
    }

    // What is asked

    private Map<Work, Act> acts() throws InterruptedException {
        var person = Person.withAnAchingUpperBack();
        var journey = new Journey(new Api(http).with(token), address("triage"), address("planner"));
        var assessment = journey.assess(person).path("id").asText();
        var wanted = person.weekFor(assessment);
        if (journey.planWithPatience(person, assessment).status() != 201) {
            throw new CannotStart("There is no plan, so there is nothing to measure.");
        }
        var plan = JSON.valueToTree(wanted).toString();
        status(
                200,
                ask("planner", "/parts", token)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(plan)));
        var acts = new EnumMap<Work, Act>(Work.class);
        acts.put(
                Work.POST,
                () -> timed(() -> status(
                        201,
                        ask("planner", "/plans", token)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(plan)))));
        acts.put(Work.ROUND, () -> inside("round"));
        acts.put(Work.TRIAGE, () -> inside("triage"));
        acts.put(Work.CATALOGUE, () -> inside("catalogue"));
        acts.put(Work.DRAFT, () -> inside("draft"));
        acts.put(Work.ROW, () -> inside("row"));
        return acts;
    }

    private List<Long> inside(String part) throws InterruptedException {
        var answer = succeeded(
                ask("planner", "/parts/" + part + "?times=" + TIMES, token).POST(HttpRequest.BodyPublishers.noBody()));
        var nanos = new ArrayList<Long>();
        answer.body().forEach(one -> nanos.add(one.asLong()));
        return nanos;
    }

    private static List<Long> timed(Step step) throws InterruptedException {
        var start = System.nanoTime();
        step.take();
        return List.of(System.nanoTime() - start);
    }

    @FunctionalInterface
    private interface Step {
        void take() throws InterruptedException;
    }

    private void status(int expected, HttpRequest.Builder request) throws InterruptedException {
        try {
            expect(expected, http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new CannotStart("A service does not answer: " + failure.getMessage());
        }
    }

    private static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new CannotStart(answer.uri().getPath() + " is answered with " + answer.statusCode() + ", not "
                    + status + ", so there is nothing to report: " + answer.body());
        }
    }

    private Api.Answer succeeded(HttpRequest.Builder request) throws InterruptedException {
        return new Api(http).send(request).orFail(200);
    }

    private HttpRequest.Builder ask(String room, String path, String token) {
        return HttpRequest.newBuilder(address(room).resolve(path)).header("Authorization", "Bearer " + token);
    }

    private void renewToken() {
        token = issuer.issue(Claims.of("patient", "north").patient("p-1").life(Duration.ofMinutes(10)));
    }

    // Measuring

    private boolean measure() throws IOException, InterruptedException {
        renewToken();
        var acts = acts();
        var least = PART_AT_MOST;
        for (var part : EnumSet.complementOf(EnumSet.of(Work.POST))) {
            least = Math.min(least, warmUpUntilCompiled(act(acts, part), PART_AT_MOST));
        }
        var plans = warmUpUntilCompiled(act(acts, Work.POST), AT_MOST);
        if (isOneCore) {
            shareOneCore();
        }
        say(
                "%d turns of %d s each, after each part was done %,d times or more and the whole %,d times; one caller;"
                        + " %s; median (least to most)",
                TURNS,
                SLICE.toSeconds(),
                least,
                plans,
                isOneCore ? "services and database on one core, the caller on the other" : "nobody bound to a core");
        var slices = new EnumMap<Work, List<Slice>>(Work.class);
        for (var turn = 0; turn < TURNS; turn++) {
            for (var work : Work.values()) {
                renewToken();
                slices.computeIfAbsent(work, unused -> new ArrayList<>()).add(run(act(acts, work)));
            }
        }
        return report(slices);
    }

    /// Only now: while everything grew warm the compilers had a core of their own, so that they are done.
    private void shareOneCore() throws IOException, InterruptedException {
        Served.onCore(1, ProcessHandle.current().pid());
        Served.onCore(0, postmaster);
        for (var backend :
                ProcessHandle.of(postmaster).orElseThrow().descendants().toList()) {
            Served.onCore(0, backend.pid());
        }
        for (var served : services.values()) {
            Served.onCore(0, served.pid());
        }
    }

    private static Act act(Map<Work, Act> acts, Work work) {
        return Objects.requireNonNull(acts.get(work));
    }

    private static void warmUp(Act act, int times) throws InterruptedException {
        for (var done = 0; done < times; ) {
            done += act.nanos().size();
        }
    }

    private int warmUpUntilCompiled(Act act, int most) throws InterruptedException {
        for (var done = BATCH; done <= most; done += BATCH) {
            renewToken();
            var started = System.nanoTime();
            var compiled = compiling();
            warmUp(act, BATCH);
            var seconds = (System.nanoTime() - started) / 1e9;
            if (done >= WARM_UP && (compiling() - compiled) / TICKS_PER_SECOND < COMPILING * seconds) {
                return done;
            }
        }
        return most;
    }

    private long compiling() {
        return services.values().stream()
                .mapToLong(served -> ProcessorTicks.ofThreads(served.pid(), "CompilerThre"))
                .sum();
    }

    private Slice run(Act act) throws InterruptedException {
        var before = ticks();
        var nanos = new ArrayList<Long>();
        var end = System.nanoTime() + SLICE.toNanos();
        while (System.nanoTime() < end) {
            nanos.addAll(act.nanos());
        }
        var spent = ticks().minus(before);
        if (spent.shareOfOthers() > MOST_FOR_OTHERS) {
            complain(spent.shareOfOthers());
        }
        return new Slice(
                median(nanos.stream().mapToDouble(one -> one / 1e3).toArray()),
                spent.served() / TICKS_PER_SECOND * 1_000_000 / nanos.size());
    }

    private ProcessorTicks ticks() {
        var serving =
                new ArrayList<>(services.values().stream().map(Served::pid).toList());
        serving.add(postmaster);
        return ProcessorTicks.of(serving.stream().mapToLong(Long::longValue).toArray());
    }

    private void complain(double share) {
        var words = String.format(Locale.ROOT, "Somebody else used %.0f %% of the processors meanwhile", share * 100);
        if (!isNoisyAllowed) {
            throw new CannotStart(words + ", so there is nothing to report.");
        }
        say("    (%s: this is no result)", words);
    }

    private static boolean report(Map<Work, List<Slice>> slices) {
        say("%n%-42s %-28s %s", "", "ms until it is answered", "ms of processor time");
        slices.forEach((work, own) -> say(
                "%-42s %-28s %s", work.words, inWords(own, Slice::medianMicros), inWords(own, Slice::processorMicros)));
        var inTurn = EnumSet.of(Work.ROUND);
        say(
                "%-42s %-28s %s",
                "the whole over its parts in turn",
                told(ratios(slices, inTurn, Slice::medianMicros)),
                told(ratios(slices, inTurn, Slice::processorMicros)));
        var alone = EnumSet.complementOf(EnumSet.of(Work.POST, Work.ROUND));
        var latency = ratios(slices, alone, Slice::medianMicros);
        var processor = ratios(slices, alone, Slice::processorMicros);
        say("%-42s %-28s %s", "the whole over each part alone", told(latency), told(processor));
        return median(latency) <= MOST && median(processor) <= MOST;
    }

    /// Turn by turn: what disturbs a whole turn disturbs the whole and its parts.
    private static double[] ratios(Map<Work, List<Slice>> slices, Set<Work> parts, ToDoubleFunction<Slice> figure) {
        return IntStream.range(0, TURNS)
                .mapToDouble(turn -> cost(slices, Work.POST, turn, figure)
                        / parts.stream()
                                .mapToDouble(part -> cost(slices, part, turn, figure))
                                .sum())
                .toArray();
    }

    private static double cost(Map<Work, List<Slice>> slices, Work work, int turn, ToDoubleFunction<Slice> figure) {
        return figure.applyAsDouble(Objects.requireNonNull(slices.get(work)).get(turn));
    }

    private static String inWords(List<Slice> slices, ToDoubleFunction<Slice> micros) {
        return told(slices.stream()
                .mapToDouble(slice -> micros.applyAsDouble(slice) / 1000)
                .toArray());
    }

    private static String told(double[] figures) {
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                median(figures),
                Arrays.stream(figures).min().orElse(0),
                Arrays.stream(figures).max().orElse(0));
    }

    private static double median(double[] figures) {
        var sorted = Arrays.stream(figures).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private static void say(String words, Object... figures) {
        System.out.printf(Locale.ROOT, words + "%n", figures);
    }

    @Override
    public void close() {
        services.values().forEach(Served::close);
        issuer.close();
        http.close();
        database.close();
    }
}
