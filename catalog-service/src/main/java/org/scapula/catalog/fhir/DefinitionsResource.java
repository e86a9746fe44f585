package org.scapula.catalog.fhir;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.catalog.reader.Reader;
import org.scapula.catalog.reader.Readers;
import org.scapula.edge.Problems;

@Path("/fhir/ActivityDefinition")
// With a token it is the catalogue of the clinic, without one what is shipped.
@SecurityRequirementsSet
@SecurityRequirement(name = "token")
@Tag(name = "FHIR", description = "The exercises as HL7 FHIR R4 says them, for systems that speak it.")
class DefinitionsResource {

    private final Definitions definitions;
    private final Readers readers;
    private final Writer writer;
    private final Answers answers;

    DefinitionsResource(Definitions definitions, Readers readers, Writer writer, Answers answers) {
        this.definitions = definitions;
        this.readers = readers;
        this.writer = writer;
        this.answers = answers;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "searchActivityDefinitions",
            summary = "Search exercises as ActivityDefinitions, page by page",
            description =
                    "Ordered by slug. A comma inside a value means \"or\", the same parameter again means \"and\"."
                            + " The Bundle's link `next` leads to the next page; the total is said only where a page is"
                            + " everything. Unknown parameters and modifiers are refused.")
    @APIResponse(
            responseCode = "200",
            description = "A Bundle of type searchset.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: a token was sent that is not accepted here.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    public Uni<Response> in(
            @BeanParam DefinitionQuery query,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request request) {
        var type = Formats.wanted(query.format, headers);
        var search = Search.of(query, writer.canonical());
        return readers.reading(reader -> definitions
                .in(reader, search)
                .map(found -> new SearchPage(search, found, answers.addresses(uri)))
                .map(page -> page.bundle(kept -> writer.write(kept, reader.language())))
                .map(bundle -> answers.page(bundle, request))
                .map(answer -> spoken(answer, reader, type)));
    }

    @GET
    @PermitAll
    @Path("/{id}")
    @Operation(
            operationId = "readActivityDefinition",
            summary = "One exercise as an ActivityDefinition",
            description = "Also one that has left the shelf: its status is retired. The ETag is the version id, which"
                    + " changes with every word and every limit.")
    @APIResponse(
            responseCode = "200",
            description = "The ActivityDefinition.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: a token was sent that is not accepted here.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    public Uni<Response> one(
            @RestPath @Parameter(description = "The logical id: that of the exercise.") String id,
            @RestQuery("_format") @Parameter(name = "_format", description = DefinitionQuery.FORMATS)
                    Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        var type = Formats.wanted(format, headers);
        var wanted = id(id);
        return readers.reading(reader -> definitions
                .require(reader, wanted)
                .map(kept -> answers.resource(writer.write(kept, reader.language()), request))
                .map(answer -> spoken(answer, reader, type)));
    }

    @GET
    @PermitAll
    @Path("/{id}/_history/{vid}")
    @Operation(
            operationId = "readActivityDefinitionVersion",
            summary = "One version of an exercise, as it was sent",
            description = "A version id names one content in one language, so the header Accept-Language has no say. A"
                    + " version that was sent with limits that no longer hold is not sent again: 404. Its words are at"
                    + " /exercises/{idOrSlug}/versions/{version}.")
    @APIResponse(
            responseCode = "200",
            description = "The ActivityDefinition.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: a token was sent that is not accepted here.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    public Uni<Response> version(
            @RestPath @Parameter(description = "The logical id: that of the exercise.") String id,
            @RestPath @Parameter(description = "`meta.versionId` of an answer.") String vid,
            @RestQuery("_format") @Parameter(name = "_format", description = DefinitionQuery.FORMATS)
                    Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        var type = Formats.wanted(format, headers);
        var wanted = id(id);
        var number = Written.versionIn(vid).orElseThrow(DefinitionsResource::noSuchVersion);
        return readers.reading(reader -> definitions
                .require(reader, wanted, number)
                .map(kept -> writer.rewrite(kept, vid).orElseThrow(DefinitionsResource::noSuchVersion))
                .map(written -> answers.version(written, request, type)));
    }

    private Response spoken(Response answer, Reader reader, MediaType type) {
        return Answers.as(readers.spoken(answer, reader), type);
    }

    private static UUID id(String text) {
        return Canonical.uuid(text).orElseThrow(Definitions::notFound);
    }

    private static RuntimeException noSuchVersion() {
        return Problems.notFound("There is no such version, or it was sent with limits that no longer hold. Read the"
                + " resource without a version for what holds now.");
    }
}
