package org.scapula.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.issuer.Claims;

/// The whole product as it is shipped: three packaged services in processes of their own, one PostgreSQL, real HTTP,
/// and nobody without a token.
class JourneyIT {

    private static final Set<String> STRENGTHENING = Set.of("STRENGTH", "ISOMETRIC");

    @TempDir
    static Path home = Path.of("");

    private static @Nullable Options options;
    private static @Nullable Stack stack;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        options = new Options(true, false, false, FreePorts.base(), home.resolve("main"), root());
        stack = Stack.start(options(), line -> {});
    }

    @AfterAll
    static void stop() throws IOException {
        stack().close();
        KeptLogs.of("journey", home);
    }

    @Test
    void aPersonWithAnAchingBackGetsFromSymptomsToAWeek() throws InterruptedException {
        var person = Person.withAnAchingUpperBack();

        var outcome = journey().walk(person);

        assertThat(outcome.assessment().path("disposition").asText()).isEqualTo("SELF_CARE");
        assertThat(daysOf(outcome.plan())).isNotEmpty().isSubsetOf("MON", "TUE", "THU", "SAT");
        assertThat(itemsOf(outcome.plan())).isNotEmpty().allSatisfy(item -> {
            assertThat(item.path("why").path("text").asText()).isNotBlank();
            assertThat(item.path("why").path("doseSources")).isNotEmpty();
            assertThat(item.path("equipment"))
                    .allSatisfy(equipment -> assertThat(equipment.asText())
                            .isIn(
                                    "RESISTANCE_BAND",
                                    "ANCHORED_BAND",
                                    "MAT",
                                    "WALL",
                                    "CHAIR",
                                    "TOWEL",
                                    "DOORWAY",
                                    "FIRM_SURFACE"));
        });
        assertThat(strengthDaysInARow(outcome.plan())).isEmpty();
        assertThat(outcome.plan().path("selfCareClock")).isNotEmpty();
        assertThat(outcome.plan().path("guidance").path("reviewDate").asText()).isNotBlank();
        assertThat(outcome.plan().path("notice").asText()).contains("not");
    }

    @Test
    void everyItemOfAPlanIsAnExerciseOfTheCatalogueThatTellsHowToDoIt() throws InterruptedException {
        var plan = journey().walk(Person.withAnAchingUpperBack()).plan();

        for (var item : itemsOf(plan)) {
            var exercise = api().get(stack().catalog()
                            .resolve("/exercises/" + item.path("exerciseId").asText()))
                    .orFail(200)
                    .body();
            assertThat(exercise.path("steps")).isNotEmpty();
            assertThat(exercise.path("catalogVersion")).isEqualTo(plan.path("catalogVersion"));
        }
    }

    @Test
    void whatAClinicHidesIsMissingInItsPlansAndInNobodyElses() throws InterruptedException {
        var east = journeyOf("east");
        var elsewhere = journeyOf("elsewhere");
        var person = Person.withAnAchingUpperBack();
        var before = east.walk(person).plan();
        var theirs = elsewhere.walk(person).plan();
        var hidden = itemsOf(before).getFirst().path("slug").asText();

        var hiding = staffOf("east", "editor")
                .send(HttpRequest.newBuilder(stack().catalog().resolve("/hidden-exercises/" + hidden))
                        .PUT(HttpRequest.BodyPublishers.noBody()));
        var after = east.walk(person).plan();

        assertThat(hiding.status()).isEqualTo(200);
        assertThat(slugsOf(theirs)).contains(hidden);
        assertThat(slugsOf(after)).isNotEmpty().doesNotContain(hidden);
        assertThat(after.path("catalogVersion").asText())
                .startsWith(before.path("catalogVersion").asText() + "+");
        assertThat(elsewhere.walk(person).plan().path("week")).isEqualTo(theirs.path("week"));

        var showing = staffOf("east", "editor")
                .send(HttpRequest.newBuilder(stack().catalog().resolve("/hidden-exercises/" + hidden))
                        .DELETE());

        assertThat(showing.status()).isEqualTo(200);
        assertThat(east.walk(person).plan().path("week")).isEqualTo(before.path("week"));
    }

    @Test
    void whatAClinicPublishesStandsInItsPlansWithItsVersionAndThePlannerSaysSoBefore() throws InterruptedException {
        var own = journeyOf("own");
        var elsewhere = journeyOf("elsewhere");
        var person = Person.withAnAchingUpperBack();
        var shipped = itemsOf(own.walk(person).plan()).getFirst();
        var slug = shipped.path("slug").asText();
        var draft = stack().catalog().resolve("/exercises/" + slug + "/draft");
        var editor = staffOf("own", "editor");
        var clinician = staffOf("own", "clinician");

        var begun = editor.post(draft, Map.of()).orFail(201);
        var changed = editor.send(HttpRequest.newBuilder(draft)
                        .header("Content-Type", "application/merge-patch+json")
                        .header("If-Match", tagOf(begun))
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"name\": \"The way we do it\"}")))
                .orFail(200);
        var validation =
                editor.post(resolved(draft, "validation"), Map.of()).orFail(200).body();
        var submitted =
                editor.send(postAgainst(changed, resolved(draft, "submission"))).orFail(200);
        var publication = clinician.send(postAgainst(submitted, resolved(draft, "publication")));
        var plan = own.walk(person).plan();

        assertThat(publication.status()).as(publication.raw()).isEqualTo(200);
        assertThat(validation.at("/planner/known").asBoolean())
                .as("%s", validation)
                .isTrue();
        assertThat(validation.at("/planner/persons").asInt()).isGreaterThanOrEqualTo(12);
        assertThat(validation.at("/planner/changed")).isNotEmpty();
        assertThat(itemsOf(plan))
                .filteredOn(item -> item.path("slug").asText().equals(slug))
                .isNotEmpty()
                .allSatisfy(item -> {
                    assertThat(item.path("name").asText()).isEqualTo("The way we do it");
                    assertThat(item.path("exerciseVersion").asInt()).isPositive();
                    assertThat(item.path("catalogId")).isNotEqualTo(shipped.path("catalogId"));
                });
        assertThat(itemsOf(elsewhere.walk(person).plan()))
                .filteredOn(item -> item.path("slug").asText().equals(slug))
                .isNotEmpty()
                .allSatisfy(item -> {
                    assertThat(item.path("name")).isEqualTo(shipped.path("name"));
                    assertThat(item.path("catalogId")).isEqualTo(shipped.path("catalogId"));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "saddleNumb, yes, EMERGENCY",
        "cancerHistory, yes, URGENT",
        "selfCareDaysNoBetter, 9, ROUTINE_CLINICIAN",
        "saddleNumb, unknown, ROUTINE_CLINICIAN"
    })
    void whoMustBeSeenGetsNoPlanButIsToldHowSoon(String finding, String answer, String disposition)
            throws InterruptedException {
        var person = Person.withAnAchingUpperBack()
                .with(finding, answer.matches("\\d+") ? (Object) Integer.valueOf(answer) : answer);
        var assessment = journey().assess(person);

        var refusal = journey().planWithPatience(person, assessment.path("id").asText());

        assertThat(assessment.path("disposition").asText()).isEqualTo(disposition);
        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal.body().path("type").asText()).isEqualTo("urn:scapula:problem:plan-not-allowed");
        assertThat(refusal.body().path("disposition").asText()).isEqualTo(disposition);
        assertThat(refusal.body().path("doNow")).isNotEmpty();
        assertThat(refusal.body().has("planId")).isFalse();
    }

    @Test
    void anEmergencyNamesNoExerciseAnywhere() throws InterruptedException {
        var person = Person.withAnAchingUpperBack().with("bladderControlLost", "yes");
        var assessment = journey().assess(person);

        var refusal = journey().planWithPatience(person, assessment.path("id").asText());

        for (var exercise : exercises()) {
            assertThat(refusal.raw()).doesNotContainIgnoringCase(exercise);
            assertThat(assessment.toString()).doesNotContainIgnoringCase(exercise);
        }
    }

    @Test
    void silenceIsNotANo() throws InterruptedException {
        var assessment = patientOf(stack())
                .post(stack().triage().resolve("/assessments"), Map.of("answers", Map.of()))
                .orFail(201)
                .body();

        var refusal = journey()
                .planWithPatience(
                        Person.withAnAchingUpperBack(), assessment.path("id").asText());

        assertThat(assessment.path("disposition").asText()).isNotEqualTo("SELF_CARE");
        assertThat(assessment.path("unknownRedFlags")).isNotEmpty();
        assertThat(refusal.status()).isEqualTo(409);
    }

    @Test
    void withoutTriageThereIsNoPlanAndTheCatalogueStillServes() throws InterruptedException {
        var person = Person.withAnAchingUpperBack();
        var assessment = journey().assess(person).path("id").asText();
        stack().kill(Options.TRIAGE);
        try {
            var asked = System.nanoTime();

            var refusal = journey().plan(person, assessment);

            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.response().headers().firstValue("Retry-After")).isPresent();
            assertThat(refusal.body().path("type").asText()).isEqualTo("urn:scapula:problem:unavailable");
            assertThat(api().get(stack().catalog().resolve("/exercises/cat-cow"))
                            .status())
                    .isEqualTo(200);
        } finally {
            stack().revive(Options.TRIAGE);
        }
        assertThat(journey().planWithPatience(person, assessment).status()).isEqualTo(201);
    }

    @Test
    void withoutTheCatalogueThereIsNoPlan() throws InterruptedException {
        var person = Person.withAnAchingUpperBack();
        var assessment = journey().assess(person).path("id").asText();
        stack().kill(Options.CATALOG);
        try {
            var refusal = journey().plan(person, assessment);

            assertThat(refusal.status()).isEqualTo(503);
        } finally {
            stack().revive(Options.CATALOG);
        }
    }

    @Test
    void whatWasStoredSurvivesARestart() throws InterruptedException {
        var plan = journey()
                .walk(Person.withAnAchingUpperBack())
                .plan()
                .path("planId")
                .asText();
        var before = planAt(stack(), plan);
        var exercise = exerciseId(stack());

        stack().close();
        stack = Stack.start(options(), line -> {});

        assertThat(planAt(stack(), plan)).isEqualTo(before);
        assertThat(exerciseId(stack())).isEqualTo(exercise);
    }

    @Test
    void theRoleOfOneServiceCannotReadTheTablesOfAnother() throws SQLException {
        for (var guest : Database.ROOMS) {
            var key = stack().database().keyOf(guest);
            try (var connection = DriverManager.getConnection(
                            "jdbc:postgresql://localhost:" + key.get("SCAPULA_DATABASE_PORT") + "/"
                                    + key.get("SCAPULA_DATABASE_NAME"),
                            key.get("SCAPULA_DATABASE_USERNAME"),
                            key.get("SCAPULA_DATABASE_PASSWORD"));
                    var statement = connection.createStatement()) {
                for (var table : List.of("catalog.exercise", "triage.assessment", "planner.plan")) {
                    if (table.startsWith(guest + ".")) {
                        statement.executeQuery("select count(*) from " + table).close();
                    } else {
                        assertThatThrownBy(() -> statement.executeQuery("select count(*) from " + table))
                                .hasMessageContaining("permission denied");
                    }
                }
            }
        }
    }

    @Test
    void aTamperedAuditIsFoundAndTheFirstBrokenLinkIsNamed() throws InterruptedException, SQLException {
        var west = journeyOf("west");
        for (var visit = 0; visit < 3; visit++) {
            assertThat(west.walk(Person.withAnAchingUpperBack()).plan()).isNotEmpty();
        }
        var before = auditOf("triage", "west");

        asOperator("update triage.audit set actor = 'nobody' where clinic = 'west' and seq = 2");

        assertThat(before).startsWith("triage", "west", "whole");
        assertThat(auditOf("triage", "west"))
                .startsWith("triage", "west", "broken")
                .contains("2");
        assertThat(auditOf("planner", "west")).startsWith("planner", "west", "whole");
        assertThat(new AuditCheck(stack().home()).look().whole()).isFalse();
    }

    @Test
    void somethingNewStopsAPersonUntilTriageSaysSelfCareAgain() throws InterruptedException {
        var person = Person.withAnAchingUpperBack();
        var journey = journeyOf("east");
        var patient = patientOf(stack(), "east");
        var first = journey.assess(person).path("id").asText();
        var plan = Journey.patiently(
                        () -> patient.post(stack().planner().resolve("/plans"), person.weekFromToday(first)))
                .orFail(201)
                .body()
                .path("planId")
                .asText();
        var sessions = stack().planner().resolve("/plans/" + plan + "/sessions");

        var frozen = Journey.patiently(() -> patient.post(
                sessions,
                Map.of(
                        "date",
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        "done",
                        "PARTLY",
                        "newSymptoms",
                        Map.of("saddleNumb", "yes"))));

        assertThat(frozen.status()).isEqualTo(409);
        assertThat(frozen.body().path("type").asText()).isEqualTo("urn:scapula:problem:plan-frozen");
        assertThat(frozen.body().path("disposition").asText()).isEqualTo("EMERGENCY");
        assertThat(frozen.body().path("doNow")).isNotEmpty();
        var address = stack().planner().resolve("/plans/" + plan);
        assertThat(patient.get(address).status()).isEqualTo(409);
        assertThat(journey.planWithPatience(person, first).status()).isEqualTo(409);
        assertThat(patient.get(sessions).orFail(200).body().path("state").asText())
                .isEqualTo("FROZEN");

        var again = journey.assess(person).path("id").asText();
        var thawed = patient.post(stack().planner().resolve("/plans/" + plan + "/thaw"), Map.of("assessmentId", again));

        assertThat(thawed.status()).isEqualTo(200);
        assertThat(patient.get(address).status()).isEqualTo(200);
        var next =
                patient.post(stack().planner().resolve("/plans/" + plan + "/next-week"), Map.of("assessmentId", again));
        assertThat(next.orFail(201).body().path("weekIndex").asInt()).isEqualTo(2);
        assertThat(next.body().at("/progress/changes")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | 400",
                "[] | 422",
                "\"text\" | 422",
                "{\"nonsense\":1} | 422",
                "{\"assessmentId\":7} | 422",
                "{\"answers\":{\"ageYears\":\"old\"}} | 422",
                "{\"answers\":[1,2]} | 422"
            })
    void hostileBodiesAreRefusedAndTheServicesGoOn(String body, int expected) throws InterruptedException {
        for (var address : List.of(
                stack().triage().resolve("/assessments"), stack().planner().resolve("/plans"))) {
            var refusal = patientOf(stack()).post(address, "application/json", body);

            assertThat(refusal.status()).isEqualTo(expected);
            assertThat(refusal.response().headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(refusal.body().path("errors")).isNotEmpty();
            assertThat(refusal.raw()).doesNotContain("Exception", "at org.", "at io.");
        }
        assertThat(journey()
                        .assess(Person.withAnAchingUpperBack())
                        .path("disposition")
                        .asText())
                .isEqualTo("SELF_CARE");
    }

    private static Options options() {
        return Objects.requireNonNull(options);
    }

    private static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    private static Stack stack() {
        return Objects.requireNonNull(stack);
    }

    private static Api api() {
        return new Api(stack().http());
    }

    private static Api patientOf(Stack stack) {
        return patientOf(stack, "north");
    }

    private static Api patientOf(Stack stack, String clinic) {
        var token = stack.issuer().issue(Claims.of("patient", clinic).patient("p-1"));
        return new Api(stack.http()).with(token);
    }

    private static Api staffOf(String clinic, String role) {
        return new Api(stack().http()).with(stack().issuer().issue(Claims.of(role, clinic)));
    }

    private static HttpRequest.Builder postAgainst(Api.Answer seen, URI address) {
        return HttpRequest.newBuilder(address)
                .header("If-Match", tagOf(seen))
                .POST(HttpRequest.BodyPublishers.noBody());
    }

    private static String tagOf(Api.Answer answer) {
        return answer.response().headers().firstValue("ETag").orElseThrow();
    }

    private static URI resolved(URI draft, String act) {
        return URI.create(draft + "/" + act);
    }

    private static List<String> slugsOf(JsonNode plan) {
        return itemsOf(plan).stream().map(item -> item.path("slug").asText()).toList();
    }

    private static Journey journeyOf(String clinic) {
        return new Journey(patientOf(stack(), clinic), stack().triage(), stack().planner());
    }

    private static List<String> auditOf(String room, String clinic) {
        return new AuditCheck(stack().home())
                .look().rows().stream()
                        .filter(row -> row.subList(0, 2).equals(List.of(room, clinic)))
                        .findFirst()
                        .orElseThrow();
    }

    /// As somebody who may do anything, and leaves the walls behind.
    private static void asOperator(String change) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + stack().database().port() + "/postgres",
                        "postgres",
                        "postgres");
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            assertThat(statement.executeUpdate(change)).isEqualTo(1);
        }
    }

    private static Journey journey() {
        return journeyOf("north");
    }

    private static String planAt(Stack stack, String plan) throws InterruptedException {
        return patientOf(stack)
                .get(stack.planner().resolve("/plans/" + plan))
                .orFail(200)
                .raw();
    }

    private static String exerciseId(Stack stack) throws InterruptedException {
        return new Api(stack.http())
                .get(stack.catalog().resolve("/exercises/scapular-squeeze"))
                .orFail(200)
                .body()
                .path("id")
                .asText();
    }

    private static List<String> exercises() throws InterruptedException {
        var names = new ArrayList<String>();
        URI next = stack().catalog().resolve("/exercises?limit=100&kind=MOVEMENT");
        var page = api().get(next).orFail(200).body().path("exercises");
        page.forEach(exercise -> names.add(exercise.path("name").asText()));
        assertThat(names).hasSize(45);
        return names;
    }

    private static List<String> daysOf(JsonNode plan) {
        return StreamSupport.stream(plan.path("week").spliterator(), false)
                .filter(day -> !day.path("sessions").isEmpty())
                .map(day -> day.path("day").asText())
                .toList();
    }

    private static List<JsonNode> itemsOf(JsonNode plan) {
        var items = new ArrayList<JsonNode>();
        plan.path("week")
                .forEach(day -> day.path("sessions")
                        .forEach(session -> session.path("items").forEach(items::add)));
        return items;
    }

    /// Muscle groups that are strengthened on a day and on the next one, Sunday and Monday included.
    private static List<String> strengthDaysInARow(JsonNode plan) {
        var week = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
        var clashes = new ArrayList<String>();
        for (var day = 0; day < week.size(); day++) {
            var today = groupsStrengthenedOn(plan, week.get(day));
            today.retainAll(groupsStrengthenedOn(plan, week.get((day + 1) % week.size())));
            clashes.addAll(today);
        }
        return clashes;
    }

    private static Set<String> groupsStrengthenedOn(JsonNode plan, String weekday) {
        return StreamSupport.stream(plan.path("week").spliterator(), false)
                .filter(day -> day.path("day").asText().equals(weekday))
                .flatMap(day -> StreamSupport.stream(day.path("sessions").spliterator(), false))
                .flatMap(session -> StreamSupport.stream(session.path("items").spliterator(), false))
                .filter(item -> STRENGTHENING.contains(item.path("class").asText()))
                .filter(item -> item.path("class").asText().equals("STRENGTH")
                        || item.path("rpe").asInt() >= 4)
                .flatMap(item -> StreamSupport.stream(item.path("groups").spliterator(), false))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }
}
