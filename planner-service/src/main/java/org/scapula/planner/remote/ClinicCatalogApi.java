package org.scapula.planner.remote;

import io.quarkus.oidc.token.propagation.common.AccessToken;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/// Asked with the person's own token: it says whose catalogue is meant. In anybody else's name the answer would show
/// what the clinic hides, and not what is its own.
@RegisterRestClient(configKey = "catalog")
@AccessToken
@Path("/exercises")
@Produces(MediaType.APPLICATION_JSON)
interface ClinicCatalogApi {

    @GET
    Uni<RestResponse<String>> exercises(
            @RestQuery int limit,
            @RestQuery Optional<String> cursor,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) Optional<String> known);
}
