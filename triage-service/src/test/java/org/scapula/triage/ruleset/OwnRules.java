package org.scapula.triage.ruleset;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.scapula.test.Tokens;
import org.scapula.triage.rules.RuleSet;

/// A clinic that writes its own rules.
final class OwnRules {

    static final String SHIPPED = RuleSet.shippedText("rules.yaml");

    final Tokens.Clinic clinic = Tokens.at("r-" + UUID.randomUUID().toString().substring(0, 30));

    /// The rules of the product under another name.
    static String named(String version) {
        return changed("version: ", "version: " + version + " # was ");
    }

    static String changed(String before, String after) {
        if (!SHIPPED.contains(before)) {
            throw new IllegalArgumentException("The shipped rules do not say " + before);
        }
        return SHIPPED.replaceFirst(Pattern.quote(before), Matcher.quoteReplacement(after));
    }

    Response drafts(String rules) {
        return sends("application/yaml", rules);
    }

    Response sends(String mediaType, String text) {
        return sends(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    Response sends(String mediaType, byte[] body) {
        return as(clinic.editor()).contentType(mediaType).body(body).post("/rule-sets");
    }

    String drafted(String rules) {
        return drafts(rules).then().statusCode(201).extract().path("id");
    }

    Response validates(String id) {
        return as(clinic.editor()).post("/rule-sets/{id}/validation", id);
    }

    String validated(String rules) {
        var id = drafted(rules);
        validates(id).then().statusCode(200);
        return id;
    }

    Response activates(String id) {
        return asSeen(id).post("/rule-sets/{id}/activation", id);
    }

    String activated(String rules) {
        var id = validated(rules);
        activates(id).then().statusCode(200);
        return id;
    }

    Response retires(String id) {
        return asSeen(id).post("/rule-sets/{id}/retirement", id);
    }

    Response reads(String id) {
        return as(clinic.clinician()).get("/rule-sets/{id}", id);
    }

    Response readsInForce() {
        return as(clinic.clinician()).get("/rule-set");
    }

    RequestSpecification asSeen(String id) {
        return as(clinic.clinician()).header("If-Match", reads(id).header("ETag"));
    }

    static RequestSpecification as(String token) {
        return given().contentType(ContentType.JSON).auth().oauth2(token);
    }
}
