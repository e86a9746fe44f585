package org.scapula.stack;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A program under load that answers over HTTP, with as much of the machine as any other that it is compared with.
final class Served implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final List<String> EQUAL_TERMS =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1");

    private final URI address;
    private final Process process;

    private Served(URI address, Process process) {
        this.address = address;
        this.process = process;
    }

    /// `ready` is answered with 200 as soon as it serves.
    static Served start(
            List<String> program, int port, String ready, Map<String, String> environment, Path log, HttpClient http)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(EQUAL_TERMS);
        command.addAll(program);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var served = new Served(URI.create("http://127.0.0.1:" + port), builder.start());
        served.awaitReady(URI.create(ready), http, log);
        return served;
    }

    URI address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void onCore(int core, long process) throws IOException, InterruptedException {
        var pinned = new ProcessBuilder("taskset", "-a", "-p", "-c", String.valueOf(core), String.valueOf(process))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (pinned != 0) {
            throw new CannotStart("taskset cannot pin process " + process + " to core " + core + ".");
        }
    }

    private void awaitReady(URI ready, HttpClient http, Path log) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(ready, http)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new CannotStart("A program does not become ready; see " + log);
            }
            Thread.sleep(200);
        }
    }

    private static boolean isReady(URI ready, HttpClient http) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
