package org.scapula.catalog;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestPath;

/// Answers as many bytes as it is told, and does nothing for it. No part of the product: `local-stack/catalogue-scale`
/// puts it into a copy, to measure what an endpoint costs before it does anything.
@Singleton
@Path("/noop")
@Produces(MediaType.APPLICATION_JSON)
public class Noop {

    private volatile byte[] answer = {};

    @GET
    @Path("{bytes}")
    @PermitAll
    public Uni<byte[]> nothing(@RestPath int bytes) {
        if (answer.length != bytes) {
            answer = ("{\"nothing\":\"" + "x".repeat(bytes - 14) + "\"}").getBytes(StandardCharsets.US_ASCII);
        }
        return Uni.createFrom().item(answer);
    }
}
