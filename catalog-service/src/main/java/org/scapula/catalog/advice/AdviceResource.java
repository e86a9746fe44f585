package org.scapula.catalog.advice;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.query.Paging;
import org.scapula.catalog.reader.Readers;
import org.scapula.edge.Etags;
import org.scapula.edge.Problems;

@Path("/advice")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Advice", description = "First aid, posture, training, medicine and when to get help.")
class AdviceResource {

    private static final String UUID_PATTERN = "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Advice advice;
    private final Readers readers;

    AdviceResource(Advice advice, Readers readers) {
        this.advice = advice;
        this.readers = readers;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "listAdvice",
            summary = "Advice that matches, page by page",
            description = "Ordered by slug. Different parameters are joined by \"and\". The header Link leads to the"
                    + " next page.")
    @APIResponseSchema(value = AdvicePage.class, responseDescription = "A page; it may be empty.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> in(@BeanParam AdviceQuery query, @Context UriInfo uri, @Context Request request) {
        var language = readers.language();
        return advice.in(language, AdviceFilter.of(query), Paging.of(uri))
                .map(page -> readers.spoken(answer(page, uri, request, language), language));
    }

    @GET
    @PermitAll
    @Path("/{idOrSlug}")
    @Operation(operationId = "getAdvice", summary = "One piece of advice, by id or slug")
    @APIResponseSchema(value = AdviceView.class, responseDescription = "The advice.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> one(
            @RestPath @Parameter(description = "A UUID, or a slug such as ice-first-48-hours.") String idOrSlug,
            @Context Request request) {
        var language = readers.language();
        return require(language, idOrSlug)
                .map(view -> Etags.answer(
                        Etags.of("advice", view.catalogVersion(), view.id().toString(), language.tag()), request, view))
                .map(response -> readers.spoken(response, language));
    }

    private Uni<AdviceView> require(Language language, String idOrSlug) {
        if (idOrSlug.matches(UUID_PATTERN)) {
            return advice.require(language, UUID.fromString(idOrSlug));
        }
        return Paging.isSlug(idOrSlug)
                ? advice.require(language, idOrSlug)
                : Uni.createFrom().failure(Problems.notFound("The catalogue has no advice with this id or slug."));
    }

    private static Response answer(AdvicePage page, UriInfo uri, Request request, Language language) {
        var etag = Etags.of(
                "advice list",
                page.catalogVersion(),
                page.ids(),
                language.tag(),
                uri.getRequestUri().toString());
        var response = Response.fromResponse(Etags.answer(etag, request, page));
        page.next().ifPresent(cursor -> response.header(HttpHeaders.LINK, Paging.linkToNext(uri, cursor)));
        return response.build();
    }
}
