package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.standardwebhooks.Webhook;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.planner.event.Notices;
import org.scapula.planner.event.Notices.Mark;
import org.scapula.planner.event.Tidying;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// Systems that say what changed there, signed by the library of those who wrote the standard. Each test has
/// a clinic of its own.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class NoticesApiTest {

    private static final String MOVED =
            "{\"resourceType\": \"Appointment\", \"id\": \"4711\", \"comment\": \"sore back\"}";

    private final Notices notices;
    private final Tidying tidying;
    private final Room room;
    private final Tokens.Clinic clinic =
            Tokens.at("c-" + UUID.randomUUID().toString().substring(0, 8));

    NoticesApiTest(Notices notices, Tidying tidying, Room room) {
        this.notices = notices;
        this.tidying = tidying;
        this.room = room;
    }

    @AfterEach
    void end() throws SQLException {
        try (var owner = room.asOwner();
                var statement = owner.createStatement()) {
            for (var where : List.of(clinic.id(), "b-" + clinic.id())) {
                Room.enter(owner, where, "*");
                statement.execute("delete from planner.notice_source");
            }
        }
    }

    @Test
    void whatASystemSaysIsAMarkAndNothingMore() throws Exception {
        var source = add();

        send(source, "m-1", MOVED).then().statusCode(204);

        var marks = take();
        assertThat(marks).hasSize(1);
        assertThat(marks.getFirst().system()).isEqualTo("front-desk");
        assertThat(marks.getFirst().type()).isEqualTo("Appointment");
        assertThat(marks.getFirst().id()).isEqualTo("4711");
        assertThat(room.placesWith("sore back")).isEmpty();
    }

    @Test
    void theSameMessageCountsOnceAndTheSameThingIsMarkedOnce() throws Exception {
        var source = add();
        send(source, "m-1", MOVED).then().statusCode(204);
        var first = take().getFirst();
        send(source, "m-1", MOVED).then().statusCode(204);
        assertThat(take()).isEmpty();
        asked(notices.done(first));
        send(source, "m-1", MOVED).then().statusCode(204);
        assertThat(take()).isEmpty();

        send(source, "m-2", MOVED).then().statusCode(204);
        send(source, "m-3", MOVED).then().statusCode(204);

        assertThat(take()).extracting(Mark::id).containsExactly("4711");
    }

    @Test
    void whatIsMarkedAgainWhileItIsReadIsReadAgain() throws Exception {
        var source = add();
        send(source, "m-1", MOVED).then().statusCode(204);
        var taken = take().getFirst();

        send(source, "m-2", MOVED).then().statusCode(204);
        asked(notices.done(taken));

        var again = take();
        assertThat(again).hasSize(1);
        asked(notices.done(again.getFirst()));
        assertThat(asked(notices.clinics())).doesNotContain(clinic.id());
    }

    @Test
    void whatIsMarkedAgainIsNotForgottenForHowLongItHasWaited() throws Exception {
        var source = add();
        send(source, "m-1", MOVED).then().statusCode(204);
        send(source, "m-2", bundle(1, "old-%d")).then().statusCode(204);
        try (var owner = room.asOwner();
                var statement = owner.createStatement()) {
            Room.enter(owner, clinic.id(), "*");
            statement.execute("update planner.notice_mark set since = since - interval '8 days', marked_at = marked_at"
                    + " - interval '8 days' where clinic = '" + clinic.id() + "'");
        }
        send(source, "m-3", MOVED).then().statusCode(204);

        tidying.now();

        assertThat(take()).extracting(Mark::id).containsExactly("4711");
    }

    @Test
    void noClinicIsAlwaysTheFirst() throws Exception {
        var second = Tokens.at("b-" + clinic.id());
        send(add(), "m-1", MOVED).then().statusCode(204);
        send(add(second), "m-1", MOVED).then().statusCode(204);

        var firsts = new HashSet<String>();
        for (var nth = 0; nth < 200 && firsts.size() < 2; nth++) {
            firsts.add(asked(notices.clinics()).stream()
                    .filter(Set.of(clinic.id(), second.id())::contains)
                    .findFirst()
                    .orElseThrow());
        }

        assertThat(firsts).hasSize(2);
    }

    @Test
    void whoeverTookAMarkAndDidNotComeBackLeavesItToTheNext() throws Exception {
        send(add(), "m-1", MOVED).then().statusCode(204);

        var taken = asked(notices.take(clinic.id(), 10, Duration.ZERO));

        assertThat(taken).hasSize(1);
        assertThat(take()).isEqualTo(taken);
        assertThat(take()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-310, 310})
    void aRecordingCountsForNothing(long seconds) throws Exception {
        sent(add(), "m-1", MOVED, Instant.now().getEpochSecond() + seconds, MOVED)
                .then()
                .statusCode(401);

        assertThat(take()).isEmpty();
    }

    @Test
    void whoeverIsNotTheSourceIsNotBelieved() throws Exception {
        var source = add();
        var other = add();
        var now = Instant.now().getEpochSecond();

        sent(source, "m-1", MOVED, now, MOVED.replace("4711", "4712")).then().statusCode(401);
        signed(source.path("address"), other.path("secret"), "m-1", MOVED, now)
                .then()
                .statusCode(401);
        signed("/v1/notices/" + UUID.randomUUID(), source.path("secret"), "m-1", MOVED, now)
                .then()
                .statusCode(401)
                .body("type", equalTo("urn:scapula:problem:unauthenticated"));
        given().contentType("application/json")
                .body(MOVED)
                .post(source.<String>path("address"))
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(clinic.admin())
                .contentType("application/json")
                .body(MOVED)
                .post(source.<String>path("address"))
                .then()
                .statusCode(401);

        assertThat(take()).isEmpty();
    }

    @Test
    void whileASecretIsRenewedEitherIsGood() throws Exception {
        var source = add();
        var location = source.header("Location");
        String before = source.path("secret");
        String after = renew(location, "{\"previousForHours\": 1}").path("secret");
        String address = source.path("address");
        var now = Instant.now().getEpochSecond();

        signed(address, before, "m-1", MOVED, now).then().statusCode(204);
        signed(address, after, "m-2", MOVED, now).then().statusCode(204);
        String last = renew(location, "{\"previousForHours\": 0}").path("secret");
        signed(address, after, "m-3", MOVED, now).then().statusCode(401);
        signed(address, last, "m-3", MOVED, now).then().statusCode(204);
    }

    @Test
    void whatWasPromisedOfASecretHoldsWhenItIsRenewedAgain() throws Exception {
        var source = add();
        var location = source.header("Location");
        String address = source.path("address");
        String first = source.path("secret");
        String second = renew(location, "{\"previousForHours\": 24}").path("secret");
        String third = renew(location, "{\"previousForHours\": 1}").path("secret");
        var now = Instant.now().getEpochSecond();

        signed(address, first, "m-1", MOVED, now).then().statusCode(204);
        signed(address, second, "m-2", MOVED, now).then().statusCode(204);
        signed(address, third, "m-3", MOVED, now).then().statusCode(204);
        String last = renew(location, "{\"previousForHours\": 0}").path("secret");
        for (var dropped : List.of(first, second, third)) {
            signed(address, dropped, "m-4", MOVED, now).then().statusCode(401);
        }
        signed(address, last, "m-4", MOVED, now).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"resourceType\": \"Appointment\"}", "{\"resourceType\": \"A b\", \"id\": \"1\"}", "[1]"
            })
    void whoeverDoesNotSayWhatChangedIsToldSo(String body) throws Exception {
        send(add(), "m-1", body).then().statusCode(422).body("errors.pointer", hasItem("/resourceType"));
    }

    @Test
    void whatIsNoJsonOrTooLongIsRefused() throws Exception {
        var source = add();

        send(source, "m-1", "{").then().statusCode(400);
        send(source, "m-2", "{\"resourceType\": \"" + "x".repeat(1_100_000) + "\"}")
                .then()
                .statusCode(413);
    }

    @Test
    void aWholeResourceIsHeardHoweverMuchItSays() throws Exception {
        var whole =
                "{\"resourceType\": \"Appointment\", \"id\": \"4712\", \"comment\": \"" + "x".repeat(300_000) + "\"}";

        send(add(), "m-1", whole).then().statusCode(204);

        assertThat(take()).extracting(Mark::id).containsExactly("4712");
    }

    @Test
    void aFhirServersRestHookIsHeardForItsSecret() throws Exception {
        var source = add();
        String address = source.path("address");

        hook(address + "/Appointment/a-1", source.path("secret")).then().statusCode(204);
        hook(address + "/Appointment/a-1", source.path("secret")).then().statusCode(204);
        hook(address + "/Appointment/a-2", add().path("secret")).then().statusCode(401);
        hook(address + "/Appointment/a-2", "").then().statusCode(401);
        hook(address + "/Appointment/a%20b", source.path("secret")).then().statusCode(422);

        assertThat(take()).extracting(Mark::type, Mark::id).containsExactly(tuple("Appointment", "a-1"));
    }

    @Test
    void sourcesAreTheClinicsOwn() throws Exception {
        var source = add();
        var location = source.header("Location");

        given().auth()
                .oauth2(clinic.integrator())
                .get(location)
                .then()
                .statusCode(200)
                .body("system", equalTo("front-desk"))
                .body("address", notNullValue())
                .body("secret", nullValue());
        given().auth()
                .oauth2(clinic.integrator())
                .get("/v1/notice-sources?limit=1")
                .then()
                .body("sources.id", contains(source.<String>path("id")));
        given().auth().oauth2(Tokens.at("south").admin()).get(location).then().statusCode(404);
        given().auth().oauth2(clinic.admin()).delete(location).then().statusCode(428);
        given().auth()
                .oauth2(clinic.admin())
                .header("If-Match", source.header("ETag"))
                .delete(location)
                .then()
                .statusCode(204);
        send(source, "m-1", MOVED).then().statusCode(401);
        given().auth()
                .oauth2(clinic.admin())
                .get("/audit?record=" + source.path("id"))
                .then()
                .body("entries.act", contains("notice-source.remove", "notice-source.create"));
        given().auth()
                .oauth2(clinic.admin())
                .contentType("application/json")
                .body("{\"system\": \"Front Desk\"}")
                .post("/v1/notice-sources")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/system"));
    }

    @Test
    void ofTwoWhoRenewASecretAtOnceOneIsTooLate() throws Exception {
        var location = add().header("Location");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var nth = 0; nth < 15; nth++) {
                var seen = given().auth().oauth2(clinic.admin()).get(location).header("ETag");

                var one = threads.submit(() -> renew(location, "{}", seen).statusCode());
                var other = threads.submit(() -> renew(location, "{}", seen).statusCode());

                assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(200, 412);
            }
        }
    }

    /// As the backport of topic-based subscriptions to R4 tells it, by a rest-hook: a POST with the secret.
    @Test
    void aFhirServersNotificationIsHeardForItsSecret() throws Exception {
        var source = add();
        String address = source.path("address");
        String secret = source.path("secret");

        notification(address, secret, "handshake", "").then().statusCode(204);
        assertThat(take()).isEmpty();
        notification(address, secret, "event-notification", "Appointment/a-1")
                .then()
                .statusCode(204);
        notification(address, add().path("secret"), "event-notification", "Appointment/a-2")
                .then()
                .statusCode(401);

        assertThat(take()).extracting(Mark::type, Mark::id).containsExactly(tuple("Appointment", "a-1"));
    }

    /// The subscription leaves out what changed (payload `empty`): nobody could read it.
    @Test
    void aNotificationWithoutWhatChangedIsNoSignOfLife() throws Exception {
        var source = add();
        String address = source.path("address");
        String secret = source.path("secret");

        notification(address, secret, "heartbeat", "").then().statusCode(204);
        notification(address, secret, "event-notification", "")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/entry"))
                .body("errors[0].detail", containsString("id-only"));
    }

    @Test
    void whatCannotAllBeMarkedIsRefusedWhole() throws Exception {
        var source = add();

        send(source, "m-1", bundle(200, "a-%d")).then().statusCode(204);
        assertThat(asked(notices.take(clinic.id(), 500, Duration.ofMinutes(1)))).hasSize(200);
        for (var body : List.of(bundle(201, "b-%d"), bundle(2, "b/%d"))) {
            send(source, "m-2", body).then().statusCode(422).body("errors[0].pointer", equalTo("/entry"));
        }

        assertThat(take()).isEmpty();
    }

    private static String bundle(int many, String id) {
        return IntStream.range(0, many)
                .mapToObj(nth -> "{\"resource\": {\"resourceType\": \"Slot\", \"id\": \"" + id.formatted(nth) + "\"}}")
                .collect(Collectors.joining(",", "{\"resourceType\": \"Bundle\", \"entry\": [", "]}"));
    }

    private static Response notification(String address, String secret, String type, String focus) {
        var event = focus.isEmpty() ? "" : """
                , {"name": "notification-event", "part": [{"name": "event-number", "valueString": "2"},
                {"name": "focus", "valueReference": {"reference": "https://fhir.clinic.example/r4/%s"}}]}""".formatted(focus);
        return given().header("Authorization", "Bearer " + secret)
                .contentType("application/fhir+json")
                .body("""
                        {"resourceType": "Bundle", "id": "b-1", "type": "history", "entry": [{"resource":
                        {"resourceType": "Parameters", "id": "status-1", "parameter": [
                        {"name": "subscription", "valueReference": {"reference": "Subscription/s-1"}},
                        {"name": "type", "valueCode": "%s"}%s]}}]}""".formatted(type, event))
                .post(address);
    }

    private Response add() {
        return add(clinic);
    }

    private static Response add(Tokens.Clinic at) {
        return given().auth()
                .oauth2(at.admin())
                .contentType("application/json")
                .body("{\"system\": \"front-desk\"}")
                .post("/v1/notice-sources");
    }

    private Response renew(String location, String body) {
        return renew(location, body, "*");
    }

    private Response renew(String location, String body, String seen) {
        return given().auth()
                .oauth2(clinic.admin())
                .header("If-Match", seen)
                .contentType("application/json")
                .body(body)
                .post(location + "/secret");
    }

    private static Response send(Response source, String id, String body) throws Exception {
        return sent(source, id, body, Instant.now().getEpochSecond(), body);
    }

    /// Signed for one body, and sent with another where they differ.
    private static Response sent(Response source, String id, String signed, long at, String body) throws Exception {
        var signature = new Webhook(source.<String>path("secret")).sign(id, at, signed);
        return post(source.path("address"), id, at, signature, body);
    }

    private static Response signed(String address, String secret, String id, String body, long at) throws Exception {
        return post(address, id, at, new Webhook(secret).sign(id, at, body), body);
    }

    private static Response post(String address, String id, long at, String signature, String body) {
        return given().header("webhook-id", id)
                .header("webhook-timestamp", at)
                .header("webhook-signature", signature)
                .contentType("application/json")
                .body(body)
                .post(address);
    }

    private static Response hook(String address, String secret) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + secret)
                .contentType("application/fhir+json")
                .body("{\"resourceType\": \"Appointment\"}")
                .put(address);
    }

    private List<Mark> take() {
        return asked(notices.take(clinic.id(), 10, Duration.ofMinutes(1)));
    }

    private static <T> T asked(Uni<T> question) {
        return question.await().atMost(Duration.ofSeconds(9));
    }
}
