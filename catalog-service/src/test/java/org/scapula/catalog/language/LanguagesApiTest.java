package org.scapula.catalog.language;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scapula.catalog.CatalogTest;

@CatalogTest
class LanguagesApiTest {

    @Test
    void englishAndGermanAreSpoken() {
        given().get("/languages")
                .then()
                .statusCode(200)
                .body("languages.tag", hasItems("en", "de"))
                .body("languages[0].tag", equalTo("en"));
    }

    @Test
    void whoWantsGermanGetsGermanAndIsToldSo() {
        given().header("Accept-Language", "de-CH, en;q=0.3")
                .get("/exercises/cat-cow")
                .then()
                .statusCode(200)
                .header("Content-Language", "de")
                .header("Vary", containsString("Accept-Language"))
                .body("language", equalTo("de"))
                .body("name", equalTo("Katze und Kuh"))
                .body("untranslated", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/exercises",
                "/exercises/cat-cow",
                "/advice",
                "/advice/ice-first-48-hours",
                "/contraindications",
                "/sources"
            })
    void everyAnswerSaysItsLanguageAndThatItDependsOnTheWish(String address) {
        for (var language : new String[] {"en", "de"}) {
            given().header("Accept-Language", language)
                    .get(address)
                    .then()
                    .statusCode(200)
                    .header("Content-Language", language)
                    .header("Vary", containsString("Accept-Language"));
        }
    }

    @Test
    void anotherLanguageIsAnotherAnswer() {
        var english = given().header("Accept-Language", "en")
                .get("/exercises/cat-cow")
                .header("ETag");

        given().header("Accept-Language", "de")
                .header("If-None-Match", english)
                .get("/exercises/cat-cow")
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(english)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void whatIsShippedIsWholeInEnglishAndInGerman(String language) {
        given().get("/languages/" + language)
                .then()
                .statusCode(200)
                .body("missing", empty())
                .body("complete", equalTo(true))
                .body("labels.muscle.RHOMBOIDS", not(emptyOrNullString()));
    }

    @Test
    void aLanguageThatNobodySpeaksHereIsNotFound() {
        given().get("/languages/fr").then().statusCode(404);
    }

    @Test
    void everyLanguageThatIsNotWholeSaysWhereItIsNot() {
        for (var language : given().get("/languages").jsonPath().<String>getList("languages.tag")) {
            var report = given().get("/languages/" + language).jsonPath();

            assertThat(report.getBoolean("complete"))
                    .isEqualTo(report.getList("missing").isEmpty());
        }
    }
}
