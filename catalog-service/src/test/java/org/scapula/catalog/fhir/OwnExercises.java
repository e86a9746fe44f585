package org.scapula.catalog.fhir;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.scapula.test.Tokens;

/// A clinic that has an exercise of its own on the shelf.
final class OwnExercises {

    final Tokens.Clinic clinic = Tokens.at("f-" + UUID.randomUUID().toString().substring(0, 30));

    String published(String slug, String name) {
        var id = editor().contentType("application/json")
                .body(document(slug, name))
                .post("/exercises")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("draft.exercise");
        reviewed(slug);
        return id;
    }

    void publishedAgain(String slug, String patch) {
        editor().post("/exercises/{slug}/draft", slug).then().statusCode(201);
        editor().contentType("application/merge-patch+json")
                .header("If-Match", tag(slug))
                .body(patch)
                .patch("/exercises/{slug}/draft", slug)
                .then()
                .statusCode(200);
        reviewed(slug);
    }

    RequestSpecification editor() {
        return given().auth().oauth2(clinic.editor());
    }

    private void reviewed(String slug) {
        editor().header("If-Match", tag(slug))
                .post("/exercises/{slug}/draft/submission", slug)
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(clinic.clinician())
                .header("If-Match", tag(slug))
                .post("/exercises/{slug}/draft/publication", slug)
                .then()
                .statusCode(200);
    }

    private String tag(String slug) {
        return editor().get("/exercises/{slug}/draft", slug).header("ETag");
    }

    private static String document(String slug, String name) {
        return """
                {"slug": "%s", "kind": "MOVEMENT", "name": "%s", "aliases": [],
                 "category": "MOBILITY", "categories": ["MOBILITY"], "exerciseClass": "MOBILITY",
                 "positions": ["STANDING"], "equipment": [["WALL"]], "niceToHave": [], "region": "UPPER_BACK",
                 "primaryMuscles": ["LOWER_TRAPEZIUS"], "secondaryMuscles": ["SERRATUS_ANTERIOR"],
                 "targets": ["SCAPULAR_CONTROL"], "direction": "NONE", "oneSided": false, "level": 1,
                 "shoulderElevationDegrees": 120, "tags": ["SHOULDER_ABOVE_90"],
                 "steps": ["Stand with your back to a wall & <breathe>.", "Slide your arms up.", "Come down."],
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
                 "regressTo": [], "progressTo": [], "sources": ["Clinic policy"]}""".formatted(slug, name);
    }
}
