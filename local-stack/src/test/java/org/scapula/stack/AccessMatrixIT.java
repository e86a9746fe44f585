package org.scapula.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scapula.issuer.Forgery;
import org.scapula.test.FhirJudge;
import org.scapula.test.Planted;

/// Every operation of every service, asked by everybody: with no token, with every forgery, in every role, from another
/// clinic and as another patient. The operations come from the committed contracts, the answers from each `access.csv`.
///
/// `-Dscapula.tokens` names another source of tokens; `-Dscapula.catalog.at`, `-Dscapula.triage.at` and
/// `-Dscapula.planner.at` name services that run already and trust it.
class AccessMatrixIT {

    static final List<String> SERVICES = Options.SERVICES;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HERE = "north";
    private static final String ELSEWHERE = "south";
    static final String ADA = Planted.PATIENT;
    private static final String BEN = "p-" + Planted.MARK + "-2";
    private static final AtomicInteger NEWCOMERS = new AtomicInteger();
    private static final AtomicInteger LOGGED = new AtomicInteger();
    private static final Map<String, JsonNode> CALENDARS = new HashMap<>();

    @TempDir
    static Path home = Path.of("");

    private static final TokenSource TOKENS = TokenSource.chosen();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Person PERSON = Person.withAnAchingUpperBack();

    private static @Nullable Options options;
    private static @Nullable Stack stack;
    private static @Nullable JsonNode questionnaire;
    private static final Map<String, String> NEW_NOTICE_SOURCE = Map.of("system", "front-desk");

    private static Optional<String> webhook = Optional.empty();
    private static @Nullable Records adas;
    private static @Nullable Records newcomers;
    private static @Nullable OwnRules ownRules;
    private static String lastBooked = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        if (System.getProperty("scapula.planner.at") == null) {
            var own = new Options(true, false, false, FreePorts.base(), home, root());
            options = own;
            stack = Stack.start(own, TOKENS.trust(), line -> {});
        }
        adas = recordsOf(ADA);
    }

    @AfterAll
    static void stop() throws IOException {
        if (stack != null) {
            stack.close();
            KeptLogs.of("matrix", home);
        }
        TOKENS.close();
        HTTP.close();
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everyOperationHasARowAndEveryRowAnOperation(String service) throws IOException {
        assertThat(AccessTable.of(root(), service).rows().keySet())
                .containsExactlyInAnyOrderElementsOf(AccessTable.operations(root(), service));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attempts")
    void everybodyHearsExactlyWhatIsWritten(Attempt attempt) throws InterruptedException {
        // What is erased must not be missed by the next.
        var known = attempt.erases() ? newcomers() : Objects.requireNonNull(adas);
        var records = attempt.goesOnWithExercise()
                ? new Records(known.patient(), newAssessment(known.patient()), known.plan())
                : known;

        var answer = ask(attempt, records);

        if (answer.status() < 300) {
            spent(attempt);
        }
        assertThat(answer.status()).as(answer.raw()).isEqualTo(attempt.expected());
        assertRefusalIsPlain(attempt, answer);
        assertFhirIsWhole(attempt, answer);
        if (attempt.isAStranger()) {
            assertNothingOf(records, answer);
        }
        if (attempt.erases() && (attempt.isAStranger() || answer.status() >= 300)) {
            assertThat(assessmentOf(records).status()).isEqualTo(200);
        }
    }

    /// Somebody at the door of an operation: what they show, and what they must hear.
    record Attempt(
            String service, String operation, String column, String role, Optional<Badness> badness, int expected) {

        boolean erases() {
            return operation.startsWith("DELETE ");
        }

        /// Which needs self-care as the last that triage said, whatever others were told of the patient
        /// meanwhile.
        boolean goesOnWithExercise() {
            return operation.startsWith("POST /plans") && expected < 300;
        }

        boolean isAStranger() {
            return column.equals("other-clinic") || column.equals("other-patient");
        }

        String clinic() {
            return column.equals("other-clinic") ? ELSEWHERE : HERE;
        }

        Optional<String> patient(Records records) {
            return role.equals(TokenWish.PATIENT)
                    ? Optional.of(column.equals("other-patient") ? BEN : records.patient())
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return expected + " " + service + " " + operation + " " + column
                    + badness.map(bad -> ": " + bad).orElse("") + " (" + role + ")";
        }
    }

    /// What is wrong with a bad token.
    enum Badness {
        EXPIRED,
        WRONG_ISSUER,
        WRONG_AUDIENCE,
        ALG_NONE,
        HS256_WITH_THE_PUBLIC_PEM,
        HS256_WITH_THE_PUBLIC_PEM_STRIPPED,
        HS256_WITH_THE_PUBLIC_DER,
        ANOTHER_KEY,
        TAMPERED,
        NO_TOKEN_AT_ALL
    }

    /// What a clinician of the clinic has made for a patient.
    record Records(String patient, String assessment, String plan) {}

    static List<Attempt> attempts() throws IOException {
        var attempts = new ArrayList<Attempt>();
        for (var service : SERVICES) {
            var table = AccessTable.of(root(), service);
            for (var operation : table.rows().keySet()) {
                attempts.addAll(attemptsAt(table, operation));
            }
        }
        return attempts;
    }

    private static List<Attempt> attemptsAt(AccessTable table, String operation) {
        var attempts = new ArrayList<Attempt>();
        var welcome = TokenWish.ROLES.stream()
                .filter(role -> table.expected(operation, role) < 300)
                .toList();
        // Whoever would be let in shows the bad tokens: nothing else can be the reason of a refusal.
        var best = welcome.isEmpty() ? "clinician" : welcome.getLast();
        attempts.add(attempt(table, operation, "anonymous", best, Optional.empty()));
        for (var badness : Badness.values()) {
            attempts.add(attempt(table, operation, "bad-token", best, Optional.of(badness)));
        }
        for (var role : TokenWish.ROLES) {
            attempts.add(attempt(table, operation, role, role, Optional.empty()));
        }
        for (var role : welcome) {
            attempts.add(attempt(table, operation, "other-clinic", role, Optional.empty()));
        }
        attempts.add(attempt(table, operation, "other-patient", TokenWish.PATIENT, Optional.empty()));
        return attempts;
    }

    private static Attempt attempt(
            AccessTable table, String operation, String column, String role, Optional<Badness> badness) {
        return new Attempt(table.service(), operation, column, role, badness, table.expected(operation, column));
    }

    private static Api.Answer ask(Attempt attempt, Records records) throws InterruptedException {
        var parts = attempt.operation().split(" ", 2);
        var request = HttpRequest.newBuilder(at(attempt.service()).resolve(filled(parts[1], attempt, records)))
                .method(parts[0], body(attempt, records));
        if (List.of("POST", "PATCH").contains(parts[0])
                || attempt.operation().equals("PUT /plan-templates/{id}")
                || attempt.operation().startsWith("PUT /v1/notices/")) {
            request.header("Content-Type", contentType(attempt.operation()));
        }
        if (!parts[0].equals("GET")) {
            // Whoever is refused is not refused for a tag or a key that is missing.
            request.header("If-Match", "*")
                    .header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return shown(attempt, records)
                .map(new Api(HTTP)::with)
                .orElse(new Api(HTTP))
                .send(request);
    }

    private static String contentType(String operation) {
        return switch (operation) {
            case String search when search.endsWith("/_search") -> "application/x-www-form-urlencoded";
            case "POST /rule-sets" -> "application/yaml";
            case "POST /catalogue" -> "application/x-ndjson";
            case "PATCH /exercises/{idOrSlug}/draft", "PATCH /v1/booking-requests/{id}", "PATCH /v1/webhooks/{id}" ->
                "application/merge-patch+json";
            default -> "application/json";
        };
    }

    private static Optional<String> shown(Attempt attempt, Records records) {
        if (attempt.column().equals("anonymous")) {
            return Optional.empty();
        }
        var patient = attempt.patient(records);
        return Optional.of(attempt.badness()
                .map(badness -> forged(badness, attempt, patient))
                .orElseGet(() -> TOKENS.token(attempt.role(), attempt.clinic(), patient)));
    }

    private static String forged(Badness badness, Attempt attempt, Optional<String> patient) {
        var role = attempt.role();
        var room = attempt.service().replace("-service", "");
        return switch (badness) {
            case EXPIRED -> TOKENS.expired(role, HERE, patient);
            case WRONG_ISSUER -> TOKENS.wrongIssuer(role, HERE, patient);
            case WRONG_AUDIENCE -> TOKENS.wrongAudience(role, HERE, patient, room);
            case ALG_NONE -> forgery(role, patient).unsigned();
            case HS256_WITH_THE_PUBLIC_PEM -> withThePublicKey(role, patient).get(0);
            case HS256_WITH_THE_PUBLIC_PEM_STRIPPED ->
                withThePublicKey(role, patient).get(1);
            case HS256_WITH_THE_PUBLIC_DER -> withThePublicKey(role, patient).get(2);
            case ANOTHER_KEY -> forgery(role, patient).signedByAnother();
            case TAMPERED -> forgery(role, patient).saying('"' + ELSEWHERE + '"', '"' + HERE + '"');
            case NO_TOKEN_AT_ALL -> "let-me-in";
        };
    }

    /// Something that the clinic really has is taken out of the catalogue that it really has.
    private static Map<String, String> trialAt(String clinic) throws InterruptedException {
        var page = new Api(HTTP)
                .with(TOKENS.token("clinician", clinic, Optional.empty()))
                .get(at(Options.CATALOG).resolve("/exercises?limit=1"))
                .orFail(200)
                .body();
        return Map.of(
                "catalogVersion", page.path("catalogVersion").asText(),
                "slug", page.at("/exercises/0/slug").asText());
    }

    private static List<String> withThePublicKey(String role, Optional<String> patient) {
        return forgery(role, patient).signedWithThePublicKey(TOKENS.publicKey());
    }

    private static Forgery forgery(String role, Optional<String> patient) {
        return Forgery.of(TOKENS.token(role, HERE, patient));
    }

    private static String filled(String path, Attempt attempt, Records records) throws InterruptedException {
        var filled = path.replace("{patient}", records.patient());
        if (attempt.operation().equals("GET /assessments")) {
            filled += "?patient=" + records.patient();
        } else if (filled.startsWith("/assessments/") || filled.startsWith("/episodes/")) {
            filled = filled.replace("{id}", records.assessment());
        } else if (filled.startsWith("/plans/")) {
            filled = filled.replace("{id}", records.plan());
        } else if (filled.startsWith("/plan-templates/")) {
            filled = filled.replace("{id}", template());
        } else if (filled.startsWith("/v1/calendar")) {
            var calendar = calendarOf(records.patient());
            filled = filled.replace("{id}", calendar.path("id").asText())
                    .replace(
                            "/v1/calendars/{token}.ics",
                            calendar.path("address").asText());
        } else if (filled.startsWith("/v1/booking-requests/")) {
            filled = filled.replace("{id}", booked(records));
        } else if (filled.startsWith("/v1/work-list/")) {
            filled = filled.replace("{id}", work(booked(records)));
        } else if (filled.startsWith("/v1/notices/")) {
            // Of nobody: whoever has no secret of a source is not let in, whatever they show.
            filled = filled.replace("{source}", UUID.randomUUID().toString())
                    .replace("{type}", "Appointment")
                    .replace("{id}", "4711");
        } else if (filled.startsWith("/v1/notice-sources/")) {
            filled = filled.replace("{id}", noticeSource());
        } else if (filled.startsWith("/v1/webhooks/")) {
            filled = filled.replace("{id}", webhook(attempt.operation()));
            filled = filled.contains("{event}") ? filled.replace("{event}", event()) : filled;
        } else if (OwnExercises.isNeededFor(attempt.operation())) {
            filled = filled.replace("{idOrSlug}", ownExercises().neededFor(attempt.operation(), attempt.role()));
        } else if (filled.startsWith("/exercises/") || filled.startsWith("/hidden-exercises/")) {
            filled = filled.replace("{idOrSlug}", filled.startsWith("/hidden") ? "superman" : "cat-cow")
                    .replace("{version}", "1");
        } else if (filled.startsWith("/fhir/StructureDefinition/")) {
            filled = filled.replace("{id}", "dose");
        } else if (filled.startsWith("/fhir/ActivityDefinition/")) {
            var catCow = catCowInFhir();
            filled = filled.replace("{id}", catCow.path("id").asText())
                    .replace("{vid}", catCow.at("/meta/versionId").asText());
        } else if (filled.startsWith("/fhir/ServiceRequest/")) {
            filled = filled.replace("{id}", booked(records));
        } else if (filled.startsWith("/fhir/Slot/")) {
            filled = filled.replace("{id}", offered(booked(records)));
        } else if (filled.startsWith("/fhir/Appointment/")) {
            filled = filled.replace("{id}", visit(booked(records)));
        } else if (filled.startsWith("/cds-services/")) {
            filled = filled.replace("{id}", "scapula-patient-view");
        } else if (filled.startsWith("/fhir/CarePlan/")) {
            filled = filled.replace("{id}", records.plan());
        } else if (filled.startsWith("/fhir/QuestionnaireResponse/")) {
            filled = filled.replace("{id}", records.assessment());
        } else if (filled.startsWith("/fhir/Questionnaire/")) {
            filled = filled.replace("{id}", "triage");
        } else if (filled.startsWith("/languages/")) {
            filled = filled.replace("{tag}", "de");
        } else if (filled.startsWith("/advice/")) {
            filled = filled.replace("{idOrSlug}", "relative-rest-24-48-hours");
        } else if (filled.startsWith("/rule-sets/")) {
            var ruleSet = ownRules().neededFor(attempt.operation());
            filled = filled.replace("{id}", ruleSet);
            filled = filled.contains("{comparison}")
                    ? filled.replace("{comparison}", ownRules().comparisonOf(ruleSet))
                    : filled;
        }
        assertThat(filled)
                .as("AccessMatrixIT must be told how to fill in " + attempt.operation())
                .doesNotContain("{");
        return filled;
    }

    /// One of the clinic's, which nobody else changes.
    private static String template() throws InterruptedException {
        return clinician()
                .post(at(Options.PLANNER).resolve("/plan-templates"), newTemplate())
                .orFail(201)
                .body()
                .path("id")
                .asText();
    }

    /// One for each patient: nobody may have many.
    private static JsonNode calendarOf(String patient) throws InterruptedException {
        var known = CALENDARS.get(patient);
        if (known == null) {
            known = clinician()
                    .post(at(Options.PLANNER).resolve("/v1/calendar-feeds"), Map.of("patient", patient))
                    .orFail(201)
                    .body();
            CALENDARS.put(patient, known);
        }
        return known;
    }

    /// Of whom triage says that they should be seen before long.
    private static String routine(Records records) throws InterruptedException {
        var named = new LinkedHashMap<>(answersOf(PERSON.with("selfCareDaysNoBetter", 9)));
        named.put("patient", records.patient());
        return clinician()
                .post(at(Options.TRIAGE).resolve("/assessments"), named)
                .orFail(201)
                .body()
                .path("id")
                .asText();
    }

    /// A booking request of the patient's own, with a time that is offered.
    private static String booked(Records records) throws InterruptedException {
        var id = toBook("/v1/booking-requests", Map.of("assessmentId", routine(records)))
                .orFail(201)
                .body()
                .path("id")
                .asText();
        lastBooked = id;
        var tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        var slot = Map.of(
                "practitioner",
                "practitioner-" + UUID.randomUUID(),
                "start",
                tomorrow.toString(),
                "end",
                tomorrow.plusSeconds(1800).toString());
        return move(id, Map.of("move", "OFFER", "slots", List.of(slot)));
    }

    private static String move(String id, Map<String, Object> move) throws InterruptedException {
        var unused = toBook("/v1/booking-requests/" + id + "/moves", move).orFail(200);
        return id;
    }

    private static String offered(String booking) throws InterruptedException {
        return clinician()
                .get(at(Options.PLANNER).resolve("/v1/booking-requests/" + booking + "/slots"))
                .orFail(200)
                .body()
                .at("/slots/0/id")
                .asText();
    }

    private static String visit(String booking) throws InterruptedException {
        var slots = clinician()
                .get(at(Options.PLANNER).resolve("/v1/booking-requests/" + booking + "/slots"))
                .orFail(200)
                .body();
        var slot = slots.at("/slots/0");
        var book = Map.of(
                "practitioner", slot.path("practitioner").asText(),
                "start", slot.path("start").asText(),
                "end", slot.path("end").asText());
        return clinician()
                .get(at(Options.PLANNER)
                        .resolve("/v1/booking-requests/" + move(booking, Map.of("move", "BOOK", "slot", book))))
                .orFail(200)
                .body()
                .at("/visit/id")
                .asText();
    }

    private static Map<String, Object> hookCall(Records records) {
        return Map.of(
                "hook",
                "patient-view",
                "hookInstance",
                UUID.randomUUID().toString(),
                "context",
                Map.of("patientId", records.patient()));
    }

    /// That a visit was asked for and is not booked is worth a card.
    private static String cardAbout(Records records) throws InterruptedException {
        var unused = booked(records);
        return clinician()
                .post(at(Options.PLANNER).resolve("/cds-services/scapula-patient-view"), hookCall(records))
                .orFail(200)
                .body()
                .at("/cards/0/uuid")
                .asText();
    }

    /// What the clinic has to look at since it said that it cannot.
    private static String work(String booking) throws InterruptedException {
        var declined = move(booking, Map.of("move", "DECLINE", "reason", "NO_CAPACITY"));
        var cursor = "";
        while (true) {
            var page = clinician()
                    .get(at(Options.PLANNER).resolve("/v1/work-list?limit=100" + cursor))
                    .orFail(200)
                    .body();
            for (var item : page.path("items")) {
                if (item.path("bookingRequestId").asText().equals(declined)) {
                    return item.path("id").asText();
                }
            }
            assertThat(page.has("next"))
                    .as("what was declined is on the work list")
                    .isTrue();
            cursor = "&cursor=" + page.path("next").asText();
        }
    }

    private static Api.Answer toBook(String path, Object body) throws InterruptedException {
        return clinician()
                .send(HttpRequest.newBuilder(at(Options.PLANNER).resolve(path))
                        .header("Content-Type", "application/json")
                        .header("If-Match", "*")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(json(body)));
    }

    /// To which nothing that happens here is told; one for whoever removes it, and otherwise one for all.
    private static String webhook(String operation) throws InterruptedException {
        if (operation.startsWith("DELETE ") || webhook.isEmpty()) {
            webhook = Optional.of(newlyAdded());
        }
        return webhook.get();
    }

    private static String newlyAdded() throws InterruptedException {
        return integrator()
                .post(at(Options.PLANNER).resolve("/v1/webhooks"), newWebhook())
                .orFail(201)
                .body()
                .path("id")
                .asText();
    }

    private static String noticeSource() throws InterruptedException {
        return integrator()
                .post(at(Options.PLANNER).resolve("/v1/notice-sources"), NEW_NOTICE_SOURCE)
                .orFail(201)
                .body()
                .path("id")
                .asText();
    }

    /// A plan has been made for somebody before.
    private static String event() throws InterruptedException {
        return integrator()
                .get(at(Options.PLANNER).resolve("/v1/events?limit=1"))
                .orFail(200)
                .body()
                .at("/events/0/id")
                .asText();
    }

    private static Api integrator() {
        return new Api(HTTP).with(TOKENS.token("integrator", HERE, Optional.empty()));
    }

    private static Map<String, Object> newWebhook() {
        // Where nobody listens, on the machine of whoever is asked; of a type that nothing here has.
        return Map.of("url", "http://127.0.0.1:9/", "events", List.of("plan.review-due"));
    }

    private static Map<String, Object> newTemplate() {
        return Map.of("name", "For " + UUID.randomUUID(), "leaveOut", List.of("plank-forearm"));
    }

    private static JsonNode catCowInFhir() throws InterruptedException {
        return new Api(HTTP)
                .get(at(Options.CATALOG).resolve("/fhir/ActivityDefinition?identifier=cat-cow"))
                .orFail(200)
                .body()
                .at("/entry/0/resource");
    }

    private static HttpRequest.BodyPublisher body(Attempt attempt, Records records) throws InterruptedException {
        return switch (attempt.operation()) {
            case String search when search.endsWith("/_search") -> HttpRequest.BodyPublishers.ofString("_count=2");
            case "POST /assessments" ->
                json(attempt.role().equals(TokenWish.PATIENT) ? answers() : answersOf(records.patient()));
            // What holds already: nothing that others rely on becomes different.
            case "POST /assessments/{id}/reviews" -> json(Map.of("disposition", "SELF_CARE"));
            case "POST /evaluations", "POST /interviews", "POST /explanations" -> json(answers());
            case "POST /v1/calendar-feeds" -> json(Map.of("patient", records.patient()));
            case "POST /plan-templates", "PUT /plan-templates/{id}" -> json(newTemplate());
            case "POST /cds-services/{id}" -> json(hookCall(records));
            case "POST /cds-services/{id}/feedback" ->
                json(Map.of("feedback", List.of(Map.of("card", cardAbout(records), "outcome", "accepted"))));
            case "POST /v1/booking-requests" -> json(Map.of("assessmentId", routine(records)));
            case "PATCH /v1/booking-requests/{id}" -> json(Map.of("wish", Map.of("notes", List.of("COMPANION"))));
            case "POST /v1/booking-requests/{id}/moves" -> json(Map.of("move", "NO_SLOTS"));
            case "POST /v1/booking-requests/{id}/choice" -> json(Map.of("slotId", offered(lastBooked)));
            case "POST /v1/booking-requests/{id}/cancellation" -> json(Map.of("reason", "OTHER"));
            case "POST /v1/work-list/{id}/done" -> HttpRequest.BodyPublishers.noBody();
            case "POST /plans" -> json(PERSON.weekFor(records.assessment()));
            // Said otherwise each time: what was said word for word before is no news.
            case "POST /plans/{id}/sessions" ->
                json(Map.of(
                        "date",
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        "done",
                        "SKIPPED",
                        "painBefore",
                        LOGGED.incrementAndGet() % 11,
                        "newSymptoms",
                        Map.of()));
            case "POST /v1/webhooks" -> json(newWebhook());
            case "POST /v1/notice-sources" -> json(NEW_NOTICE_SOURCE);
            case "POST /v1/notices/{source}", "PUT /v1/notices/{source}/{type}/{id}" ->
                json(Map.of("resourceType", "Appointment", "id", "4711"));
            case "POST /v1/notice-sources/{id}/secret",
                    "PATCH /v1/webhooks/{id}",
                    "POST /v1/webhooks/{id}/secret",
                    "POST /v1/webhooks/{id}/deliveries/{event}/replay" -> json(Map.of());
            case "POST /v1/webhooks/{id}/replay" -> json(Map.of("since", "999999999"));
            case "POST /plans/{id}/thaw" -> json(Map.of("assessmentId", records.assessment()));
            case "POST /plans/{id}/next-week" -> json(Map.of());
            // Only tried: the plan stays for the others.
            case "POST /plans/{id}/edits" ->
                json(Map.of(
                        "changes",
                        List.of(Map.of("op", "REMOVE", "exerciseId", "walking")),
                        "reason",
                        "Seen today.",
                        "dryRun",
                        true));
            case "POST /plans/{id}/programme" ->
                json(Map.of(
                        "weeks",
                        6,
                        "goal",
                        Map.of("activity", "SITTING", "words", "an afternoon", "score", 4, "wanted", 8)));
            case "POST /catalogue-trials" -> json(trialAt(attempt.clinic()));
            case "POST /rule-sets" ->
                HttpRequest.BodyPublishers.ofString(ownRules().text());
            case "POST /rule-sets/{id}/validation",
                    "POST /rule-sets/{id}/activation",
                    "POST /rule-sets/{id}/retirement",
                    "POST /rule-sets/{id}/comparison" -> HttpRequest.BodyPublishers.noBody();
            case "POST /exercises" -> json(Map.of("slug", OwnExercises.newSlug()));
            case "PATCH /exercises/{idOrSlug}/draft" -> json(Map.of("level", 2));
            case "POST /exercises/{idOrSlug}/draft/return" -> json(Map.of("note", "Once more."));
            // Nothing is taken in, and nothing is refused for what it says.
            case "POST /catalogue" -> HttpRequest.BodyPublishers.ofString("{\"type\": \"END\"}");
            case "POST /exercises/{idOrSlug}/draft",
                    "POST /exercises/{idOrSlug}/draft/validation",
                    "POST /exercises/{idOrSlug}/draft/submission",
                    "POST /exercises/{idOrSlug}/draft/publication",
                    "PUT /exercises/{idOrSlug}/retirement",
                    "PUT /hidden-exercises/{idOrSlug}" -> HttpRequest.BodyPublishers.noBody();
            default -> {
                assertThat(attempt.operation())
                        .as("AccessMatrixIT must be told what to send")
                        .matches("(GET|DELETE) .*");
                yield HttpRequest.BodyPublishers.noBody();
            }
        };
    }

    /// The catalogue's own structures are known to its own tests alone.
    private static void assertFhirIsWhole(Attempt attempt, Api.Answer answer) {
        var type = answer.response().headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("application/fhir+json") && attempt.service().equals(Options.PLANNER)) {
            assertThat(FhirJudge.complaintsAbout(answer.raw())).as(answer.raw()).isEmpty();
        }
    }

    private static void assertRefusalIsPlain(Attempt attempt, Api.Answer answer) {
        if (answer.status() < 400) {
            return;
        }
        var inFhir = attempt.operation().contains(" /fhir/");
        assertThat(answer.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type ->
                        assertThat(type).startsWith(inFhir ? "application/fhir+json" : "application/problem+json"));
        var type = inFhir
                ? "urn:scapula:problem:"
                        + answer.body().at("/issue/0/details/coding/0/code").asText()
                : answer.body().path("type").asText();
        if (answer.status() == 401) {
            assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(scheme -> assertThat(scheme).startsWith("Bearer"));
            assertThat(type).isEqualTo("urn:scapula:problem:unauthenticated");
        }
        if (answer.status() == 403) {
            assertThat(type).isEqualTo("urn:scapula:problem:forbidden");
        }
    }

    private static void assertNothingOf(Records records, Api.Answer answer) {
        if (answer.status() < 300) {
            assertThat(answer.raw()).doesNotContain(records.assessment(), records.plan());
        }
    }

    private static Records recordsOf(String patient) throws InterruptedException {
        var assessment = newAssessment(patient);
        var plan = clinician()
                .post(at(Options.PLANNER).resolve("/plans"), PERSON.weekFromToday(assessment))
                .orFail(201)
                .body()
                .path("planId")
                .asText();
        return new Records(patient, assessment, plan);
    }

    /// Of which triage says self-care.
    private static String newAssessment(String patient) throws InterruptedException {
        return clinician()
                .post(at(Options.TRIAGE).resolve("/assessments"), answersOf(patient))
                .orFail(201)
                .body()
                .path("id")
                .asText();
    }

    private static Api.Answer assessmentOf(Records records) throws InterruptedException {
        return clinician().get(at(Options.TRIAGE).resolve("/assessments/" + records.assessment()));
    }

    /// Whoever is refused leaves everything as it was, and the next finds it so; whoever is let in may not.
    private static void spent(Attempt attempt) {
        ownRules().spentBy(attempt.operation());
        if (attempt.erases() && !attempt.isAStranger()) {
            newcomers = null;
        }
    }

    /// Of somebody whom nobody was let in to erase so far.
    private static Records newcomers() throws InterruptedException {
        var known = newcomers;
        if (known == null) {
            known = recordsOf("p-" + Planted.MARK + "-new-" + NEWCOMERS.incrementAndGet());
            newcomers = known;
        }
        return known;
    }

    private static OwnExercises ownExercises() {
        return new OwnExercises(
                new Api(HTTP).with(TOKENS.token("editor", HERE, Optional.empty())),
                new Api(HTTP).with(TOKENS.token("admin", HERE, Optional.empty())),
                at(Options.CATALOG));
    }

    private static OwnRules ownRules() {
        var known = ownRules;
        if (known == null) {
            known = new OwnRules(AccessMatrixIT::clinician, at(Options.TRIAGE));
            ownRules = known;
        }
        return known;
    }

    private static Api clinician() {
        return new Api(HTTP).with(TOKENS.token("clinician", HERE, Optional.empty()));
    }

    private static Map<String, Object> answersOf(String patient) throws InterruptedException {
        var named = new LinkedHashMap<>(answers());
        named.put("patient", patient);
        return named;
    }

    private static Map<String, Object> answers() throws InterruptedException {
        return answersOf(PERSON);
    }

    private static Map<String, Object> answersOf(Person person) throws InterruptedException {
        var asked = questionnaire;
        if (asked == null) {
            asked = new Api(HTTP)
                    .get(at(Options.TRIAGE).resolve("/questionnaire"))
                    .orFail(200)
                    .body();
            questionnaire = asked;
        }
        var answers = new LinkedHashMap<>(person.answersTo(asked));
        answers.put("freeText", "since moving house, " + Planted.MARK);
        return answers;
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString());
    }

    private static URI at(String service) {
        var elsewhere = System.getProperty("scapula." + service.replace("-service", "") + ".at");
        return elsewhere == null ? Objects.requireNonNull(options).address(service) : URI.create(elsewhere);
    }

    private static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }
}
