package org.scapula.planner.event;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.edge.Etags;
import org.scapula.edge.IfMatch;
import org.scapula.edge.Pages;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// Which systems may say that something changed there.
@Path("/v1/notice-sources")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Notices",
        description = "Systems of the clinic say here what changed there. Nobody takes their word for it.")
public class NoticeSourcesResource {

    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final UUID FROM_THE_START = new UUID(0, 0);

    private static final String SOURCE = "source";
    private static final String IF_MATCH = "The ETag of the source as the caller last saw it.";
    private static final String CHANGED = "`changed-meanwhile`: somebody was faster. Nothing was changed; `current` is"
            + " the source as it is now, and the header ETag is its tag.";
    private static final String UNSAID = "`precondition-required`: If-Match is missing.";

    private final Callers callers;
    private final NoticeSources sources;

    NoticeSourcesResource(Callers callers, NoticeSources sources) {
        this.callers = callers;
        this.sources = sources;
    }

    @POST
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createNoticeSource",
            summary = "Let a system give notice",
            description = "The answer shows the secret, once.")
    @APIResponse(
            responseCode = "201",
            description = "Kept, with its secret.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where it can be read again.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples = "/v1/notice-sources/019ab3c8-7a21-7f0e-9b3c-5d6e7f8091a2")),
            content = @Content(schema = @Schema(implementation = NoticeSourceView.class)))
    public Uni<Response> add(@NotNull @Valid NewNoticeSource wanted) {
        return sources.keep(acting(), wanted)
                .map(kept -> Response.created(URI.create("/v1/notice-sources/" + kept.id()))
                        .entity(kept)
                        .tag(new EntityTag(kept.tag()))
                        .build());
    }

    @GET
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Operation(
            operationId = "listNoticeSources",
            summary = "The clinic's sources of notices, page by page",
            description = "The oldest first. The header Link leads to the next page.")
    @APIResponseSchema(value = NoticeSourcePage.class, responseDescription = "A page; it may be empty.")
    public Uni<Response> page(
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
                    Optional<String> cursor,
            @Context UriInfo uri) {
        var caller = acting();
        var most = Pages.limit(limit, USUAL, MOST);
        return sources.page(caller, cursor.map(Pages::id).orElse(FROM_THE_START), most + 1)
                .map(found -> NoticeSourcePage.of(found, most))
                .map(page -> Pages.linked(page, page.next(), uri));
    }

    @GET
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}")
    @Operation(
            operationId = "getNoticeSource",
            summary = "Read a source of notices",
            description = "Without its secret.")
    @APIResponseSchema(value = NoticeSourceView.class, responseDescription = "The source as it is now.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> read(UUID id, @Context Request request) {
        return sources.require(acting(), id).map(view -> Etags.answer(view.tag(), request, view));
    }

    @DELETE
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}")
    @Operation(
            operationId = "deleteNoticeSource",
            summary = "Believe a system no more",
            description = "What it said, and nobody has looked at yet, is forgotten.")
    @APIResponse(responseCode = "204", description = "Gone.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> remove(
            UUID id,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch) {
        return sources.remove(acting(), id, IfMatch.required(SOURCE, ifMatch))
                .map(gone -> Response.noContent().build());
    }

    @POST
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}/secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "renewNoticeSourceSecret",
            summary = "Renew the secret of a source",
            description =
                    "The answer shows the new one, once. The one before stays good for a while, so that the system"
                            + " can be told in peace.")
    @APIResponseSchema(value = NoticeSourceView.class, responseDescription = "The source, with its new secret.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> renewSecret(
            UUID id,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch,
            @NotNull @Valid NewSecret wanted) {
        return sources.renewSecret(acting(), id, IfMatch.required(SOURCE, ifMatch), Duration.ofHours(wanted.hours()))
                .map(view -> Response.ok(view).tag(new EntityTag(view.tag())).build());
    }

    private Caller acting() {
        return callers.acting(Role.INTEGRATOR, Role.ADMIN);
    }
}
