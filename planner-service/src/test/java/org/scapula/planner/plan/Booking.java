package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.scapula.test.Tokens;

/// A booking request over HTTP, and what becomes of it.
final class Booking {

    static final String ALL = "/v1/booking-requests";

    private final String address;
    private final String patient;

    private Booking(String address, String patient) {
        this.address = address;
        this.patient = patient;
    }

    /// Triage has said this of the person, who then asks for a visit.
    static Booking after(JsonNode assessment) {
        return new Booking(
                ask(assessment).then().statusCode(201).extract().header("Location"), Assessed.patient(assessment));
    }

    static Response ask(JsonNode assessment) {
        return ask(assessment, Tokens.patient(Assessed.patient(assessment)), key());
    }

    static Response ask(JsonNode assessment, String token, String key) {
        Neighbours.says("triage", assessment.toString());
        return post(ALL, wanted(assessment), token, key);
    }

    static String wanted(JsonNode assessment) {
        return "{\"assessmentId\": \"" + Assessed.id(assessment) + "\"}";
    }

    static Response post(String address, String body, String token, String key) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post(address);
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    String address() {
        return address;
    }

    String id() {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    String patient() {
        return patient;
    }

    Response read() {
        return read(Tokens.integrator());
    }

    Response read(String token) {
        return given().auth().oauth2(token).get(address);
    }

    Response slots() {
        return given().auth().oauth2(Tokens.patient(patient)).get(address + "/slots");
    }

    String tag() {
        return read().then().statusCode(200).extract().header("ETag");
    }

    Response move(String body) {
        return move(body, Tokens.integrator());
    }

    Response move(String body, String token) {
        return move(body, token, tag(), key());
    }

    Response move(String body, String token, String tag, String key) {
        return act("moves", body, token, tag, key);
    }

    Response choose(String slot) {
        return act("choice", "{\"slotId\": \"" + slot + "\"}", Tokens.patient(patient), tag(), key());
    }

    Response cancel(String reason) {
        return act("cancellation", "{\"reason\": \"" + reason + "\"}", Tokens.patient(patient), tag(), key());
    }

    Response act(String what, String body, String token, String tag, String key) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("If-Match", tag)
                .header("Idempotency-Key", key)
                .body(body)
                .post(address + "/" + what);
    }

    Booking moved(String body) {
        move(body).then().statusCode(200);
        return this;
    }

    void does(String body) {
        move(body).then().statusCode(200);
    }

    static String just(String move) {
        return "{\"move\": \"" + move + "\"}";
    }

    static String withSlot(String move, String slot) {
        return "{\"move\": \"" + move + "\", \"slot\": " + slot + "}";
    }

    static String offer(String... slots) {
        return "{\"move\": \"OFFER\", \"slots\": [" + String.join(",", slots) + "]}";
    }

    static String because(String move, String reason) {
        return "{\"move\": \"" + move + "\", \"reason\": \"" + reason + "\"}";
    }

    static String slot(String practitioner, Instant start) {
        return "{\"practitioner\": \"" + practitioner + "\", \"start\": \"" + start + "\", \"end\": \""
                + start.plus(Duration.ofMinutes(30)) + "\"}";
    }

    static String practitioner() {
        return "practitioner-" + UUID.randomUUID();
    }

    static Instant in(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS);
    }
}
