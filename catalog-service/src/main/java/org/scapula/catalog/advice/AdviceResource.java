package org.scapula.catalog.advice;

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

@Path("/advice")
@Tag(name = "Advice", description = "First aid, posture, training, medicine and when to get help.")
class AdviceResource {

    private static final String UUID_PATTERN = "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Advice advice;

    AdviceResource(Advice advice) {
        this.advice = advice;
    }

    @GET
    @PermitAll
    @Operation(
            summary = "Advice that matches, page by page",
            description = "Ordered by slug. Different parameters are joined by \"and\". The header Link leads to the"
                    + " next page.")
    @APIResponseSchema(value = AdvicePage.class, responseDescription = "A page; it may be empty.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> in(@BeanParam AdviceQuery query, @Context UriInfo uri, @Context Request request) {
        return advice.in(AdviceFilter.of(query), Paging.of(uri)).map(page -> answer(page, uri, request));
    }

    @GET
    @PermitAll
    @Path("/{idOrSlug}")
    @Operation(summary = "One piece of advice, by id or slug")
    @APIResponseSchema(value = AdviceView.class, responseDescription = "The advice.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> one(
            @RestPath @Parameter(description = "A UUID, or a slug such as ice-first-48-hours.") String idOrSlug,
            @Context Request request) {
        return require(idOrSlug)
                .map(view -> Etags.answer(
                        Etags.of("advice", view.catalogVersion(), view.id().toString()), request, view));
    }

    private Uni<AdviceView> require(String idOrSlug) {
        if (idOrSlug.matches(UUID_PATTERN)) {
            return advice.require(UUID.fromString(idOrSlug));
        }
        return Paging.isSlug(idOrSlug)
                ? advice.require(idOrSlug)
                : Uni.createFrom().failure(Problems.notFound("The catalogue has no advice with this id or slug."));
    }

    private static Response answer(AdvicePage page, UriInfo uri, Request request) {
        var etag = Etags.of(
                "advice list",
                page.catalogVersion(),
                page.ids(),
                uri.getRequestUri().toString());
        var response = Response.fromResponse(Etags.answer(etag, request, page));
        page.next().ifPresent(cursor -> response.header(HttpHeaders.LINK, Paging.linkToNext(uri, cursor)));
        return response.build();
    }
}
