package org.scapula.catalog.edition;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.scapula.catalog.reader.Readers;
import org.scapula.edge.Etags;

@Path("/contraindications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Contraindications", description = "What a condition means for exercise.")
class ContraindicationsResource {

    private final Editions editions;
    private final Readers readers;

    ContraindicationsResource(Editions editions, Readers readers) {
        this.editions = editions;
        this.readers = readers;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listContraindications",
            summary = "All rules that join conditions with exercises",
            description = "Not reviewed by a clinician. A condition that stands in no list is not known here.")
    @APIResponseSchema(value = ContraindicationsView.class, responseDescription = "The whole matrix.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> all(@Context Request request) {
        var language = readers.language();
        return editions.contraindications(language)
                .map(view -> Etags.answer(
                        Etags.of("contraindications", view.catalogVersion(), language.tag()), request, view))
                .map(response -> readers.spoken(response, language));
    }
}
