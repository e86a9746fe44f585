package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.scapula.test.OpenApiPromise;

@QuarkusTest
@WithTestResource(Lines.class)
class OpenApiPromiseTest {

    @Test
    void theServiceServesWhatItPromises() {
        var served = given().get("/q/openapi?format=yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        OpenApiPromise.isKept(Path.of("openapi.yaml"), served);
    }
}
