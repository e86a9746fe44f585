package org.scapula.catalog.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// The whole catalogue of a clinic as lines of JSON, out and in.
@Path("/catalogue")
@Produces(CatalogueResource.LINES)
@Tag(
        name = "Catalogue",
        description = "The whole catalogue as lines of JSON. `catalog-service/catalogue` is a command for both ways.")
public class CatalogueResource {

    static final String LINES = "application/x-ndjson";

    private static final int USUAL = 2000;
    private static final int MOST = 10_000;

    private final Callers callers;
    private final Export export;
    private final Import intake;
    private final ObjectMapper json;

    CatalogueResource(Callers callers, Export export, Import intake, ObjectMapper json) {
        this.callers = callers;
        this.export = export;
        this.intake = intake;
        this.json = json;
    }

    @GET
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "exportCatalogue",
            summary = "Export the clinic's catalogue",
            description =
                    "What is shipped (sources, advice, exercises), the clinic's own exercises with their state, and"
                            + " what it hides; the newest version of each. The last line is END, or CONTINUED with the cursor of"
                            + " the rest; an answer without either was cut off.")
    @APIResponse(
            responseCode = "200",
            description = "A line each.",
            content = @Content(mediaType = LINES, schema = @Schema(implementation = CatalogueLine.class)))
    public Multi<CatalogueLine> export(
            @Parameter(
                            description = "About so many lines at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "10000",
                                            defaultValue = "2000"))
                    @RestQuery
                    Optional<Integer> limit,
            @Parameter(description = "Of the line CONTINUED of the answer before.") @RestQuery
                    Optional<String> cursor) {
        var caller = callers.acting(Role.CLINICIAN, Role.EDITOR, Role.ADMIN);
        return export.lines(caller, cursor, limit(limit));
    }

    @POST
    @RolesAllowed({Role.EDITOR, Role.ADMIN})
    @Consumes(LINES)
    @Operation(
            operationId = "importCatalogue",
            summary = "Import lines of a catalogue",
            description = "At most " + Import.MOST_LINES + " lines and 1 MiB at once. Each line is judged by itself and"
                    + " answered by a line; the good ones are kept, all or none when something breaks. The same lines"
                    + " again change nothing. What is published needs an administrator and takes the place of a review;"
                    + " all that is demanded of a publication is demanded of it.")
    @RequestBody(content = @Content(mediaType = LINES, schema = @Schema(implementation = CatalogueLine.class)))
    @APIResponse(
            responseCode = "200",
            description = "What became of each line, a line each.",
            content = @Content(mediaType = LINES, schema = @Schema(implementation = ImportedLine.class)))
    @APIResponse(responseCode = "415", description = "`unsupported-media-type`: the body is not application/x-ndjson.")
    @APIResponse(
            responseCode = "422",
            description =
                    "`invalid-field`: the lines are too many, or not text. What is wrong with a line stands in its"
                            + " answer.")
    public Uni<Response> take(byte[] lines) {
        return intake.take(callers.acting(Role.EDITOR, Role.ADMIN), lines)
                .map(results -> Response.ok(text(results)).type(LINES).build());
    }

    private String text(List<ImportedLine> results) {
        return results.stream().map(this::text).collect(Collectors.joining("\n", "", "\n"));
    }

    private String text(ImportedLine result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int limit(Optional<Integer> given) {
        var limit = given.orElse(USUAL);
        if (limit < 1 || limit > MOST) {
            throw Problems.invalidParameter("limit", "must be a whole number from 1 to " + MOST);
        }
        return limit;
    }
}
