package org.scapula.catalog;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.RestPath;

/// Answers as many bytes as an exercise has, and does nothing for it. No part of the product: `local-stack/catalogue-scale`
/// puts it into a copy, to measure what an endpoint costs before it does anything.
@Path("/noop")
@Produces(MediaType.APPLICATION_JSON)
public class Noop {

    private static final byte[] ANSWER =
            ("{\"nothing\":\"" + "x".repeat(5000) + "\"}").getBytes(StandardCharsets.US_ASCII);

    @GET
    @Path("{id}")
    @PermitAll
    public Uni<byte[]> nothing(@RestPath String id) {
        return Uni.createFrom().item(ANSWER);
    }
}
