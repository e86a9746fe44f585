package org.scapula.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Tokens of a real Keycloak with the realm as it is shipped (`identity/scapula-realm.json`):
/// `local-stack/keycloak-check`.
/// `-Dscapula.keycloak.home` is an unpacked Keycloak.
///
/// The realm's own clients log people in with a browser. A machine that asks for people's tokens needs a client more,
/// which takes passwords: it is made here and nowhere else, and has the same scopes.
final class KeycloakTokens implements TokenSource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final String OPERATOR = "operator";

    private static final String REALM = "scapula";

    /// A realm like it, with the same people, which the services have no reason to trust.
    private static final String STRANGER = "elsewhere";

    private static final String DESK = "desk-of-tests";
    private static final String HASTY_DESK = "hasty-desk-of-tests";
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration SHORT_LIFE = Duration.ofSeconds(1);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Person, String> passwords = new ConcurrentHashMap<>();
    private final Map<Wish, Granted> granted = new ConcurrentHashMap<>();
    private final AtomicInteger strangers = new AtomicInteger();
    private final Map<String, String> secrets = Map.of(
            "KC_BOOTSTRAP_ADMIN_USERNAME",
            OPERATOR,
            "KC_BOOTSTRAP_ADMIN_PASSWORD",
            random(),
            "SCAPULA_PLANNER_CLIENT_SECRET",
            random(),
            "SCAPULA_SCHEDULING_CLIENT_SECRET",
            random(),
            "SCAPULA_APP_REDIRECT_URI",
            "http://localhost:8083/",
            "SCAPULA_CLINIC",
            "north");
    private final String deskSecret = random();
    private final Path log = Path.of("target", "keycloak.log").toAbsolutePath();
    private final int port;
    private final Process process;

    /// Somebody in a realm: nobody is there unless a test asks for them.
    private record Person(String realm, String role, String clinic, Optional<String> patient) {

        String username() {
            return role + "." + clinic
                    + patient.map(reference -> "." + reference).orElse("");
        }
    }

    /// What is asked for at a desk of an issuer.
    private record Wish(Person person, String desk, URI issuer, List<String> scopes) {}

    private record Granted(String token, Instant at) {

        boolean isFresh() {
            return Instant.now().isBefore(at.plus(LIFE.dividedBy(2)));
        }
    }

    KeycloakTokens() {
        var home = Path.of(Objects.requireNonNull(
                System.getProperty("scapula.keycloak.home"),
                "-Dscapula.keycloak.home is missing: local-stack/keycloak-check"));
        var realm = Path.of("..", "identity", "scapula-realm.json").toAbsolutePath();
        try {
            port = freePort();
            process = start(home, realm);
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop Keycloak"));
            awaitReady();
            openDesks(REALM);
            found(STRANGER, Files.readString(realm));
            openDesks(STRANGER);
        } catch (IOException failure) {
            throw new UncheckedIOException("Keycloak could not be started from " + home, failure);
        }
    }

    /// Its database is in memory: nothing of one run is there in the next.
    private Process start(Path home, Path realm) throws IOException {
        var imports = Files.createDirectories(home.resolve("data/import"));
        Files.copy(realm, imports.resolve("scapula-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        var builder = new ProcessBuilder(
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--db=dev-mem",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(secrets);
        return builder.start();
    }

    @Override
    public Trust trust() {
        return new Trust(
                issuer(REALM), "scapula-planner", Objects.requireNonNull(secrets.get("SCAPULA_PLANNER_CLIENT_SECRET")));
    }

    @Override
    public String token(String role, String clinic, Optional<String> patient) {
        return ask(new Wish(new Person(REALM, role, clinic, patient), DESK, issuer(REALM), Database.ROOMS));
    }

    /// It lived for a second, which is over.
    @Override
    public String expired(String role, String clinic, Optional<String> patient) {
        var wish = new Wish(new Person(REALM, role, clinic, patient), HASTY_DESK, issuer(REALM), Database.ROOMS);
        var token = ask(wish);
        var over =
                Objects.requireNonNull(granted.get(wish)).at().plus(SHORT_LIFE).plusMillis(500);
        while (Instant.now().isBefore(over)) {
            pause(Duration.ofMillis(100));
        }
        return token;
    }

    /// In turn: of another realm, which signs with a key of its own; and of the right one under another name, with the
    /// right key.
    @Override
    public String wrongIssuer(String role, String clinic, Optional<String> patient) {
        if (strangers.getAndIncrement() % 2 == 0) {
            var stranger = new Person(STRANGER, role, clinic, patient);
            return ask(new Wish(stranger, DESK, issuer(STRANGER), Database.ROOMS));
        }
        var alias = URI.create(issuer(REALM).toString().replace("localhost", "127.0.0.1"));
        return ask(new Wish(new Person(REALM, role, clinic, patient), DESK, alias, Database.ROOMS));
    }

    @Override
    public String wrongAudience(String role, String clinic, Optional<String> patient, String service) {
        var neighbours =
                Database.ROOMS.stream().filter(room -> !room.equals(service)).toList();
        return ask(new Wish(new Person(REALM, role, clinic, patient), DESK, issuer(REALM), neighbours));
    }

    @Override
    public PublicKey publicKey() {
        var keys = read(HttpRequest.newBuilder(at(issuer(REALM), "/protocol/openid-connect/certs")));
        for (var key : keys.path("keys")) {
            if (key.path("alg").asText().equals("RS256")) {
                return rsa(key);
            }
        }
        throw new IllegalStateException("The realm signs with something else than RS256");
    }

    /// Logging in is slow on purpose: a token serves for half its life.
    private String ask(Wish wish) {
        var before = granted.get(wish);
        if (before != null && before.isFresh()) {
            return before.token();
        }
        var now = new Granted(login(wish), Instant.now());
        granted.put(wish, now);
        return now.token();
    }

    private String login(Wish wish) {
        return tokenOf(
                wish.issuer(),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        wish.desk(),
                        "client_secret",
                        deskSecret,
                        "username",
                        wish.person().username(),
                        "password",
                        passwords.computeIfAbsent(wish.person(), this::admit),
                        "scope",
                        "openid " + String.join(" ", wish.scopes())));
    }

    private String admit(Person person) {
        var password = random();
        var user = JSON.createObjectNode().put("username", person.username()).put("enabled", true);
        var attributes = user.putObject("attributes").put("clinic", person.clinic());
        person.patient().ifPresent(reference -> attributes.put("patient", reference));
        user.putArray("credentials").addObject().put("type", "password").put("value", password);
        var users = "/" + person.realm() + "/users";
        give(
                users + "/" + create(users, user) + "/role-mappings",
                JSON.createArrayNode().add(role(person.realm(), person.role())));
        return password;
    }

    private void openDesks(String realm) {
        openDesk(realm, DESK, LIFE);
        openDesk(realm, HASTY_DESK, SHORT_LIFE);
    }

    private void openDesk(String realm, String name, Duration life) {
        var client = JSON.createObjectNode()
                .put("clientId", name)
                .put("secret", deskSecret)
                .put("publicClient", false)
                .put("standardFlowEnabled", false)
                .put("directAccessGrantsEnabled", true)
                .put("fullScopeAllowed", false);
        client.putObject("attributes").put("access.token.lifespan", String.valueOf(life.toSeconds()));
        client.putArray("defaultClientScopes").add("basic").add("belonging");
        client.putArray("optionalClientScopes").add("catalog").add("triage").add("planner");
        var roles = JSON.createArrayNode();
        TokenWish.ROLES.forEach(each -> roles.add(role(realm, each)));
        var clients = "/" + realm + "/clients";
        give(clients + "/" + create(clients, client) + "/scope-mappings", roles);
    }

    /// The same realm under another name. Keycloak fills nothing in for a realm that comes over HTTP.
    private void found(String realm, String like) {
        var filled = like.replace("-roles-" + REALM, "-roles-" + realm);
        for (var secret : secrets.entrySet()) {
            filled = filled.replace("${" + secret.getKey() + "}", secret.getValue());
        }
        var representation = ((ObjectNode) read(filled)).put("realm", realm);
        if (!create("", representation).equals(realm)) {
            throw new IllegalStateException("The realm " + realm + " is known by another name");
        }
    }

    /// Makes something new and says by which id it is known.
    private String create(String path, JsonNode what) {
        var location = expect(201, exchange(asOperator(path, what)))
                .headers()
                .firstValue("Location")
                .orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private void give(String path, ArrayNode roles) {
        var answer = exchange(asOperator(path + "/realm", roles));
        if (answer.statusCode() != 204) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private JsonNode role(String realm, String name) {
        return read(asOperator("/" + realm + "/roles/" + name));
    }

    private HttpRequest.Builder asOperator(String path, JsonNode what) {
        return asOperator(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(what.toString()));
    }

    private HttpRequest.Builder asOperator(String path) {
        return HttpRequest.newBuilder(address("/admin/realms" + path)).header("Authorization", "Bearer " + operator());
    }

    private String operator() {
        return tokenOf(
                issuer("master"),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        OPERATOR,
                        "password",
                        Objects.requireNonNull(secrets.get("KC_BOOTSTRAP_ADMIN_PASSWORD"))));
    }

    private String tokenOf(URI issuer, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(at(issuer, "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return read(request).path("access_token").asText();
    }

    private JsonNode read(HttpRequest.Builder request) {
        return read(expect(200, exchange(request)).body());
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException hurried) {
            throw interrupted(hurried);
        }
    }

    private static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer;
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("Keycloak did not become ready, see " + log);
            }
            pause(Duration.ofMillis(500));
        }
    }

    private boolean isReady() {
        try {
            var discovery = at(issuer(REALM), "/.well-known/openid-configuration");
            var request = HttpRequest.newBuilder(discovery).timeout(Duration.ofSeconds(10));
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException hurried) {
            throw interrupted(hurried);
        }
    }

    private URI issuer(String realm) {
        return address("/realms/" + realm);
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static URI at(URI base, String path) {
        return URI.create(base + path);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException hurried) {
            throw interrupted(hurried);
        }
    }

    private static IllegalStateException interrupted(InterruptedException hurried) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("The test was ended", hurried);
    }

    private static PublicKey rsa(JsonNode key) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static BigInteger number(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText()));
    }

    private static String random() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /// The script waits for the Java that it started, and does not pass a signal on.
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
