package org.scapula.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One packaged service, in a process of its own, as in production.
final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final String name;
    private final int managementPort;
    private final Path log;
    private final Process process;

    private ServiceProcess(String name, int managementPort, Path log, Process process) {
        this.name = name;
        this.managementPort = managementPort;
        this.log = log;
        this.process = process;
    }

    static ServiceProcess start(String name, Options options, Path log, Map<String, String> environment) {
        var runner = options.services().resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(runner)) {
            throw new CannotStart("The " + name + " is not built: " + runner + " is missing. ./run builds it.");
        }
        try {
            Files.createDirectories(log.getParent());
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            runner.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            builder.environment().put("SCAPULA_HTTP_PORT", String.valueOf(options.portOf(name)));
            builder.environment().put("SCAPULA_MANAGEMENT_PORT", String.valueOf(options.managementPortOf(name)));
            builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
            builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
            return new ServiceProcess(name, options.managementPortOf(name), log, builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException("The " + name + " could not be started", failure);
        }
    }

    void awaitReady(HttpClient http) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(http)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new CannotStart("The " + name + " did not become ready. The end of " + log + ":\n" + endOfLog());
            }
            Thread.sleep(200);
        }
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
        } catch (IOException unreadable) {
            return "(the log cannot be read)";
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// As a crash would: at once, without a goodbye.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
