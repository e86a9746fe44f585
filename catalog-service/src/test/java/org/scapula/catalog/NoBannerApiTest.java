package org.scapula.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import org.junit.jupiter.api.Test;

@CatalogTest
class NoBannerApiTest {

    @Test
    void thePageOfTheDocumentsNamesNoSoftwareAndMayUseWhatItBrings() {
        var page = given().get("/q/swagger-ui/").then();

        page.statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
        assertThat(page.extract().asString()).doesNotContainIgnoringCase("quarkus");
    }
}
