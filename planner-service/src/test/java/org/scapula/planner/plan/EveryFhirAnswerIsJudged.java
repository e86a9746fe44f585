package org.scapula.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import org.scapula.test.FhirJudge;

/// Whatever a test asks for: what it is answered in FHIR is held against R4, so nobody has to think of it.
public final class EveryFhirAnswerIsJudged implements QuarkusTestBeforeEachCallback, Filter {

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(this);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification response, FilterContext context) {
        var answer = context.next(request, response);
        if (answer.contentType().startsWith("application/fhir+json")
                && !answer.asString().isEmpty()) {
            assertThat(FhirJudge.complaintsAbout(answer.asString()))
                    .as("%s %s: %s", request.getMethod(), request.getURI(), answer.asString())
                    .isEmpty();
        }
        return answer;
    }
}
