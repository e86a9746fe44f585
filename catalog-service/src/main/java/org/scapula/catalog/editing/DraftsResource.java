package org.scapula.catalog.editing;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.catalog.query.Paging;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// What a clinic is writing.
@Path("/drafts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Editing",
        description =
                "Exercises that a clinic writes itself: drafted, reviewed by somebody else, published. Every published"
                        + " version is kept.")
public class DraftsResource {

    private final Callers callers;
    private final Drafts drafts;

    DraftsResource(Callers callers, Drafts drafts) {
        this.callers = callers;
        this.drafts = drafts;
    }

    @GET
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "listDrafts",
            summary = "What the clinic is writing, page by page",
            description = "Ordered by slug. The header Link leads to the next page.")
    @APIResponseSchema(value = DraftPage.class, responseDescription = "A page; it may be empty.")
    public Uni<Response> page(
            @Parameter(description = "Only those in this state: DRAFT or IN_REVIEW.") @RestQuery Optional<State> state,
            @Parameter(
                            description = "So many at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @RestQuery
                    Optional<String> limit,
            @Parameter(description = "`next` of the page before; nothing for the first page.") @RestQuery
                    Optional<String> cursor,
            @Context UriInfo uri) {
        var caller = callers.acting(Role.CLINICIAN, Role.EDITOR, Role.ADMIN);
        var paging = Paging.of(uri);
        return drafts.page(caller, state, paging)
                .map(found -> DraftPage.of(found, paging.limit()))
                .map(page -> answer(page, uri));
    }

    private static Response answer(DraftPage page, UriInfo uri) {
        var response = Response.ok(page);
        page.next().ifPresent(cursor -> response.header(HttpHeaders.LINK, Paging.linkToNext(uri, cursor)));
        return response.build();
    }
}
