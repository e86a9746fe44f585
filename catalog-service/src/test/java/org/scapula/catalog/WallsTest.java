package org.scapula.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.issuer.Claims;
import org.scapula.test.ClinicWalls;
import org.scapula.test.Forgeries;
import org.scapula.test.Planted;
import org.scapula.test.Tokens;

@CatalogTest
class WallsTest {

    @Test
    void theRoomKeepsClinicsApart() throws SQLException {
        ClinicWalls.holdIn(
                "catalog",
                Set.of(
                        "edition",
                        "exercise",
                        "exercise_view",
                        "hidden_exercise",
                        "clinic_catalogue",
                        "pulse",
                        "search_word",
                        "search_word_of",
                        "search_label",
                        "search_need",
                        "advice",
                        "source"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/advice", "/sources", "/contraindications"})
    void whatNoClinicChangesIsOpenWhateverTokenIsSent(String address) {
        given().get(address).then().statusCode(200);

        for (var forgery : Forgeries.all()) {
            given().auth().oauth2(forgery).get(address).then().statusCode(200);
        }
    }

    /// Passed over, it would show what its clinic hides.
    @ParameterizedTest
    @ValueSource(strings = {"/exercises", "/exercises/cat-cow"})
    void exercisesAreOpenToAnyoneButNotToABadToken(String address) {
        given().get(address).then().statusCode(200);

        for (var forgery : Forgeries.all()) {
            given().auth().oauth2(forgery).get(address).then().statusCode(401);
        }
    }

    @Test
    void noForgeryReadsTheAudit() {
        for (var forgery : Forgeries.all()) {
            given().auth().oauth2(forgery).get("/audit").then().statusCode(401);
        }
    }

    @Test
    void theCatalogueKnowsNothingAboutAPatientAndSaysSo() {
        as(Tokens.admin())
                .get("/patients/" + Planted.PATIENT + "/records")
                .then()
                .statusCode(200)
                .body("patient", equalTo(Planted.PATIENT))
                .body("service", equalTo("catalog-service"))
                .body("records.size()", equalTo(0));

        as(Tokens.admin())
                .delete("/patients/" + Planted.PATIENT + "/records")
                .then()
                .statusCode(200)
                .body("removed.size()", equalTo(0));
    }

    @Test
    void aPatientExportsTheirOwnRecordsAndNobodyElses() {
        as(Tokens.patient("p-1")).get("/patients/p-1/records").then().statusCode(200);
        as(Tokens.patient("p-1")).get("/patients/p-2/records").then().statusCode(404);
        as(Tokens.patient("p-1")).delete("/patients/p-1/records").then().statusCode(403);
    }

    @Test
    void aClinicianWhoIsAPatientTooExportsOnlyTheirOwn() {
        var both = Tokens.of(
                Claims.of("clinician", "north").roles("clinician", "patient").patient("p-1"));

        as(both).get("/patients/p-1/records").then().statusCode(200);
        as(both).get("/patients/p-2/records").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Smith", "1980-02-03", "p@1"})
    void whatIsNoReferenceIsNoPatient(String reference) {
        as(Tokens.admin()).get("/patients/" + reference + "/records").then().statusCode(404);
        as(Tokens.admin()).delete("/patients/" + reference + "/records").then().statusCode(404);
    }

    @Test
    void actsAreReadByTheClinicsAdministratorOnly() {
        var clinic = Tokens.at("catalog-acts");
        as(clinic.admin()).delete("/patients/p-9/records").then().statusCode(200);

        as(clinic.admin())
                .get("/audit?act=patient.erase")
                .then()
                .statusCode(200)
                .body("entries", hasSize(1))
                .body("entries[0].actor", equalTo("admin-1"))
                .body("entries[0].roles", equalTo(List.of("admin")))
                .body("entries[0].traceId", not(empty()))
                .body("entries[0].recordType", equalTo("patient"));
        as(Tokens.at("catalog-others").admin())
                .get("/audit")
                .then()
                .statusCode(200)
                .body("entries.act", not(hasItem("patient.erase")));
        as(clinic.clinician()).get("/audit").then().statusCode(403);
    }

    @Test
    void whatOneRequestDidIsFoundByItsTrace() {
        var clinic = Tokens.at("catalog-traces");
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        as(clinic.admin())
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .delete("/patients/p-9/records")
                .then()
                .statusCode(200);
        as(clinic.admin()).delete("/patients/p-9/records").then().statusCode(200);

        as(clinic.admin())
                .get("/audit?trace=" + trace)
                .then()
                .statusCode(200)
                .body("entries.act", equalTo(List.of("patient.erase")));
    }

    @Test
    void theAuditPagesFromTheNewestToTheFirst() {
        var clinic = Tokens.at("catalog-pages");
        for (var i = 0; i < 5; i++) {
            as(clinic.admin()).delete("/patients/p-" + i + "/records").then().statusCode(200);
        }

        var first = as(clinic.admin()).get("/audit?act=patient.erase&limit=3").jsonPath();
        var second = as(clinic.admin())
                .get("/audit?act=patient.erase&limit=3&cursor=" + first.getString("next"))
                .jsonPath();

        assertThat(first.getList("entries.seq", Integer.class)).containsExactly(5, 4, 3);
        assertThat(second.getList("entries.seq", Integer.class)).containsExactly(2, 1);
        assertThat(second.getString("next")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=201", "cursor=x", "from=yesterday", "until=2026-13-01T00:00:00Z", "who=me"})
    void aFilterThatCannotBeUnderstoodIsRefused(String filter) {
        as(Tokens.admin()).get("/audit?" + filter).then().statusCode(400);
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }
}
