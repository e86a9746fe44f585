package org.scapula.catalog.edition;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.scapula.edge.Etags;

@Path("/contraindications")
@Tag(name = "Contraindications", description = "What a condition means for exercise.")
class ContraindicationsResource {

    private final Editions editions;

    ContraindicationsResource(Editions editions) {
        this.editions = editions;
    }

    @GET
    @PermitAll
    @Operation(
            summary = "All rules that join conditions with exercises",
            description = "Not reviewed by a clinician. A condition that stands in no list is not known here.")
    @APIResponseSchema(value = ContraindicationsView.class, responseDescription = "The whole matrix.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> all(@Context Request request) {
        return editions.contraindications()
                .map(view -> Etags.answer(Etags.of("contraindications", view.catalogVersion()), request, view));
    }
}
