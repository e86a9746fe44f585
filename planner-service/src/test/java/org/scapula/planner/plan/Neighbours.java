package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Triage and the catalogue over real HTTP, with recorded answers, and the way to the issuer, so that their bad days
/// can be had at will. Each looks at the token it is shown before it says anything.
/// That the real ones work together is shown by the journey in local-stack.
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

    /// What happens to the requests to a neighbour. System properties, because tests and resources do not share
    /// a class loader.
    private static final String MOOD = "scapula.test.neighbours.";

    /// So long a silent neighbour keeps a connection open.
    static final Duration SILENCE = Duration.ofSeconds(30);

    private static final String ASKED = MOOD + "asked.";

    private static final String TOKENS_SOLD = MOOD + "tokens-sold";
    private static final String READ = MOOD + "pages-read";

    /// Whose assessments triage has.
    private static final String ASSESSED_AT = "scapula.test.neighbours.assessed-at";

    static final int TOLD_AT_A_TIME = 2;

    /// What triage has besides what it says.
    private static final String ALSO = "scapula.test.neighbours.also";

    /// What a clinic has made of the catalogue.
    private static final String HIDES = MOOD + "hides.";
    private static final String OWN = MOOD + "own.";
    private static final String REVISION = MOOD + "revision.";

    /// The slug of a piece of advice, and what is said in its place.
    private static final String REWORDED = MOOD + "reworded.slug";
    private static final String EDITION = MOOD + "edition";
    private static final String NEW_WORDS = MOOD + "reworded.text";

    private static final String FINE = "";
    private static final String SILENT = "silent";
    private static final String CUT_OFF = "cut-off";
    private static final String STATUS = "status ";
    private static final String FIRST_STATUS = "first status ";
    private static final String SAYS = "says ";
    private static final String CLINIC_DOOR = "catalog-exercises";
    /// Where triage is asked to judge.
    private static final String JUDGEMENT = "triage-judgement";

    /// Where triage says which assessments it has of a person.
    private static final String LIST = "triage-list";

    private static final String DROPS_THE_TOKEN = "drops the token";

    private static final List<String> ALL = List.of(
            "triage", JUDGEMENT, LIST, "catalog", "catalog-exercises", "triage-records", "catalog-records", "issuer");
    private static final List<String> CLINICS = List.of("north", "south");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, List<JsonNode>> shelves = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Optional<String> dropped = Optional.empty();
    private @Nullable HttpServer triage;
    private @Nullable HttpServer catalog;
    private @Nullable HttpServer issuer;

    static void areFine() {
        ALL.forEach(neighbour -> mood(neighbour, FINE));
        CLINICS.forEach(clinic -> List.of(HIDES, OWN, REVISION).forEach(what -> System.clearProperty(what + clinic)));
        List.of(REWORDED, NEW_WORDS, ASSESSED_AT, EDITION, ALSO).forEach(System::clearProperty);
    }

    /// Triage has assessed people of this clinic, and not of clinic north.
    static void assessedAt(String clinic) {
        System.setProperty(ASSESSED_AT, clinic);
    }

    static void isSilent(String neighbour) {
        mood(neighbour, SILENT);
    }

    static void cutsOff(String neighbour) {
        mood(neighbour, CUT_OFF);
    }

    static void answersStatus(String neighbour, int status) {
        mood(neighbour, STATUS + status);
    }

    /// Once; afterwards it goes on as before.
    static void answersStatusFirst(String neighbour, int status) {
        mood(neighbour, FIRST_STATUS + status + " " + System.getProperty(MOOD + neighbour, FINE));
    }

    static void says(String neighbour, String body) {
        mood(neighbour, SAYS + body);
    }

    /// Triage has these assessments, too; they are read by their own ids.
    static void alsoHas(JsonNode... assessments) {
        System.setProperty(ALSO, List.of(assessments).toString());
    }

    /// The token that was good until now is so no longer; another one is.
    static void catalogDropsTheToken() {
        mood("catalog", DROPS_THE_TOKEN);
        publishes();
    }

    static void hides(String clinic, String slugs) {
        System.setProperty(HIDES + clinic, slugs);
        revises(clinic);
    }

    /// In place of the shipped one of the same slug, or besides all others.
    static void hasItsOwn(String clinic, String exercise) {
        System.setProperty(OWN + clinic, exercise);
        revises(clinic);
    }

    /// A piece of advice says something else than what is shipped.
    static void rewords(String slug, String text) {
        System.setProperty(REWORDED, slug);
        System.setProperty(NEW_WORDS, text);
        publishes();
    }

    /// Another edition for every clinic, of which nobody has read anything.
    static void publishes() {
        System.setProperty(EDITION, ShelvedCatalogue.VERSION + "-" + UUID.randomUUID());
    }

    private static String edition() {
        return System.getProperty(EDITION, ShelvedCatalogue.VERSION);
    }

    private static void revises(String clinic) {
        System.setProperty(REVISION + clinic, String.valueOf(Integer.getInteger(REVISION + clinic, 0) + 1));
    }

    /// How many answers of the catalogue were sent whole, and not as "unchanged".
    static int pagesRead() {
        return Integer.getInteger(READ, 0);
    }

    /// How often the planner has fetched a token of its own.
    static int tokensSold() {
        return Integer.getInteger(TOKENS_SOLD, 0);
    }

    /// How often anybody has come to the door of a neighbour.
    static int asked(String neighbour) {
        return Integer.getInteger(ASKED + neighbour, 0);
    }

    private static boolean hasAMood(String door) {
        return !System.getProperty(MOOD + door, FINE).equals(FINE);
    }

    private static synchronized void cameTo(String neighbour) {
        System.setProperty(ASKED + neighbour, String.valueOf(asked(neighbour) + 1));
    }

    private static void mood(String neighbour, String mood) {
        System.setProperty(MOOD + neighbour, mood);
    }

    /// After the issuer, whose address gives way to the one of the door here.
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        shelves.put("exercises", ShelvedCatalogue.exercises());
        shelves.put("advice", ShelvedCatalogue.advice());
        var triageServer = serve("triage");
        var catalogServer = serve("catalog");
        var issuerServer = serve("issuer");
        triage = triageServer;
        catalog = catalogServer;
        issuer = issuerServer;
        return Map.of(
                "scapula.triage.url",
                address(triageServer),
                "scapula.catalog.url",
                address(catalogServer),
                "scapula.oidc.url",
                address(issuerServer),
                // Receivers of webhooks in tests live on one address of this machine; the others stay forbidden.
                "scapula.webhooks.key",
                UUID.randomUUID().toString(),
                "scapula.webhooks.allowed-private",
                "127.0.7.1",
                "scapula.webhooks.timeout",
                "PT1S",
                "scapula.webhooks.first-retry",
                "PT0.1S",
                "scapula.webhooks.poll",
                "PT0.2S");
    }

    @Override
    public void stop() {
        Stream.of(Optional.ofNullable(triage), Optional.ofNullable(catalog), Optional.ofNullable(issuer))
                .flatMap(Optional::stream)
                .forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    private HttpServer serve(String neighbour) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> answer(neighbour, exchange));
            server.start();
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String address(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(String neighbour, HttpExchange exchange) throws IOException {
        var door = isAboutRecords(exchange)
                ? neighbour + "-records"
                : isAJudgement(exchange)
                        ? JUDGEMENT
                        : isTheList(exchange) && hasAMood(LIST)
                                ? LIST
                                : isAClinics(exchange) && hasAMood(CLINIC_DOOR) ? CLINIC_DOOR : neighbour;
        var mood = System.getProperty(MOOD + door, FINE);
        cameTo(door);
        switch (mood) {
            case SILENT -> waitForTheEnd();
            case CUT_OFF -> {
                exchange.sendResponseHeaders(200, 100_000);
                exchange.getResponseBody().write("{\"catalogVersion\": \"1-sh".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case String status
            when status.startsWith(STATUS) -> send(exchange, Integer.parseInt(status.substring(STATUS.length())), "{}");
            case String first
            when first.startsWith(FIRST_STATUS) -> {
                var words = first.substring(FIRST_STATUS.length()).split(" ", 2);
                mood(door, words[1]);
                send(exchange, Integer.parseInt(words[0]), "{}");
            }
            default -> answerWhoMayAsk(neighbour, mood, exchange);
        }
    }

    private void answerWhoMayAsk(String neighbour, String mood, HttpExchange exchange) throws IOException {
        switch (neighbour) {
            case "issuer" -> passOn(exchange);
            case "triage" -> {
                var token = ShownToken.in(exchange).filter(it -> it.isOfAPersonFor("scapula-triage"));
                if (token.isEmpty()) {
                    send(exchange, 401, "{}");
                } else if (isAboutRecords(exchange)) {
                    records("triage-service", "assessments", mood, exchange);
                } else if (isAJudgement(exchange)) {
                    judgement(mood, exchange);
                } else if (exchange.getRequestURI().getPath().equals("/questionnaire")) {
                    send(
                            exchange,
                            200,
                            Assessed.recorded("triage-questionnaire.json").toString());
                } else if (isTheList(exchange) && hasAMood(LIST)) {
                    send(exchange, 200, mood.substring(SAYS.length()));
                } else if (isTheList(exchange)) {
                    newest(token.get(), mood, exchange);
                } else {
                    assessment(token.get(), mood, exchange);
                }
            }
            default -> {
                var token = ShownToken.in(exchange);
                if (isAboutRecords(exchange)) {
                    if (token.filter(it -> it.isOfAPersonFor("scapula-catalog")).isPresent()) {
                        records("catalog-service", "drafts", mood, exchange);
                    } else {
                        send(exchange, 401, "{}");
                    }
                } else if (isAClinics(exchange)) {
                    if (token.filter(it -> it.isOfAPersonFor("scapula-catalog")).isEmpty()) {
                        send(exchange, 401, "{}");
                    } else if (mood.startsWith(SAYS)) {
                        send(exchange, 200, mood.substring(SAYS.length()));
                    } else {
                        sendUnlessKnown(exchange, clinicSays(token.get().clinic(), exchange));
                    }
                } else if (token.filter(ShownToken::isThePlannersForTheCatalogue)
                                .isEmpty()
                        || isDropped(mood, token.get())) {
                    send(exchange, 401, "{}");
                } else if (mood.startsWith(SAYS)) {
                    send(exchange, 200, mood.substring(SAYS.length()));
                } else {
                    var body = catalogSays(exchange.getRequestURI().getPath().substring(1), exchange);
                    if (body.isPresent()) {
                        sendUnlessKnown(exchange, body.get());
                    } else {
                        send(exchange, 404, "{}");
                    }
                }
            }
        }
    }

    /// As triage does: who asks for an assessment of another clinic or another patient hears that there is none.
    private static void assessment(ShownToken token, String mood, HttpExchange exchange) throws IOException {
        var also = also().filter(one -> exchange.getRequestURI().getPath().endsWith("/" + Assessed.id(one)))
                .findFirst();
        var body = also.map(JsonNode::toString)
                .or(() -> Optional.of(mood)
                        .filter(says -> says.startsWith(SAYS))
                        .map(says -> says.substring(SAYS.length())))
                .filter(one -> token.isOfClinic(System.getProperty(ASSESSED_AT, "north")) && token.maySee(one));
        if (body.isPresent()) {
            send(exchange, 200, body.get());
        } else {
            send(
                    exchange,
                    404,
                    "application/problem+json",
                    "{\"type\": \"urn:scapula:problem:not-found\", \"status\": 404}");
        }
    }

    /// As triage does: those of the patient who is asked for, as far as the caller may see them, the newest first. But
    /// it tells few at a time, whatever it is asked for.
    private static void newest(ShownToken token, String mood, HttpExchange exchange) throws IOException {
        var query = Stream.of(exchange.getRequestURI().getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        var said = Optional.of(mood)
                .filter(says -> says.startsWith(SAYS))
                .map(says -> Wish.json(says.substring(SAYS.length())));
        var found = Stream.concat(said.stream(), also())
                .filter(one -> token.isOfClinic(System.getProperty(ASSESSED_AT, "north"))
                        && token.maySee(one.toString())
                        && Assessed.patient(one).equals(query.get("patient"))
                        && Assessed.id(one).compareTo(query.get("cursor")) < 0)
                .sorted(Comparator.comparing((JsonNode one) ->
                                Instant.parse(one.path("assessedAt").asText()))
                        .reversed())
                .limit(TOLD_AT_A_TIME)
                .map(one -> one.has("effectiveDisposition")
                        ? one
                        : ((ObjectNode) one).set("effectiveDisposition", one.path("disposition")))
                .map(one -> ((ObjectNode) one).retain("id", "assessedAt", "disposition", "effectiveDisposition"))
                .toList();
        var page = (ObjectNode) Wish.json("{\"assessments\": []}");
        found.forEach(page.withArray("assessments")::add);
        if (found.size() == TOLD_AT_A_TIME) {
            page.put("next", Assessed.id(found.getLast()));
        }
        send(exchange, 200, page.toString());
    }

    private static Stream<JsonNode> also() {
        return Optional.ofNullable(System.getProperty(ALSO)).map(Wish::json).stream()
                .flatMap(JsonNode::valueStream);
    }

    /// As triage does: what it does not know it does not accept.
    private static void judgement(String mood, HttpExchange exchange) throws IOException {
        var asked = Wish.json(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        System.setProperty(ASKED + JUDGEMENT + ".body", asked.toString());
        if (asked.path("answers").has("noSuchFinding")) {
            send(exchange, 422, "{}");
        } else {
            send(exchange, 201, mood.substring(SAYS.length()));
        }
    }

    private static boolean isAJudgement(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST")
                && exchange.getRequestURI().getPath().equals("/assessments");
    }

    private static boolean isTheList(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getPath().equals("/assessments");
    }

    /// What triage was last asked to judge.
    static JsonNode judged() {
        return Wish.json(System.getProperty(ASKED + JUDGEMENT + ".body", "{}"));
    }

    private static void records(String service, String kind, String mood, HttpExchange exchange) throws IOException {
        var patient = exchange.getRequestURI().getPath().split("/")[2];
        send(
                exchange,
                200,
                mood.startsWith(SAYS)
                        ? mood.substring(SAYS.length())
                        : exchange.getRequestMethod().equals("DELETE")
                                ? Recorded.erasure(service, kind)
                                : Recorded.export(service, kind, patient));
    }

    /// The first token that is seen in this mood is the one that is good no longer.
    private boolean isDropped(String mood, ShownToken token) {
        if (!mood.equals(DROPS_THE_TOKEN)) {
            dropped = Optional.empty();
            return false;
        }
        synchronized (this) {
            if (dropped.isEmpty()) {
                dropped = Optional.of(token.id());
            }
        }
        return dropped.get().equals(token.id());
    }

    private static boolean isAboutRecords(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().startsWith("/patients/");
    }

    /// Accepts and never answers.
    private static void waitForTheEnd() {
        try {
            Thread.sleep(SILENCE);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /// To the issuer of the test, whose addresses become ones of this door.
    private void passOn(HttpExchange exchange) throws IOException {
        var real = System.getProperty("scapula.test.issuer");
        var path = exchange.getRequestURI().getPath();
        var request = HttpRequest.newBuilder(URI.create(real + path))
                .method(
                        exchange.getRequestMethod(),
                        BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (var header : List.of("Authorization", "Content-Type")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                    .ifPresent(value -> request.header(header, value));
        }
        if (path.equals("/token")) {
            System.setProperty(TOKENS_SOLD, String.valueOf(tokensSold() + 1));
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            var here = "http://" + exchange.getRequestHeaders().getFirst("Host");
            send(exchange, answer.statusCode(), answer.body().replace(real, here));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> catalogSays(String path, HttpExchange exchange) {
        if (path.equals("contraindications")) {
            return Optional.of(
                    ShelvedCatalogue.limits().put("catalogVersion", edition()).toString());
        }
        return Optional.ofNullable(shelves.get(path))
                .map(shelf -> shelf.stream().map(Neighbours::reworded).toList())
                .map(shelf -> ShelvedCatalogue.page(path, shelf, edition(), cursor(exchange), 40)
                        .toString());
    }

    private static JsonNode reworded(JsonNode entry) {
        return entry.path("slug").asText().equals(System.getProperty(REWORDED))
                ? ((ObjectNode) entry.deepCopy()).put("text", System.getProperty(NEW_WORDS))
                : entry;
    }

    /// As the catalogue does: what is shipped without what the clinic hides or replaces, and what is its own.
    private String clinicSays(String clinic, HttpExchange exchange) {
        var own = Optional.ofNullable(System.getProperty(OWN + clinic)).map(Wish::json);
        var hidden = Stream.concat(
                        Stream.of(System.getProperty(HIDES + clinic, "").split(",")),
                        own.map(it -> it.path("slug").asText()).stream())
                .toList();
        var shelf = Stream.concat(
                        Objects.requireNonNull(shelves.get("exercises")).stream()
                                .filter(it -> !hidden.contains(it.path("slug").asText())),
                        own.stream())
                .sorted(Comparator.comparing(it -> it.path("slug").asText()))
                .toList();
        var revision = System.getProperty(REVISION + clinic);
        var version = edition() + (revision == null ? "" : "+" + revision);
        return ShelvedCatalogue.page("exercises", shelf, version, cursor(exchange), 40)
                .toString();
    }

    private static boolean isAClinics(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().equals("/exercises");
    }

    /// Whoever holds this answer already hears only that.
    private static void sendUnlessKnown(HttpExchange exchange, String body) throws IOException {
        var etag = "\"" + UUID.nameUUIDFromBytes(body.getBytes(StandardCharsets.UTF_8)) + "\"";
        exchange.getResponseHeaders().set("ETag", etag);
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        } else {
            synchronized (Neighbours.class) {
                System.setProperty(READ, String.valueOf(pagesRead() + 1));
            }
            send(exchange, 200, body);
        }
    }

    private static String cursor(HttpExchange exchange) {
        var cursor = Pattern.compile("cursor=([^&]+)")
                .matcher(String.valueOf(exchange.getRequestURI().getQuery()));
        return cursor.find() ? cursor.group(1) : "";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, "application/json", body);
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
