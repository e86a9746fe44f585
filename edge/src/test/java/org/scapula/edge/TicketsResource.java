package org.scapula.edge;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Endpoints of the shapes that the services have, to see how the edge refuses.
@PermitAll
@Path("/tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketsResource {

    public enum Kind {
        SINGLE,
        RETURN
    }

    public record Leg(@NotBlank String station) {}

    public record NewTicket(
            @NotNull UUID rider,
            @Min(5) @Max(60) int minutes,
            @NotNull Kind kind,
            @NotEmpty List<@Valid @NotNull Leg> legs,
            @Nullable LocalDate startsOn) {}

    @POST
    public Uni<NewTicket> add(@Valid @NotNull NewTicket wanted) {
        return Uni.createFrom().item(wanted);
    }

    @GET
    public Uni<Response> all(
            @RestQuery @Nullable String q,
            @RestQuery @Nullable List<Kind> kind,
            @RestQuery @Min(1) @Max(3) @Nullable Integer limit,
            @Context Request request) {
        return Uni.createFrom().item(() -> Etags.answer(Etags.of("1", String.valueOf(q)), request, List.of("one")));
    }

    @GET
    @Path("/broken")
    public Uni<String> broken() {
        return Uni.createFrom().failure(new IllegalStateException("patient 17 has a fever"));
    }

    @GET
    @Path("/cut-off")
    public Uni<String> cutOff() {
        return Uni.createFrom().failure(new IllegalStateException(new ConnectException("10.0.0.7 refused")));
    }
}
