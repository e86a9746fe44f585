package org.scapula.planner.calendar;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
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

/// Who may subscribe to which calendar.
@Path("/v1/calendar-feeds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Calendars",
        description = "A person's exercises and visits, and a practitioner's visits, in the calendar that they have"
                + " anyway.")
public class CalendarFeedsResource {

    private static final UUID FROM_THE_START = new UUID(0, 0);
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final Callers callers;
    private final CalendarFeeds feeds;

    CalendarFeedsResource(Callers callers, CalendarFeeds feeds) {
        this.callers = callers;
        this.feeds = feeds;
    }

    @POST
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createCalendarFeed",
            summary = "Make a calendar to subscribe to",
            description = "The answer alone tells its address, which is its key; only a hash of that is kept. Whoever"
                    + " loses it makes another and revokes this one.")
    @APIResponse(
            responseCode = "201",
            description = "Made. No Location: the address is not for logs of proxies.",
            content = @Content(schema = @Schema(implementation = CalendarFeedView.class)))
    @APIResponse(
            responseCode = "409",
            description = "`too-many-calendars`: this person has 20 already. `patient-erased`: everything about this"
                    + " patient has just been erased; see Retry-After.")
    public Uni<Response> add(@NotNull @Valid NewCalendarFeed wanted) {
        var caller = callers.acting(Role.CLINICIAN, Role.INTEGRATOR);
        var errors = wanted.errorsFor(caller);
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return feeds.keep(caller, wanted)
                .map(told -> Response.status(Response.Status.CREATED)
                        .entity(told)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "listCalendarFeeds",
            summary = "The calendars that can be subscribed to, page by page",
            description = "A patient's own; all of the clinic for those who act for it. The oldest first, without their"
                    + " addresses. The header Link leads to the next page.")
    @APIResponseSchema(value = CalendarFeedPage.class, responseDescription = "A page; it may be empty.")
    public Uni<Response> page(
            @Parameter(
                            description = "So many at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @RestQuery
                    Optional<Integer> limit,
            @Parameter(description = "`next` of the page before; nothing for the first page.") @RestQuery
                    Optional<String> cursor,
            @Context UriInfo uri) {
        var caller = callers.acting(Role.CLINICIAN, Role.INTEGRATOR);
        var most = Pages.limit(limit, USUAL, MOST);
        return feeds.page(caller, cursor.map(Pages::id).orElse(FROM_THE_START), most + 1)
                .map(found -> CalendarFeedPage.of(found, most))
                .map(page -> Pages.linked(page, page.next(), uri));
    }

    @DELETE
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Path("/{id}")
    @Operation(
            operationId = "revokeCalendarFeed",
            summary = "Revoke a calendar",
            description = "From now on its address opens nothing, for good.")
    @APIResponse(responseCode = "204", description = "Revoked.")
    public Uni<Void> revoke(UUID id) {
        return feeds.revoke(callers.acting(Role.CLINICIAN, Role.INTEGRATOR), id);
    }
}
