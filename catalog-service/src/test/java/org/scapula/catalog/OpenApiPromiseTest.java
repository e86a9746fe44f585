package org.scapula.catalog;

import static io.restassured.RestAssured.given;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.scapula.test.OpenApiPromise;

@CatalogTest
class OpenApiPromiseTest {

    @Test
    void theServiceServesWhatItPromises() {
        var served = given().get("/q/openapi?format=yaml").asString();

        OpenApiPromise.isKept(Path.of("openapi.yaml"), served);
    }
}
