package org.scapula.catalog.editing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.scapula.issuer.Claims;
import org.scapula.test.Tokens;

/// A clinic that writes exercises of its own.
public final class Editors {

    static final ObjectMapper JSON = new ObjectMapper();

    final Tokens.Clinic clinic = Tokens.at("e-" + UUID.randomUUID().toString().substring(0, 30));

    public Tokens.Clinic clinic() {
        return clinic;
    }

    /// Everything that is demanded of a hand-out, and nothing that could be wrong with it.
    public static ObjectNode exercise(String slug) {
        return parsed("""
                {"slug": "%s", "kind": "MOVEMENT", "name": "Wall angel", "aliases": ["wall slide"],
                 "category": "MOBILITY", "categories": ["MOBILITY"], "exerciseClass": "MOBILITY",
                 "positions": ["STANDING"], "equipment": [["WALL"]], "niceToHave": [], "region": "UPPER_BACK",
                 "primaryMuscles": ["LOWER_TRAPEZIUS"], "secondaryMuscles": ["SERRATUS_ANTERIOR"],
                 "targets": ["SCAPULAR_CONTROL"], "direction": "NONE", "oneSided": false, "level": 1,
                 "shoulderElevationDegrees": 120, "tags": ["SHOULDER_ABOVE_90"],
                 "steps": ["Stand with your back to a wall.", "Slide your arms up.", "Come down slowly."],
                 "cues": {"feel": "Gentle work below your shoulder blades.", "doNotFeel": "Pinching in the shoulder.",
                   "breathing": "Breathe out on the way up."},
                 "picture": "A person stands at a wall and slides both arms up.", "contexts": ["DESK"],
                 "commonMistakes": ["The low back arches: draw your ribs down.", "The neck pokes out: tuck your chin."],
                 "easier": "Slide only as high as your ears.", "harder": "Keep the backs of your hands on the wall.",
                 "household": [], "jointActions": ["SCAPULAR_UPWARD_ROTATION"],
                 "stageDoses": [
                   {"stage": "ACUTE", "fits": false, "note": "Wait until raising your arms is comfortable."},
                   {"stage": "SUBACUTE", "fits": true, "reps": {"min": 5, "max": 8, "source": "Clinic policy"},
                    "note": "Few repeats while it settles."},
                   {"stage": "CHRONIC", "fits": true, "reps": {"min": 8, "max": 12, "source": "Clinic policy"},
                    "note": "Enough to get used to it."}],
                 "doses": [{"used": true, "origin": "CLINICAL", "sets": {"min": 1, "max": 2, "source": "Clinic policy"},
                   "reps": {"min": 8, "max": 12, "source": "Clinic policy"}, "side": "BOTH", "note": "Ours."}],
                 "regressTo": [], "progressTo": [], "sources": ["Clinic policy"]}""".formatted(slug));
    }

    static ObjectNode parsed(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    public RequestSpecification editor() {
        return as(clinic.editor());
    }

    RequestSpecification clinician() {
        return as(clinic.clinician());
    }

    RequestSpecification admin() {
        return as(clinic.admin());
    }

    /// Another member of staff in the same role.
    RequestSpecification secondEditor() {
        return as(Tokens.of(Claims.of("editor", clinic.id()).subject("editor-2")));
    }

    Response begins(JsonNode document) {
        return editor().contentType("application/json")
                .body(document.toString())
                .post("/exercises");
    }

    Response beginsFrom(String slug) {
        return editor().post("/exercises/{slug}/draft", slug);
    }

    Response reads(String slug) {
        return clinician().get("/exercises/{slug}/draft", slug);
    }

    String tag(String slug) {
        return reads(slug).then().statusCode(200).extract().header("ETag");
    }

    Response patches(String slug, String tag, String patch) {
        return patches(editor(), slug, tag, patch);
    }

    static Response patches(RequestSpecification who, String slug, String tag, String patch) {
        return who.contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body(patch)
                .patch("/exercises/{slug}/draft", slug);
    }

    Response submits(String slug) {
        return editor().header("If-Match", tag(slug)).post("/exercises/{slug}/draft/submission", slug);
    }

    Response validates(String slug) {
        return editor().post("/exercises/{slug}/draft/validation", slug);
    }

    Response returns(String slug, String note) {
        return clinician()
                .header("If-Match", tag(slug))
                .contentType("application/json")
                .body("{\"note\": \"" + note + "\"}")
                .post("/exercises/{slug}/draft/return", slug);
    }

    Response publishes(String slug) {
        return publishes(clinician(), slug);
    }

    Response publishes(RequestSpecification who, String slug) {
        return who.header("If-Match", tag(slug)).post("/exercises/{slug}/draft/publication", slug);
    }

    /// From an empty page to the shelf.
    public String published(JsonNode document) {
        var slug = document.path("slug").asText();
        var id = begins(document).then().statusCode(201).extract().<String>path("draft.exercise");
        submits(slug).then().statusCode(200);
        publishes(slug).then().statusCode(200);
        return id;
    }

    void shelves(JsonNode document) {
        var unused = published(document);
    }

    public String publishedAgain(String slug, String patch) {
        beginsFrom(slug).then().statusCode(201);
        patches(slug, tag(slug), patch).then().statusCode(200);
        submits(slug).then().statusCode(200);
        return publishes(slug).then().statusCode(200).extract().path("exercise");
    }

    Response seenBy(String token, String idOrSlug) {
        return as(token).get("/exercises/{idOrSlug}", idOrSlug);
    }

    List<String> acts(String exercise) {
        return admin().get("/audit?record=" + exercise).jsonPath().getList("entries.act");
    }
}
