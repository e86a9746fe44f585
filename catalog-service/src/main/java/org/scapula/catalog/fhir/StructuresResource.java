package org.scapula.catalog.fhir;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.edge.Problems;

@Path("/fhir/StructureDefinition")
@Tag(name = "FHIR")
class StructuresResource {

    private final Documents documents;
    private final Answers answers;

    StructuresResource(Documents documents, Answers answers) {
        this.documents = documents;
        this.answers = answers;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "searchStructureDefinitions",
            summary = "What the extensions hold that exercises use",
            description = "All of them on one page. In English.")
    @APIResponse(
            responseCode = "200",
            description = "A Bundle of type searchset.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    public Response in(
            @RestQuery @Parameter(description = "Canonical addresses, whole and exact; a comma means \"or\".")
                    List<String> url,
            @RestQuery("_format") @Parameter(name = "_format", description = DefinitionQuery.FORMATS)
                    Optional<String> format,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request) {
        var addresses = answers.addresses(uri);
        var entries = documents.structures().stream()
                .filter(structure -> url.stream()
                        .allMatch(wanted -> SearchValues.alternatives(wanted).contains(structure.url())))
                .map(structure -> Bundle.match(addresses.of("StructureDefinition/" + structure.id()), structure.json()))
                .toList();
        var bundle = Bundle.of(
                Optional.of(entries.size()), List.of(new Bundle.Link("self", addresses.structures())), entries);
        return answers.document(
                org.scapula.catalog.content.Content.json(bundle), request, Formats.wanted(format, headers));
    }

    @GET
    @PermitAll
    @Path("/{id}")
    @Operation(
            operationId = "readStructureDefinition",
            summary = "What one extension holds",
            description = "In English.")
    @APIResponse(
            responseCode = "200",
            description = "The StructureDefinition.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    public Response one(
            @RestPath @Parameter(description = "The last part of the canonical address, such as dose.") String id,
            @RestQuery("_format") @Parameter(name = "_format", description = DefinitionQuery.FORMATS)
                    Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        var structure = documents
                .structure(id)
                .orElseThrow(() -> Problems.notFound("There is no StructureDefinition with this id."));
        return answers.document(structure.json(), request, Formats.wanted(format, headers));
    }
}
