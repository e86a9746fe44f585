package org.scapula.edge;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestHeader;

/// Tells what it sees of a request, to see what the edge did to it before.
@PermitAll
@Path("/echo")
@Produces(MediaType.TEXT_PLAIN)
public class EchoResource {

    static final Logger LOG = Logger.getLogger(EchoResource.class);

    @Path("/echo")
    interface Neighbour {

        @GET
        @Path("/traceparent")
        Uni<String> traceparent();
    }

    @GET
    @Path("/trace")
    public Uni<String> trace() {
        LOG.info("seen");
        return Uni.createFrom().item(TraceIds.current());
    }

    @GET
    @Path("/trace-after-a-while")
    public Uni<String> later() {
        return Uni.createFrom()
                .item("")
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(20))
                .map(late -> TraceIds.current());
    }

    @GET
    @Path("/trace-on-a-worker")
    public Uni<String> onWorker() {
        return Uni.createFrom().item(TraceIds::current).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    @GET
    @Path("/traceparent")
    public Uni<String> traceparent(@RestHeader("traceparent") Optional<String> given) {
        return Uni.createFrom().item(given.orElse("none"));
    }

    @GET
    @Path("/traceparent-of-neighbour")
    public Uni<String> ofNeighbour(RoutingContext routing) {
        return RestClientBuilder.newBuilder()
                .baseUri(URI.create(
                        "http://localhost:" + routing.request().localAddress().port()))
                .build(Neighbour.class)
                .traceparent();
    }

    @GET
    @Path("/people/{name}")
    public Uni<String> person(String name) {
        return Uni.createFrom().item(name);
    }

    @GET
    @Path("/closed/{name}")
    @RolesAllowed("clinician")
    public Uni<String> closed(String name) {
        return Uni.createFrom().item(name);
    }

    @GET
    @Path("/own-cache-control")
    public Uni<Response> ownCacheControl() {
        return Uni.createFrom()
                .item(Response.ok("kept")
                        .header("Cache-Control", "public, max-age=60")
                        .build());
    }

    @GET
    @Path("/never")
    public Uni<String> never() {
        return Uni.createFrom().nothing();
    }

    @POST
    @Path("/length")
    public Uni<String> length(String body) {
        return Uni.createFrom().item(String.valueOf(body.length()));
    }
}
