package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.scapula.issuer.Issuer;
import org.scapula.issuer.SigningKey;

/// What the size of a catalogue costs, and what the service costs over the bare minimum (see `catalogue-scale`): pages,
/// searches and single exercises of catalogues of three sizes, side by side; the same statements and JSON without a
/// framework; and, with published exercises kept at hand, an endpoint that does nothing.
final class CatalogueScale implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Integer> SIZES = Arrays.stream(
                    System.getProperty("scapula.scale.sizes", "1000,100000,1000000")
                            .split(","))
            .map(Integer::valueOf)
            .toList();
    private static final List<String> PARTS =
            List.of(System.getProperty("scapula.scale.parts", "sizes,bare,hand").split(","));
    private static final Duration SLICE = Duration.ofSeconds(6);
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final int TURNS = 6;

    /// What is asked for in the largest catalogue fits, as it would in a machine that was bought for it. With the usual
    /// 128 MB the three catalogues push each other out.
    private static final String BUFFERS = "3GB";
    private static final double MOST_FOR_OTHERS = 0.05;
    private static final double TICKS_PER_SECOND = 100;
    /// As many at each size: what shall differ is the size of the catalogue, not how much of it is warm.
    private static final int IDS = 1_000;

    /// And many, where most of what is read has to be fetched from the disk's cache.
    private static final int MANY_IDS = 20_000;

    private static final List<String> FILTERS = List.of(
            "",
            "category=STRETCH",
            "category=MOBILITY&category=WARM_UP&position=STANDING",
            "equipment=NONE&position=SITTING",
            "equipment=RESISTANCE_BAND&equipment=WALL&level=2",
            "muscle=TRAPEZIUS&level=2&stage=ACUTE",
            "region=NECK&stage=CHRONIC&muscle=DEEP_NECK_FLEXORS",
            "target=THORACIC_MOBILITY&level=1&kind=MOVEMENT",
            // These two never go together: nothing is found, and that has to be found out.
            "category=RELAXATION&muscle=TERES_MINOR");

    private static final List<String> WORDS = List.of(
            "cat cow",
            "katzenbukel",
            "shoulder stretch band",
            "sholder stretsch",
            "Schulter Dehnung Wand",
            "Nacken dehnen",
            "gentle neck rotations",
            "chest stretch door",
            "bagufi",
            "twisting in a chair",
            "tailbone",
            "slow spine zeppelin");

    private final Path home;
    private final Database database;
    private final long postmaster;
    private final Issuer issuer;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path product;
    private final boolean isNoisyAllowed;
    private final List<Served> running = new ArrayList<>();
    private final Set<Integer> databases = new HashSet<>();

    private CatalogueScale(Path product, Path home, boolean isNoisyAllowed) throws IOException {
        this.product = product;
        this.home = home;
        this.isNoisyAllowed = isNoisyAllowed;
        this.database = Database.start(home.resolve("postgres"), Map.of("shared_buffers", BUFFERS));
        this.postmaster = Long.parseLong(Files.readAllLines(home.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
        this.issuer = Issuer.start(0, SigningKey.keptIn(home.resolve("key.json")), List.of());
    }

    /// One thing that is measured: a program, and what it is asked.
    private record Side(String name, Served served, Path script) {}

    private record Slice(double perSecond, double microsEach) {}

    /// The product with the endpoint that does nothing, the bare program's classes, and, as a third, `noisy` where what
    /// is
    /// found out on a busy machine shall be told all the same.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var isNoisyAllowed = List.of(arguments).contains("noisy");
        try (var scale = new CatalogueScale(Path.of(arguments[0]), Path.of(arguments[2]), isNoisyAllowed)) {
            scale.measure(Path.of(arguments[1]));
        }
    }

    private void measure(Path bareClasses) throws IOException, InterruptedException {
        var services = new LinkedHashMap<Integer, Served>();
        var small = SIZES.getFirst();
        var atHand = stocked(small, Map.of());
        for (var size : SIZES) {
            services.put(size, filled(size));
        }
        say(
                "%d turns of %d s each after %d s of warm-up for each, cores swapped after each turn; program and database on one core,"
                        + " %d connections that ask on the other; median (least to most)",
                TURNS, SLICE.toSeconds(), WARM_UP.toSeconds(), Wrk.CALLERS);
        if (PARTS.contains("sizes")) {
            bySize(services);
        }
        var served = Objects.requireNonNull(services.get(small));
        if (PARTS.contains("bare")) {
            overBare(served, bare(bareClasses, small), small);
        }
        if (PARTS.contains("hand")) {
            atHand(atHand, small);
        }
    }

    private void bySize(Map<Integer, Served> services) throws IOException, InterruptedException {
        say("%nThe same at three sizes, with nothing kept at hand");
        for (var what : List.of("by id", "by many ids", "filtered page", "text search")) {
            var sides = new ArrayList<Side>();
            for (var size : SIZES) {
                var served = Objects.requireNonNull(services.get(size));
                sides.add(new Side(String.format(Locale.ROOT, "%,d", size), served, script(what, size, served)));
            }
            compare(what, sides);
        }
    }

    private void overBare(Served served, Served bare, int size) throws IOException, InterruptedException {
        say("%nThe service over Vert.x and the client for PostgreSQL alone, with the same statements and JSON");
        for (var what : List.of("by id", "filtered page")) {
            var script = script(what, size, served);
            compare(what, List.of(new Side("bare", bare, script), new Side("service", served, script)));
        }
    }

    private void atHand(Served atHand, int size) throws IOException, InterruptedException {
        say(
                "%nExercises at hand over an endpoint that does nothing, in one process; both answer %,d bytes",
                bytesOfOne(size));
        compare(
                "by id",
                List.of(
                        new Side("nothing", atHand, Wrk.script(home, "nothing", List.of("/noop/" + bytesOfOne(size)))),
                        new Side("at hand", atHand, script("by id", size, atHand))));
    }

    private Served filled(int size) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var served = stocked(size, Map.of("SCAPULA_CATALOG_BYTES_AT_HAND", "0"));
        database.asOperatorIn(
                name(size),
                "select set_config('scale.exercises', '" + size + "', false);"
                        + Database.script("/catalogue-scale.sql"));
        database.asOperatorIn(name(size), "vacuum (analyze) catalog.exercise, catalog.exercise_view");
        database.asOperatorIn(name(size), "vacuum (analyze) catalog.search_word, catalog.search_word_of");
        say(
                "%,d exercises stand ready after %d s",
                size, Duration.ofNanos(System.nanoTime() - start).toSeconds());
        return served;
    }

    /// Before anything is filled in: a service that starts takes off the shelf what it does not ship.
    private Served stocked(int size, Map<String, String> settings) throws IOException, InterruptedException {
        if (!databases.contains(size)) {
            database.add(name(size));
            databases.add(size);
        }
        return service(size, settings);
    }

    private static String name(int size) {
        return "scale_" + size;
    }

    private Served service(int size, Map<String, String> settings) throws IOException, InterruptedException {
        var port = Served.freePort();
        var management = Served.freePort();
        var environment = new HashMap<>(database.keyOf("catalog"));
        environment.put("SCAPULA_DATABASE_NAME", name(size));
        environment.put("SCAPULA_HTTP_PORT", String.valueOf(port));
        environment.put("SCAPULA_MANAGEMENT_PORT", String.valueOf(management));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("SCAPULA_RATE_LIMIT_ENABLED", "false");
        environment.put("SCAPULA_OIDC_ISSUER", issuer.address().toString());
        environment.put("SCAPULA_OIDC_CLIENT_SECRET", "nobody-is-asked-in-this-measurement");
        // As many as the bare program has.
        environment.put("QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE", "1");
        environment.putAll(settings);
        return started(
                List.of(
                        "-jar",
                        product.resolve("catalog-service/target/quarkus-app/quarkus-run.jar")
                                .toString()),
                port,
                "http://127.0.0.1:" + management + "/q/health/ready",
                environment);
    }

    private Served bare(Path classes, int size) throws IOException, InterruptedException {
        var port = Served.freePort();
        var app = product.resolve("catalog-service/target/quarkus-app");
        var path = String.join(":", classes.toString(), app.resolve("app") + "/*", app.resolve("lib/main") + "/*");
        return started(
                List.of(
                        "-cp",
                        path,
                        "org.scapula.catalog.exercise.Bare",
                        String.valueOf(port),
                        String.valueOf(database.port()),
                        name(size)),
                port,
                "http://127.0.0.1:" + port + "/exercises",
                database.keyOf("catalog"));
    }

    private Served started(List<String> program, int port, String ready, Map<String, String> environment)
            throws IOException, InterruptedException {
        var log = home.resolve("program-" + running.size() + ".log");
        var served = Served.start(program, port, ready, environment, log, http);
        running.add(served);
        return served;
    }

    // What is asked

    private Path script(String what, int size, Served served) throws IOException, InterruptedException {
        var paths = switch (what) {
            case "by id" -> ids(size, IDS);
            case "by many ids" -> ids(size, MANY_IDS);
            case "filtered page" -> pages(served);
            default -> searches(served);
        };
        return Wrk.script(home, what.replace(' ', '-') + "-" + size + "-" + served.pid(), paths);
    }

    /// With id and version of the catalogue before it, an answer is some ninety bytes longer than what is stored.
    private long bytesOfOne(int size) {
        return Long.parseLong(database.listedAsOperatorIn(
                        name(size),
                        "select (avg(octet_length(view)) + 90)::bigint::text from catalog.exercise_view"
                                + " where language = 'en'")
                .getFirst());
    }

    private List<String> ids(int size, int most) {
        return database
                .listedAsOperatorIn(
                        name(size), "select id::text from catalog.exercise order by md5(id::text) limit " + most)
                .stream()
                .map(id -> "/exercises/" + id)
                .toList();
    }

    /// The first page of each, and the two after it.
    private List<String> pages(Served served) throws IOException, InterruptedException {
        var paths = new ArrayList<String>();
        for (var filter : FILTERS) {
            var path = "/exercises" + (filter.isEmpty() ? "" : "?" + filter);
            paths.add(path);
            var joint = filter.isEmpty() ? "?" : "&";
            var next = get(served, path).path("next");
            for (var page = 0; page < 2 && next.isTextual(); page++) {
                paths.add(path + joint + "cursor=" + next.asText());
                next = get(served, path + joint + "cursor=" + next.asText()).path("next");
            }
        }
        return paths;
    }

    private List<String> searches(Served served) throws IOException, InterruptedException {
        var paths = new ArrayList<String>();
        for (var words : WORDS) {
            var path = "/exercises?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
            paths.add(path);
            if (!get(served, path).path("exercises").isArray()) {
                throw new CannotStart("No page for " + words);
            }
        }
        return paths;
    }

    private JsonNode get(Served served, String path) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(served.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new CannotStart(path + " is answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    // Measuring

    /// All against the first.
    private void compare(String what, List<Side> sides) throws IOException, InterruptedException {
        for (var side : sides) {
            pin(side, 0);
            var warmUp = Wrk.run(side.served().address(), side.script(), WARM_UP, 1);
            if (warmUp.requests() == 0) {
                throw new CannotStart(side.name() + " answers nothing.");
            }
        }
        var slices = new LinkedHashMap<Side, List<Slice>>();
        sides.forEach(side -> slices.put(side, new ArrayList<>()));
        for (var turn = 0; turn < TURNS; turn++) {
            for (var side : sides) {
                Objects.requireNonNull(slices.get(side)).add(slice(side, turn % 2));
            }
        }
        var first = Objects.requireNonNull(slices.get(sides.getFirst()));
        slices.forEach((side, own) -> say(
                "  %-14s %-10s %s requests a second, %s of the first; %s µs of processor time each, %s of the first",
                what,
                side.name(),
                inWords(own, Slice::perSecond),
                inWords(ratios(own, first, Slice::perSecond), ratio -> ratio),
                inWords(own, Slice::microsEach),
                inWords(ratios(own, first, Slice::microsEach), ratio -> ratio)));
    }

    private Slice slice(Side side, int core) throws IOException, InterruptedException {
        pin(side, core);
        var before = ProcessorTicks.of(side.served().pid(), postmaster);
        var load = Wrk.run(side.served().address(), side.script(), SLICE, 1 - core);
        var spent = ProcessorTicks.of(side.served().pid(), postmaster).minus(before);
        if (spent.shareOfOthers() > MOST_FOR_OTHERS) {
            complain(spent.shareOfOthers());
        }
        return new Slice(
                load.requests() / load.seconds(), spent.served() / TICKS_PER_SECOND * 1_000_000 / load.requests());
    }

    private void complain(double share) {
        var words = String.format(Locale.ROOT, "Somebody else used %.0f %% of the processors meanwhile", share * 100);
        if (!isNoisyAllowed) {
            throw new CannotStart(words + ", so there is nothing to report.");
        }
        say("    (%s: this is no result)", words);
    }

    private void pin(Side side, int core) throws IOException, InterruptedException {
        Served.onCore(core, side.served().pid());
        Served.onCore(core, postmaster);
        for (var backend : ProcessHandle.of(postmaster).orElseThrow().children().toList()) {
            if (backend.isAlive()) {
                Served.onCore(core, backend.pid());
            }
        }
        Served.onCore(1 - core, ProcessHandle.current().pid());
    }

    private static List<Double> ratios(List<Slice> some, List<Slice> others, ToDoubleFunction<Slice> figure) {
        var ratios = new ArrayList<Double>();
        for (var turn = 0; turn < some.size(); turn++) {
            ratios.add(figure.applyAsDouble(some.get(turn)) / figure.applyAsDouble(others.get(turn)));
        }
        return ratios;
    }

    private static <T> String inWords(List<T> all, ToDoubleFunction<T> figure) {
        var sorted = all.stream().mapToDouble(figure).sorted().toArray();
        var middle = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        var pattern = middle < 10 ? "%.2f (%.2f to %.2f)" : "%.0f (%.0f to %.0f)";
        return String.format(
                Locale.ROOT,
                pattern,
                middle,
                sorted[0],
                Arrays.stream(sorted).max().orElseThrow());
    }

    @SuppressWarnings("SystemOut") // a command talks to its terminal
    private static void say(String words, Object... figures) {
        System.out.printf(Locale.ROOT, words + "%n", figures);
    }

    @Override
    public void close() {
        running.forEach(Served::close);
        issuer.close();
        http.close();
        database.close();
    }
}
