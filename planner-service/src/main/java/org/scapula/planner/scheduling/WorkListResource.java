package org.scapula.planner.scheduling;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.edge.Etags;
import org.scapula.edge.IfMatch;
import org.scapula.edge.Pages;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// What a person at the clinic has to look at, because nobody else has, or may.
@Path("/v1/work-list")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Work list",
        description =
                "What a person at the clinic has to look at: emergencies, requests that nobody answered or that cannot"
                        + " be kept in time, people who did not come, plans to review.")
public class WorkListResource {

    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final Pattern PLACE = Pattern.compile("(?i)([0-9])\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private final Callers callers;
    private final WorkList work;

    WorkListResource(Callers callers, WorkList work) {
        this.callers = callers;
        this.work = work;
    }

    @GET
    @RolesAllowed({Role.CLINICIAN, Role.INTEGRATOR, Role.ADMIN})
    @Operation(
            operationId = "listWorkItems",
            summary = "What is to be looked at, page by page",
            description = "The most pressing first, and of those the oldest. The header Link leads to the next page.")
    @APIResponseSchema(value = WorkListPage.class, responseDescription = "A page; it may be empty.")
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
        var caller = callers.acting(Role.CLINICIAN, Role.INTEGRATOR, Role.ADMIN);
        var most = Pages.limit(limit, USUAL, MOST);
        return work.page(caller, cursor.map(WorkListResource::place).orElse(WorkList.Place.FIRST), most + 1)
                .map(found -> WorkListPage.of(found, most))
                .map(page -> Pages.linked(page, page.next(), uri));
    }

    @GET
    @RolesAllowed({Role.CLINICIAN, Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}")
    @Operation(
            operationId = "getWorkItem",
            summary = "Read an item of the work list",
            description = "One that is done, too.")
    @APIResponseSchema(value = WorkItemView.class, responseDescription = "The item as it is now.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> read(UUID id, @Context Request request) {
        return work.require(callers.acting(Role.CLINICIAN, Role.INTEGRATOR, Role.ADMIN), id)
                .map(view -> Etags.answer(view.tag(), request, view));
    }

    @POST
    @RolesAllowed({Role.CLINICIAN, Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}/done")
    @Operation(
            operationId = "completeWorkItem",
            summary = "Say that it is done",
            description = "What `forClinicians` marks, only a clinician can say to be done. What a move of the request"
                    + " settles leaves the list by itself.")
    @APIResponseSchema(value = WorkItemView.class, responseDescription = "Done, and by whom.")
    @APIResponse(responseCode = "409", description = "`already-done`: somebody has done it.")
    @APIResponse(
            responseCode = "412",
            description = "`changed-meanwhile`: somebody was faster; `current` is the item as it is now.")
    @APIResponse(responseCode = "428", description = "`precondition-required`: If-Match is missing.")
    public Uni<Response> done(
            UUID id,
            @Parameter(description = "The ETag of the item as the caller last saw it.", required = true)
                    @RestHeader("If-Match")
                    Optional<String> ifMatch) {
        return work.done(
                        callers.acting(Role.CLINICIAN, Role.INTEGRATOR, Role.ADMIN),
                        id,
                        IfMatch.required("item", ifMatch))
                .map(view -> Response.ok(view).tag(new EntityTag(view.tag())).build());
    }

    private static WorkList.Place place(String cursor) {
        var found = PLACE.matcher(cursor);
        if (!found.matches()) {
            throw Problems.invalidParameter("cursor", "is not a cursor of this list; begin without one");
        }
        return new WorkList.Place(Integer.parseInt(found.group(1)), UUID.fromString(found.group(2)));
    }
}
