package org.scapula.catalog.exercise;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.query.Paging;
import org.scapula.catalog.reader.Readers;
import org.scapula.catalog.shipped.Shipped;
import org.scapula.edge.Etags;

@Path("/exercises")
// With a token it is the catalogue of the clinic, without one what is shipped.
@SecurityRequirementsSet
@SecurityRequirement(name = "token")
@Tag(name = "Exercises", description = "Movements, activities and groups for the upper back.")
class ExercisesResource {

    private final Exercises exercises;
    private final ExercisePages pages;
    private final Figures figures;
    private final Readers readers;
    private final List<String> languages;

    ExercisesResource(Exercises exercises, ExercisePages pages, Figures figures, Readers readers, Shipped shipped) {
        this.exercises = exercises;
        this.pages = pages;
        this.figures = figures;
        this.readers = readers;
        this.languages = shipped.languages().stream().map(Language::tag).toList();
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listExercises",
            summary = "Exercises that match, page by page",
            description =
                    "Different parameters are joined by \"and\". With `q` the best matches come first, otherwise the"
                            + " order is that of the slugs; either way it is the same at every request. The header Link leads"
                            + " to the next page.")
    @APIResponseSchema(value = ExercisePage.class, responseDescription = "A page; it may be empty.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> in(@BeanParam ExerciseQuery query, @Context UriInfo uri, @Context Request request) {
        var filter = ExerciseFilter.of(query, languages);
        var limit = Paging.limitOf(uri);
        var cursor = Paging.cursorOf(uri);
        return readers.reading(reader -> pages.in(reader, filter, cursor, limit)
                .map(page -> readers.spoken(answer(page, uri, request), reader)));
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Path("/{idOrSlug}")
    @Operation(operationId = "getExercise", summary = "One exercise, by id or slug")
    @APIResponseSchema(value = ExerciseView.class, responseDescription = "The exercise.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> one(
            @RestPath @Parameter(description = "A UUID, or a slug such as scapular-squeeze.") String idOrSlug,
            @Context Request request) {
        return readers.reading(reader -> exercises
                .asked(reader, idOrSlug)
                .map(ready -> readers.spoken(Etags.answering(ready.etag(), request, ready.json()), reader)
                        .build()));
    }

    @GET
    @PermitAll
    @Produces(Figures.SVG)
    @Path("/{idOrSlug}/figure.svg")
    @Operation(
            operationId = "getExerciseFigure",
            summary = "The drawing of one exercise",
            description = "Without a frame the movement as a loop, which stands still for people whose system asks for"
                    + " less motion; with one, the picture of that key frame. Title and description are in the"
                    + " language of the answer. The drawing holds no script and loads nothing.")
    @APIResponse(
            responseCode = "200",
            description = "The drawing, four to three.",
            content = @Content(mediaType = Figures.SVG, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> figure(
            @RestPath @Parameter(description = "A UUID, or a slug such as scapular-squeeze.") String idOrSlug,
            @BeanParam FigureQuery query,
            @Context HttpHeaders headers,
            @Context Request request) {
        var wanted = FigureWanted.of(query);
        return readers.reading(reader -> exercises
                .asked(reader, idOrSlug)
                .chain(exercise -> figures.drawn(exercise, wanted))
                .map(drawn -> drawn.answer(request, headers))
                .map(response -> readers.spoken(response, reader))
                .map(ExercisesResource::packed));
    }

    /// Drawings are sent smaller to who can unpack them.
    private static Response packed(Response drawing) {
        return Response.fromResponse(drawing)
                .header(HttpHeaders.VARY, null)
                .header(HttpHeaders.VARY, drawing.getHeaderString(HttpHeaders.VARY) + ", Accept-Encoding")
                .build();
    }

    private static Response answer(ReadyPage page, UriInfo uri, Request request) {
        var response = Response.fromResponse(Etags.answer(page.etag(), request, page.json()));
        page.next().ifPresent(cursor -> response.header(HttpHeaders.LINK, Paging.linkToNext(uri, cursor)));
        return response.build();
    }
}
