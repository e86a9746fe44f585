package org.scapula.catalog.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.scapula.catalog.editing.Editors.as;
import static org.scapula.catalog.editing.Editors.exercise;
import static org.scapula.catalog.editing.Editors.parsed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scapula.catalog.CatalogTest;

/// The whole catalogue goes out as lines and comes in as lines, and the same lines again change nothing.
@CatalogTest
class CatalogueApiTest {

    private final Editors own = new Editors();
    private final Editors others = new Editors();

    @Test
    void everythingIsExportedWithWhatItIsAndWhoseItIs() {
        own.shelves(exercise("wall-angel"));
        own.shelves(exercise("superman"));
        own.shelves(exercise("old-one"));
        own.editor().put("/exercises/old-one/retirement").then().statusCode(200);
        own.begins(parsed("{\"slug\": \"half-done\"}")).then().statusCode(201);
        own.editor().put("/hidden-exercises/cat-cow").then().statusCode(200);

        var lines = exported(own);

        assertThat(lines.getFirst().path("type").asText()).isEqualTo("CATALOGUE");
        assertThat(lines.getLast().path("type").asText()).isEqualTo("END");
        assertThat(lines.getLast().path("catalogVersion"))
                .isEqualTo(lines.getFirst().path("catalogVersion"));
        assertThat(slugs(lines, "EXERCISE", "SHIPPED")).hasSizeGreaterThan(50).contains("cat-cow", "superman");
        assertThat(slugs(lines, "EXERCISE", "CLINIC"))
                .containsExactly("old-one", "superman", "wall-angel", "half-done");
        assertThat(slugs(lines, "HIDDEN", "CLINIC")).containsExactly("cat-cow");
        assertThat(slugs(lines, "SOURCE", "SHIPPED")).contains("Clinic policy");
        assertThat(slugs(lines, "ADVICE", "SHIPPED")).hasSizeGreaterThan(50);
        assertThat(one(lines, "old-one").path("retired").asBoolean()).isTrue();
        assertThat(one(lines, "half-done").path("state").asText()).isEqualTo("DRAFT");
        assertThat(one(lines, "wall-angel").path("document").path("name").asText())
                .isEqualTo("Wall angel");
    }

    @Test
    void aLongCatalogueIsReadInParts() {
        own.shelves(exercise("wall-angel"));
        var whole = exported(own);

        var parts = new ArrayList<ObjectNode>();
        var cursor = "";
        do {
            var part = lines(own.editor().get("/catalogue?limit=40" + cursor));
            var last = part.removeLast();
            parts.addAll(part);
            cursor = last.path("type").asText().equals("END")
                    ? ""
                    : "&cursor=" + last.path("cursor").asText();
        } while (!cursor.isEmpty());

        assertThat(parts).isEqualTo(whole.subList(0, whole.size() - 1));
        own.editor().get("/catalogue?cursor=x").then().statusCode(400);
        own.editor().get("/catalogue?limit=0").then().statusCode(400);
    }

    @Test
    void whatOneClinicExportsAnotherImportsAndImportsAgain() {
        own.shelves(exercise("a"));
        own.shelves(
                exercise("b").set("regressTo", Editors.JSON.createArrayNode().add("a")));
        assertThat(own.publishedAgain("a", "{\"progressTo\": [\"b\"]}")).isNotEmpty();
        own.shelves(exercise("old-one"));
        own.editor().put("/exercises/old-one/retirement").then().statusCode(200);
        own.begins(parsed("{\"slug\": \"half-done\", \"name\": \"Half\"}"))
                .then()
                .statusCode(201);
        own.begins(exercise("looked-at")).then().statusCode(201);
        own.submits("looked-at").then().statusCode(200);
        own.editor().put("/hidden-exercises/cat-cow").then().statusCode(200);
        var lines = exported(own).stream()
                .filter(line -> line.path("origin").asText().equals("CLINIC"))
                .map(ObjectNode::toString)
                .toList();

        var first = imports(others.admin(), lines);
        var again = imports(others.admin(), lines);

        assertThat(outcomes(first)).containsOnly("CREATED");
        assertThat(outcomes(again)).containsOnly("UNCHANGED");
        assertThat(comparable(exported(others))).isEqualTo(comparable(exported(own)));
        others.seenBy(others.clinic.clinician(), "old-one").then().statusCode(404);
        others.seenBy(others.clinic.clinician(), "cat-cow").then().statusCode(404);
        others.reads("looked-at").then().body("draft.state", equalTo("IN_REVIEW"));
    }

    @Test
    void eachLineIsJudgedByItself() {
        var broken = exercise("broken");
        broken.put("level", 9);
        var wrong = exercise("wrong");
        wrong.put("level", "one");

        var results = imports(
                own.admin(),
                List.of(
                        line(exercise("good"), "PUBLISHED"),
                        line(broken, "PUBLISHED"),
                        line(wrong, "DRAFT"),
                        "{\"type\": \"EXERCISE\"",
                        "{\"type\": \"EXERCISE\", \"colour\": \"red\"}",
                        line(exercise("good"), "PUBLISHED"),
                        "{\"type\": \"EXERCISE\", \"origin\": \"SHIPPED\", \"slug\": \"cat-cow\"}",
                        "{\"type\": \"HIDDEN\", \"slug\": \"no-such-exercise\"}",
                        "",
                        line(parsed("{\"slug\": \"draft\"}"), "DRAFT")));

        assertThat(outcomes(results))
                .containsExactly(
                        "CREATED",
                        "REFUSED",
                        "REFUSED",
                        "REFUSED",
                        "REFUSED",
                        "REFUSED",
                        "LEFT_TO_THE_RELEASE",
                        "REFUSED",
                        "CREATED");
        assertThat(results)
                .extracting(result -> result.path("line").asInt())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 10);
        assertThat(pointers(results.get(1))).containsExactly("/document/level");
        assertThat(pointers(results.get(2))).containsExactly("/document/level");
        assertThat(pointers(results.get(4))).containsExactly("/colour");
        own.seenBy(own.clinic.clinician(), "good").then().statusCode(200);
        own.seenBy(own.clinic.clinician(), "broken").then().statusCode(404);
    }

    @Test
    void whatLinksToOneThatFallsFallsToo() {
        var a = exercise("a");
        a.putArray("progressTo").add("b");
        var b = exercise("b");
        b.putArray("progressTo").add("c");
        var c = exercise("c").put("level", 7);
        var d = exercise("d");
        d.putArray("progressTo").add("e");
        var e = exercise("e");
        e.putArray("regressTo").add("d");
        var f = exercise("f");
        f.putArray("progressTo").add("g");
        var g = exercise("g");
        g.putArray("progressTo").add("f");

        var results = imports(
                own.admin(),
                Stream.of(a, b, c, d, e, f, g)
                        .map(each -> line(each, "PUBLISHED"))
                        .toList());

        assertThat(outcomes(results))
                .containsExactly("REFUSED", "REFUSED", "REFUSED", "CREATED", "CREATED", "REFUSED", "REFUSED");
        assertThat(results.get(0).path("errors").path(0).path("code").asText()).isEqualTo("unknown-link");
        assertThat(results.get(5).path("errors").path(0).path("code").asText()).isEqualTo("loop");
    }

    @Test
    void whatIsPublishedNeedsAnAdministrator() {
        var lines = List.of(line(exercise("a"), "PUBLISHED"), line(exercise("b"), "DRAFT"));

        var results = imports(own.editor(), lines);

        assertThat(outcomes(results)).containsExactly("REFUSED", "CREATED");
        assertThat(pointers(results.getFirst())).containsExactly("/state");
        post(own.clinician(), lines).then().statusCode(403);
        post(as(own.clinic.integrator()), lines).then().statusCode(403);
        as(own.clinic.patient("p-1")).get("/catalogue").then().statusCode(403);
    }

    @Test
    void aDraftIsOverwrittenOnlyByWhoHasSeenIt() {
        own.begins(exercise("a")).then().statusCode(201);
        var exported = one(exported(own), "a");
        var changed = exported.deepCopy();
        changed.withObject("/document").put("name", "Another");
        var blind = changed.deepCopy();
        blind.remove("etag");

        assertThat(outcomes(imports(own.editor(), List.of(blind.toString())))).containsExactly("REFUSED");
        assertThat(outcomes(imports(own.editor(), List.of(changed.toString())))).containsExactly("CHANGED");
        assertThat(outcomes(imports(own.editor(), List.of(changed.toString())))).containsExactly("UNCHANGED");
        var stale = exported.deepCopy();
        stale.withObject("/document").put("name", "A third");
        assertThat(outcomes(imports(own.editor(), List.of(stale.toString())))).containsExactly("REFUSED");
        own.reads("a").then().body("name", equalTo("Another"));
        var other = exercise("a").put("name", "Published past it");
        assertThat(outcomes(imports(own.admin(), List.of(line(other, "PUBLISHED")))))
                .containsExactly("REFUSED");
    }

    @Test
    void aChangedLineBecomesTheNextVersionAndTheOldOneStays() {
        own.shelves(exercise("a"));

        var results = imports(own.admin(), List.of(line(exercise("a").put("name", "Newer"), "PUBLISHED")));

        assertThat(outcomes(results)).containsExactly("CHANGED");
        own.seenBy(own.clinic.clinician(), "a").then().body("version", equalTo(2), "name", equalTo("Newer"));
        own.clinician().get("/exercises/a/versions/1").then().body("document.name", equalTo("Wall angel"));
    }

    @Test
    void tooMuchAtOnceIsRefusedWhole() {
        var many = IntStream.range(0, 101)
                .mapToObj(number -> line(parsed("{\"slug\": \"d-" + number + "\"}"), "DRAFT"))
                .toList();

        post(own.admin(), many).then().statusCode(422);
        post(own.admin(), List.of("x".repeat(1_100_000))).then().statusCode(413);
        own.admin()
                .contentType("application/json")
                .body("{}")
                .post("/catalogue")
                .then()
                .statusCode(415);
        own.editor().get("/drafts").then().body("drafts.size()", equalTo(0));
    }

    private static String line(ObjectNode document, String state) {
        var line = Editors.JSON.createObjectNode();
        line.put("type", "EXERCISE").put("origin", "CLINIC").put("state", state);
        line.set("document", document);
        return line.toString();
    }

    private static Response post(RequestSpecification who, List<String> lines) {
        return who.contentType("application/x-ndjson")
                .body((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8))
                .post("/catalogue");
    }

    private static List<ObjectNode> imports(RequestSpecification who, List<String> lines) {
        return lines(post(who, lines));
    }

    private static List<ObjectNode> exported(Editors clinic) {
        return lines(clinic.editor().get("/catalogue"));
    }

    private static List<ObjectNode> lines(Response answer) {
        answer.then().statusCode(200).contentType(startsWith("application/x-ndjson"));
        return answer.asString().lines().map(Editors::parsed).collect(Collectors.toCollection(ArrayList::new));
    }

    /// What is the same wherever it is.
    private static List<ObjectNode> comparable(List<ObjectNode> lines) {
        return lines.stream()
                .filter(line -> line.path("origin").asText().equals("CLINIC"))
                .map(ObjectNode::deepCopy)
                .peek(line -> line.remove(List.of("etag", "version")))
                .toList();
    }

    private static List<String> slugs(List<ObjectNode> lines, String type, String origin) {
        return lines.stream()
                .filter(line -> line.path("type").asText().equals(type))
                .filter(line -> line.path("origin").asText().equals(origin))
                .map(line -> line.path("slug").asText())
                .toList();
    }

    private static ObjectNode one(List<ObjectNode> lines, String slug) {
        return lines.stream()
                .filter(line -> line.path("slug").asText().equals(slug)
                        && line.path("origin").asText().equals("CLINIC"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> outcomes(List<ObjectNode> results) {
        return results.stream().map(result -> result.path("outcome").asText()).toList();
    }

    private static List<String> pointers(ObjectNode result) {
        return result.path("errors")
                .valueStream()
                .map(error -> error.path("pointer").asText())
                .toList();
    }
}
