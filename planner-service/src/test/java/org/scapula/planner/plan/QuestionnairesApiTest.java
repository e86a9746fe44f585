package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.edge.TimeOrderedId;
import org.scapula.test.FhirJudge;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// What triage asks and what people answered, as FHIR says it. Each test has a clinic of its own.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class QuestionnairesApiTest {

    private final CircuitBreakerMaintenance breakers;
    private final Tokens.Clinic clinic =
            Tokens.at("c-" + UUID.randomUUID().toString().substring(0, 8));

    QuestionnairesApiTest(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
        Neighbours.assessedAt(clinic.id());
        breakers.resetAll();
    }

    @Test
    void everyQuestionOfTriageIsInTheQuestionnaire() {
        var asked = Assessed.recorded("triage-questionnaire.json");

        var read = get("Questionnaire/triage");

        FhirJudge.finds(read);
        for (var section : asked.path("sections")) {
            for (var question : section.path("questions")) {
                var item = "item.find { it.linkId == '" + question.path("id").asText() + "' }";
                assertThat(read.<String>path(item + ".text"))
                        .startsWith(question.path("text").asText());
                assertThat(read.<String>path(item + ".type"))
                        .isEqualTo(type(question.path("type").asText()));
            }
        }
        read.then().body("item[0].text", equalTo(asked.path("emergencyFirst").asText()));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1",
        "url=urn:scapula:questionnaire:triage, 1",
        "url=urn:other, 0",
        "_id=triage, 1",
        "status=active, 1",
        "status=http://hl7.org/fhir/publication-status%7Cactive, 1",
        "'status=draft,active', 1",
        "status=retired, 0",
        "version=none, 0"
    })
    void theQuestionnaireIsFound(String query, int found) {
        var page = get("Questionnaire?" + (query.isEmpty() ? "_count=5" : query));

        FhirJudge.finds(page);
        page.then().statusCode(200).body("total", equalTo(found));
    }

    @Test
    void answersFitTheQuestionsThatTheyAnswer() {
        var assessment = byTheRulesInForce(Assessed.urgent());
        heard(assessment);

        var read = get("QuestionnaireResponse/" + Assessed.id(assessment));

        FhirJudge.findsThatItAnswers(read, get("Questionnaire/triage").asString());
        read.then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("questionnaire", startsWith("urn:scapula:questionnaire:triage|2-"))
                .body("subject.identifier.value", equalTo(Assessed.patient(assessment)))
                .body("item.find { it.linkId == 'feverish' }.answer[0].valueBoolean", equalTo(true))
                .body("item.find { it.linkId == 'hardToWake' }.answer[0].valueBoolean", equalTo(false))
                .body("item.find { it.linkId == 'feverish' }.text", equalTo("Do you feel hot or feverish?"));
        assertThat(read.<List<String>>path("item.linkId")).containsExactlyElementsOf(questions());
    }

    @Test
    void anOpenQuestionIsNeverAnsweredNo() {
        var assessment = byTheRulesInForce(Assessed.urgent());
        ((ObjectNode) assessment.path("answers")).put("hardToWake", "unknown");
        heard(assessment);

        var read = get("QuestionnaireResponse/" + Assessed.id(assessment));

        FhirJudge.finds(read);
        var open = Wish.json(read.asString())
                .path("item")
                .valueStream()
                .filter(item -> assessment
                        .path("answers")
                        .path(item.path("linkId").asText())
                        .asText()
                        .equals("unknown"))
                .toList();
        assertThat(open).hasSizeGreaterThan(1).allSatisfy(item -> {
            assertThat(item.has("answer")).isFalse();
            assertThat(item.at("/extension/0/url").asText()).endsWith("/data-absent-reason");
            assertThat(item.at("/extension/0/valueCode").asText()).isEqualTo("unknown");
        });
        read.then().body("text.div", containsString("very hard to wake? not known"));
    }

    @Test
    void aQuestionThatWasLeftOutIsToldAsOpen() {
        var assessment = byTheRulesInForce(Assessed.urgent());
        ((ObjectNode) assessment.path("answers")).remove("hardToWake");
        heard(assessment);

        var read = get("QuestionnaireResponse/" + Assessed.id(assessment));

        FhirJudge.findsThatItAnswers(read, get("Questionnaire/triage").asString());
        assertThatItIsOpen(read, "hardToWake");
        read.then().body("text.div", containsString("very hard to wake? not known"));
    }

    @Test
    void whatTriageCallsUnknownIsOpenAlsoByOtherRules() {
        var assessment = Assessed.urgent();
        ((ObjectNode) assessment.path("ruleSet")).put("hash", "0123456789").put("version", "7");
        ((ObjectNode) assessment.path("answers")).remove(List.of("hardToWake", "weeksSinceBirth"));
        assessment.putArray("unknownRedFlags").add("hardToWake");
        assessment.putArray("unknownFindings").add("weeksSinceBirth").add("hardToWake");
        heard(assessment);

        var read = get("QuestionnaireResponse/" + Assessed.id(assessment));

        FhirJudge.finds(read);
        assertThatItIsOpen(read, "hardToWake");
        assertThatItIsOpen(read, "weeksSinceBirth");
        read.then().body("text.div", containsString("hardToWake not known"));
    }

    private static void assertThatItIsOpen(Response read, String question) {
        var item = "item.find { it.linkId == '" + question + "' }";
        read.then()
                .body(item + ".answer", nullValue())
                .body(item + ".extension[0].url", endsWith("/data-absent-reason"))
                .body(item + ".extension[0].valueCode", equalTo("unknown"));
    }

    @Test
    void answersToOtherRulesKeepTheirIdsAndGetNoWordsThatTheyNeverHad() {
        var assessment = Assessed.urgent();
        ((ObjectNode) assessment.path("ruleSet")).put("hash", "0123456789").put("version", "7");
        heard(assessment);

        var read = get("QuestionnaireResponse/" + Assessed.id(assessment));

        FhirJudge.finds(read);
        read.then()
                .body("questionnaire", equalTo("urn:scapula:questionnaire:triage|7-01234567"))
                .body("item.findAll { it.text != null }.size()", equalTo(0))
                .body("item.find { it.linkId == 'feverish' }.answer[0].valueBoolean", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?status=completed", "?patient=p-0,{patient}"})
    void aSearchThatIsNotForOnePatientFindsWhatPlansWereMadeFromAndSaysThatItIsNotAll(String query) {
        var assessment = Assessed.selfCare();
        Wish.after(assessment).by(clinic.clinician()).post().then().statusCode(201);

        var page = get("QuestionnaireResponse" + query.replace("{patient}", Assessed.patient(assessment)));

        FhirJudge.finds(page);
        page.then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("entry[0].resource.id", equalTo(Assessed.id(assessment)))
                .body("entry.search.mode", equalTo(List.of("match", "outcome")));
        get("QuestionnaireResponse?authored=lt2020").then().body("total", equalTo(0));
    }

    @Test
    void aSearchForOnePatientFindsAllThatTriageHas() {
        var planned = Assessed.selfCare();
        var patient = Assessed.patient(planned);
        var yesterday = at(Assessed.urgent(), patient, Duration.ofDays(1));
        var longAgo = at(Assessed.routine(), patient, Duration.ofDays(700));
        Wish.after(planned).by(clinic.clinician()).post().then().statusCode(201);
        Neighbours.alsoHas(longAgo, yesterday, at(Assessed.urgent(), "p-0", Duration.ofDays(1)));

        var all = get("QuestionnaireResponse?patient=" + patient);
        var own = given().auth().oauth2(clinic.patient(patient)).get("/fhir/QuestionnaireResponse");

        FhirJudge.finds(all);
        assertThat(all.<List<String>>path("entry.resource.id"))
                .containsExactlyInAnyOrder(Assessed.id(planned), Assessed.id(yesterday), Assessed.id(longAgo));
        all.then().statusCode(200).body("total", equalTo(3)).body("entry.search.mode", everyItem(equalTo("match")));
        own.then().statusCode(200).body("total", equalTo(3));
        assertThat(idsOf(get("QuestionnaireResponse?subject=Patient/" + patient + "&authored=lt"
                        + LocalDate.now(ZoneOffset.UTC).minusDays(300))))
                .containsExactly(Assessed.id(longAgo));
        assertThat(idsOf(get("QuestionnaireResponse?patient=" + patient + "&_id=" + Assessed.id(yesterday))))
                .containsExactly(Assessed.id(yesterday));
    }

    /// Triage tells some at a time, and is not asked for ever for one page.
    @ParameterizedTest
    @CsvSource({"20, 2", "4, 3"})
    void howeverManyTriageHasTheyAreFoundPageByPage(int count, int pages) {
        var patient = "p-" + UUID.randomUUID();
        var all = IntStream.range(0, 6 * Neighbours.TOLD_AT_A_TIME)
                .mapToObj(nth -> at(Assessed.routine(), patient, Duration.ofDays(nth)))
                .toArray(ObjectNode[]::new);
        Neighbours.alsoHas(all);

        var found = pagesFrom("QuestionnaireResponse?_count=" + count + "&patient=" + patient + "&authored=lt"
                + LocalDate.now(ZoneOffset.UTC).minusDays(2));

        assertThat(found).hasSize(pages);
        assertThat(found.stream().flatMap(List::stream))
                .containsExactlyElementsOf(
                        Stream.of(all).skip(3).map(Assessed::id).toList());
    }

    private List<List<String>> pagesFrom(String search) {
        var pages = new ArrayList<List<String>>();
        for (var next = Optional.of(search); next.isPresent(); ) {
            var page = get(next.get());
            FhirJudge.finds(page);
            pages.add(idsOf(page.then().statusCode(200).extract().response()));
            next = Wish.json(page.asString())
                    .path("link")
                    .valueStream()
                    .filter(link -> link.path("relation").asText().equals("next"))
                    .map(link -> link.path("url").asText())
                    .map(address -> address.substring(address.indexOf("/fhir/") + "/fhir/".length()))
                    .findFirst();
        }
        return pages;
    }

    private static List<String> idsOf(Response page) {
        return page.path("entry.findAll { it.search.mode == 'match' }.resource.id");
    }

    /// So long ago, of this patient, with an id that holds the time as those of triage do.
    private static ObjectNode at(ObjectNode assessment, String patient, Duration ago) {
        var then = Instant.now().minus(ago);
        return assessment
                .put("id", TimeOrderedId.at(then).toString())
                .put("assessedAt", then.toString())
                .put("patient", patient);
    }

    @Test
    void aSearchFindsAlsoWhatOnlyAVisitWasAskedFor() {
        Neighbours.assessedAt("north");
        var booking = Booking.after(Assessed.routine());

        var page = given().auth()
                .oauth2(Tokens.integrator())
                .get("/fhir/QuestionnaireResponse?patient=" + booking.patient());

        FhirJudge.finds(page);
        page.then().statusCode(200).body("total", equalTo(1));
    }

    @Test
    void nobodyReadsAnswersOfOtherClinicsOrOtherPatients() {
        var assessment = Assessed.selfCare();
        Wish.after(assessment).by(clinic.clinician()).post().then().statusCode(201);
        var strangers =
                List.of(Tokens.at("south").integrator(), Tokens.at("south").clinician(), clinic.patient("p-0"));

        for (var stranger : strangers) {
            var one = given().auth().oauth2(stranger).get("/fhir/QuestionnaireResponse/" + Assessed.id(assessment));
            FhirJudge.finds(one);
            one.then().statusCode(404);
            given().auth()
                    .oauth2(stranger)
                    .get("/fhir/QuestionnaireResponse")
                    .then()
                    .statusCode(200)
                    .body("total", equalTo(0));
        }
        given().auth()
                .oauth2(clinic.patient(Assessed.patient(assessment)))
                .get("/fhir/QuestionnaireResponse")
                .then()
                .statusCode(200)
                .body("entry.resource.id", hasItem(Assessed.id(assessment)));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 404})
    void whereTriageCannotBeAskedNothingMilderIsSaid(int status) {
        var assessment = Assessed.selfCare();
        Wish.after(assessment).by(clinic.clinician()).post().then().statusCode(201);
        Neighbours.answersStatus("triage", status);

        for (var address : List.of(
                "QuestionnaireResponse",
                "QuestionnaireResponse?patient=p-0",
                "QuestionnaireResponse/" + Assessed.id(assessment),
                "Questionnaire/triage",
                "Questionnaire")) {
            var answer = get(address);

            FhirJudge.finds(answer);
            answer.then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("5"))
                    .body("resourceType", equalTo("OperationOutcome"))
                    .body("issue[0].code", equalTo("transient"));
        }
    }

    private static List<String> questions() {
        return Assessed.recorded("triage-questionnaire.json")
                .path("sections")
                .valueStream()
                .flatMap(section -> section.path("questions").valueStream())
                .map(question -> question.path("id").asText())
                .toList();
    }

    private static String type(String ours) {
        return switch (ours) {
            case "YES_NO" -> "boolean";
            case "INTEGER" -> "integer";
            default -> "decimal";
        };
    }

    private static ObjectNode byTheRulesInForce(ObjectNode assessment) {
        return assessment.set(
                "ruleSet", Assessed.recorded("triage-questionnaire.json").path("ruleSet"));
    }

    private static void heard(ObjectNode assessment) {
        Neighbours.says("triage", assessment.toString());
    }

    private Response get(String address) {
        return given().auth()
                .oauth2(clinic.integrator())
                .urlEncodingEnabled(false)
                .get("/fhir/" + address);
    }
}
