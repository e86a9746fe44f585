package org.scapula.catalog.exercise;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scapula.catalog.CatalogTest;

@CatalogTest
class FigureApiTest {

    private static final String CAT_COW = "/exercises/cat-cow/figure.svg";

    @Test
    void everyMovementHasADrawingWithAPictureForEachOfItsSteps() {
        List<String> movements = given().queryParam("kind", "MOVEMENT")
                .queryParam("limit", 100)
                .get("/exercises")
                .then()
                .extract()
                .path("exercises.slug");

        assertThat(movements).hasSize(45).allSatisfy(slug -> {
            var exercise = given().get("/exercises/" + slug).then();
            List<Integer> frameOfStep = exercise.extract().path("figure.frameOfStep");
            List<String> steps = exercise.extract().path("steps");
            int frames = exercise.extract().path("figure.frames");
            String href = exercise.extract().path("figure.href");
            assertThat(frameOfStep)
                    .hasSameSizeAs(steps)
                    .allSatisfy(frame -> assertThat(frame).isBetween(1, frames));
            given().get(href).then().statusCode(200).contentType("image/svg+xml");
            given().queryParam("frame", frames).get(href).then().statusCode(200);
        });
    }

    @Test
    void aDrawingIsFoundByIdAsWellAsBySlug() {
        String id = given().get("/exercises/cat-cow").path("id");

        var byId = given().get("/exercises/" + id + "/figure.svg");

        assertThat(byId.asString()).isEqualTo(given().get(CAT_COW).asString());
    }

    @Test
    void aStillPictureSaysAlsoWhatIsDoneInIt() {
        String step = given().get("/exercises/cat-cow").path("steps[2]");

        var picture = given().queryParam("frame", 2).get(CAT_COW).then();

        picture.statusCode(200)
                .body("svg.title", is("Cat-cow"))
                .body("svg.desc", containsString("3. " + step))
                .body(not(containsString("<animate")));
    }

    @Test
    void aDrawingSpeaksTheLanguageOfTheCaller() {
        String name = given().header("Accept-Language", "de")
                .get("/exercises/cat-cow")
                .path("name");

        var german = given().header("Accept-Language", "de-AT, en;q=0.5")
                .get(CAT_COW)
                .then();

        german.header("Content-Language", "de")
                .header("Vary", equalTo("Accept-Language, Authorization, Accept-Encoding"))
                .body("svg.title", equalTo(name))
                .body("svg.@lang", is("de"));
        assertThat(name).isNotEqualTo("Cat-cow");
    }

    @Test
    void whoeverHoldsADrawingIsNotSentItAgain() {
        var first = given().get(CAT_COW);

        var second = given().header("If-None-Match", first.header("ETag"))
                .get(CAT_COW)
                .then();

        assertThat(first.header("ETag")).startsWith("\"");
        second.statusCode(304).header("ETag", first.header("ETag")).header("Cache-Control", containsString("no-cache"));
    }

    @Test
    void eachSizeThemeLanguageAndPictureHasATagOfItsOwn() {
        var tags = List.of(
                given().get(CAT_COW).header("ETag"),
                given().get(CAT_COW + "?frame=1").header("ETag"),
                given().get(CAT_COW + "?frame=2").header("ETag"),
                given().get(CAT_COW + "?size=200").header("ETag"),
                given().get(CAT_COW + "?theme=dark").header("ETag"),
                given().header("Accept-Language", "de").get(CAT_COW).header("ETag"),
                plain().get(CAT_COW).header("ETag"));

        assertThat(tags).doesNotHaveDuplicates();
    }

    @Test
    void aDrawingIsCompressedForThoseWhoTakeItSo() {
        var compressed = given().config(RestAssuredConfig.config()
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
                .header("Accept-Encoding", "gzip")
                .get(CAT_COW);
        var plain = plain().get(CAT_COW);

        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(plain.header("Content-Encoding")).isNull();
        assertThat(compressed.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(compressed.asByteArray().length)
                .isLessThan(plain.asByteArray().length / 3)
                .isLessThan(30 * 1024);
    }

    /// Opened by itself a drawing is a page of ours: it may use its own style and nothing else.
    @Test
    void aDrawingMayUseItsOwnStyleAndNothingElse() {
        var headers = given().get(CAT_COW).headers();

        assertThat(headers.getValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        assertThat(headers.getValues("Cross-Origin-Resource-Policy")).containsExactly("cross-origin");
        assertThat(headers.getValue("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void theSizeIsTheWidth() {
        given().queryParam("size", 1200)
                .get(CAT_COW)
                .then()
                .body("svg.@width", is("1200"))
                .body("svg.@height", is("900"));
    }

    @Test
    void anExerciseWithoutADrawingSaysSo() {
        given().get("/exercises/swimming").then().body("figure", nullValue());

        given().get("/exercises/swimming/figure.svg")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", is("This exercise has no drawing."));
    }

    @Test
    void anExerciseThatIsNotThereHasNoDrawingEither() {
        given().get("/exercises/no-such-thing/figure.svg")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", startsWith("Edition "));
    }

    @ParameterizedTest
    @CsvSource({
        "frame, 0, must be a whole number from 1 to",
        "frame, 9, must be a whole number from 1 to 3",
        "frame, two, must be a whole number from 1 to",
        "size, 119, must be a whole number from 120 to 1200",
        "size, 1201, must be a whole number from 120 to 1200",
        "theme, sepia, 'must be one of auto, light, dark'",
        "theme, '', must not be empty",
        "color, red, 'known are frame, size, theme'"
    })
    void aParameterThatIsWrongOrUnknownIsRefusedByName(String name, String value, String rule) {
        given().queryParam(name, value)
                .get(CAT_COW)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors", hasSize(1))
                .body("errors.pointer", hasItem(name))
                .body("errors.detail", hasItem(containsString(rule)));
    }

    @Test
    void aParameterThatIsGivenTwiceIsRefused() {
        given().queryParam("frame", 1, 2).get(CAT_COW).then().statusCode(400);
    }

    private static io.restassured.specification.RequestSpecification plain() {
        return given().config(RestAssuredConfig.config()
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()))
                .header("Accept-Encoding", "identity");
    }
}
