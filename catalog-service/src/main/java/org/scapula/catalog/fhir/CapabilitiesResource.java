package org.scapula.catalog.fhir;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/fhir/metadata")
@Tag(name = "FHIR")
class CapabilitiesResource {

    private final Documents documents;
    private final Answers answers;

    CapabilitiesResource(Documents documents, Answers answers) {
        this.documents = documents;
        this.answers = answers;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getCapabilityStatement",
            summary = "What the FHIR face can do",
            description = "Exactly that, and nothing else. In English.")
    @APIResponse(
            responseCode = "200",
            description = "The CapabilityStatement.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    public Response capabilities(
            @RestQuery("_format") @Parameter(name = "_format", description = DefinitionQuery.FORMATS)
                    Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        return answers.document(documents.capabilities(), request, Formats.wanted(format, headers));
    }
}
