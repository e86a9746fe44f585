package org.scapula.catalog.exercise;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.scapula.catalog.query.Paging;
import org.scapula.edge.Etags;
import org.scapula.edge.Problems;

@Path("/exercises")
@Tag(name = "Exercises", description = "Movements, activities and groups for the upper back.")
class ExercisesResource {

    private static final String UUID_PATTERN = "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Exercises exercises;

    ExercisesResource(Exercises exercises) {
        this.exercises = exercises;
    }

    @GET
    @PermitAll
    @Operation(
            summary = "Exercises that match, page by page",
            description = "Ordered by slug. Different parameters are joined by \"and\". The header Link leads to the"
                    + " next page.")
    @APIResponseSchema(value = ExercisePage.class, responseDescription = "A page; it may be empty.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> in(@BeanParam ExerciseQuery query, @Context UriInfo uri, @Context Request request) {
        return exercises.in(ExerciseFilter.of(query), Paging.of(uri)).map(page -> answer(page, uri, request));
    }

    @GET
    @PermitAll
    @Path("/{idOrSlug}")
    @Operation(summary = "One exercise, by id or slug")
    @APIResponseSchema(value = ExerciseView.class, responseDescription = "The exercise.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> one(
            @RestPath @Parameter(description = "A UUID, or a slug such as scapular-squeeze.") String idOrSlug,
            @Context Request request) {
        return require(idOrSlug)
                .map(view -> Etags.answer(
                        Etags.of("exercise", view.catalogVersion(), view.id().toString()), request, view));
    }

    private Uni<ExerciseView> require(String idOrSlug) {
        if (idOrSlug.matches(UUID_PATTERN)) {
            return exercises.require(UUID.fromString(idOrSlug));
        }
        return Paging.isSlug(idOrSlug)
                ? exercises.require(idOrSlug)
                : Uni.createFrom().failure(Problems.notFound("The catalogue has no exercise with this id or slug."));
    }

    private static Response answer(ExercisePage page, UriInfo uri, Request request) {
        var etag = Etags.of(
                "exercises",
                page.catalogVersion(),
                page.ids(),
                uri.getRequestUri().toString());
        var response = Response.fromResponse(Etags.answer(etag, request, page));
        page.next().ifPresent(cursor -> response.header(HttpHeaders.LINK, Paging.linkToNext(uri, cursor)));
        return response.build();
    }
}
