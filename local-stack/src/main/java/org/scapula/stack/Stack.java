package org.scapula.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.scapula.issuer.Client;
import org.scapula.issuer.Issuer;

/// The whole product on one machine: PostgreSQL, an issuer of tokens and the three packaged services, talking over real
/// HTTP.
final class Stack implements AutoCloseable {

    private final Options options;
    private final Map<String, ServiceProcess> running = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Database database;
    private final Trust trust;

    /// Its own, unless the services trust another.
    private final @Nullable Issuer issuer;

    private @Nullable ClinicProcess clinic;

    /// Where the planner reads which clinic has which system; without it none has any.
    private @Nullable Path systems;

    private Stack(Options options, Database database, Trust trust, @Nullable Issuer issuer) {
        this.options = options;
        this.database = database;
        this.trust = trust;
        this.issuer = issuer;
    }

    static Stack start(Options options, Consumer<String> tell) throws InterruptedException {
        return start(options, tell, database -> withOwnIssuer(options, database));
    }

    /// With tokens of somebody else's.
    static Stack start(Options options, Trust trust, Consumer<String> tell) throws InterruptedException {
        return start(options, tell, database -> new Stack(options, database, trust, null));
    }

    /// With systems of somebody else's, which these settings of the planner's name.
    static Stack start(Options options, Path systems, Consumer<String> tell) throws InterruptedException {
        return start(options, tell, database -> withOwnIssuer(options, database).speakingTo(systems));
    }

    private static Stack start(Options options, Consumer<String> tell, Function<Database, Stack> make)
            throws InterruptedException {
        refuseBusyPorts(options);
        if (options.fresh()) {
            forget(options.home());
        }
        tell.accept("Starting PostgreSQL on " + options.home().resolve("postgres"));
        var stack = make.apply(Database.start(options.home().resolve("postgres")));
        // Ctrl-C, at whatever moment, leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        try {
            if (options.clinic()) {
                tell.accept("Starting a clinic's scheduling system");
                stack.open(ClinicProcess.start(options, stack.http));
            }
            tell.accept("Starting the three services (logs in " + options.home().resolve("logs") + ")");
            Options.SERVICES.forEach(stack::launch);
            stack.awaitReady();
            return stack;
        } catch (RuntimeException | InterruptedException failure) {
            stack.close();
            throw failure;
        }
    }

    private static Stack withOwnIssuer(Options options, Database database) {
        // The planner as itself, when it asks for what is nobody's own: in no clinic, in no role, and with a secret
        // that
        // lasts as long as this run.
        var planner = Client.withNewSecret("scapula-planner", Set.of(), Optional.empty(), Set.of("catalog"));
        try {
            var issuer = new Seal(options.home()).open(options.issuerPort(), List.of(planner));
            return new Stack(options, database, Trust.in(issuer.address(), planner), issuer);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    URI catalog() {
        return options.address(Options.CATALOG);
    }

    URI triage() {
        return options.address(Options.TRIAGE);
    }

    URI planner() {
        return options.address(Options.PLANNER);
    }

    Path home() {
        return options.home();
    }

    Issuer issuer() {
        return Objects.requireNonNull(issuer, "the services trust another issuer");
    }

    private synchronized void open(ClinicProcess started) {
        clinic = started;
        systems = ClinicProcess.settings(options);
    }

    private synchronized Stack speakingTo(Path settings) {
        systems = settings;
        return this;
    }

    ClinicProcess clinic() {
        return Objects.requireNonNull(clinic, "there is no clinic: ./run --clinic starts one");
    }

    HttpClient http() {
        return http;
    }

    Database database() {
        return database;
    }

    void kill(String service) throws InterruptedException {
        Objects.requireNonNull(running.remove(service)).kill();
    }

    void revive(String service) throws InterruptedException {
        launch(service);
        awaitReady();
    }

    private synchronized void launch(String service) {
        var environment = new HashMap<>(database.keyOf(service.replace("-service", "")));
        environment.put("SCAPULA_OIDC_ISSUER", trust.issuer().toString());
        environment.put("SCAPULA_OIDC_URL", trust.issuer().toString());
        if (service.equals(Options.PLANNER)) {
            environment.put("SCAPULA_OIDC_CLIENT_ID", trust.plannerId());
            environment.put("SCAPULA_OIDC_CLIENT_SECRET", trust.plannerSecret());
            environment.put("SCAPULA_TRIAGE_URL", triage().toString());
            environment.put("SCAPULA_CATALOG_URL", catalog().toString());
            environment.put("SCAPULA_WEBHOOKS_KEY", WebhooksKey.keptIn(options.home()));
            // Whoever tries the product out has their receiver on this machine.
            environment.put("SCAPULA_WEBHOOKS_ALLOWED_PRIVATE", "127.0.0.0/8,::1");
        }
        if (service.equals(Options.PLANNER) && systems != null) {
            environment.put("SMALLRYE_CONFIG_LOCATIONS", systems.toUri().toString());
        }
        if (service.equals(Options.CATALOG)) {
            environment.put("SCAPULA_PLANNER_URL", planner().toString());
        }
        var log = options.home().resolve("logs").resolve(service + ".log");
        running.put(service, ServiceProcess.start(service, options, log, environment));
    }

    private void awaitReady() throws InterruptedException {
        for (var service : running.values()) {
            service.awaitReady(http);
        }
    }

    private static void refuseBusyPorts(Options options) {
        var needed = new LinkedHashMap<Integer, String>();
        Options.SERVICES.forEach(service -> needed.put(options.portOf(service), service));
        Options.SERVICES.forEach(service -> needed.put(options.managementPortOf(service), "health of the " + service));
        needed.put(options.issuerPort(), "issuer of tokens");
        if (options.clinic()) {
            needed.put(options.clinicPort(), "clinic's system");
        }
        var busy = needed.entrySet().stream()
                .filter(port -> isBusy(port.getKey()))
                .map(port -> port.getKey() + " (" + port.getValue() + ")")
                .toList();
        if (!busy.isEmpty()) {
            throw new CannotStart("In use already: port " + String.join(", port ", busy)
                    + ". End what uses it, or choose others, for instance ./run --port-base "
                    + anotherPortBase(options));
        }
    }

    private static int anotherPortBase(Options options) {
        return options.portBase() < 60_000 ? options.portBase() + 100 : options.portBase() - 1000;
    }

    private static boolean isBusy(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !probe.isBound();
        } catch (IOException taken) {
            return true;
        }
    }

    private static void forget(Path home) {
        if (!Files.exists(home)) {
            return;
        }
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The data of earlier runs could not be removed", failure);
        }
    }

    @Override
    public synchronized void close() {
        running.values().forEach(ServiceProcess::close);
        running.clear();
        if (clinic != null) {
            clinic.close();
        }
        if (issuer != null) {
            issuer.close();
        }
        database.close();
        http.close();
    }
}
