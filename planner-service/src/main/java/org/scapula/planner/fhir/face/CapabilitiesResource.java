package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/// What the face says about itself, written by hand and read at start.
@Path("/fhir/metadata")
@Tag(
        name = "FHIR",
        description =
                "What the planner knows as HL7 FHIR R4 says it, for systems that speak it. Nothing can be written.")
class CapabilitiesResource {

    private static final String FILE = "/fhir/metadata.json";

    private final Answers answers;
    private final String capabilities;

    CapabilitiesResource(Answers answers, ObjectMapper json) {
        this.answers = answers;
        this.capabilities = read(json);
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getCapabilityStatement",
            summary = "What the FHIR face can do",
            description = "Exactly that, and nothing else.")
    @APIResponse(
            responseCode = "200",
            description = "The CapabilityStatement.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    public Response capabilities(
            @RestQuery("_format") @Parameter(name = "_format", description = Formats.NAMES) Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        return answers.document(capabilities, request, Formats.wanted(format, headers));
    }

    private static String read(ObjectMapper json) {
        try (var file = CapabilitiesResource.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new FileNotFoundException(FILE);
            }
            return json.readTree(file).toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
