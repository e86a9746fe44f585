package org.scapula.planner.remote;

import io.quarkus.oidc.token.propagation.common.AccessToken;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/// Asked with the person's own token: to read an assessment is their act.
/// Answers come as text: how strictly they are read is decided in `NeighbourJson`, not by the house's JSON mapper.
@RegisterRestClient(configKey = "triage")
@AccessToken
@Path("/assessments")
@Produces(MediaType.APPLICATION_JSON)
interface TriageApi {

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<String> judge(String answers);

    @GET
    Uni<String> newest(@RestQuery String patient, @RestQuery String cursor, @RestQuery int limit);

    @GET
    @Path("/{id}")
    Uni<String> assessment(UUID id);
}
