package org.scapula.catalog.editing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.catalog.reader.Readers;
import org.scapula.edge.Etags;
import org.scapula.edge.Problems;

/// Every published version of an exercise.
@Path("/exercises/{idOrSlug}/versions")
// With a token it is the catalogue of the clinic, without one what is shipped.
@SecurityRequirementsSet
@SecurityRequirement(name = "token")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Versions", description = "What was published, for ever: plans refer to it.")
public class VersionsResource {

    private static final String ID_OR_SLUG = "A UUID, or a slug such as scapular-squeeze.";
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final Readers readers;
    private final Published published;

    VersionsResource(Readers readers, Published published) {
        this.readers = readers;
        this.published = published;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listExerciseVersions",
            summary = "Every published version of an exercise, the newest first",
            description = "Also of one that is retired, hidden or replaced now.")
    @APIResponseSchema(value = VersionView.Page.class, responseDescription = "A page of them.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: a token was sent that is not accepted here.")
    public Uni<VersionView.Page> all(
            @RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug,
            @Parameter(
                            description = "So many at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @RestQuery
                    Optional<Integer> limit,
            @Parameter(description = "`next` of the page before; nothing for the first page.") @RestQuery
                    Optional<Integer> cursor) {
        var wanted = Wanted.of(idOrSlug);
        var most = limit(limit);
        return readers.reading(
                        reader -> published.newestFirst(reader, wanted, cursor.orElse(Integer.MAX_VALUE), most + 1))
                .map(found -> {
                    if (found.isEmpty() && cursor.isEmpty()) {
                        throw Wanted.notFound();
                    }
                    return VersionView.Page.of(found, most);
                });
    }

    @GET
    @Path("/{version}")
    @PermitAll
    @Operation(
            operationId = "getExerciseVersion",
            summary = "One published version of an exercise, as it was published")
    @APIResponseSchema(value = VersionView.class, responseDescription = "It never changes.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: a token was sent that is not accepted here.")
    public Uni<Response> one(
            @RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug,
            @RestPath @Parameter(description = "Its number, from 1.") String version,
            @Context Request request) {
        var wanted = Wanted.of(idOrSlug);
        if (!version.matches("[1-9]\\d{0,8}")) {
            throw Problems.notFound("Versions are numbered from 1.");
        }
        return readers.reading(reader -> published.require(reader, wanted, Integer.parseInt(version)))
                .map(found -> Etags.answer(found.tag(), request, VersionView.of(found)));
    }

    private static int limit(Optional<Integer> given) {
        var limit = given.orElse(USUAL);
        if (limit < 1 || limit > MOST) {
            throw Problems.invalidParameter("limit", "must be a whole number from 1 to " + MOST);
        }
        return limit;
    }
}
