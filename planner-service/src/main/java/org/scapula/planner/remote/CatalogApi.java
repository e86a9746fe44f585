package org.scapula.planner.remote;

import io.quarkus.oidc.client.reactive.filter.runtime.DetectUnauthorizedClientResponseFilter;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/// Asked in the planner's own name: advice and the limits of conditions are no clinic's and about nobody.
@RegisterRestClient(configKey = "catalog")
@RegisterProvider(OwnToken.class)
@RegisterProvider(DetectUnauthorizedClientResponseFilter.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
interface CatalogApi {

    @GET
    @Path("/advice")
    Uni<String> advice(@RestQuery int limit, @RestQuery Optional<String> cursor);

    @GET
    @Path("/contraindications")
    Uni<String> contraindications();
}
