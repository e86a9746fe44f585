package org.scapula.catalog.editing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.edge.Etags;
import org.scapula.edge.IfMatch;
import org.scapula.edge.MergePatch;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// The next version of an exercise, until it is published or thrown away.
@Path("/exercises/{idOrSlug}/draft")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Editing")
public class DraftResource {

    private static final String ID_OR_SLUG = "A UUID, or a slug such as wall-angel.";
    private static final String DRAFT = "draft";
    private static final String IF_MATCH = "The ETag of the draft as the caller last saw it.";
    private static final String CHANGED =
            "`changed-meanwhile`: somebody was faster. Nothing was changed; `current` is the"
                    + " draft as it is now, and the header ETag is its tag.";
    private static final String UNSAID = "`precondition-required`: If-Match is missing.";

    private final Callers callers;
    private final Drafts drafts;
    private final Validation validation;
    private final Body body;

    DraftResource(Callers callers, Drafts drafts, Validation validation, Body body) {
        this.callers = callers;
        this.drafts = drafts;
        this.validation = validation;
        this.body = body;
    }

    @POST
    @RolesAllowed({Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "createDraft",
            summary = "Begin the next version of an exercise",
            description =
                    "From what the clinic published last, or from a shipped exercise: then the clinic's own will stand"
                            + " in place of that.")
    @APIResponse(
            responseCode = "201",
            description = "Kept as a draft; Location says where.",
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    @APIResponse(responseCode = "409", description = "`draft-exists`: the next version has been begun already.")
    public Uni<Response> begin(@RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug) {
        return drafts.beginFrom(writing(), Wanted.of(idOrSlug)).map(DraftResource::created);
    }

    @GET
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.ADMIN})
    @Operation(operationId = "getDraft", summary = "Read a draft")
    @APIResponseSchema(value = DraftView.class, responseDescription = "The draft, and where it stands.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> read(
            @RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug, @Context Request request) {
        return drafts.read(reviewing(), Wanted.of(idOrSlug))
                .map(draft -> Etags.answer(draft.version().tag(), request, DraftView.of(draft)));
    }

    @PATCH
    @RolesAllowed({Role.EDITOR, Role.ADMIN})
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(
            operationId = "updateDraft",
            summary = "Change a draft",
            description = "JSON Merge Patch (RFC 7396): fields that are named are replaced, null removes one, lists are"
                    + " replaced whole. `draft` is not patched.")
    @RequestBody(
            content =
                    @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = ExerciseEntry.class)))
    @APIResponseSchema(value = DraftView.class, responseDescription = "The draft as it is now.")
    @APIResponse(responseCode = "409", description = "`wrong-state`: it is in review. `slug-taken`: see the slug.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(
            responseCode = "415",
            description = "`unsupported-media-type`: the body is not application/merge-patch+json.")
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> change(
            @RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch,
            byte[] patch) {
        var caller = writing();
        var seen = IfMatch.required(DRAFT, ifMatch);
        return body.read(patch)
                .chain(changes -> drafts.change(caller, Wanted.of(idOrSlug), seen, changes))
                .map(DraftResource::answer);
    }

    @DELETE
    @RolesAllowed({Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "discardDraft",
            summary = "Throw a draft away",
            description = "What was published stays as it is.")
    @APIResponse(responseCode = "204", description = "Gone.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> discard(
            @RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch) {
        return drafts.discard(writing(), Wanted.of(idOrSlug), IfMatch.required(DRAFT, ifMatch))
                .map(gone -> Response.noContent().build());
    }

    @POST
    @Path("/validation")
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "validateDraft",
            summary = "Try what publishing would do",
            description =
                    "Changes nothing. Says all that is wrong with the draft, what it changes, which contraindications"
                            + " the exercise gains and loses, what is not translated, and what the planner would do differently for a"
                            + " fixed set of invented persons.")
    @APIResponseSchema(value = ValidationView.class, responseDescription = "What was found.")
    public Uni<ValidationView> validate(@RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug) {
        return validation.of(reviewing(), Wanted.of(idOrSlug));
    }

    @POST
    @Path("/submission")
    @RolesAllowed({Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "submitDraft",
            summary = "Hand a draft in for review",
            description = "From here on nobody changes it, unless it is sent back.")
    @APIResponseSchema(value = DraftView.class, responseDescription = "In review.")
    @APIResponse(responseCode = "409", description = "`wrong-state`: it is in review already.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "422", description = "`invalid-field`: errors names all that is wrong with it.")
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> submit(
            @RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch) {
        return drafts.submit(writing(), Wanted.of(idOrSlug), IfMatch.required(DRAFT, ifMatch))
                .map(DraftResource::answer);
    }

    @POST
    @Path("/return")
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "returnDraft", summary = "Send a draft back to be changed")
    @APIResponseSchema(value = DraftView.class, responseDescription = "A draft again, with the note.")
    @APIResponse(responseCode = "409", description = "`wrong-state`: it is not in review.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> giveBack(
            @RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch,
            @Valid @NotNull NewReturn wanted) {
        return drafts.giveBack(reviewing(), Wanted.of(idOrSlug), IfMatch.required(DRAFT, ifMatch), wanted.note())
                .map(DraftResource::answer);
    }

    @POST
    @Path("/publication")
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.ADMIN})
    @Operation(
            operationId = "publishDraft",
            summary = "Put a reviewed draft on the shelf",
            description =
                    "By somebody other than its last author. It is judged once more, because the catalogue may have"
                            + " changed; from now on the clinic sees it, and what it says never changes again.")
    @APIResponseSchema(value = StandingView.class, responseDescription = "Published.")
    @APIResponse(
            responseCode = "409",
            description = "`wrong-state`: it is not in review. `own-review`: the caller changed it last.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "422", description = "`invalid-field`: errors names all that is wrong with it now.")
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<StandingView> publish(
            @RestPath @Parameter(description = ID_OR_SLUG) String idOrSlug,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch) {
        return drafts.publish(reviewing(), Wanted.of(idOrSlug), IfMatch.required(DRAFT, ifMatch));
    }

    private Caller writing() {
        return callers.acting(Role.EDITOR, Role.ADMIN);
    }

    private Caller reviewing() {
        return callers.acting(Role.CLINICIAN, Role.EDITOR, Role.ADMIN);
    }

    static Response created(Draft draft) {
        return Response.created(URI.create("/exercises/" + draft.version().exercise() + "/draft"))
                .entity(DraftView.of(draft))
                .tag(new EntityTag(draft.version().tag()))
                .build();
    }

    private static Response answer(Draft draft) {
        return Response.ok(DraftView.of(draft))
                .tag(new EntityTag(draft.version().tag()))
                .build();
    }
}
