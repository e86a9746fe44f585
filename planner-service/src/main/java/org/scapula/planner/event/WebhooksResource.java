package org.scapula.planner.event;

import io.quarkiverse.resteasy.problem.HttpProblem;
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
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.edge.Etags;
import org.scapula.edge.FieldError;
import org.scapula.edge.IfMatch;
import org.scapula.edge.MergePatch;
import org.scapula.edge.Pages;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.planner.event.Names.Share;

/// Where a clinic has its events told, how that goes, and what is told again.
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Webhooks",
        description =
                "Events are told to where the clinic wants them, signed by Standard Webhooks 1.0, at least once and"
                        + " in no promised order: the same `webhook-id` is the same event. Any status 2xx ends it, 410 stops the"
                        + " webhook, everything else is tried again for three days. No redirect is followed, and an answer"
                        + " counts within 10 seconds.")
public class WebhooksResource {

    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final UUID FROM_THE_START = new UUID(0, 0);
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String WEBHOOK = "webhook";
    private static final String IF_MATCH = "The ETag of the webhook as the caller last saw it.";
    private static final String INVALID = "`invalid-field`: a field is unknown, missing, of the wrong type or out of"
            + " range, or the address may not be called: it is not https, leads nowhere, or leads into a private"
            + " network.";
    private static final String CHANGED = "`changed-meanwhile`: somebody was faster. Nothing was changed; `current` is"
            + " the webhook as it is now, and the header ETag is its tag.";
    private static final String UNSAID = "`precondition-required`: If-Match is missing.";
    private static final String STOPPED = "`webhook-stopped`: nothing is told to it; set `active` first.";

    private final Callers callers;
    private final Webhooks webhooks;
    private final Targets targets;
    private final MergePatch patch;

    WebhooksResource(Callers callers, Webhooks webhooks, Targets targets, MergePatch patch) {
        this.callers = callers;
        this.webhooks = webhooks;
        this.targets = targets;
        this.patch = patch;
    }

    @POST
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Have events told",
            description = "From now on. The answer shows the secret, once.")
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
                                            examples = "/v1/webhooks/019ab3c4-1f0a-7e55-8d21-4b5c6d7e8f90")),
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "422", description = INVALID)
    public Uni<Response> add(@NotNull @Valid NewWebhook wanted) {
        var caller = acting();
        refuse(wanted.errors());
        return callable(wanted.url(), caller)
                .chain(() -> webhooks.keep(caller, wanted))
                .map(kept -> Response.created(URI.create("/v1/webhooks/" + kept.id()))
                        .entity(kept)
                        .tag(new EntityTag(kept.tag()))
                        .build());
    }

    @GET
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Operation(
            operationId = "listWebhooks",
            summary = "The clinic's webhooks, page by page",
            description = "The oldest first. The header Link leads to the next page.")
    @APIResponseSchema(value = WebhookPage.class, responseDescription = "A page; it may be empty.")
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
        return webhooks.page(caller, cursor.map(Pages::id).orElse(FROM_THE_START), most + 1)
                .map(found -> WebhookPage.of(found, most))
                .map(page -> Pages.linked(page, page.next(), uri));
    }

    @GET
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}")
    @Operation(operationId = "getWebhook", summary = "Read a webhook", description = "Without its secret.")
    @APIResponseSchema(value = WebhookView.class, responseDescription = "The webhook as it is now.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> read(UUID id, @Context Request request) {
        return webhooks.require(acting(), id).map(view -> Etags.answer(view.tag(), request, view));
    }

    @PATCH
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(
            operationId = "updateWebhook",
            summary = "Change a webhook",
            description =
                    "JSON Merge Patch (RFC 7396): fields that are named are replaced, null removes one. One that was"
                            + " stopped goes on with `{\"active\": true}`; what it missed can be had by a replay.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MergePatch.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.OBJECT, examples = "{\"active\": true}")))
    @APIResponseSchema(value = WebhookView.class, responseDescription = "The webhook as it is now.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(
            responseCode = "415",
            description = "`unsupported-media-type`: the body is not application/merge-patch+json.")
    @APIResponse(responseCode = "422", description = INVALID)
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> change(
            UUID id,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch,
            byte[] body) {
        var caller = acting();
        var seen = IfMatch.required(WEBHOOK, ifMatch);
        var changes = patch.read(body);
        return changes.text("url")
                .filter(url -> TargetRules.complaintAbout(url).isEmpty())
                .map(url -> callable(url, caller))
                .orElse(Uni.createFrom().voidItem())
                .chain(() ->
                        webhooks.change(caller, id, seen, changes.names("events"), before -> changed(before, changes)))
                .map(WebhooksResource::answer);
    }

    @DELETE
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}")
    @Operation(
            operationId = "deleteWebhook",
            summary = "Have no more events told",
            description = "Removes it, and the log of what was told.")
    @APIResponse(responseCode = "204", description = "Gone.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> remove(
            UUID id,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch) {
        return webhooks.remove(acting(), id, IfMatch.required(WEBHOOK, ifMatch))
                .map(gone -> Response.noContent().build());
    }

    @POST
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}/secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "renewWebhookSecret",
            summary = "Renew the secret",
            description = "The answer shows the new one, once. The one before signs along for a while, so that the"
                    + " receiver can be told in peace.")
    @APIResponseSchema(value = WebhookView.class, responseDescription = "The webhook, with its new secret.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> renewSecret(
            UUID id,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch,
            @NotNull @Valid NewSecret wanted) {
        return webhooks.renewSecret(acting(), id, IfMatch.required(WEBHOOK, ifMatch), Duration.ofHours(wanted.hours()))
                .map(WebhooksResource::answer);
    }

    @GET
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}/deliveries")
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "What was told, and how that went",
            description = "The newest event first. The header Link leads to the next page.")
    @APIResponseSchema(value = DeliveryPage.class, responseDescription = "A page; it may be empty.")
    public Uni<Response> deliveries(
            UUID id,
            @Parameter(description = "Only these.") @RestQuery Optional<DeliveryView.State> state,
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
        return webhooks.deliveries(caller, id, cursor.map(Pages::number).orElse(Long.MAX_VALUE), state, most)
                .map(page -> Pages.linked(page, page.next(), uri));
    }

    @POST
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}/deliveries/{event}/replay")
    @Operation(
            operationId = "replayWebhookEvent",
            summary = "Tell an event again",
            description =
                    "From the start, whatever became of it before, and whether the webhook wants its type or not.")
    @APIResponse(
            responseCode = "202",
            description = "It will be told.",
            content = @Content(schema = @Schema(implementation = ReplayView.class)))
    @APIResponse(responseCode = "409", description = STOPPED)
    public Uni<Response> replayOne(UUID id, UUID event) {
        return webhooks.replayOne(acting(), id, event)
                .map(queued -> Response.accepted(queued).build());
    }

    @POST
    @RolesAllowed({Role.INTEGRATOR, Role.ADMIN})
    @Path("/{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replayWebhookEvents",
            summary = "Tell events again",
            description =
                    "Those after a place that the webhook wants, from the start, a thousand at a time; with `state` only"
                            + " those that are DEAD, for a receiver that was down for longer than it is tried again.")
    @APIResponse(
            responseCode = "202",
            description = "They will be told.",
            content = @Content(schema = @Schema(implementation = ReplayView.class)))
    @APIResponse(responseCode = "409", description = STOPPED)
    public Uni<Response> replay(UUID id, @NotNull @Valid NewReplay wanted) {
        var caller = acting();
        refuse(wanted.errors());
        return webhooks.replay(caller, id, wanted)
                .map(queued -> Response.accepted(queued).build());
    }

    private Caller acting() {
        return callers.acting(Role.INTEGRATOR, Role.ADMIN);
    }

    private NewWebhook changed(NewWebhook before, MergePatch.Changes changes) {
        var after = patch.apply(before, changes, NewWebhook.class);
        refuse(after.errors());
        return after;
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    /// It is looked at again before each delivery.
    private Uni<Void> callable(String url, Caller caller) {
        return targets.machineOf(URI.create(url), Share.ASKING, caller.clinic())
                .replaceWithVoid()
                .onFailure(NoRoom.class)
                .transform(_ -> refused(Failure.TIMEOUT))
                .onFailure(NotReached.class)
                .transform(reason -> refused(((NotReached) reason).failure()));
    }

    private static HttpProblem refused(Failure failure) {
        return switch (failure) {
            case TIMEOUT ->
                Problems.unavailable(
                        "Where the name of the host leads could not be found out in time. Nothing was stored.", SOON);
            default ->
                Problems.invalid(new FieldError(
                        "/url",
                        "not-allowed",
                        "leads nowhere, or where this service may not call: only https outside private networks, and"
                                + " what the operator allows"));
        };
    }

    private static Response answer(WebhookView webhook) {
        return Response.ok(webhook).tag(new EntityTag(webhook.tag())).build();
    }
}
