package org.scapula.catalog.advice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.oneOf;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.catalog.CatalogTest;

@CatalogTest
class AdviceApiTest {

    @Test
    void iceComesWithItsHoursItsProhibitionsAndAnHonestStrength() {
        given().get("/advice/ice-first-48-hours")
                .then()
                .statusCode(200)
                .body("clock.fromHour", equalTo(0))
                .body("clock.toHour", equalTo(48))
                .body("clock.minutes.max", equalTo(20))
                .body("never.size()", greaterThan(2))
                .body("evidence", equalTo("UNPROVEN"))
                .body("sources", hasItems("S1-H03", "S1-K01"));
    }

    @Test
    void adviceIsFoundByTopicAndByWhomItFits() {
        given().get("/advice?topic=ERGONOMICS&context=DESK&limit=100")
                .then()
                .statusCode(200)
                .body("advice.topic", everyItem(equalTo("ERGONOMICS")))
                .body("advice.contexts", everyItem(hasItem(oneOf("DESK", "ANY"))))
                .body("advice.slug", hasItem("desk-break-each-hour"));
    }

    @Test
    void followingTheLinksMeetsEveryAdviceOnce() {
        var met = new ArrayList<String>();
        var address = "/advice?limit=30";

        while (!address.isEmpty()) {
            var page = given().urlEncodingEnabled(false).get(address);
            met.addAll(page.jsonPath().getList("advice.slug"));
            var link = page.header("Link");
            address = link == null ? "" : link.replaceAll("<(.*)>; rel=\"next\"", "$1");
        }

        assertThat(met).hasSizeGreaterThan(100).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"topic=MAGIC, topic", "context=SPACE, context", "limit=0, limit"})
    void aParameterThatIsNotUnderstoodIsRefusedByName(String query, String parameter) {
        given().get("/advice?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(parameter));
    }

    @Test
    void adviceThatIsNotThereIsNotFound() {
        given().get("/advice/no-such-advice").then().statusCode(404).contentType("application/problem+json");
    }
}
