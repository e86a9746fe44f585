package org.scapula.catalog.remote;

import io.quarkus.oidc.token.propagation.common.AccessToken;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/// Asked with the person's own token: whose catalogue is tried is theirs.
/// Answers come as text: how strictly they are read is decided in `NeighbourJson`, not by the house's JSON mapper.
@RegisterRestClient(configKey = "planner")
@AccessToken
@Path("/catalogue-trials")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface PlannerApi {

    @POST
    Uni<String> trial(String body);
}
