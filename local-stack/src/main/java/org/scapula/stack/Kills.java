package org.scapula.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scapula.issuer.Claims;
import org.scapula.issuer.Client;
import org.scapula.issuer.Issuer;
import org.scapula.issuer.SigningKey;
import org.scapula.stack.MoodyReceiver.Moment;
import org.scapula.stack.MoodyReceiver.Mood;

/// What is left of bookings and events when planners are killed again and again.
final class Kills implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /// Books by hand over the neutral interface.
    private static final String CLINIC = "north";

    /// At its desk they hold a time in the clinic's own system before they book it.
    private static final String HOLDS = "centre";

    /// These have a scheduling system of their own.
    private static final Map<String, String> WITH_A_SYSTEM =
            Map.of("west", "FHIR_SLOT", "south", "EASY", "east", "POLLING", HOLDS, "FHIR_FIND");

    private static final int PEOPLE_AT_EACH = 2;

    /// So long the clinic's system keeps a time for nobody that is named; a hold that nobody heard of ends then.
    private static final Duration KEPT_THERE = Duration.ofMinutes(1);

    private static final Duration UNTIL_LEFT = Duration.ofSeconds(20);

    private static final Duration UNTIL_KILLED = Duration.ofSeconds(15);

    /// A slow receiver has much to catch up with: nobody waits longer for the next thing that is done.
    private static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(3);

    private static final Duration UNTIL_QUIET = Duration.ofMinutes(45);

    /// The slowest receiver is to hear of it while planners are killed, not only afterwards.
    private static final int BETWEEN_BOOKINGS = 3_000;
    /// Whoever was killed keeps a request for half a minute and an errand for one and a half, each time; and they are
    /// killed every four seconds.
    private static final Duration UNTIL_ANSWERED = Duration.ofMinutes(3);

    private static final Duration UNTIL_CONFIRMED = Duration.ofMinutes(20);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofSeconds(20);

    /// So long a planner waits for a receiver, and so many it tells one at once: what it may have told, and forgotten,
    /// when it is killed.
    private static final Duration UNTIL_HEARD = Duration.ofSeconds(1);

    private static final int AT_ONCE = 4;
    private static final Client PLANNER =
            Client.withNewSecret("scapula-planner", Set.of(), Optional.empty(), Set.of("catalog"));

    /// When a planner is killed.
    private enum Point {
        AT_RANDOM("at random"),
        WHILE_IT_WRITES("while it writes"),
        ANSWERED("right after it answered"),
        RECEIVED("while a receiver takes an event"),
        ACKNOWLEDGED("right after a receiver took it"),
        ORDERING("while an order is under way to a clinic's system"),
        ORDERED("right after a clinic's system has carried it out"),
        NOT_NOW("never");

        private final String words;

        Point(String words) {
            this.words = words;
        }
    }

    private static final List<Point> POINTS = List.of(
            Point.AT_RANDOM,
            Point.WHILE_IT_WRITES,
            Point.ANSWERED,
            Point.RECEIVED,
            Point.ACKNOWLEDGED,
            Point.ORDERING,
            Point.ORDERED);

    private final Path home;
    private final Path product;
    private final Database database;
    private final Issuer issuer;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Random chance = new Random();
    private final String key = WebhooksKey.random();
    private final Options triageOptions;
    private final List<Options> plannerOptions;
    private final List<AtomicReference<ServiceProcess>> planners =
            List.of(new AtomicReference<>(), new AtomicReference<>());
    private final List<MoodyReceiver> receivers = new ArrayList<>();
    private final ClinicProcess clinic;
    private final List<OrderRelay> relays;
    private final FeedReader feed =
            new FeedReader(since -> read("/v1/events?limit=50&since=" + since, "integrator", CLINIC));
    private @Nullable ServiceProcess triage;

    private final AtomicReference<Point> armed = new AtomicReference<>(Point.NOT_NOW);
    private volatile CountDownLatch struck = new CountDownLatch(1);
    private final AtomicInteger killed = new AtomicInteger();
    /// At how many moments of a kind somebody was killed; both planners at once are one.
    private final Map<Point, AtomicInteger> kills = new ConcurrentHashMap<>();
    private final Map<String, Booked> people = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger numbersElsewhere = new AtomicInteger(1_000_000);
    private final AtomicInteger refused = new AtomicInteger();
    private final Set<String> moved = ConcurrentHashMap.newKeySet();
    private final AtomicInteger repeated = new AtomicInteger();
    private volatile boolean goingOn = true;
    private volatile Optional<Throwable> broken = Optional.empty();

    private final Instant firstSlot = Instant.now().plus(Duration.ofHours(3)).truncatedTo(ChronoUnit.HOURS);

    /// What somebody has been told of their booking, and of which time.
    private record Booked(String clinic, String patient, String request, String state, Optional<Instant> start) {

        private String id() {
            return request.substring("/v1/booking-requests/".length());
        }
    }

    private Kills(Path product, Path home) throws IOException, InterruptedException {
        this.product = product;
        this.home = home;
        this.database = Database.start(home.resolve("postgres"));
        this.issuer = Issuer.start(0, SigningKey.keptIn(home.resolve("key.json")), List.of(PLANNER));
        this.triageOptions = options();
        this.plannerOptions = List.of(options(), options());
        this.clinic = ClinicProcess.start(triageOptions, http, KEPT_THERE);
        this.relays = List.of(
                new OrderRelay(clinic.address(), moment -> watch(moment, 0)),
                new OrderRelay(clinic.address(), moment -> watch(moment, 1)));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        var home = Files.createTempDirectory("kills");
        List<String> complaints;
        try (var kills = new Kills(Path.of(arguments[0]), home)) {
            Runtime.getRuntime().addShutdownHook(new Thread(kills::endPlanners, "end"));
            complaints = kills.run(times);
        }
        complaints.forEach(complaint -> say("NOT AS PROMISED: " + complaint));
        say(complaints.isEmpty() ? "As promised." : "See " + home);
        System.exit(complaints.isEmpty() ? 0 : 1);
    }

    private List<String> run(int times) throws IOException, InterruptedException {
        say("Starting triage and two planners (data and logs in " + home + ") …");
        var started = ServiceProcess.start(
                Options.TRIAGE, triageOptions, log("triage"), environment("triage", triageOptions));
        triage = started;
        started.awaitReady(http);
        start(0);
        planner(0).awaitReady(http);
        start(1);
        planner(1).awaitReady(http);
        for (var mood : Mood.values()) {
            receivers.add(subscribed(mood));
        }
        var began = Instant.now();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var nth = 0; nth < 3; nth++) {
                threads.execute(() -> bookOneAfterTheOther(() -> booked(numbers.getAndIncrement())));
            }
            for (var nth = 0; nth < PEOPLE_AT_EACH; nth++) {
                WITH_A_SYSTEM
                        .keySet()
                        .forEach(where -> threads.execute(() ->
                                bookOneAfterTheOther(() -> bookedThere(numbersElsewhere.getAndIncrement(), where))));
            }
            threads.execute(this::follow);
            try {
                for (var nth = 1; nth <= times; nth++) {
                    strike(POINTS.get(nth % POINTS.size()));
                    if (nth % 20 == 0) {
                        say(String.format(
                                Locale.ROOT,
                                "%4d killed, %d people, %d s",
                                nth,
                                people.size(),
                                Duration.between(began, Instant.now()).toSeconds()));
                    }
                }
            } finally {
                goingOn = false;
            }
        }
        planner(0).awaitReady(http);
        planner(1).awaitReady(http);
        awaitQuiet();
        while (feed.goOn()) {
            Thread.sleep(100);
        }
        return told(times, Duration.between(began, Instant.now()));
    }

    // Killing

    private void strike(Point point) throws InterruptedException {
        planner(0).awaitReady(http);
        planner(1).awaitReady(http);
        struck = new CountDownLatch(1);
        switch (point) {
            case AT_RANDOM -> {
                Thread.sleep(chance.nextInt(1500));
                kill(chance.nextInt(2));
                count(point);
            }
            default -> {
                armed.set(point);
                if (!struck.await(UNTIL_KILLED.toSeconds(), TimeUnit.SECONDS)) {
                    if (armed.compareAndSet(point, Point.NOT_NOW)) {
                        kill(chance.nextInt(2));
                        count(Point.AT_RANDOM);
                    } else {
                        struck.await();
                    }
                }
            }
        }
        for (var nth = 0; nth < planners.size(); nth++) {
            if (!planner(nth).isAlive()) {
                start(nth);
            }
        }
    }

    /// Who asked is at this point: the planner that is at it, or both where nobody knows which.
    private void reached(Point point, int... ones) {
        if (armed.compareAndSet(point, Point.NOT_NOW)) {
            for (var nth : ones) {
                kill(nth);
            }
            count(point);
            struck.countDown();
        }
    }

    private void count(Point point) {
        var _ = kills.computeIfAbsent(point, _ -> new AtomicInteger()).incrementAndGet();
    }

    private void kill(int nth) {
        try {
            planner(nth).kill();
            var _ = killed.incrementAndGet();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Moment moment) {
        reached(moment == Moment.RECEIVED ? Point.RECEIVED : Point.ACKNOWLEDGED, 0, 1);
    }

    private void watch(OrderRelay.Moment moment, int nth) {
        reached(moment == OrderRelay.Moment.UNDER_WAY ? Point.ORDERING : Point.ORDERED, nth);
    }

    /// As a system does that comes to ask, every now and then.
    private void follow() {
        try {
            while (goingOn) {
                var _ = feed.goOn();
                Thread.sleep(200);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            broken = Optional.of(failure);
            say("Somebody could not follow: " + failure.getMessage());
        }
    }

    // People

    /// Somebody's way to a visit.
    private interface Way {

        Booked gone() throws InterruptedException;
    }

    private void bookOneAfterTheOther(Way way) {
        while (goingOn) {
            try {
                var booked = way.gone();
                people.put(booked.request(), booked);
                Thread.sleep(chance.nextInt(BETWEEN_BOOKINGS));
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                broken = Optional.of(failure);
                say("Somebody could not book: " + failure.getMessage());
            }
        }
    }

    /// Two people want each time; one in five of those who hold one never comes back for it.
    private Booked booked(int number) throws InterruptedException {
        var id = requested(number, CLINIC);
        var moves = id + "/moves";
        var leaves = number % 5 == 4;
        var held = asked(CLINIC, moves, "integrator", hold("practitioner-" + number / 60, number / 2 % 30, leaves));
        if (held.status() == 409) {
            refused.incrementAndGet();
            held = asked(CLINIC, moves, "integrator", hold("practitioner-for-" + number, 0, leaves));
        }
        var state = held.orFail(200).body();
        if (!leaves) {
            state = asked(CLINIC, moves, "integrator", Map.of("move", "BOOK"))
                    .orFail(200)
                    .body();
            state = asked(CLINIC, moves, "integrator", Map.of("move", "CONFIRM"))
                    .orFail(200)
                    .body();
        }
        return new Booked(CLINIC, "p-" + number, id, state.path("state").asText(), Optional.empty());
    }

    /// The clinic's own system offers the times and confirms; one in four moves to another, and one in four calls it
    /// off.
    private Booked bookedThere(int number, String where) throws InterruptedException {
        clinic.admit("p-" + number);
        var id = requested(number, where);
        var leaves = where.equals(HOLDS) && number % 5 == 4;
        var wanted = leaves ? "EXPIRED" : "CONFIRMED";
        var offers = List.<JsonNode>of();
        var until = Instant.now().plus(UNTIL_CONFIRMED);
        for (var state = "REQUESTED"; !state.equals(wanted); state = stateOf(id, where)) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("Still " + state + " at " + where + ": " + id);
            }
            if (state.equals("OFFERED")) {
                offers = read(id + "/slots", "clinician", where)
                        .path("slots")
                        .valueStream()
                        .toList();
                choose(id, where, offers, leaves);
            } else if (state.equals("HELD") && !leaves) {
                unlessNoLongerHeld(asked(where, id + "/moves", "clinician", Map.of("move", "BOOK")));
            } else if (state.equals("EXPIRED")) {
                // The times that were offered passed while planners were killed.
                unlessChanged(asked(where, id + "/moves", "clinician", Map.of("move", "REOPEN")));
            }
            Thread.sleep(300);
        }
        if (leaves) {
            return new Booked(where, "p-" + number, id, wanted, Optional.empty());
        }
        if (number % 4 == 1) {
            moveElsewhere(id, where, offers);
        } else if (number % 4 == 3) {
            var _ = asked(where, id + "/cancellation", "clinician", Map.of("reason", "FEELING_BETTER"))
                    .orFail(200);
            return new Booked(where, "p-" + number, id, "CANCELLED", Optional.empty());
        }
        var start = read(id, "clinician", where).path("visit").path("start").asText();
        return new Booked(where, "p-" + number, id, "CONFIRMED", Optional.of(Instant.parse(start)));
    }

    /// The first of those times that nobody else has, if there is one.
    private void moveElsewhere(String request, String where, List<JsonNode> offers) throws InterruptedException {
        var before =
                read(request, "clinician", where).path("visit").path("start").asText();
        for (var offer : offers) {
            var start = startOf(offer);
            if (!start.equals(Instant.parse(before))
                    && start.isAfter(Instant.now().plus(SOON))) {
                var answer = asked(where, request + "/moves", "clinician", move("RESCHEDULE", offer));
                unlessChanged(answer);
                if (answer.status() == 200) {
                    var _ = moved.add(request);
                    return;
                }
            }
        }
    }

    private static Map<String, Object> move(String move, JsonNode slot) {
        return new LinkedHashMap<>(Map.of(
                "move",
                move,
                "slot",
                Map.of(
                        "practitioner", slot.path("practitioner").asText(),
                        "start", slot.path("start").asText(),
                        "end", slot.path("end").asText())));
    }

    /// Somebody else may be faster, and the state another by now.
    private static void unlessChanged(Api.Answer answer) {
        if (answer.status() != 409) {
            var _ = answer.orFail(200);
        }
    }

    /// The clinic's system may have given the time back meanwhile; then a time has to be named.
    private static void unlessNoLongerHeld(Api.Answer answer) {
        var lacks = answer.body().path("errors").path(0);
        if (answer.status() != 422
                || !lacks.path("pointer").asText().equals("/slot")
                || !lacks.path("code").asText().equals("required")) {
            unlessChanged(answer);
        }
    }

    private String stateOf(String request, String where) throws InterruptedException {
        return read(request, "clinician", where).path("state").asText();
    }

    /// At one of the clinics it is held there first, and whoever leaves does not come back for it.
    private void choose(String request, String where, List<JsonNode> offers, boolean leaves)
            throws InterruptedException {
        if (offers.isEmpty()) {
            return;
        }
        var inTime = offers.stream()
                .filter(offer -> startOf(offer).isAfter(Instant.now().plus(SOON)))
                .toList();
        var some = inTime.isEmpty() ? offers : inTime;
        var slot = some.get(chance.nextInt(some.size()));
        if (where.equals(HOLDS)) {
            var hold = move("HOLD", slot);
            var left = Instant.now().plus(UNTIL_LEFT);
            if (leaves && left.plus(PATIENCE).isBefore(startOf(slot))) {
                hold.put("until", left.toString());
            }
            var answer = asked(where, request + "/moves", "clinician", hold);
            // Until when it was to be held may be over before anybody answers.
            if (!leaves || answer.status() != 422) {
                unlessChanged(answer);
            }
        } else {
            var choice = Map.<String, Object>of("slotId", slot.path("id").asText());
            unlessChanged(asked(where, request + "/choice", "clinician", choice));
        }
    }

    /// The address of the request.
    private String requested(int number, String where) throws InterruptedException {
        var body = Map.<String, Object>of("assessmentId", assessed(number, where));
        return "/v1/booking-requests/"
                + asked(where, "/v1/booking-requests", "clinician", body)
                        .orFail(201)
                        .body()
                        .path("id")
                        .asText();
    }

    private Map<String, Object> hold(String practitioner, int half, boolean shortly) {
        var start = firstSlot.plus(Duration.ofMinutes(30L * half));
        var move = new LinkedHashMap<String, Object>();
        move.put("move", "HOLD");
        move.put(
                "slot",
                Map.of(
                        "practitioner",
                        practitioner,
                        "start",
                        start.toString(),
                        "end",
                        start.plus(Duration.ofMinutes(30)).toString()));
        if (shortly) {
            move.put("until", Instant.now().plusSeconds(120).toString());
        }
        return move;
    }

    private String assessed(int number, String where) throws InterruptedException {
        var person = Person.withAnAchingUpperBack().with("selfCareDaysNoBetter", 9);
        var api = new Api(http).with(token("clinician", where));
        var address = triageOptions.address(Options.TRIAGE);
        var answers = new LinkedHashMap<>(person.answersTo(
                api.get(address.resolve("/questionnaire")).orFail(200).body()));
        answers.put("patient", "p-" + number);
        return api.post(address.resolve("/assessments"), answers)
                .orFail(201)
                .body()
                .path("id")
                .asText();
    }

    /// As a client should: with one key, until there is an answer, from whichever planner is there.
    private Api.Answer asked(String where, String path, String role, Map<String, Object> body)
            throws InterruptedException {
        var once = UUID.randomUUID().toString();
        for (var until = Instant.now().plus(UNTIL_ANSWERED); ; ) {
            var nth = chance.nextInt(2);
            try {
                var answer = asked(nth, path, token(role, where), once, body);
                if (answer.isPresent()) {
                    reached(Point.ANSWERED, nth);
                    return answer.get();
                }
            } catch (UncheckedIOException killed) {
                // Nobody knows whether it was done; asking again with the same key will tell.
            }
            repeated.incrementAndGet();
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("No answer from " + path + " for a long time");
            }
            Thread.sleep(200);
        }
    }

    private Optional<Api.Answer> asked(int nth, String path, String token, String once, Map<String, Object> body)
            throws InterruptedException {
        if (armed.get() == Point.WHILE_IT_WRITES) {
            var pause = chance.nextInt(60);
            Thread.ofVirtual().start(() -> strikeIn(pause, nth));
        }
        var request = HttpRequest.newBuilder(
                        plannerOptions.get(nth).address(Options.PLANNER).resolve(path))
                .timeout(Duration.ofSeconds(12))
                .header("Idempotency-Key", once)
                .header("If-Match", "*")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()));
        var answer = new Api(http).with(token).send(request);
        var inProgress = answer.body().path("type").asText().endsWith(":in-progress");
        return answer.status() >= 500 || inProgress ? Optional.empty() : Optional.of(answer);
    }

    private void strikeIn(int milliseconds, int nth) {
        try {
            Thread.sleep(milliseconds);
            reached(Point.WHILE_IT_WRITES, nth);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /// From whichever planner is there.
    private JsonNode read(String path, String role, String where) throws InterruptedException {
        for (var attempt = 0; attempt < 300; attempt++) {
            try {
                var address = plannerOptions.get(chance.nextInt(2)).address(Options.PLANNER);
                var answer = new Api(http).with(token(role, where)).get(address.resolve(path));
                if (answer.status() < 500) {
                    return answer.orFail(200).body();
                }
            } catch (UncheckedIOException killed) {
                // The other one, or the next.
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("No answer from " + path + " for a long time");
    }

    private String token(String role, String where) {
        return issuer.issue(Claims.of(role, where).life(Duration.ofMinutes(5)));
    }

    // Planners

    private ServiceProcess planner(int nth) {
        return Objects.requireNonNull(planners.get(nth).get());
    }

    private void start(int nth) {
        var options = plannerOptions.get(nth);
        var environment = environment("planner", options);
        environment.put("SMALLRYE_CONFIG_LOCATIONS", throughRelay(nth).toUri().toString());
        planners.get(nth).set(ServiceProcess.start(Options.PLANNER, options, log("planner-" + nth), environment));
    }

    /// Each planner has a line of its own to the clinic's system.
    private Path throughRelay(int nth) {
        var file = home.resolve("planner-" + nth + ".properties");
        try {
            clinic.write(
                    file,
                    WITH_A_SYSTEM,
                    relays.get(nth).address(),
                    plannerOptions.get(nth).address(Options.PLANNER));
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Map<String, String> environment(String room, Options options) {
        var environment = new HashMap<>(database.keyOf(room));
        environment.put("SCAPULA_OIDC_ISSUER", issuer.address().toString());
        environment.put("SCAPULA_OIDC_URL", issuer.address().toString());
        environment.put("SCAPULA_RATE_LIMIT_ENABLED", "false");
        if (room.equals("planner")) {
            environment.put("SCAPULA_OIDC_CLIENT_ID", PLANNER.id());
            environment.put("SCAPULA_OIDC_CLIENT_SECRET", PLANNER.secret());
            environment.put(
                    "SCAPULA_TRIAGE_URL", triageOptions.address(Options.TRIAGE).toString());
            environment.put(
                    "SCAPULA_CATALOG_URL",
                    triageOptions.address(Options.CATALOG).toString());
            environment.put("SCAPULA_WEBHOOKS_KEY", key);
            environment.put("SCAPULA_WEBHOOKS_ALLOWED_PRIVATE", "127.0.0.1");
            environment.put("SCAPULA_WEBHOOKS_TIMEOUT", UNTIL_HEARD.toString());
            environment.put("SCAPULA_WEBHOOKS_AT_ONCE_EACH", String.valueOf(AT_ONCE));
            environment.put("SCAPULA_WEBHOOKS_LEASE", "PT12S");
            environment.put("SCAPULA_WEBHOOKS_FIRST_RETRY", "PT0.5S");
            environment.put("SCAPULA_WEBHOOKS_LONGEST_RETRY", "PT5S");
            environment.put("SCAPULA_SCHEDULING_SWEEP", "PT2S");
        }
        return environment;
    }

    private Path log(String name) {
        return home.resolve("logs").resolve(name + ".log");
    }

    private Options options() throws IOException {
        // Its ports are counted from one that is free; health has another a thousand later.
        return new Options(
                true, false, false, freeBase(), home, product.toAbsolutePath().normalize());
    }

    private static int freeBase() throws IOException {
        for (var tries = 0; tries < 50; tries++) {
            var base = 20_000 + new Random().nextInt(30_000);
            var free = true;
            for (var more = 1; more <= 5; more++) {
                free = free && isFree(base + more) && isFree(base + 1000 + more);
            }
            if (free) {
                return base;
            }
        }
        throw new CannotStart("No free ports");
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port)) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private MoodyReceiver subscribed(Mood mood) throws IOException, InterruptedException {
        var receiver = new MoodyReceiver(mood, UNTIL_HEARD, this::watch);
        var kept = new Api(http)
                .with(token("admin", CLINIC))
                .post(
                        plannerOptions.getFirst().address(Options.PLANNER).resolve("/v1/webhooks"),
                        Map.of("url", receiver.address().toString(), "description", mood.words))
                .orFail(201)
                .body();
        receiver.believes(kept.path("secret").asText());
        return receiver;
    }

    // What is left

    private void awaitQuiet() throws InterruptedException {
        var began = Instant.now();
        var least = Long.MAX_VALUE;
        var progressed = began;
        for (var open = open(); open > 0; open = open()) {
            var now = Instant.now();
            if (open < least) {
                least = open;
                progressed = now;
            }
            if (now.isAfter(progressed.plus(WITHOUT_PROGRESS)) || now.isAfter(began.plus(UNTIL_QUIET))) {
                say(open + " things are still open, and nobody does them.");
                return;
            }
            Thread.sleep(500);
        }
        say("All was done " + Duration.between(began, Instant.now()).toSeconds() + " s after the last kill.");
    }

    /// How much is still to be done, here or in the clinics' systems.
    private long open() throws InterruptedException {
        return withOtherVisits().size()
                + elsewhere().size()
                + heldInTime().size()
                + count(
                        "select (select count(*) from planner.event_outbox) + (select count(*) from planner.webhook_due)"
                                + " + (select count(*) from planner.visit where status = 'PROPOSED')");
    }

    private List<Booked> withOtherVisits() throws InterruptedException {
        var visits = visitsThere();
        return bookedThere()
                .filter(person ->
                        visits.getOrDefault(person.patient(), List.of()).size() != wanted(person))
                .toList();
    }

    /// Whose visit is at another time there than they were told, and nobody at the clinic knows.
    private List<Booked> elsewhere() throws InterruptedException {
        var visits = visitsThere();
        var told = toldThatItDiffers();
        return bookedThere()
                .filter(person -> person.start().isPresent() && !told.contains(person.id()))
                .filter(person -> visits.getOrDefault(person.patient(), List.of()).stream()
                        .noneMatch(visit -> startOf(visit).equals(person.start().orElseThrow())))
                .toList();
    }

    private Set<String> toldThatItDiffers() {
        return Set.copyOf(
                listed("select request from planner.work_item where kind = 'SYSTEM_DIFFERS' and request is not"
                        + " null and done_at is null"));
    }

    private Stream<Booked> bookedThere() {
        return people.values().stream().filter(person -> WITH_A_SYSTEM.containsKey(person.clinic()));
    }

    /// What the clinic's system keeps for nobody that is named.
    private List<JsonNode> held() throws InterruptedException {
        return clinic.liveVisits().stream()
                .filter(visit -> visit.path("held").asBoolean())
                .toList();
    }

    private List<JsonNode> heldInTime() throws InterruptedException {
        return held().stream()
                .filter(visit -> !visit.path("heldInVain").asBoolean())
                .toList();
    }

    private static int wanted(Booked person) {
        return person.state().equals("CONFIRMED") ? 1 : 0;
    }

    /// Of each patient, those that take somebody's time.
    private Map<String, List<JsonNode>> visitsThere() throws InterruptedException {
        return clinic.liveVisits().stream()
                .filter(visit -> visit.has("patient"))
                .collect(Collectors.groupingBy(visit -> visit.path("patient").asText()));
    }

    private List<String> told(int times, Duration took) throws InterruptedException {
        var complaints = new ArrayList<String>();
        var inOrder = listed("select id from planner.event where clinic = 'north' order by position");
        var events = Set.copyOf(inOrder);
        say(String.format(Locale.ROOT, "%n%d kills in %d s: %s", killed.get(), took.toSeconds(), shown()));
        say(String.format(
                Locale.ROOT,
                "%d people asked for a visit, %d requests were sent again, %d times were somebody else's already",
                people.size(),
                repeated.get(),
                refused.get()));
        say(String.format(Locale.ROOT, "%d events, each to %d receivers:", events.size(), receivers.size()));
        for (var receiver : receivers) {
            var missing = new HashSet<>(events);
            missing.removeAll(receiver.taken());
            say(String.format(
                    Locale.ROOT,
                    "  %-52s %6d messages, %6d acknowledged, %5d events, %d missing, %d with a wrong signature",
                    receiver.mood().words,
                    receiver.messages(),
                    receiver.acknowledged(),
                    receiver.taken().size(),
                    missing.size(),
                    receiver.forged()));
            complain(complaints, missing.isEmpty(), receiver.mood() + " was not told of " + missing.size() + " events");
            complain(complaints, receiver.forged() == 0, receiver.mood() + " received wrong signatures");
            complain(complaints, events.containsAll(receiver.taken()), receiver.mood() + " was told what is no event");
            toldNoMoreThanKillsExplain(receiver, events.size(), complaints);
        }
        complain(complaints, killed.get() >= times, "fewer kills than asked for");
        for (var point : POINTS) {
            complain(
                    complaints,
                    kills.getOrDefault(point, new AtomicInteger()).get() >= times / POINTS.size() / 2,
                    "hardly anybody was killed " + point.words);
        }
        complain(complaints, repeated.get() > 0, "no request was interrupted");
        complain(complaints, refused.get() > 0, "nobody wanted what somebody else had");
        say(String.format(
                Locale.ROOT,
                "%d events were read by somebody who came to ask, in the order of their places: %b",
                feed.read().size(),
                feed.read().equals(inOrder)));
        complain(complaints, feed.read().equals(inOrder), "who came to ask missed events, or read some twice");
        theClinicsHave(complaints);
        complain(complaints, broken.isEmpty(), "somebody could not book");
        complain(complaints, !events.isEmpty() && people.size() > times / 4, "hardly anything happened");
        none(complaints, "events wait for their place", "select count(*) from planner.event_outbox");
        none(complaints, "deliveries wait", "select count(*) from planner.webhook_due");
        none(
                complaints,
                "deliveries are not noted as delivered",
                "select count(*) from planner.webhook_delivery where state <> 'DELIVERED'");
        none(
                complaints,
                "events have no delivery to some webhook",
                "select count(*) from planner.event e join planner.webhook w on w.clinic = e.clinic where not exists (select from"
                        + " planner.webhook_delivery d where d.webhook = w.id and d.event = e.id)");
        none(
                complaints,
                "places are missing between the first and the last",
                "select coalesce(sum(missing), 0) from (select max(position) - count(*) as missing from planner.event"
                        + " group by clinic) gaps");
        none(
                complaints,
                "things are told of more than once",
                "select count(*) from (select type, subject from planner.event where (clinic = 'north' and"
                        + " type <> 'booking-request.attention') or type in ('booking-request.created',"
                        + " 'booking-request.confirmed', 'booking-request.moved', 'booking-request.cancelled')"
                        + " group by type, subject having count(*) > 1) twice");
        none(
                complaints,
                "people have more than one booking request",
                "select count(*) from (select patient from planner.booking_request group by patient having count(*) > 1)"
                        + " twice");
        none(complaints, "times are held for ever", "select count(*) from planner.visit where status = 'PROPOSED'");
        none(
                complaints,
                "requests hold a time for ever",
                "select count(*) from planner.booking_request where state = 'HELD'");
        none(
                complaints,
                "practitioners are double-booked",
                "select count(*) from planner.visit a join planner.visit b on a.id < b.id and a.clinic = b.clinic and"
                        + " a.practitioner = b.practitioner and a.status in ('PROPOSED', 'PENDING', 'BOOKED') and b.status in"
                        + " ('PROPOSED', 'PENDING', 'BOOKED') and tstzrange(a.starts_at, a.ends_at) &&"
                        + " tstzrange(b.starts_at, b.ends_at)");
        none(
                complaints,
                "people have two visits",
                "select count(*) from (select patient from planner.visit where status in ('PENDING', 'BOOKED')"
                        + " group by patient having count(*) > 1) twice");
        none(
                complaints,
                "confirmed requests lack one of their events",
                "select count(*) from planner.booking_request r where r.state = 'CONFIRMED' and (select count(distinct e.type) from"
                        + " planner.event e where e.subject = '/v1/booking-requests/' || r.id and e.type in"
                        + " ('booking-request.created', case r.clinic when 'north' then 'booking-request.held' else"
                        + " 'booking-request.offered' end, 'booking-request.booked', 'booking-request.confirmed')) <> 4");
        none(
                complaints,
                "requests that came to nothing lack one of their events",
                "select count(*) from planner.booking_request r where r.state in ('EXPIRED', 'CANCELLED') and"
                        + " (select count(*) from planner.event e where e.subject = '/v1/booking-requests/' || r.id and"
                        + " e.type in ('booking-request.created', 'booking-request.' || lower(r.state))) <> 2");
        whatPeopleWereToldIsSo(complaints);
        return complaints;
    }

    /// Two planners are not to tell the same: only what one of them was telling when it was killed is told once more.
    /// What
    /// a slow one takes in time by its own clock may be late by another.
    private void toldNoMoreThanKillsExplain(MoodyReceiver receiver, int events, List<String> complaints) {
        var taken = receiver.takesAll() ? receiver.messages() : receiver.acknowledged();
        var again = taken - events;
        complain(
                complaints,
                receiver.mood() == Mood.SLOW || again <= AT_ONCE * killed.get(),
                receiver.mood() + " took " + again + " messages more than there are events");
        complain(
                complaints,
                receiver.takesAll() || receiver.messages() > receiver.acknowledged(),
                receiver.mood() + " took whatever it was told");
    }

    /// Whoever heard that their visit is confirmed has it; whoever never came back has none.
    private void whatPeopleWereToldIsSo(List<String> complaints) {
        var states = new HashMap<String, String>();
        listed("select id || ' ' || state from planner.booking_request").forEach(row -> {
            var parts = row.split(" ");
            states.put(parts[0], parts[1]);
        });
        var confirmed = 0;
        for (var person : people.values()) {
            var now = states.getOrDefault(person.id(), "nothing");
            // Whoever held a time and left has none in the end.
            var right = now.equals(person.state().equals("HELD") ? "EXPIRED" : person.state());
            confirmed += now.equals("CONFIRMED") ? 1 : 0;
            complain(complaints, right, "somebody was told " + person.state() + " and there is " + now);
        }
        say(String.format(Locale.ROOT, "%d booking requests, %d visits confirmed", states.size(), confirmed));
    }

    /// One visit for whoever was told so and where they were told, none for whoever called it off, and nobody beside
    /// somebody else. Only where a person was told that the clinic's system differs it may differ.
    private void theClinicsHave(List<String> complaints) throws InterruptedException {
        var visits = visitsThere();
        var wrong = withOtherVisits();
        var told = toldThatItDiffers();
        var calledOff = bookedThere().filter(person -> wanted(person) == 0).count();
        say(String.format(
                Locale.ROOT,
                "%d people at clinics with a system of their own, %d called off, %d moved; of %d a person was told that the"
                        + " system differs",
                bookedThere().count(),
                calledOff,
                moved.size(),
                told.size()));
        // By design: once the answer to a move is lost, no later look can tell whether the time is ours alone.
        bookedThere()
                .filter(person -> told.contains(person.id()) && !moved.contains(person.request()))
                .forEach(person -> complain(
                        complaints,
                        false,
                        "a person has to look at a visit in the system of " + person.clinic() + " that nobody moved: "
                                + person.request()));
        wrong.forEach(person -> complain(
                complaints,
                false,
                "the system of " + person.clinic() + " has "
                        + visits.getOrDefault(person.patient(), List.of()).size() + " visits of somebody who is "
                        + person.state() + ": " + person.request()));
        elsewhere()
                .forEach(person -> complain(
                        complaints,
                        false,
                        "the system of " + person.clinic() + " has another time, and nobody was told: "
                                + person.request()));
        nobodyIsBesideAnother(complaints, told);
        eachWasOrderedOnce(complaints);
        nothingIsHeld(complaints);
        for (var where : WITH_A_SYSTEM.keySet()) {
            var there = bookedThere()
                    .filter(person -> person.clinic().equals(where) && wanted(person) == 1)
                    .count();
            complain(complaints, there > 0, "nobody has a visit at " + where);
        }
        complain(complaints, calledOff > 0, "nobody called it off at the clinics' systems");
        complain(complaints, !moved.isEmpty(), "nobody moved at the clinics' systems");
    }

    private static Instant startOf(JsonNode time) {
        return Instant.parse(time.path("start").asText());
    }

    private void nobodyIsBesideAnother(List<String> complaints, Set<String> told) throws InterruptedException {
        var differing = bookedThere()
                .filter(person -> told.contains(person.id()))
                .map(Booked::patient)
                .collect(Collectors.toSet());
        var inOneTime = clinic.liveVisits().stream()
                .filter(visit -> visit.has("patient"))
                .collect(Collectors.groupingBy(
                        visit -> visit.path("practitioner").asText() + " " + startOf(visit)));
        var unexplained = inOneTime.values().stream()
                .filter(some -> some.size() > 1)
                .filter(some -> some.stream()
                        .noneMatch(visit ->
                                differing.contains(visit.path("patient").asText())))
                .count();
        say(String.format(Locale.ROOT, "%d times there have somebody", inOneTime.size()));
        complain(complaints, unexplained == 0, unexplained + " times of a clinic's system have two visits");
    }

    /// Also where one of two was cancelled again: a key is one visit, whatever became of it.
    private void eachWasOrderedOnce(List<String> complaints) throws InterruptedException {
        var twice = clinic.allVisits().stream()
                .filter(visit -> !visit.path("key").asText().isEmpty())
                .collect(Collectors.groupingBy(visit -> visit.path("key").asText(), Collectors.counting()))
                .values()
                .stream()
                .filter(many -> many > 1)
                .count();
        say(String.format(Locale.ROOT, "  %4d visits were ordered twice at a clinic's system", twice));
        complain(complaints, twice == 0, twice + " visits were ordered twice at a clinic's system");
    }

    /// What was held there and is not wanted is given back, unless a planner was killed before it heard the name.
    private void nothingIsHeld(List<String> complaints) throws InterruptedException {
        var stillHeld = heldInTime().size();
        var forgotten = held().size();
        var givenBack = clinic.allVisits().stream()
                .filter(visit ->
                        !visit.has("patient") && visit.path("status").asText().equals("CANCELLED"))
                .count();
        say(String.format(
                Locale.ROOT,
                "%d times were held there and given back, %d ended there by themselves",
                givenBack,
                forgotten - stillHeld));
        complain(complaints, stillHeld == 0, stillHeld + " times are still held there");
        complain(complaints, forgotten <= killed.get(), "what is held there is not given back");
        complain(complaints, givenBack > 0, "nothing that was held there was given back");
    }

    private void none(List<String> complaints, String what, String sql) {
        var many = count(sql);
        say(String.format(Locale.ROOT, "  %4d %s", many, what));
        complain(complaints, many == 0, many + " " + what);
    }

    private static void complain(List<String> complaints, boolean isRight, String complaint) {
        if (!isRight) {
            complaints.add(complaint);
        }
    }

    private String shown() {
        var words = new ArrayList<String>();
        for (var point : POINTS) {
            words.add(kills.getOrDefault(point, new AtomicInteger()).get() + " " + point.words);
        }
        return String.join(", ", words);
    }

    private long count(String sql) {
        return Long.parseLong(database.askedAsOperator(sql));
    }

    private List<String> listed(String sql) {
        return database.listedAsOperatorIn("postgres", sql);
    }

    private static void say(String words) {
        System.out.println(words);
    }

    private void endPlanners() {
        planners.stream().map(AtomicReference::get).filter(Objects::nonNull).forEach(ServiceProcess::close);
        var started = triage;
        if (started != null) {
            started.close();
        }
    }

    @Override
    public void close() {
        endPlanners();
        relays.forEach(OrderRelay::close);
        clinic.close();
        receivers.forEach(MoodyReceiver::close);
        issuer.close();
        database.close();
        http.close();
    }
}
