package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;
import org.scapula.test.Tokens;

/// A look ahead over HTTP.
@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class ProgrammeApiTest {

    private final Room room;

    ProgrammeApiTest(Room room) {
        this.room = room;
    }

    @BeforeEach
    void startAfresh() {
        Neighbours.areFine();
    }

    @Test
    void eightWeeksAreShownWithWhatTheyAssumeAndKeptNowhere() throws SQLException {
        var assessment = Assessed.selfCare();
        var plan = Wish.fromToday(assessment).post().header("Location");

        ahead(plan, 8)
                .then()
                .statusCode(200)
                .body("weeks", hasSize(7))
                .body("weeks[0].week", equalTo(2))
                .body("weeks.towardsTheGoal", everyItem(greaterThan(0)))
                .body("assumptions", not(empty()))
                .body("checkpoints.after", hasItem(4))
                .body("goal.words", equalTo("an afternoon at the desk"));

        assertThat(room.placesWith("an afternoon at the desk")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 13})
    void lessThanSixAndMoreThanTwelveWeeksAreRefused(int weeks) {
        var plan = Wish.fromToday(Assessed.selfCare()).post().header("Location");

        ahead(plan, weeks).then().statusCode(422).body("errors.pointer", hasItem("/weeks"));
    }

    private static Response ahead(String plan, int weeks) {
        return given().auth()
                .oauth2(Tokens.clinician())
                .contentType("application/json")
                .body(NewProgramme.EXAMPLE.replace("\"weeks\": 8", "\"weeks\": " + weeks))
                .post(plan + "/programme");
    }
}
