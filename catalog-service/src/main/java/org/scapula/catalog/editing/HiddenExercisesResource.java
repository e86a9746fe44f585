package org.scapula.catalog.editing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// What a clinic does not show of what comes with the product.
@Path("/hidden-exercises")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shelf", description = "What a clinic shows and does not show.")
public class HiddenExercisesResource {

    private static final String ID_OR_SLUG = "The UUID or slug of an exercise that comes with the product.";

    private final Callers callers;
    private final OwnShelf shelf;

    HiddenExercisesResource(Callers callers, OwnShelf shelf) {
        this.callers = callers;
        this.shelf = shelf;
    }

    @GET
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "listHiddenExercises",
            summary = "What the clinic does not show of what comes with the product",
            description = "Hidden by an act of its own, or replaced by the clinic's own exercise of the same slug.")
    @APIResponseSchema(value = HiddenView.All.class, responseDescription = "All of them, by slug.")
    public Uni<HiddenView.All> all() {
        return shelf.hidden(callers.acting(Role.CLINICIAN, Role.EDITOR, Role.ADMIN))
                .map(HiddenView.All::new);
    }

    @PUT
    @Path("/{idOrSlug}")
    @RolesAllowed({Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "hideExercise",
            summary = "Hide an exercise that comes with the product",
            description = "From everybody at the clinic, and from its plans. Hiding it again changes nothing.")
    @APIResponseSchema(value = StandingView.class, responseDescription = "Hidden.")
    public Uni<StandingView> hide(@RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug) {
        return shelf.hide(callers.acting(Role.EDITOR, Role.ADMIN), Wanted.of(idOrSlug));
    }

    @DELETE
    @Path("/{idOrSlug}")
    @RolesAllowed({Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "unhideExercise",
            summary = "Show it again",
            description = "Where the clinic's own exercise stands in its place, it stays replaced.")
    @APIResponseSchema(value = StandingView.class, responseDescription = "Shown, or replaced.")
    @APIResponse(responseCode = "404", description = "`not-found`: nothing of the product has this id or slug.")
    public Uni<StandingView> show(@RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug) {
        return shelf.show(callers.acting(Role.EDITOR, Role.ADMIN), Wanted.of(idOrSlug));
    }
}
