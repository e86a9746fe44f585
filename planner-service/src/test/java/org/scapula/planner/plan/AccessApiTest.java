package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scapula.test.FhirJudge;
import org.scapula.test.Forgeries;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// Who may do what is what access.csv says: every operation with every kind of token, otherwise right.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class AccessApiTest {

    private static final Path EXPECTED = Path.of("access.csv");

    // Of a type that nothing here has.
    private static final String NEW_WEBHOOK = "{\"url\": \"http://127.0.7.1:9/\", \"events\": [\"plan.review-due\"]}";
    private static final String NEW_NOTICE_SOURCE = "{\"system\": \"front-desk\"}";

    private static Optional<String> webhook = Optional.empty();

    private final CircuitBreakerMaintenance breakers;

    AccessApiTest(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        breakers.resetAll();
    }

    record Expected(String operation, String who, int status, boolean forClinicians) {

        /// Whoever is not is turned away before anything is looked for, so nothing has to be there; a door that stood
        /// open would answer 404.
        boolean isLetIn() {
            return status != 401 && status != 403;
        }

        @Override
        public String toString() {
            return who + " " + operation + " " + status;
        }
    }

    static Stream<Expected> cells() throws IOException {
        var lines = Files.readAllLines(EXPECTED).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split(",")))
                .toList();
        var heads = lines.getFirst();
        return lines.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(1, heads.size())
                        .mapToObj(column -> new Expected(
                                row.getFirst(),
                                heads.get(column),
                                Integer.parseInt(row.get(column)),
                                row.get(heads.indexOf("clinician")).startsWith("2"))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whoMayDoWhatIsAsWritten(Expected expected) {
        var assessment = Assessed.selfCare();
        var plan = plan(expected, assessment);

        var answers = tokens(expected, Assessed.patient(assessment))
                .map(token -> send(expected, assessment.toString(), plan, token))
                .toList();

        assertThat(answers).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(expected.status());
            if (expected.operation().contains(" /fhir/")) {
                FhirJudge.finds(answer);
            }
            if (expected.status() == 401) {
                assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
                assertThat(problem(answer)).isEqualTo("unauthenticated");
            }
            if (expected.status() == 403) {
                assertThat(problem(answer)).isEqualTo("forbidden");
            }
        });
    }

    /// Where one is needed at all.
    private static String plan(Expected expected, JsonNode assessment) {
        Neighbours.says("triage", assessment.toString());
        return expected.isLetIn() && expected.operation().matches(".* /(plans/|patients/|fhir/CarePlan).*")
                ? Wish.fromToday(assessment).post().header("Location")
                : "/plans/" + UUID.randomUUID();
    }

    /// Whoever speaks FHIR hears the same word in another form. Read without a path of REST Assured, for which a
    /// class is compiled each time.
    private static String problem(Response answer) {
        var said = Wish.json(answer.asString());
        return answer.contentType().startsWith("application/fhir+json")
                ? said.at("/issue/0/details/coding/0/code").asText()
                : said.path("type").asText().replace("urn:scapula:problem:", "");
    }

    @Test
    void everyOperationSaysWhoMayDoIt() throws IOException {
        var promised = new YAMLMapper()
                .readTree(Path.of("openapi.yaml").toFile()).path("paths").properties().stream()
                        .flatMap(path -> path.getValue().properties().stream()
                                .map(method -> method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                        .toList();

        var expected = cells().map(Expected::operation).distinct().toList();

        assertThat(expected).containsExactlyInAnyOrderElementsOf(promised);
    }

    private static Stream<String> tokens(Expected expected, String patient) {
        var south = Tokens.at("south");
        return switch (expected.who()) {
            case "anonymous" -> Stream.of("");
            case "bad-token" -> Forgeries.all().stream();
            case "patient" -> Stream.of(Tokens.patient(patient));
            case "clinician" -> Stream.of(Tokens.clinician());
            case "editor" -> Stream.of(Tokens.editor());
            case "integrator" -> Stream.of(Tokens.integrator());
            case "admin" -> Stream.of(Tokens.admin());
            case "other-clinic" -> Stream.of(expected.forClinicians() ? south.clinician() : south.admin());
            case "other-patient" -> Stream.of(Tokens.patient("p-0"));
            default -> throw new IllegalArgumentException(expected.who());
        };
    }

    private static Response send(Expected expected, String assessment, String plan, String token) {
        var words = expected.operation().split(" ");
        var body = Wish.json(assessment);
        var record = expected.isLetIn() ? record(words, body, plan) : "/" + UUID.randomUUID();
        var id = record.substring(record.lastIndexOf('/') + 1);
        var path = words[1].replace("{patient}", body.path("patient").asText())
                .replace("/v1/calendars/{token}.ics", calendarAddress(words[1], body))
                .replace("{event}", words[1].contains("{event}") ? event() : "")
                .replace("{source}", UUID.randomUUID().toString())
                .replace("{type}", "Appointment")
                .replace("{id}", id);
        var request = given().header("If-Match", "*").header("Idempotency-Key", UUID.randomUUID());
        if (words[1].endsWith("/_search")) {
            request.contentType("application/x-www-form-urlencoded").body("_id=" + id);
        } else if (words[1].matches("/fhir/[A-Z]\\w+")) {
            request.queryParam("_id", id);
        } else if (words[0].startsWith("P")) {
            request.contentType(words[0].equals("PATCH") ? "application/merge-patch+json" : "application/json")
                    .body(
                            words[1].endsWith("/choice")
                                    ? "{\"slotId\": \"" + offered(record) + "\"}"
                                    : body(words[1], body));
        }
        return signed(request, token).request(words[0], path);
    }

    /// What the operation is about.
    private static String record(String[] words, JsonNode body, String plan) {
        return switch (words[1]) {
            case "/plan-templates/{id}", "/plan-templates/{id}/revisions" -> template();
            case "/v1/calendar-feeds/{id}" -> calendar(body).path("id").toString();
            case String fhir
            when fhir.startsWith("/fhir/Questionnaire/") || fhir.equals("/fhir/Questionnaire") -> "triage";
            case String fhir when fhir.startsWith("/fhir/QuestionnaireResponse") -> Assessed.id(body);
            case String path
            when path.startsWith("/v1/booking-requests/") -> booking(body).address();
            case String fhir
            when fhir.startsWith("/fhir/ServiceRequest") -> booking(body).id();
            case String fhir
            when fhir.startsWith("/fhir/Slot") -> offered(booking(body).address());
            case String fhir when fhir.startsWith("/fhir/Appointment") -> visit(booking(body));
            case "/cds-services/{id}", "/cds-services/{id}/feedback" -> "scapula-patient-view";
            case String path when path.startsWith("/v1/work-list/") -> work(booking(body));
            case String path when path.startsWith("/v1/webhooks/") -> webhook(words[0]);
            case String path when path.startsWith("/v1/notice-sources/") -> noticeSource();
            default -> plan;
        };
    }

    /// Where a template of clinic north stands.
    private static String template() {
        return given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body(newTemplate())
                .post("/plan-templates")
                .header("Location");
    }

    private static String calendarAddress(String path, JsonNode assessment) {
        return path.endsWith(".ics") ? calendar(assessment).path("address") : "";
    }

    /// Of the patient, made by the clinic.
    private static Response calendar(JsonNode assessment) {
        return given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body(newCalendar(assessment))
                .post("/v1/calendar-feeds");
    }

    private static String newCalendar(JsonNode assessment) {
        return "{\"patient\": \"" + Assessed.patient(assessment) + "\"}";
    }

    /// Of the same patient, of whom triage says now that they should be seen.
    private static JsonNode routine(JsonNode assessment) {
        var routine = Assessed.routine().put("patient", Assessed.patient(assessment));
        Neighbours.says("triage", routine.toString());
        return routine;
    }

    /// With a time that is offered.
    private static Booking booking(JsonNode assessment) {
        return Booking.after(routine(assessment))
                .moved(Booking.offer(Booking.slot(Booking.practitioner(), Booking.in(Duration.ofHours(3)))));
    }

    private static String offered(String booking) {
        return given().auth().oauth2(Tokens.clinician()).get(booking + "/slots").path("slots[0].id");
    }

    private static String visit(Booking booking) {
        booking.does(Booking.withSlot("BOOK", Booking.slot(Booking.practitioner(), Booking.in(Duration.ofHours(4)))));
        return booking.read().path("visit.id");
    }

    private static String work(Booking booking) {
        booking.does(Booking.because("DECLINE", "NO_CAPACITY"));
        return BookingRequestsApiTest.workOf(booking.patient())
                .getFirst()
                .path("id")
                .asText();
    }

    /// Where a webhook of clinic north stands, to which nothing that happens here is told; one for whoever
    /// removes it, and otherwise one for all.
    private static String webhook(String method) {
        if (method.equals("DELETE") || webhook.isEmpty()) {
            webhook = Optional.of(located("/v1/webhooks", NEW_WEBHOOK));
        }
        return webhook.get();
    }

    private static String noticeSource() {
        return located("/v1/notice-sources", NEW_NOTICE_SOURCE);
    }

    private static String located(String path, String body) {
        return given().auth()
                .oauth2(Tokens.admin())
                .contentType("application/json")
                .body(body)
                .post(path)
                .header("Location");
    }

    private static String event() {
        return given().auth().oauth2(Tokens.admin()).get("/v1/events?limit=1").path("events[0].id");
    }

    private static String newTemplate() {
        return "{\"name\": \"For " + UUID.randomUUID() + "\", \"prefer\": [\"scapular-squeeze\"]}";
    }

    private static String body(String path, JsonNode assessment) {
        return switch (path) {
            case "/catalogue-trials" ->
                "{\"catalogVersion\": \"" + ShelvedCatalogue.VERSION + "\", \"slug\": \"cat-cow\"}";
            case "/plan-templates", "/plan-templates/{id}" -> newTemplate();
            case "/v1/calendar-feeds" -> newCalendar(assessment);
            case "/cds-services/{id}" -> CardsApiTest.body("patient-view", Assessed.patient(assessment), "");
            case "/cds-services/{id}/feedback" -> CardsApiTest.overridden(CardsApiTest.shown(), "not-reached");
            case "/v1/booking-requests" -> Booking.wanted(routine(assessment));
            case "/v1/booking-requests/{id}" -> "{\"wish\": {\"notes\": [\"COMPANION\"]}}";
            case "/v1/booking-requests/{id}/cancellation" -> "{\"reason\": \"OTHER\"}";
            case "/v1/booking-requests/{id}/moves" -> Booking.just("NO_SLOTS");
            case "/v1/work-list/{id}/done" -> "";
            case "/plans/{id}/sessions" -> Logbook.skipped(LocalDate.now(ZoneOffset.UTC));
            case "/v1/webhooks" -> NEW_WEBHOOK;
            case "/v1/notice-sources" -> NEW_NOTICE_SOURCE;
            case "/v1/notices/{source}", "/v1/notices/{source}/{type}/{id}" ->
                "{\"resourceType\": \"Appointment\", \"id\": \"4711\"}";
            case "/v1/notice-sources/{id}/secret",
                    "/v1/webhooks/{id}",
                    "/v1/webhooks/{id}/secret",
                    "/v1/webhooks/{id}/deliveries/{event}/replay" -> "{}";
            case "/v1/webhooks/{id}/replay" -> "{\"since\": \"0\"}";
            case "/plans/{id}/thaw" -> "{\"assessmentId\": \"" + Assessed.id(assessment) + "\"}";
            case "/plans/{id}/edits" -> NewEdits.EXAMPLE;
            case "/plans/{id}/next-week" -> "{}";
            case "/plans/{id}/programme" -> NewProgramme.EXAMPLE;
            default -> Wish.after(assessment).text();
        };
    }

    private static RequestSpecification signed(RequestSpecification request, String token) {
        return token.isEmpty() ? request : request.auth().oauth2(token);
    }
}
