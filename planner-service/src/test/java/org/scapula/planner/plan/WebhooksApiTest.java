package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.planner.plan.Receiver.Message;
import org.scapula.planner.plan.Receiver.Mood;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.TestDatabase;
import org.scapula.test.Tokens;

/// Events that are told, to a receiver over real HTTP. Each test has a clinic and a receiver of its own.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class WebhooksApiTest {

    private static final String TAKE = "take_due(100, 4, 100, '{}', '{}', interval '1 minute')";

    private final CircuitBreakerMaintenance breakers;
    private final Room room;
    private final Receiver receiver = new Receiver();
    private final Tokens.Clinic clinic =
            Tokens.at("c-" + UUID.randomUUID().toString().substring(0, 8));

    WebhooksApiTest(CircuitBreakerMaintenance breakers, Room room) {
        this.breakers = breakers;
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        Neighbours.assessedAt(clinic.id());
        breakers.resetAll();
    }

    @AfterEach
    void end() throws SQLException {
        receiver.close();
        removeAll(clinic);
    }

    private void removeAll(Tokens.Clinic of) throws SQLException {
        try (var owner = room.asOwner();
                var statement = owner.createStatement()) {
            Room.enter(owner, of.id(), "*");
            statement.execute("delete from planner.webhook");
        }
    }

    @Test
    void aNewPlanIsToldSignedAndWithoutAWordAboutThePerson() {
        var secret = add("{}").path("secret").toString();
        var assessment = Assessed.selfCare();

        var plan = Wish.fromToday(assessment)
                .by(clinic.clinician())
                .post()
                .then()
                .statusCode(201)
                .extract()
                .path("planId");

        var message = received(1).getFirst();
        assertThat(message.isSignedWith(secret)).isTrue();
        assertThat(message.path()).isEqualTo("/hook?of=clinic");
        assertThat(message.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(message.event().path("id").asText()).isEqualTo(message.id());
        assertThat(message.event().path("type").asText()).isEqualTo("plan.created");
        assertThat(message.event().at("/data/id").asText()).isEqualTo(plan);
        assertThat(message.event().properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("id", "type", "time", "subject", "data");
        assertThat(message.body()).doesNotContain(Assessed.patient(assessment), Assessed.id(assessment));
    }

    @Test
    void whatWasToldStandsInTheLog() throws SQLException {
        var webhook = add("{}").header("Location");
        var events = tell(3);
        hears(3);

        eventually(
                () -> log(webhook, "?state=DELIVERED").path("deliveries.size()").equals(3));

        var first = log(webhook, "?limit=2");
        first.then()
                .body("deliveries.event", contains(events.get(2), events.get(1)))
                .body("deliveries.state", contains("DELIVERED", "DELIVERED"))
                .body("deliveries.attempts", contains(1, 1))
                .body("deliveries.lastStatus", contains(204, 204))
                .body("deliveries[0].lastFailure", nullValue())
                .body("deliveries[0].nextAttemptAt", nullValue());
        assertThat(first.header("Link")).contains("rel=\"next\"");
        log(webhook, "?limit=2&cursor=" + first.path("next"))
                .then()
                .body("deliveries.event", contains(events.getFirst()))
                .body("next", nullValue());
    }

    @Test
    void onlyWhatIsWantedIsTold() throws SQLException {
        add("{\"events\": [\"emergency.raised\", \"plan.frozen\"]}").then().statusCode(201);
        happens(1);
        var frozen = tell("plan.frozen");

        var messages = received(1);

        assertThat(messages).extracting(Message::id).containsExactly(frozen);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 404, 429, 307, 301})
    void whoeverRefusesIsToldAgainTheSame(int status) throws SQLException {
        var elsewhere = new Receiver();
        receiver.willBe(
                status < 400 ? Mood.redirect(status, elsewhere.url()) : Mood.status(status),
                status < 400 ? Mood.redirect(status, elsewhere.url()) : Mood.status(status));
        var added = add("{}");
        var event = tell(1).getFirst();

        var messages = received(3);

        assertThat(messages).hasSize(3).allSatisfy(message -> {
            assertThat(message.id()).isEqualTo(event);
            assertThat(message.body()).isEqualTo(messages.getFirst().body());
            assertThat(message.isSignedWith(added.path("secret"))).isTrue();
        });
        eventually(() -> "DELIVERED".equals(log(added.header("Location"), "").path("deliveries[0].state")));
        log(added.header("Location"), "").then().body("deliveries[0].attempts", equalTo(3));
        assertThat(elsewhere.received()).isEmpty();
        elsewhere.close();
    }

    @Test
    void whoeverIsSilentHangsUpOrTalksOnIsToldAgainUntilTheyHaveTakenIt() throws SQLException {
        receiver.willBe(Mood.reset(), Mood.silent(), Mood.reset(), Mood.talkative());
        var added = add("{}");
        var event = tell(1).getFirst();

        var messages = received(4);

        assertThat(messages).extracting(Message::id).containsOnly(event);
        eventually(() -> "DELIVERED".equals(log(added.header("Location"), "").path("deliveries[0].state")));
        log(added.header("Location"), "")
                .then()
                .body("deliveries[0].attempts", equalTo(4))
                .body("deliveries[0].lastStatus", equalTo(200));
    }

    @Test
    void whoeverAnswersTwiceIsHeardOnce() throws Exception {
        try (var door = new ServerSocket(0, 50, InetAddress.getByName("127.0.7.1"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new AtomicInteger();
            var answering = threads.submit(() -> answerTwice(door, calls));
            var webhook =
                    addAt("http://127.0.7.1:" + door.getLocalPort() + "/", "{}").header("Location");
            happens(2);

            eventually(() ->
                    log(webhook, "?state=DELIVERED").path("deliveries.size()").equals(2));
            log(webhook, "")
                    .then()
                    .body("deliveries.attempts", contains(1, 1))
                    .body("deliveries.lastStatus", contains(200, 200));
            assertThat(calls).hasValue(2);
            door.close();
            assertThat(answering.get()).isEqualTo("closed");
        }
    }

    /// No server of HTTP would do so: 200, and then 500 on top.
    private static String answerTwice(ServerSocket door, AtomicInteger calls) {
        while (true) {
            try (var caller = door.accept()) {
                calls.incrementAndGet();
                assertThat(caller.getInputStream().read(new byte[8192])).isPositive();
                caller.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                                        + "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                caller.getOutputStream().flush();
            } catch (IOException closed) {
                return "closed";
            }
        }
    }

    @Test
    void whyTheLastAttemptFailedStandsInTheLogAndWhenTheNextBegins() throws SQLException {
        receiver.isAlways(Mood.status(503));
        var webhook = add("{}").header("Location");
        happens(1);
        hears(2);

        eventually(() -> log(webhook, "").path("deliveries[0].nextAttemptAt") != null
                && (int) log(webhook, "").path("deliveries[0].attempts") >= 2);

        log(webhook, "")
                .then()
                .body("deliveries[0].state", equalTo("PENDING"))
                .body("deliveries[0].lastStatus", equalTo(503))
                .body("deliveries[0].lastFailure", equalTo("REFUSED"));
    }

    @Test
    void aSlowReceiverDoesNotKeepOthersWaiting() throws SQLException {
        receiver.isAlways(Mood.silent());
        add("{}").then().statusCode(201);
        try (var quick = new Receiver()) {
            addAt(quick.url(), "{}").then().statusCode(201);

            happens(12);

            eventually(() -> quick.received().size() == 12);
            assertThat(receiver.received().size()).isLessThan(12);
        }
    }

    @Test
    void whoSaysThatTheyAreGoneIsToldNoMoreUntilSomebodyWantsItAgain() throws SQLException {
        receiver.isAlways(Mood.status(410));
        var webhook = add("{}").header("Location");
        happens(1);
        hears(1);
        eventually(() -> !(boolean) get(webhook).path("active"));

        get(webhook).then().body("stoppedBecause", equalTo("GONE")).body("revision", equalTo(2));
        log(webhook, "")
                .then()
                .body("deliveries.state", contains("DEAD"))
                .body("deliveries[0].lastStatus", equalTo(410));
        var missed = tell(1).getFirst();
        // Whoever reads finds it in its place.
        get("/v1/events").then().statusCode(200);
        replaySince(webhook, "0").then().statusCode(409).body("type", equalTo("urn:scapula:problem:webhook-stopped"));
        receiver.isAlways(Mood.status(200));
        patch(webhook, "{\"active\": true}", get(webhook).header("ETag"))
                .then()
                .statusCode(200)
                .body("stoppedBecause", nullValue());
        replaySince(webhook, "1")
                .then()
                .statusCode(202)
                .body("queued", equalTo(1))
                .body("more", equalTo(false));

        eventually(() ->
                receiver.received().stream().anyMatch(message -> message.id().equals(missed)));
    }

    @Test
    void whatWasGivenUpCanBeToldAgain() throws SQLException {
        var webhook = add("{\"events\": [\"plan.created\"]}").header("Location");
        var events = tell(3);
        hears(3);
        eventually(
                () -> log(webhook, "?state=DELIVERED").path("deliveries.size()").equals(3));

        replayOne(webhook, events.get(1)).then().statusCode(202).body("queued", equalTo(1));
        hears(4);
        replaySince(webhook, "1")
                .then()
                .statusCode(202)
                .body("queued", equalTo(2))
                .body("next", equalTo("3"));
        hears(6);

        assertThat(receiver.received())
                .extracting(Message::id)
                .filteredOn(id -> id.equals(events.get(1)))
                .hasSize(3);
        replayOne(webhook, UUID.randomUUID().toString()).then().statusCode(404);
        replaySince(webhook, "yesterday").then().statusCode(422).body("errors.pointer", hasItem("/since"));
    }

    @Test
    void allThatIsDeadCanBeToldAgainAtOnceAndNothingElseIs() throws SQLException {
        var webhook = add("{\"events\": [\"plan.created\"]}").header("Location");
        var events = tell(4);
        hears(4);
        eventually(
                () -> log(webhook, "?state=DELIVERED").path("deliveries.size()").equals(4));
        areDead("TIMEOUT", events.subList(1, 4));

        replay(webhook, "{\"state\": \"DEAD\", \"since\": \"3\"}")
                .then()
                .statusCode(202)
                .body("queued", equalTo(1))
                .body("next", equalTo("4"));
        hears(5);
        replay(webhook, "{\"state\": \"DEAD\"}")
                .then()
                .statusCode(202)
                .body("queued", equalTo(2))
                .body("next", equalTo("3"))
                .body("more", equalTo(false));
        hears(7);

        assertThat(receiver.received().subList(4, 7))
                .extracting(Message::id)
                .containsExactlyInAnyOrderElementsOf(events.subList(1, 4));
        eventually(
                () -> log(webhook, "?state=DELIVERED").path("deliveries.size()").equals(4));
        replay(webhook, "{\"state\": \"DEAD\"}").then().statusCode(202).body("queued", equalTo(0));
        replay(webhook, "{\"state\": \"DELIVERED\"}").then().statusCode(422).body("errors.pointer", contains("/state"));
        replay(webhook, "{}").then().statusCode(422).body("errors.pointer", contains("/since"));
    }

    private void areDead(String failure, List<String> events) throws SQLException {
        try (var owner = room.asOwner();
                var statement = owner.prepareStatement("update planner.webhook_delivery"
                        + " set state = 'DEAD', last_failure = ? where event = any (cast(? as uuid[]))")) {
            Room.enter(owner, clinic.id(), "*");
            statement.setString(1, failure);
            statement.setArray(2, owner.createArrayOf("text", events.toArray()));
            assertThat(statement.executeUpdate()).isEqualTo(events.size());
        }
    }

    @Test
    void whileASecretIsRenewedBothSignAndAfterwardsOnlyTheNew() throws SQLException {
        var added = add("{}");
        var webhook = added.header("Location");
        String first = added.path("secret");
        var renewed = renew(webhook, "{}", added.header("ETag"));
        renewed.then().statusCode(200).body("previousSecretUntil", notNullValue());
        String second = renewed.path("secret");

        happens(1);
        var both = received(1).getFirst();
        String third = renew(webhook, "{\"previousForHours\": 0}", "*").path("secret");
        happens(1);
        var alone = received(2).getLast();

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates().allMatch(it -> it.startsWith("whsec_"));
        assertThat(both.isSignedWith(first)).isTrue();
        assertThat(both.isSignedWith(second)).isTrue();
        assertThat(alone.isSignedWith(third)).isTrue();
        assertThat(alone.isSignedWith(second)).isFalse();
        get(webhook).then().body("secret", nullValue()).body("previousSecretUntil", nullValue());
    }

    /// Whose first answer was lost renews it again; the receiver holds the very first one.
    @Test
    void whatWasPromisedOfASecretHoldsWhenItIsRenewedAgain() throws SQLException {
        var added = add("{}");
        var webhook = added.header("Location");
        String first = added.path("secret");
        var renewed = renew(webhook, "{\"previousForHours\": 24}", added.header("ETag"));
        String second = renewed.path("secret");
        String third = renew(webhook, "{\"previousForHours\": 1}", renewed.header("ETag"))
                .path("secret");

        happens(1);

        var told = received(1).getFirst();
        assertThat(List.of(first, second, third)).allMatch(told::isSignedWith);
    }

    @Test
    void aSecretIsShownOnceAndStoredNowhere() throws SQLException {
        var added = add("{}");
        String secret = added.path("secret");

        assertThat(get(added.header("Location")).asString()).doesNotContain(secret);
        assertThat(given().auth().oauth2(clinic.admin()).get("/v1/webhooks").asString())
                .doesNotContain("whsec_");
        assertThat(room.placesWith(secret)).isEmpty();
        assertThat(room.placesWith(secret.substring("whsec_".length()))).isEmpty();
    }

    @Test
    void nothingIsChangedUnseen() {
        var added = add("{\"description\": \"Front desk\", \"events\": [\"plan.created\"]}");
        var webhook = added.header("Location");

        patch(webhook, "{\"description\": null}", null).then().statusCode(428);
        var changed = patch(webhook, "{\"description\": null, \"active\": false}", added.header("ETag"));
        changed.then()
                .statusCode(200)
                .body("description", nullValue())
                .body("events", contains("plan.created"))
                .body("active", equalTo(false))
                .body("stoppedBecause", equalTo("ASKED"))
                .body("revision", equalTo(2));
        patch(webhook, "{\"active\": true}", added.header("ETag"))
                .then()
                .statusCode(412)
                .body("current.revision", equalTo(2));
        patch(webhook, "{\"events\": null}", "*").then().statusCode(200).body("events", empty());
        patch(webhook, "{\"events\": [\"plan.eaten\"]}", "*")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/events/0"));
        patch(webhook, "{\"url\": null}", "*").then().statusCode(422).body("errors.pointer", hasItem("/url"));
        patch(webhook, "{\"colour\": \"blue\"}", "*").then().statusCode(422).body("errors.pointer", hasItem("/colour"));
        patch(webhook, "[]", "*").then().statusCode(400);
        patch(webhook, "{", "*").then().statusCode(400);
        given().auth()
                .oauth2(clinic.integrator())
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{}")
                .patch(webhook)
                .then()
                .statusCode(415);
        remove(webhook, null).then().statusCode(428);
        remove(webhook, added.header("ETag")).then().statusCode(412);
        remove(webhook, get(webhook).header("ETag")).then().statusCode(204);
        get(webhook).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.2/",
                "http://127.0.0.2:8080/",
                "http://localhost:8080/",
                "https://localhost/",
                "https://[::1]/",
                "https://[::ffff:7f00:1]/",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.7/",
                "https://2852039166/",
                "http://9.9.9.9/",
                "https://0.0.0.0/",
                "https://[fd00:ec2::254]/",
                "https://no-such-host.invalid/",
                "ftp://127.0.0.1/",
                "https://me:you@127.0.0.1/",
                "not an address"
            })
    void whereNobodyMayBeCalledIsRefusedAndTheFieldIsNamed(String url) {
        addAt(url, "{}").then().statusCode(422).body("errors.pointer", contains("/url"));
        var webhook = add("{}").header("Location");
        patch(webhook, "{\"url\": \"" + url + "\"}", "*")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/url"));
    }

    @Test
    void whoAsksDoesNotLearnWhichNamesThereAre() {
        var nowhere = addAt("https://no-such-host.invalid/", "{}");
        var inside = addAt("https://localhost/", "{}");

        assertThat(nowhere.<String>path("errors[0].detail")).isNotBlank().isEqualTo(inside.path("errors[0].detail"));
        assertThat(nowhere.<String>path("errors[0].code")).isEqualTo(inside.path("errors[0].code"));
    }

    /// An older version noted which names lead nowhere.
    @Test
    void whatWasNotedBeforeIsReadAndDoesNotTellWhichNamesThereAreEither() throws SQLException {
        var webhook = add("{\"events\": [\"plan.created\"]}").header("Location");
        var events = tell(1);
        hears(1);
        eventually(
                () -> log(webhook, "?state=DELIVERED").path("deliveries.size()").equals(1));
        areDead("UNKNOWN_NAME", events);

        log(webhook, "?state=DEAD").then().statusCode(200).body("deliveries.lastFailure", contains("NOT_ALLOWED"));
    }

    /// What a name meant when the webhook was made says nothing of today.
    @Test
    void whereItLeadsIsLookedAtAgainBeforeEachDelivery() throws SQLException {
        var webhook = add("{}").header("Location");
        try (var owner = room.asOwner();
                var statement = owner.prepareStatement("update planner.webhook set url = ?")) {
            Room.enter(owner, clinic.id(), "*");
            statement.setString(1, receiver.urlAt("127.0.0.2"));
            statement.executeUpdate();
        }

        happens(1);

        eventually(() -> "NOT_ALLOWED".equals(log(webhook, "").path("deliveries[0].lastFailure")));
        assertThat(receiver.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | /url",
                "{\"url\": 5} | /url",
                "{\"url\": \"http://127.0.7.1/\", \"events\": []} | /events",
                "{\"url\": \"http://127.0.7.1/\", \"events\": [\"plan.created\", \"plan.created\"]} | /events",
                "{\"url\": \"http://127.0.7.1/\", \"events\": [\"PLAN_CREATED\"]} | /events/0",
                "{\"url\": \"http://127.0.7.1/\", \"description\": \"\"} | /description",
                "{\"url\": \"http://127.0.7.1/\", \"secret\": \"mine\"} | /secret"
            })
    void whatDoesNotFitIsRefusedAndTheFieldIsNamed(String body, String pointer) {
        given().auth()
                .oauth2(clinic.admin())
                .contentType("application/json")
                .body(body)
                .post("/v1/webhooks")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void theyAreReadPageByPageAndByNoOtherClinic() {
        var ids = List.of(
                add("{}").<String>path("id"),
                add("{}").<String>path("id"),
                add("{}").<String>path("id"));
        var integrator = clinic.integrator();

        var first = given().auth().oauth2(integrator).get("/v1/webhooks?limit=2");
        first.then().body("webhooks.id", contains(ids.get(0), ids.get(1)));
        given().auth()
                .oauth2(integrator)
                .get("/v1/webhooks?limit=2&cursor=" + first.path("next"))
                .then()
                .body("webhooks.id", contains(ids.get(2)))
                .body("next", nullValue());
        given().auth()
                .oauth2(Tokens.at("south").integrator())
                .get("/v1/webhooks/" + ids.getFirst())
                .then()
                .statusCode(404);
    }

    @Test
    void whoChangedWhatIsInTheAudit() {
        var added = add("{}");
        patch(added.header("Location"), "{\"description\": \"Front desk\"}", "*")
                .then()
                .statusCode(200);
        renew(added.header("Location"), "{}", "*").then().statusCode(200);
        remove(added.header("Location"), "*").then().statusCode(204);

        given().auth()
                .oauth2(clinic.admin())
                .get("/audit?record=" + added.path("id"))
                .then()
                .body(
                        "entries.act",
                        contains("webhook.remove", "webhook.renew-secret", "webhook.change", "webhook.create"))
                .body("entries", hasSize(4));
    }

    /// Whoever goes through all clinics goes on where one of them is stuck.
    @Test
    void aClinicWhoseEventsAreStuckKeepsNobodyElseWaiting() throws SQLException {
        var stuck = "a" + clinic.id();
        add("{}").then().statusCode(201);
        try (var holder = room.asService();
                var lock = holder.prepareStatement(
                        "select pg_advisory_xact_lock(hashtextextended('events planner ' || ?, 0))")) {
            holder.setAutoCommit(false);
            lock.setString(1, stuck);
            lock.executeQuery().close();
            assertThat(tellAt(stuck, "plan.created")).isNotEmpty();

            var event = tell(1).getFirst();

            within(
                    Duration.ofSeconds(4),
                    () -> receiver.received().stream()
                            .anyMatch(message -> message.id().equals(event)));
            holder.rollback();
        }
    }

    @Test
    void manySlowReceiversOfOneClinicKeepNoOtherWaiting() throws SQLException {
        var other = Tokens.at("z" + clinic.id());
        var calls = new AtomicInteger();
        // Each at a time of its own: never many places are free at once.
        receiver.isAlways(exchange -> {
            LockSupport.parkNanos(300_000_000L + 45_000_000L * (calls.getAndIncrement() % 16));
            exchange.sendResponseHeaders(503, -1);
        });
        for (var nth = 0; nth < 4; nth++) {
            add("{}").then().statusCode(201);
        }
        tellMany(50);
        hears(8);
        try (var quick = new Receiver()) {
            addAt(other, quick.url(), "{}").then().statusCode(201);

            assertThat(tellAt(other.id(), "plan.created")).isNotEmpty();

            within(Duration.ofSeconds(3), () -> quick.received().size() == 1);
        } finally {
            removeAll(other);
        }
    }

    @Test
    void oneReceiverIsNeverToldMoreAtOnceThanAgreed() throws SQLException {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var calls = new AtomicInteger();
        receiver.isAlways(exchange -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            LockSupport.parkNanos(30_000_000L + 40_000_000L * (calls.getAndIncrement() % 5));
            atOnce.decrementAndGet();
            exchange.sendResponseHeaders(204, -1);
        });
        add("{}").then().statusCode(201);

        tellMany(40);

        hears(40);
        assertThat(most).hasValueBetween(1, 4);
    }

    @Test
    void ofTwoWhoChangeItAtOnceOneIsTooLate() throws Exception {
        var webhook = add("{}").header("Location");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var nth = 0; nth < 15; nth++) {
                var description = "{\"description\": \"Desk " + nth + "\"}";
                var seen = get(webhook).header("ETag");

                var changing =
                        threads.submit(() -> patch(webhook, description, seen).statusCode());
                var renewing = threads.submit(
                        () -> renew(webhook, "{\"previousForHours\": 0}", seen).statusCode());

                assertThat(List.of(changing.get(), renewing.get())).containsExactlyInAnyOrder(200, 412);
            }
        }
    }

    /// Whoever stops it and whoever gives events their places wait for each other.
    @Test
    void whatHappensWhileItIsStoppedIsNotTold() throws SQLException {
        var webhook = add("{}").header("Location");
        try (var stopping = room.asService();
                var stop = stopping.createStatement()) {
            Room.enter(stopping, clinic.id(), "*");
            stopping.setAutoCommit(false);
            assertThat(stop.executeUpdate("update webhook set active = false, stopped_because = 'ASKED'"))
                    .isEqualTo(1);
            var event = tell(1).getFirst();
            eventually(() -> isWaitingForALock("place") || !receiver.received().isEmpty());
            stopping.commit();

            eventually(() -> get("/v1/events").path("events.id").equals(List.of(event)));
            log(webhook, "").then().body("deliveries", empty());
            assertThat(receiver.received()).isEmpty();
        }
    }

    /// In a transaction that nobody else sees.
    @ParameterizedTest
    @CsvSource({"true, 1, PENDING, 1", "false, 0, DEAD STOPPED, 0"})
    void whatIsDueForAStoppedWebhookIsNotTakenButEndsWithIt(boolean active, int taken, String state, int due)
            throws SQLException {
        try (var inside = room.asService();
                var statement = inside.createStatement()) {
            Room.enter(inside, clinic.id(), "*");
            inside.setAutoCommit(false);
            var webhook = UUID.randomUUID();
            var event = UUID.randomUUID();
            due(statement, webhook, event);
            if (!active) {
                statement.execute(
                        "update webhook set active = false, stopped_because = 'ASKED' where id = '" + webhook + "'");
            }

            var found = Room.count(inside, "select count(*) from " + TAKE + " where webhook = '" + webhook + "'");

            assertThat(found).isEqualTo(taken);
            assertThat(said(
                            inside,
                            "select concat_ws(' ', state, last_failure) from webhook_delivery where webhook = '"
                                    + webhook + "'"))
                    .isEqualTo(state);
            assertThat(Room.count(inside, "select count(*) from webhook_due where webhook = '" + webhook + "'"))
                    .isEqualTo(due);
            inside.rollback();
        }
    }

    private static String said(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /// In a transaction that nobody else sees.
    @Test
    void whereThereWasNoRoomToAskNothingWasTried() throws SQLException {
        try (var inside = room.asService();
                var statement = inside.createStatement()) {
            Room.enter(inside, clinic.id(), "*");
            inside.setAutoCommit(false);
            var webhook = UUID.randomUUID();
            var event = UUID.randomUUID();
            due(statement, webhook, event);

            assertThat(Room.count(
                            inside,
                            "select count(*) from " + TAKE + " t cross join lateral put_back('" + clinic.id()
                                    + "', '*', t.webhook, t.event, t.lease, now() + interval '2 s') as back"
                                    + " where t.webhook = '" + webhook + "' and back"))
                    .isEqualTo(1);

            assertThat(
                            Room.count(
                                    inside,
                                    "select count(*) from webhook_delivery d join webhook_due u using (webhook, event)"
                                            + " where d.webhook = '" + webhook
                                            + "' and d.attempts = 0 and d.last_at is null"
                                            + " and d.state = 'PENDING' and u.lease is null and u.due_at = now() + interval '2 s'"))
                    .isEqualTo(1);
            inside.rollback();
        }
    }

    private void due(Statement statement, UUID webhook, UUID event) throws SQLException {
        statement.execute(
                "insert into webhook select '%s', '%s', 'http://127.0.7.1:9/', '', '', true, null, 1, 1, null, now(), now(), 'me'"
                        .formatted(webhook, clinic.id()));
        statement.execute("insert into event values ('%s', '%s', 1, now(), now(), 'plan.created', '/plans/%s')"
                .formatted(event, clinic.id(), event));
        statement.execute("insert into webhook_delivery values ('%s', '%s', '%s', 1, 'PENDING', 0, now())"
                .formatted(webhook, event, clinic.id()));
        statement.execute("insert into webhook_due values ('%s', '%s', '%s', now() - interval '1 hour')"
                .formatted(webhook, event, clinic.id()));
    }

    @Test
    void whoIsGoneFromWhereItWasToldBeforeIsToldWhereItIsNow() throws Exception {
        var moved = new CountDownLatch(1);
        receiver.isAlways(exchange -> {
            awaited(moved);
            exchange.sendResponseHeaders(410, -1);
        });
        var webhook = add("{}").header("Location");
        try (var elsewhere = new Receiver()) {
            var event = tell(1).getFirst();
            hears(1);

            patch(webhook, "{\"url\": \"" + elsewhere.url() + "\"}", "*").then().statusCode(200);
            moved.countDown();

            eventually(() -> elsewhere.received().stream()
                    .anyMatch(message -> message.id().equals(event)));
            get(webhook).then().body("active", equalTo(true)).body("revision", equalTo(2));
        }
    }

    private static void awaited(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(9, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException end) {
            throw new IOException(end);
        }
    }

    /// A replica of the next version may already tell of what this one has no word for.
    @Test
    void whatThisVersionDoesNotKnowIsToldAsItIs() throws SQLException {
        var webhook = add("{}").header("Location");
        var events = new ArrayList<String>();
        events.add(tell("plan.invented"));
        events.addAll(tell(3));

        var messages = received(4);

        assertThat(messages).extracting(Message::id).containsExactlyInAnyOrderElementsOf(events);
        assertThat(messages)
                .extracting(message -> message.event().path("type").asText())
                .containsExactlyInAnyOrder("plan.invented", "plan.created", "plan.created", "plan.created");
        get("/v1/events").then().statusCode(200).body("events.type", hasItem("plan.invented"));
        log(webhook, "").then().statusCode(200).body("deliveries.type", hasItem("plan.invented"));
    }

    /// It is what a replica of the next version was asked for, and is still so when that one reads it again.
    @ParameterizedTest
    @ValueSource(strings = {"plan.created plan.invented", "plan.invented"})
    void whatThisVersionDoesNotKnowOfAWebhookIsShownAndKept(String wanted) throws SQLException {
        var webhook = add("{}").header("Location");
        wants(webhook, wanted);

        get("/v1/webhooks").then().statusCode(200).body("webhooks[0].events", equalTo(List.of(wanted.split(" "))));
        patch(webhook, "{\"description\": \"Front desk\"}", get(webhook).header("ETag"))
                .then()
                .statusCode(200)
                .body("events", equalTo(List.of(wanted.split(" "))));
        renew(webhook, "{}", "*").then().statusCode(200);
        var unwanted = tell("plan.frozen");
        var invented = tell("plan.invented");
        assertThat(received(1)).extracting(Message::id).contains(invented).doesNotContain(unwanted);
        patch(webhook, "{\"events\": [\"plan.created\"]}", "*")
                .then()
                .statusCode(200)
                .body("events", contains("plan.created"));
        patch(webhook, "{\"events\": [\"plan.invented\"]}", "*")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/events/0"));
    }

    private void wants(String webhook, String events) throws SQLException {
        try (var owner = room.asOwner();
                var statement = owner.prepareStatement("update planner.webhook set events = ? where id = ?::uuid")) {
            Room.enter(owner, clinic.id(), "*");
            statement.setString(1, events);
            statement.setString(2, webhook.substring(webhook.lastIndexOf('/') + 1));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private boolean isWaitingForALock(String statement) {
        try (var operator = TestDatabase.running().asOperator()) {
            return Room.count(
                            operator,
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'select "
                                    + statement + "%'")
                    > 0;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void tellMany(int many) throws SQLException {
        try (var writer = room.asService();
                var statement = writer.prepareStatement("""
                        select count(tell_event(gen_random_uuid(), ?, now(), 'plan.created',
                            '/plans/' || gen_random_uuid())) from generate_series(1, ?)""")) {
            Room.enter(writer, clinic.id(), "*");
            statement.setString(1, clinic.id());
            statement.setInt(2, many);
            statement.executeQuery().close();
        }
    }

    private Response add(String more) {
        return addAt(receiver.url(), more);
    }

    private Response addAt(String url, String more) {
        return addAt(clinic, url, more);
    }

    private static Response addAt(Tokens.Clinic of, String url, String more) {
        var rest = more.substring(1);
        return given().auth()
                .oauth2(of.integrator())
                .contentType("application/json")
                .body("{\"url\": \"" + url + "\"" + (rest.equals("}") ? "" : ", ") + rest)
                .post("/v1/webhooks");
    }

    private Response get(String webhook) {
        return given().auth().oauth2(clinic.integrator()).get(webhook);
    }

    private Response log(String webhook, String query) {
        return get(webhook + "/deliveries" + query);
    }

    private Response patch(String webhook, String body, @Nullable String seen) {
        var request = given().auth()
                .oauth2(clinic.integrator())
                .contentType("application/merge-patch+json")
                .body(body);
        return (seen == null ? request : request.header("If-Match", seen)).patch(webhook);
    }

    private Response remove(String webhook, @Nullable String seen) {
        var request = given().auth().oauth2(clinic.integrator());
        return (seen == null ? request : request.header("If-Match", seen)).delete(webhook);
    }

    private Response renew(String webhook, String body, String seen) {
        return given().auth()
                .oauth2(clinic.integrator())
                .header("If-Match", seen)
                .contentType("application/json")
                .body(body)
                .post(webhook + "/secret");
    }

    private Response replaySince(String webhook, String place) {
        return replay(webhook, "{\"since\": \"" + place + "\"}");
    }

    private Response replay(String webhook, String body) {
        return given().auth()
                .oauth2(clinic.integrator())
                .contentType("application/json")
                .body(body)
                .post(webhook + "/replay");
    }

    private Response replayOne(String webhook, String event) {
        return given().auth().oauth2(clinic.integrator()).post(webhook + "/deliveries/" + event + "/replay");
    }

    private void happens(int many) throws SQLException {
        assertThat(tell(many)).hasSize(many);
    }

    private void hears(int many) {
        assertThat(received(many)).hasSizeGreaterThanOrEqualTo(many);
    }

    private List<String> tell(int many) throws SQLException {
        var ids = new ArrayList<String>();
        for (var nth = 0; nth < many; nth++) {
            ids.add(tell("plan.created"));
        }
        return ids;
    }

    /// As a feature of the service does, each in a transaction of its own.
    private String tell(String type) throws SQLException {
        return tellAt(clinic.id(), type);
    }

    private String tellAt(String where, String type) throws SQLException {
        return tellAt(room, where, type);
    }

    static String tellAt(Room room, String where, String type) throws SQLException {
        var id = UUID.randomUUID();
        try (var writer = room.asService();
                var statement = writer.prepareStatement("select tell_event(?, ?, now(), ?, ?)")) {
            Room.enter(writer, where, "*");
            statement.setObject(1, id);
            statement.setString(2, where);
            statement.setString(3, type);
            statement.setString(4, "/plans/" + UUID.randomUUID());
            statement.executeQuery().close();
        }
        return id.toString();
    }

    private List<Message> received(int many) {
        eventually(() -> receiver.received().size() >= many);
        return receiver.received();
    }

    private static void eventually(BooleanSupplier fact) {
        within(Duration.ofSeconds(9), fact);
    }

    static void within(Duration time, BooleanSupplier fact) {
        var deadline = Instant.now().plus(time);
        while (!fact.getAsBoolean()) {
            assertThat(Instant.now()).as("it does not come true").isBefore(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
