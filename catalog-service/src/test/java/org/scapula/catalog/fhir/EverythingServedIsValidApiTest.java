package org.scapula.catalog.fhir;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.catalog.CatalogTest;

/// Every resource that leaves the face is judged. Errors fail; so does a warning that is not known here with a reason.
@CatalogTest
class EverythingServedIsValidApiTest {

    private static final Map<Pattern, String> KNOWN = Map.of(
            Pattern.compile("^WARNING .*CodeSystem is unknown and can't be validated: urn:scapula:"),
            "The lists are the catalogue's own; their values are in the OpenAPI document, not in a CodeSystem.",
            Pattern.compile(
                    "^WARNING (StructureDefinition|OperationOutcome|Bundle.entry.*StructureDefinition/.*): .*dom-6:"),
            "Best practice only: what an extension holds stands in its definition, what was refused in its diagnostics.",
            Pattern.compile("Error generating Snapshot: Unable to resolve package id hl7.fhir.r4.core#null"),
            "The validator looks for a package in a registry, which it does not have here; that each of our"
                    + " definitions gives a snapshot is shown by itself.");

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyShippedExercise(String language) {
        var complaints = new TreeMap<String, List<String>>();
        var read = 0;
        for (var id : ids(language)) {
            var resource = given().header("Accept-Language", language)
                    .get("/fhir/ActivityDefinition/" + id)
                    .then()
                    .statusCode(200)
                    .header("Content-Language", language)
                    .extract()
                    .asString();
            note(complaints, resource);
            read++;
        }

        assertThat(read).isEqualTo(57);
        assertThat(complaints).isEmpty();
    }

    @Test
    void pagesOfASearch() {
        var complaints = new TreeMap<String, List<String>>();

        for (var query : List.of("_count=3", "title=nothing-of-the-kind")) {
            note(complaints, page(query));
        }

        assertThat(complaints).isEmpty();
    }

    @Test
    void whatTheFaceSaysOfItself() throws ExecutionException, InterruptedException {
        var complaints = new TreeMap<String, List<String>>();

        var all = get("/fhir/StructureDefinition");
        var each = JsonPath.from(all).<String>getList("entry.resource.id").stream()
                .map(id -> get("/fhir/StructureDefinition/" + id));
        var served = Stream.concat(Stream.of(get("/fhir/metadata"), all), each).toList();

        noteAll(complaints, served);

        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/ActivityDefinition/0",
                "/fhir/ActivityDefinition?exercise=cat-cow",
                "/fhir/ActivityDefinition?_count=0",
                "/fhir/ActivityDefinition?_format=xml",
                "/fhir/Patient",
                "/fhir/StructureDefinition/nothing"
            })
    void everyRefusal(String address) {
        var complaints = new TreeMap<String, List<String>>();

        note(complaints, get(address));

        assertThat(complaints).isEmpty();
    }

    @Test
    void aClinicsOwnExercise() {
        var clinic = new OwnExercises();
        var complaints = new TreeMap<String, List<String>>();
        var id = clinic.published("fhir-own-valid", "Wall angel & <friends>");

        for (var language : List.of("en", "de")) {
            note(
                    complaints,
                    clinic.editor()
                            .header("Accept-Language", language)
                            .get("/fhir/ActivityDefinition/" + id)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString());
        }

        assertThat(complaints).isEmpty();
    }

    private static void note(Map<String, List<String>> complaints, String resource) {
        note(complaints, resource, Judge.complaintsAbout(resource));
    }

    /// Side by side: the validator pauses for a second at every definition, since it does not reach its registry.
    private static void noteAll(Map<String, List<String>> complaints, List<String> resources)
            throws ExecutionException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var judged = resources.stream()
                    .map(resource -> threads.submit(() -> Judge.complaintsAbout(resource)))
                    .toList();
            for (var i = 0; i < resources.size(); i++) {
                note(complaints, resources.get(i), judged.get(i).get());
            }
        }
    }

    private static void note(Map<String, List<String>> complaints, String resource, List<String> said) {
        said.stream()
                .filter(complaint -> KNOWN.keySet().stream()
                        .noneMatch(known -> known.matcher(complaint).find()))
                .forEach(complaint -> complaints
                        .computeIfAbsent(complaint, unused -> new ArrayList<>())
                        .add(JsonPath.from(resource).getString("name")));
    }

    private static String get(String address) {
        return given().urlEncodingEnabled(false).get(address).asString();
    }

    private static String page(String query) {
        return given().urlEncodingEnabled(false)
                .get("/fhir/ActivityDefinition?" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static List<String> ids(String language) {
        return JsonPath.from(given().header("Accept-Language", language)
                        .get("/fhir/ActivityDefinition?_count=100")
                        .asString())
                .getList("entry.resource.id");
    }
}
