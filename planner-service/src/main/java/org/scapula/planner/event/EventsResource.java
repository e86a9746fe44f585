package org.scapula.planner.event;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.edge.Pages;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// What happened at a clinic, for whoever comes to ask; webhooks are for whoever wants to be told.
@Path("/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Events",
        description = "What happened at the clinic: ids only, in an order in which nothing is inserted later.")
public class EventsResource {

    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final Pattern A_PLACE = Pattern.compile("\\d{1,18}");

    private final Callers callers;
    private final Events events;

    EventsResource(Callers callers, Events events) {
        this.callers = callers;
        this.events = events;
    }

    @GET
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Operation(
            operationId = "listEvents",
            summary = "What happened since",
            description = "The clinic's events after a place, in order. Whoever goes on from `next` misses nothing and"
                    + " reads nothing twice: what becomes certain late gets a later place. Events are kept for 90"
                    + " days. The header Link leads on where there is more already.")
    @APIResponseSchema(value = EventsPage.class, responseDescription = "A part of what happened; it may be empty.")
    @APIResponse(
            responseCode = "410",
            description = "`events-forgotten`: events after this place are forgotten, so something would be missed;"
                    + " `events-restored`: no event has this place yet, as after the database was restored to how it"
                    + " was before. Either carries the place in `next` from which on they are kept.")
    public Uni<Response> since(
            @Parameter(description = "`next` of the answer before; nothing for the oldest that is kept.") @RestQuery
                    Optional<String> since,
            @Parameter(
                            description = "So many at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "100"))
                    @RestQuery
                    Optional<Integer> limit,
            @Context UriInfo uri) {
        var caller = callers.acting(Role.INTEGRATOR, Role.ADMIN);
        var most = Pages.limit(limit, USUAL, MOST);
        return events.since(caller, since.map(EventsResource::place), most).map(page -> linked(page, uri));
    }

    private static long place(String since) {
        if (!A_PLACE.matcher(since).matches()) {
            throw Problems.invalidParameter("since", "is not a place of this list; begin without one");
        }
        return Long.parseLong(since);
    }

    private static Response linked(EventsPage page, UriInfo uri) {
        var response = Response.ok(page);
        if (page.more()) {
            var address = uri.getRequestUriBuilder()
                    .replaceQueryParam("since", page.next())
                    .build();
            response.header(
                    HttpHeaders.LINK, "<" + address.getRawPath() + "?" + address.getRawQuery() + ">; rel=\"next\"");
        }
        return response.build();
    }
}
