package org.scapula.planner.remote;

import io.quarkus.oidc.token.propagation.common.AccessToken;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

@RegisterRestClient(configKey = "triage")
@AccessToken
@Path("/questionnaire")
@Produces(MediaType.APPLICATION_JSON)
interface TriageQuestionnaireApi {

    @GET
    Uni<String> questions();
}
