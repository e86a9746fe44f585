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
public final class OwnRules {

    public static final String SHIPPED = RuleSet.shippedText("rules.yaml");

    /// Somebody whose leg is swollen is let off when it also tingles; whoever has grown shorter is seen today.
    public static final String NOT_MONOTONE =
            changed("when: oneLegSwollen", "when: (oneLegSwollen && !tingling) || heightLoss");

    public final Tokens.Clinic clinic;

    public OwnRules() {
        this(Tokens.at("r-" + UUID.randomUUID().toString().substring(0, 30)));
    }

    OwnRules(Tokens.Clinic clinic) {
        this.clinic = clinic;
    }

    /// The rules of the product under another name.
    public static String named(String version) {
        return changed("version: ", "version: " + version + " # was ");
    }

    public static String changed(String before, String after) {
        if (!SHIPPED.contains(before)) {
            throw new IllegalArgumentException("The shipped rules do not say " + before);
        }
        return SHIPPED.replaceFirst(Pattern.quote(before), Matcher.quoteReplacement(after));
    }

    public Response drafts(String rules) {
        return sends("application/yaml", rules);
    }

    public Response sends(String mediaType, String text) {
        return sends(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    public Response sends(String mediaType, byte[] body) {
        return as(clinic.editor()).contentType(mediaType).body(body).post("/rule-sets");
    }

    public String drafted(String rules) {
        return drafts(rules).then().statusCode(201).extract().path("id");
    }

    public Response validates(String id) {
        return as(clinic.editor()).post("/rule-sets/{id}/validation", id);
    }

    public String validated(String rules) {
        var id = drafted(rules);
        validates(id).then().statusCode(200);
        return id;
    }

    public Response activates(String id) {
        return asSeen(id).post("/rule-sets/{id}/activation", id);
    }

    public String activated(String rules) {
        var id = validated(rules);
        activates(id).then().statusCode(200);
        return id;
    }

    public Response retires(String id) {
        return asSeen(id).post("/rule-sets/{id}/retirement", id);
    }

    public Response reads(String id) {
        return as(clinic.clinician()).get("/rule-sets/{id}", id);
    }

    public Response readsInForce() {
        return as(clinic.clinician()).get("/rule-set");
    }

    public RequestSpecification asSeen(String id) {
        return as(clinic.clinician()).header("If-Match", reads(id).header("ETag"));
    }

    public static RequestSpecification as(String token) {
        return given().contentType(ContentType.JSON).auth().oauth2(token);
    }
}
