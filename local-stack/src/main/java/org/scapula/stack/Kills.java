package org.scapula.stack;

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
    private static final String CLINIC = "north";
    private static final Duration UNTIL_KILLED = Duration.ofSeconds(15);
    private static final Duration UNTIL_QUIET = Duration.ofMinutes(4);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Client PLANNER =
            Client.withNewSecret("scapula-planner", Set.of(), Optional.empty(), Set.of("catalog"));

    /// When a planner is killed.
    private enum Point {
        AT_RANDOM("at random"),
        WHILE_IT_WRITES("while it writes"),
        ANSWERED("right after it answered"),
        RECEIVED("while a receiver takes an event"),
        ACKNOWLEDGED("right after a receiver took it"),
        NOT_NOW("never");

        private final String words;

        Point(String words) {
            this.words = words;
        }
    }

    private static final List<Point> POINTS =
            List.of(Point.AT_RANDOM, Point.WHILE_IT_WRITES, Point.ANSWERED, Point.RECEIVED, Point.ACKNOWLEDGED);

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
    private @Nullable ServiceProcess triage;

    private final AtomicReference<Point> armed = new AtomicReference<>(Point.NOT_NOW);
    private volatile CountDownLatch struck = new CountDownLatch(1);
    private final Map<Point, AtomicInteger> kills = new ConcurrentHashMap<>();
    private final Map<Integer, Booked> people = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private volatile boolean goingOn = true;
    private volatile Optional<Throwable> broken = Optional.empty();

    private final Instant firstSlot = Instant.now().plus(Duration.ofHours(3)).truncatedTo(ChronoUnit.HOURS);

    /// What somebody has been told of their booking.
    private record Booked(String request, String state) {}

    private Kills(Path product, Path home) throws IOException {
        this.product = product;
        this.home = home;
        this.database = Database.start(home.resolve("postgres"));
        this.issuer = Issuer.start(0, SigningKey.keptIn(home.resolve("key.json")), List.of(PLANNER));
        this.triageOptions = options();
        this.plannerOptions = List.of(options(), options());
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
                threads.execute(this::bookOneAfterTheOther);
            }
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
            goingOn = false;
        }
        planner(0).awaitReady(http);
        planner(1).awaitReady(http);
        awaitQuiet();
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
                kill(point, chance.nextInt(2));
            }
            default -> {
                armed.set(point);
                if (!struck.await(UNTIL_KILLED.toSeconds(), TimeUnit.SECONDS)) {
                    if (armed.compareAndSet(point, Point.NOT_NOW)) {
                        kill(Point.AT_RANDOM, chance.nextInt(2));
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
                kill(point, nth);
            }
            struck.countDown();
        }
    }

    private void kill(Point point, int nth) {
        try {
            planner(nth).kill();
            kills.computeIfAbsent(point, _ -> new AtomicInteger()).incrementAndGet();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch(Moment moment) {
        reached(
                moment == Moment.RECEIVED ? Point.RECEIVED : Point.ACKNOWLEDGED,
                chance.nextBoolean() ? new int[] {0, 1} : new int[] {chance.nextInt(2)});
    }

    // People

    private void bookOneAfterTheOther() {
        while (goingOn) {
            try {
                var number = numbers.getAndIncrement();
                people.put(number, booked(number));
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
        var id = asked("/v1/booking-requests", "clinician", Map.of("assessmentId", assessed(number)))
                .orFail(201)
                .body()
                .path("id")
                .asText();
        var moves = "/v1/booking-requests/" + id + "/moves";
        var leaves = number % 5 == 4;
        var held = asked(moves, "integrator", hold("practitioner-" + number / 60, number / 2 % 30, leaves));
        if (held.status() == 409) {
            refused.incrementAndGet();
            held = asked(moves, "integrator", hold("practitioner-for-" + number, 0, leaves));
        }
        var state = held.orFail(200).body();
        if (!leaves) {
            state = asked(moves, "integrator", Map.of("move", "BOOK"))
                    .orFail(200)
                    .body();
            state = asked(moves, "integrator", Map.of("move", "CONFIRM"))
                    .orFail(200)
                    .body();
        }
        return new Booked(id, state.path("state").asText());
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

    private String assessed(int number) throws InterruptedException {
        var person = Person.withAnAchingUpperBack().with("selfCareDaysNoBetter", 9);
        var api = new Api(http).with(token("clinician"));
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
    private Api.Answer asked(String path, String role, Map<String, Object> body) throws InterruptedException {
        var once = UUID.randomUUID().toString();
        for (var attempt = 0; ; attempt++) {
            var nth = chance.nextInt(2);
            try {
                var answer = asked(nth, path, role, once, body);
                if (answer.isPresent()) {
                    reached(Point.ANSWERED, nth);
                    return answer.get();
                }
            } catch (UncheckedIOException killed) {
                // Nobody knows whether it was done; asking again with the same key will tell.
            }
            repeated.incrementAndGet();
            if (attempt > 300) {
                throw new IllegalStateException("No answer from " + path + " for a long time");
            }
            Thread.sleep(200);
        }
    }

    private Optional<Api.Answer> asked(int nth, String path, String role, String once, Map<String, Object> body)
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
        var answer = new Api(http).with(token(role)).send(request);
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

    private String token(String role) {
        return issuer.issue(Claims.of(role, CLINIC).life(Duration.ofMinutes(5)));
    }

    // Planners

    private ServiceProcess planner(int nth) {
        return Objects.requireNonNull(planners.get(nth).get());
    }

    private void start(int nth) {
        var options = plannerOptions.get(nth);
        planners.get(nth)
                .set(ServiceProcess.start(
                        Options.PLANNER, options, log("planner-" + nth), environment("planner", options)));
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
            environment.put("SCAPULA_WEBHOOKS_TIMEOUT", "PT1S");
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
            for (var more = 1; more <= 3; more++) {
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
        var receiver = new MoodyReceiver(mood, this::watch);
        var kept = new Api(http)
                .with(token("admin"))
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
        var deadline = Instant.now().plus(UNTIL_QUIET);
        while (Instant.now().isBefore(deadline)
                && count(
                                "select (select count(*) from planner.event_outbox) + (select count(*) from planner.webhook_due)"
                                        + " + (select count(*) from planner.visit where status = 'PROPOSED')")
                        > 0) {
            Thread.sleep(500);
        }
    }

    private List<String> told(int times, Duration took) {
        var complaints = new ArrayList<String>();
        var events = Set.copyOf(listed("select id from planner.event"));
        say(String.format(
                Locale.ROOT,
                "%n%d kills in %d s: %s",
                kills.values().stream().mapToInt(AtomicInteger::get).sum(),
                took.toSeconds(),
                shown()));
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
        }
        complain(
                complaints,
                kills.values().stream().mapToInt(AtomicInteger::get).sum() >= times,
                "fewer kills than asked for");
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
                "select count(*) from planner.event e cross join planner.webhook w where not exists (select from"
                        + " planner.webhook_delivery d where d.webhook = w.id and d.event = e.id)");
        none(
                complaints,
                "places are missing between the first and the last",
                "select coalesce(max(position) - count(*), 0) from planner.event");
        none(
                complaints,
                "things are told of more than once",
                "select count(*) from (select type, subject from planner.event where type <> 'booking-request.attention'"
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
                "select count(*) from planner.booking_request r where r.state = 'CONFIRMED' and (select count(*) from"
                        + " planner.event e where e.subject = '/v1/booking-requests/' || r.id and e.type in"
                        + " ('booking-request.created', 'booking-request.held', 'booking-request.booked',"
                        + " 'booking-request.confirmed')) <> 4");
        whatPeopleWereToldIsSo(complaints);
        return complaints;
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
            var now = states.getOrDefault(person.request(), "nothing");
            var right = person.state().equals("CONFIRMED") ? now.equals("CONFIRMED") : !now.equals("HELD");
            confirmed += now.equals("CONFIRMED") ? 1 : 0;
            complain(complaints, right, "somebody was told " + person.state() + " and there is " + now);
        }
        say(String.format(Locale.ROOT, "%d booking requests, %d visits confirmed", states.size(), confirmed));
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
        receivers.forEach(MoodyReceiver::close);
        issuer.close();
        database.close();
        http.close();
    }
}
