package org.scapula.catalog.editing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
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

/// Takes a clinic's own exercise off the shelf, and puts it back.
@Path("/exercises/{idOrSlug}/retirement")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shelf")
public class RetirementResource {

    private static final String ID_OR_SLUG = "The UUID or slug of an exercise of the clinic's own.";

    private final Callers callers;
    private final OwnShelf shelf;

    RetirementResource(Callers callers, OwnShelf shelf) {
        this.callers = callers;
        this.shelf = shelf;
    }

    @PUT
    @RolesAllowed({Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "retireExercise",
            summary = "Retire an exercise of the clinic's own",
            description =
                    "Nobody sees it any more, and new plans do not use it; its versions stay readable. What it stood"
                            + " in place of is shown again. Retiring it again changes nothing.")
    @APIResponseSchema(value = StandingView.class, responseDescription = "Retired.")
    public Uni<StandingView> retire(@RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug) {
        return shelf.retire(callers.acting(Role.EDITOR, Role.ADMIN), Wanted.of(idOrSlug));
    }

    @DELETE
    @RolesAllowed({Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "restoreExercise",
            summary = "Bring a retired exercise back",
            description = "As it was published last; it is judged once more, because the catalogue may have changed.")
    @APIResponseSchema(value = StandingView.class, responseDescription = "Shown.")
    @APIResponse(responseCode = "422", description = "`invalid-field`: errors names all that is wrong with it now.")
    public Uni<StandingView> bringBack(@RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug) {
        return shelf.bringBack(callers.acting(Role.EDITOR, Role.ADMIN), Wanted.of(idOrSlug));
    }
}
