package org.scapula.triage.assessment;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.scapula.test.OpenApiPromise;
import org.scapula.test.PostgresForTests;

@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "triage"))
class OpenApiPromiseTest {

    @Test
    void theServiceServesWhatItPromises() {
        var served = given().accept("application/yaml").get("/q/openapi").body().asString();

        OpenApiPromise.isKept(Path.of("openapi.yaml"), served);
    }
}
