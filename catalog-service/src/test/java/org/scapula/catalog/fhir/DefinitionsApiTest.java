package org.scapula.catalog.fhir;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.catalog.CatalogTest;
import org.scapula.test.Forgeries;

@CatalogTest
class DefinitionsApiTest {

    private static final String FHIR_JSON = "application/fhir+json";

    @Test
    void anExerciseIsAnActivityDefinition() {
        var id = id("cat-cow");

        get("/fhir/ActivityDefinition/" + id)
                .statusCode(200)
                .contentType(FHIR_JSON)
                .header("Content-Language", "en")
                .header("Vary", containsString("Accept-Language"))
                .body("id", equalTo(id))
                .body("url", equalTo("urn:scapula:exercise:cat-cow"))
                .body("name", equalTo("CatCow"))
                .body("title", equalTo("Cat-cow"))
                .body("status", equalTo("active"))
                .body("experimental", equalTo(true))
                .body("kind", equalTo("ServiceRequest"))
                .body("timingTiming.repeat.frequency", equalTo(3))
                .body("timingTiming.repeat.frequencyMax", equalTo(7))
                .body("timingTiming.repeat.periodUnit", equalTo("wk"))
                .body("code.coding.code", contains("229065009"))
                .body("code.text", startsWith("Cat-cow"))
                .body("bodySite[0].text", equalTo("Upper back"))
                .body("relatedArtifact.label", hasItems("S0-E01", "Scapula policy"))
                .body("relatedArtifact.url", hasItem("/exercises/cat-cow/figure.svg"))
                .body("text.div", containsString("No clinician has reviewed"));
    }

    @Test
    void whoWantsGermanGetsGerman() {
        given().header("Accept-Language", "de")
                .get("/fhir/ActivityDefinition/" + id("cat-cow"))
                .then()
                .statusCode(200)
                .header("Content-Language", "de")
                .body("language", equalTo("de"))
                .body("title", equalTo("Katze und Kuh"))
                .body("text.div", containsString("Keine Fachperson hat diese Übung geprüft"));
    }

    @Test
    void everyLimitIsThereWithItsReasonItsRulesAndItsSources() {
        var exercise = given().get("/exercises/cat-cow").jsonPath();
        var resource = given().get("/fhir/ActivityDefinition/" + id("cat-cow")).jsonPath();

        var limits = resource.<List<?>>getList(
                "extension.findAll { it.url == 'urn:scapula:fhir:contraindication' }.extension");
        assertThat(limits).hasSameSizeAs(exercise.getList("contraindications")).isNotEmpty();
        assertThat(resource.<String>getList("extension.findAll { it.url == 'urn:scapula:fhir:contraindication' }"
                        + ".collect { it.extension.find { part -> part.url == 'because' }.valueString }"))
                .isEqualTo(exercise.getList("contraindications.because"));
    }

    @Test
    void theTagIsTheVersionIdAndAnotherLanguageIsAnotherVersion() {
        var address = "/fhir/ActivityDefinition/" + id("cat-cow");
        var english = given().get(address);
        var tag = english.header("ETag");

        assertThat(tag).isEqualTo("W/\"" + english.jsonPath().getString("meta.versionId") + "\"");
        given().header("If-None-Match", tag).get(address).then().statusCode(304);
        given().header("If-None-Match", tag)
                .header("Accept-Language", "de")
                .get(address)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(tag)));
    }

    @Test
    void aVersionIsReadAgainInTheLanguageThatItWasSentIn() {
        var address = "/fhir/ActivityDefinition/" + id("cat-cow");
        var german = given().header("Accept-Language", "de").get(address);

        given().get(address + "/_history/" + german.jsonPath().getString("meta.versionId"))
                .then()
                .statusCode(200)
                .body(equalTo(german.asString()));
        get(address + "/_history/1-0000000000000000").statusCode(404).contentType(FHIR_JSON);
        get(address + "/_history/1").statusCode(404);
    }

    @Test
    void everyPageLeadsToTheNextAndNothingIsLostOrTwice() {
        var found = new ArrayList<String>();
        var address = "/fhir/ActivityDefinition?_count=20";
        while (address != null) {
            var page = JsonPath.from(get(address)
                    .statusCode(200)
                    .body("type", equalTo("searchset"))
                    .body("total", nullValue())
                    .body("link.find { it.relation == 'self' }.url", notNullValue())
                    .extract()
                    .asString());
            found.addAll(page.getList("entry.resource.id"));
            address = page.getString("link.find { it.relation == 'next' }.url");
        }

        assertThat(found).hasSize(57).doesNotHaveDuplicates();
    }

    @Test
    void aPageThatIsEverythingSaysHowManyThereAre() {
        get("/fhir/ActivityDefinition?_count=500")
                .body("total", equalTo(57))
                .body("link.relation", contains("self"))
                .body("link[0].url", containsString("_count=100"));
    }

    @ParameterizedTest
    @CsvSource({
        "url=urn:scapula:exercise:cat-cow, CatCow",
        "identifier=cat-cow, CatCow",
        "identifier=urn:scapula:exercise-slug%7Ccat-cow, CatCow",
        "name=catc, CatCow",
        "name:exact=CatCow, CatCow",
        "name:contains=TCO, CatCow",
        "title=cat-c, CatCow",
        "title:exact=Cat-cow, CatCow",
        "title:contains=T-COW, CatCow",
        "identifier=cat-cow&status=active, CatCow",
        "identifier=cat-cow&topic=MOBILITY, CatCow",
        "identifier=cat-cow&topic=urn:scapula:target%7CTHORACIC_MOBILITY&topic=WARM_UP, CatCow",
        "identifier=cat-cow&topic=urn:scapula:region%7C, CatCow",
        "identifier=cat-cow&topic=STRENGTH, ''",
        "identifier=urn:other%7Ccat-cow, ''",
        "'identifier=cat-cow,nothing', CatCow",
        "name:exact=catcow, ''",
        "title:exact=cat-cow, ''",
        "identifier=cat-cow&status=retired, ''",
        "identifier=cat-cow&version=999, ''",
        "_id=cat-cow, ''",
        "title=%25, ''"
    })
    void isFoundBy(String query, String names) {
        var found = JsonPath.from(get("/fhir/ActivityDefinition?" + query)
                        .statusCode(200)
                        .extract()
                        .asString())
                .getList("entry.resource.name", String.class);

        assertThat(found == null ? List.of() : found).isEqualTo(names.isEmpty() ? List.of() : List.of(names));
    }

    @Test
    void aTitleIsSearchedInTheLanguageOfTheAnswer() {
        given().header("Accept-Language", "de")
                .get("/fhir/ActivityDefinition?title=katze")
                .then()
                .body("entry.resource.name", hasItem("CatCow"));
        get("/fhir/ActivityDefinition?title=katze").body("total", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exercise=cat-cow",
                "title:text=cat",
                "topic:not=MOBILITY",
                "_summary=true",
                "_count=0",
                "_count=many",
                "cursor=x",
                "status=fine",
                "title=",
                "_count=1&_count=2"
            })
    void whatIsNotUnderstoodIsRefusedAndNotIgnored(String query) {
        get("/fhir/ActivityDefinition?" + query)
                .statusCode(400)
                .contentType(FHIR_JSON)
                .body("resourceType", equalTo("OperationOutcome"))
                .body("issue[0].severity", equalTo("error"))
                .body("issue[0].location[0]", startsWith("http."));
    }

    @ParameterizedTest
    @CsvSource({
        "/fhir/ActivityDefinition/cat-cow, 404, not-found",
        "/fhir/ActivityDefinition/00000000-0000-0000-0000-000000000000, 404, not-found",
        "/fhir/Patient, 404, not-found",
        "/fhir/StructureDefinition/doses, 404, not-found",
        "/fhir/metadata?mode=full, 400, invalid"
    })
    void everyRefusalIsAnOutcome(String address, int status, String code) {
        get(address)
                .statusCode(status)
                .contentType(FHIR_JSON)
                .body("resourceType", equalTo("OperationOutcome"))
                .body("issue[0].code", equalTo(code))
                .body("issue[0].diagnostics", containsString("(trace "));
    }

    @Test
    void nothingCanBeWritten() {
        given().contentType(FHIR_JSON)
                .body("{}")
                .post("/fhir/ActivityDefinition")
                .then()
                .statusCode(405)
                .contentType(FHIR_JSON)
                .body("issue[0].code", equalTo("not-supported"));
    }

    /// Refused before any endpoint is reached.
    @Test
    void aBodyThatIsTooLargeIsRefusedInTheSameForm() {
        given().contentType(FHIR_JSON)
                .body("x".repeat(2_000_000))
                .post("/fhir/ActivityDefinition")
                .then()
                .statusCode(413)
                .contentType(FHIR_JSON)
                .body("issue[0].code", equalTo("too-long"));
    }

    @Test
    void aTokenThatIsNoGoodIsRefused() {
        for (var forgery : Forgeries.all()) {
            for (var address : List.of("/fhir/ActivityDefinition", "/fhir/ActivityDefinition/" + id("cat-cow"))) {
                given().auth()
                        .oauth2(forgery)
                        .get(address)
                        .then()
                        .statusCode(401)
                        .contentType(FHIR_JSON)
                        .header("WWW-Authenticate", startsWith("Bearer"))
                        .body("issue[0].code", equalTo("login"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/fhir+json, '', 200, application/fhir+json",
        "application/json, '', 200, application/json",
        "'text/html,application/xml;q=0.9,*/*;q=0.8', '', 200, application/fhir+json",
        "application/fhir+xml, '', 406, application/fhir+json",
        "application/fhir+xml, ?_format=json, 200, application/fhir+json",
        "application/fhir+xml, ?_format=application/fhir+json, 200, application/fhir+json",
        "application/fhir+json, ?_format=xml, 406, application/fhir+json"
    })
    void jsonIsSpokenUnderTwoNamesAndXmlIsRefused(String accept, String query, int status, String type) {
        for (var address : List.of("/fhir/metadata", "/fhir/ActivityDefinition", "/fhir/StructureDefinition")) {
            given().urlEncodingEnabled(false)
                    .header("Accept", accept)
                    .get(address + query)
                    .then()
                    .statusCode(status)
                    .contentType(startsWith(type));
        }
    }

    @Test
    void theCapabilityStatementPromisesExactlyTheParametersThatAreThere() {
        var promised = get("/fhir/metadata")
                .statusCode(200)
                .body("fhirVersion", equalTo("4.0.1"))
                .extract()
                .jsonPath()
                .<String>getList("rest[0].resource.find { it.type == 'ActivityDefinition' }.searchParam.name");

        var known = Arrays.stream(DefinitionQuery.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(RestQuery.class))
                .map(field -> {
                    var name = field.getAnnotation(RestQuery.class).value();
                    return name.isEmpty() ? field.getName() : name;
                })
                .filter(name -> !name.contains(":")
                        && !List.of("_count", "_format", "cursor").contains(name));
        assertThat(promised).containsExactlyInAnyOrderElementsOf(known.toList());
    }

    @Test
    void aClinicSeesItsOwnExerciseAndNobodyElseDoes() {
        var clinic = new OwnExercises();
        var id = clinic.published("fhir-own-seen", "Wall angel");

        clinic.editor()
                .get("/fhir/ActivityDefinition/" + id)
                .then()
                .statusCode(200)
                .body("experimental", equalTo(false))
                .body("publisher", equalTo(clinic.clinic.id()))
                .body("url", equalTo("urn:scapula:exercise:fhir-own-seen." + id))
                .body("topic.coding.system.flatten()", hasItem("urn:scapula:context"));
        clinic.editor()
                .get("/fhir/ActivityDefinition?url=urn:scapula:exercise:fhir-own-seen." + id)
                .then()
                .body("total", equalTo(1));
        get("/fhir/ActivityDefinition/" + id).statusCode(404);
        get("/fhir/ActivityDefinition?identifier=fhir-own-seen").body("total", equalTo(0));
    }

    @Test
    void whatAClinicHidesIsNotThereForIt() {
        var clinic = new OwnExercises();
        clinic.editor().put("/hidden-exercises/cat-cow").then().statusCode(200);

        clinic.editor().get("/fhir/ActivityDefinition/" + id("cat-cow")).then().statusCode(404);
        clinic.editor()
                .get("/fhir/ActivityDefinition?identifier=cat-cow")
                .then()
                .body("total", equalTo(0));
        get("/fhir/ActivityDefinition/" + id("cat-cow")).statusCode(200);
    }

    @Test
    void whatHasLeftTheShelfIsReadByItsIdAsRetiredAndFoundOnlyByWhoAsksForThat() {
        var clinic = new OwnExercises();
        var id = clinic.published("fhir-own-left", "Wall angel");
        var active = clinic.editor().get("/fhir/ActivityDefinition/" + id);
        clinic.editor().put("/exercises/fhir-own-left/retirement").then().statusCode(200);

        clinic.editor()
                .get("/fhir/ActivityDefinition/" + id)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(active.header("ETag"))))
                .body("status", equalTo("retired"));
        clinic.editor()
                .get("/fhir/ActivityDefinition?identifier=fhir-own-left")
                .then()
                .body("total", equalTo(0));
        clinic.editor()
                .get("/fhir/ActivityDefinition?identifier=fhir-own-left&status=active,retired")
                .then()
                .body("total", equalTo(1));
        clinic.editor()
                .get("/fhir/ActivityDefinition/" + id + "/_history/"
                        + active.jsonPath().getString("meta.versionId"))
                .then()
                .statusCode(200)
                .body("status", equalTo("active"));
    }

    @Test
    void anEarlierVersionIsReadByItsVersionId() {
        var clinic = new OwnExercises();
        var id = clinic.published("fhir-own-again", "Wall angel");
        var first = clinic.editor().get("/fhir/ActivityDefinition/" + id);
        clinic.publishedAgain("fhir-own-again", "{\"name\": \"Wall eagle\"}");

        clinic.editor()
                .get("/fhir/ActivityDefinition/" + id)
                .then()
                .body("version", equalTo("2"))
                .body("title", equalTo("Wall eagle"));
        clinic.editor()
                .get("/fhir/ActivityDefinition/" + id + "/_history/"
                        + first.jsonPath().getString("meta.versionId"))
                .then()
                .statusCode(200)
                .body(equalTo(first.asString()));
    }

    private static String id(String slug) {
        return given().get("/exercises/" + slug).jsonPath().getString("id");
    }

    private static ValidatableResponse get(String address) {
        return given().urlEncodingEnabled(false).get(address).then();
    }
}
