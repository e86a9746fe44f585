package org.scapula.planner.plan;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.scapula.test.IssuerForTests;
import org.scapula.test.OpenApiPromise;
import org.scapula.test.PostgresForTests;

@QuarkusTest
@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "planner"))
@WithTestResource(IssuerForTests.class)
@WithTestResource(Neighbours.class)
class PlannerOpenApiTest {

    @Test
    void theServiceServesWhatItsOpenApiPromises() {
        var served = given().get("/q/openapi").then().statusCode(200).extract().asString();

        OpenApiPromise.isKept(Path.of("openapi.yaml"), served);
    }
}
