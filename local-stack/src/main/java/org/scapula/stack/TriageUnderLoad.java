package org.scapula.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.scapula.issuer.Claims;
import org.scapula.issuer.Issuer;

/// One packaged triage service with a database of its own, both on the first core, and callers on the second.
final class TriageUnderLoad implements AutoCloseable {

    private static final int CALLERS = 16;
    private static final int RECORDS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    static final double TICKS_PER_SECOND = 100;
    private static final String ANSWERS = """
            {"patient": "p-%d", "answers": {"ageYears": 41, "nprsNow": 4, "nprsWorst": 5, "durationDays": 20, "feverish": "no"}}""";

    private final URI address;
    private final Database database;
    private final long postmaster;
    private final Process service;
    private final Issuer issuer;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong turns = new AtomicLong();
    private List<URI> records = List.of();

    private TriageUnderLoad(URI address, Database database, long postmaster, Process service, Issuer issuer) {
        this.address = address;
        this.database = database;
        this.postmaster = postmaster;
        this.service = service;
        this.issuer = issuer;
    }

    interface Work {
        HttpRequest.Builder request(TriageUnderLoad side);
    }

    record Slice(long requests, long failed, double seconds, double cpuSeconds, double shareOfOthers) {

        double perSecond() {
            return requests / seconds;
        }

        double microsEach() {
            return cpuSeconds * 1_000_000 / requests;
        }
    }

    static TriageUnderLoad start(Path root, Path home, Issuer issuer) throws IOException, InterruptedException {
        Files.createDirectories(home);
        var database = Database.start(home.resolve("postgres"));
        var postmaster = postmaster(home.resolve("postgres"));
        onCore(0, postmaster);
        onCore(1, ProcessHandle.current().pid());
        var port = freePort();
        var management = freePort();
        var builder = new ProcessBuilder(
                        "taskset",
                        "-c",
                        "0",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:ActiveProcessorCount=1",
                        "-jar",
                        root.resolve("triage-service/target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("triage.log").toFile());
        var environment = new HashMap<>(database.keyOf("triage"));
        environment.put("SCAPULA_HTTP_PORT", String.valueOf(port));
        environment.put("SCAPULA_MANAGEMENT_PORT", String.valueOf(management));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("SCAPULA_RATE_LIMIT_ENABLED", "false");
        environment.put("SCAPULA_OIDC_ISSUER", issuer.address().toString());
        builder.environment().putAll(environment);
        var side = new TriageUnderLoad(
                URI.create("http://127.0.0.1:" + port), database, postmaster, builder.start(), issuer);
        side.awaitReady(URI.create("http://127.0.0.1:" + management + "/q/health/ready"));
        return side;
    }

    void dropRowLevelSecurity() {
        database.asOperator("""
                do $$ declare t record; begin
                    for t in select c.oid::regclass as name from pg_class c
                        where c.relrowsecurity and c.relnamespace = 'triage'::regnamespace
                    loop execute format('alter table %s disable row level security', t.name); end loop;
                end $$""");
    }

    void seed() throws InterruptedException {
        var token = token();
        var kept = new ArrayList<URI>();
        while (kept.size() < RECORDS) {
            var answer = send(as(token, write()), HttpResponse.BodyHandlers.discarding());
            kept.add(address.resolve(answer.headers().firstValue("Location").orElseThrow()));
        }
        records = List.copyOf(kept);
    }

    HttpRequest.Builder read() {
        return HttpRequest.newBuilder(records.get((int) (turns.incrementAndGet() % RECORDS)));
    }

    HttpRequest.Builder write() {
        return HttpRequest.newBuilder(address.resolve("/assessments"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ANSWERS.formatted(turns.incrementAndGet() % RECORDS)));
    }

    HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    String get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    URI at(String path) {
        return address.resolve(path);
    }

    Api clinician() {
        return new Api(http).with(token());
    }

    ProcessorTicks ticks() {
        return ProcessorTicks.of(service.pid(), postmaster);
    }

    Database database() {
        return database;
    }

    /// Callers of the service at one time; whoever is compared with it has as many.
    static int callers() {
        return CALLERS;
    }

    /// A cold service may tell somebody to come back; in what is measured nobody is.
    void warmUp(Work work, Duration length) throws InterruptedException {
        if (run(work, length).requests() == 0) {
            throw new CannotStart("Triage answers nothing.");
        }
    }

    Slice run(Work work, Duration length) throws InterruptedException {
        var token = token();
        var done = new LongAdder();
        var failed = new LongAdder();
        var before = ProcessorTicks.of(service.pid(), postmaster);
        var start = System.nanoTime();
        var end = start + length.toNanos();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var caller = 0; caller < CALLERS; caller++) {
                callers.execute(() -> {
                    while (System.nanoTime() < end) {
                        var status = send(as(token, work.request(this)), HttpResponse.BodyHandlers.discarding())
                                .statusCode();
                        done.increment();
                        if (status / 100 != 2) {
                            failed.increment();
                        }
                    }
                });
            }
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var spent = ProcessorTicks.of(service.pid(), postmaster).minus(before);
        return new Slice(done.sum(), failed.sum(), seconds, spent.served() / TICKS_PER_SECOND, spent.shareOfOthers());
    }

    private static HttpRequest.Builder as(String token, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + token);
    }

    private String token() {
        return issuer.issue(Claims.of("clinician", "north").life(Duration.ofMinutes(10)));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.timeout(PATIENCE).build(), body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }

    private void awaitReady(URI readiness) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(readiness)) {
            if (!service.isAlive() || System.nanoTime() > deadline) {
                throw new CannotStart("Triage does not become ready.");
            }
            Thread.sleep(200);
        }
    }

    private boolean isReady(URI readiness) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(readiness).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void onCore(int core, long process) throws IOException, InterruptedException {
        var pinned = new ProcessBuilder("taskset", "-a", "-p", "-c", String.valueOf(core), String.valueOf(process))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (pinned != 0) {
            throw new CannotStart("taskset cannot pin process " + process + " to core " + core + ".");
        }
    }

    int statusWithoutToken() {
        return send(write(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /// Postgres writes its process into the first line.
    private static long postmaster(Path data) throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        service.destroy();
        service.onExit().join();
        http.close();
        database.close();
    }
}
