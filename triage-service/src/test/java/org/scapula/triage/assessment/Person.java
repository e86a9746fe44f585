package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scapula.test.Tokens;
import org.scapula.triage.rules.Finding;
import org.scapula.triage.rules.RuleSet;

/// Somebody who answers the questionnaire; begins as an adult with a strained back and no warning sign.
public final class Person {

    private static final RuleSet RULES = RuleSet.shipped();

    private static final Map<String, Object> HARMLESS_NUMBERS = Map.of(
            "ageYears", 41,
            "nprsNow", 4,
            "nprsWorst", 6,
            "durationDays", 10,
            "onsetHoursAgo", 240,
            "selfCareDaysNoBetter", 2,
            "spellsLastYear", 1);

    /// Who asks for themselves when nothing else is said.
    public static final String SOMEBODY = "p-1";

    public final Map<String, Object> body = new LinkedHashMap<>();
    private final Map<String, Object> answers = new LinkedHashMap<>();
    private Optional<String> token = Optional.empty();

    private Person() {
        body.put("answers", answers);
    }

    public static Person withoutWarningSigns() {
        var person = new Person();
        RULES.findings().forEach(finding -> person.answers.put(finding.id(), harmless(finding)));
        return person;
    }

    public static Person silent() {
        return new Person();
    }

    private static Object harmless(Finding finding) {
        return finding.type() == Finding.Type.YES_NO ? "no" : HARMLESS_NUMBERS.getOrDefault(finding.id(), "unknown");
    }

    public Person with(String finding, Object answer) {
        answers.put(finding, answer);
        return this;
    }

    public Object answerTo(String finding) {
        return answers.getOrDefault(finding, "unknown");
    }

    public Person without(String finding) {
        answers.remove(finding);
        return this;
    }

    public Person saying(String text) {
        body.put("freeText", text);
        return this;
    }

    public Person replacing(Object id) {
        body.put("replaces", id);
        return this;
    }

    /// Whoever carries this token asks.
    public Person as(String carried) {
        token = Optional.of(carried);
        return this;
    }

    public Person about(String patient) {
        body.put("patient", patient);
        return this;
    }

    public Response asks() {
        var carried = token.orElseGet(() -> Tokens.patient(SOMEBODY));
        return given().auth()
                .oauth2(carried)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/assessments");
    }

    /// Without saying who they are.
    public Response asksInPassing() {
        return given().contentType(ContentType.JSON).body(body).post("/evaluations");
    }

    /// Without saying who they are.
    public Response wantsToKnowWhy() {
        return given().contentType(ContentType.JSON).body(body).post("/explanations");
    }

    public JsonPath isTold() {
        return asks().then().statusCode(201).extract().jsonPath();
    }

    public void isKept() {
        asks().then().statusCode(201);
    }

    public static List<Finding> findings() {
        return RULES.findings();
    }
}
