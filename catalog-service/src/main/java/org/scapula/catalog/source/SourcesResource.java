package org.scapula.catalog.source;

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

@Path("/sources")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sources", description = "Where the contents come from.")
class SourcesResource {

    private final Sources sources;
    private final Readers readers;

    SourcesResource(Sources sources, Readers readers) {
        this.sources = sources;
        this.readers = readers;
    }

    @GET
    @PermitAll
    @Operation(operationId = "listSources", summary = "Everything that the catalogue cites")
    @APIResponseSchema(value = SourcesView.class, responseDescription = "All sources.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> all(@Context Request request) {
        var language = readers.language();
        return sources.all(language)
                .map(view -> Etags.answer(Etags.of("sources", view.catalogVersion(), language.tag()), request, view))
                .map(response -> readers.spoken(response, language));
    }
}
