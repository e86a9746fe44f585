package org.scapula.planner.scheduling;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import java.time.Clock;
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
import org.scapula.edge.IfMatch;
import org.scapula.edge.MergePatch;
import org.scapula.edge.Pages;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.PatientReference;
import org.scapula.edge.access.Role;

/// From a triage answer to a booked visit, and back, for people and for a clinic's scheduling system.
@Path("/v1/booking-requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Booking requests",
        description =
                "From a triage answer to a booked visit, and back. Triage says how soon, the clinic or its scheduling"
                        + " system says when.")
public class BookingRequestsResource {

    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final UUID FROM_THE_START = new UUID(0, 0);

    private static final String REQUEST = "booking request";
    private static final String IF_MATCH = "The ETag of the booking request as the caller last saw it.";
    private static final String KEY =
            "A key of the caller's own, new for each new request and the same when one is repeated: the same key and body"
                    + " have the same answer for 48 hours. Follows draft-ietf-httpapi-idempotency-key-header-07.";
    private static final String NO_KEY = "`idempotency-key-missing`: the header Idempotency-Key is missing."
            + " `malformed-json`: the body is not JSON. `invalid-parameter`: see errors.";
    private static final String INVALID =
            "`invalid-field`: a field is unknown, missing, of the wrong type or out of range,"
                    + " or does not go with the others. `idempotency-key-reused`: the key came with another request.";
    private static final String CHANGED =
            "`changed-meanwhile`: somebody was faster. Nothing was changed; `current` is the"
                    + " request as it is now, and the header ETag is its tag.";
    private static final String UNSAID = "`precondition-required`: If-Match is missing.";
    private static final String NOT_NOW =
            "`illegal-move`: not possible in this state; carries `state` and `possible`. `slot-taken`: somebody has the"
                    + " time. `outside-window`: the person must be seen earlier; carries `window`. `too-early`: the visit"
                    + " has not begun. `emergency`: the person was told to get help now after they asked for this, and"
                    + " nobody at the clinic has seen to it. `already-requested`: another request for the same assessment"
                    + " is open; carries `id`. `in-progress`: the same is being done. `patient-erased`: see Retry-After.";

    private final Callers callers;
    private final Asking asking;
    private final BookingRequests requests;
    private final MergePatch patches;
    private final ObjectMapper json;
    private final Clock clock;

    BookingRequestsResource(
            Callers callers,
            Asking asking,
            BookingRequests requests,
            MergePatch patches,
            ObjectMapper json,
            Clock clock) {
        this.callers = callers;
        this.asking = asking;
        this.requests = requests;
        this.patches = patches;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createBookingRequest",
            summary = "Ask for a visit",
            description = "Triage, asked with the caller's own token, says how soon: URGENT on the same day,"
                    + " ROUTINE_CLINICIAN within the time frame of its rule. What stopped the person's plan counts, too."
                    + " An EMERGENCY is never booked: the answer says what to do now, and the clinic is told at once."
                    + " Where there is a newer answer of triage that is graver than the one that is named, the request is"
                    + " of that one (`assessmentId`)."
                    + " Asked again with the same assessment once it is URGENT, the open request becomes so; nothing"
                    + " ever becomes less pressing.")
    @APIResponse(
            responseCode = "200",
            description = "The request that was open is more pressing now; its window ends earlier, or as before.",
            content = @Content(schema = @Schema(implementation = BookingRequestView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Asked for; the window says by when the person must be seen.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where it can be read again.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples = "/v1/booking-requests/" + Examples.ID)),
            content = @Content(schema = @Schema(implementation = BookingRequestView.class)))
    @APIResponse(responseCode = "400", description = NO_KEY)
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(
            responseCode = "409",
            description = "`emergency`: get help now; carries `headline`, `disposition`, `doNow` and `assessmentId`."
                    + " `visit-not-needed`: looking after oneself is enough for now; carries `headline`, `getHelpAgain` and,"
                    + " where a plan names a day, `after`. `already-requested`: one is open that is as pressing; carries `id`. `in-progress`: the same is"
                    + " being done; see Retry-After. `patient-erased`: see Retry-After.")
    @APIResponse(responseCode = "422", description = INVALID)
    public Uni<Response> ask(
            @Parameter(description = KEY, required = true) @RestHeader(Attempt.HEADER) Optional<String> key,
            @NotNull @Valid NewBookingRequest wanted) {
        return asking.ask(callers.acting(Role.CLINICIAN), key, wanted).map(Answer::sent);
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "listBookingRequests",
            summary = "Booking requests, page by page",
            description = "The oldest first; a patient's own. The header Link leads to the next page.")
    @APIResponseSchema(value = BookingRequestPage.class, responseDescription = "A page; it may be empty.")
    public Uni<Response> page(
            @Parameter(description = "Only in this state.") @RestQuery Optional<BookingState.Name> state,
            @Parameter(description = "Only of this priority.") @RestQuery Optional<Priority> priority,
            @Parameter(
                            description = "Only of this patient.",
                            schema = @Schema(pattern = PatientReference.PATTERN, examples = "p-4711"))
                    @RestQuery
                    Optional<String> patient,
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
        var caller = callers.acting(Role.CLINICIAN, Role.INTEGRATOR);
        var most = Pages.limit(limit, USUAL, MOST);
        var after = cursor.map(Pages::id).orElse(FROM_THE_START);
        return requests.page(caller, new BookingRequests.Filter(state, priority, patient), after, most + 1)
                .map(found -> BookingRequestPage.of(found, most))
                .map(page -> Pages.linked(page, page.next(), uri));
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Path("/{id}")
    @Operation(operationId = "getBookingRequest", summary = "Read a booking request")
    @APIResponseSchema(value = BookingRequestView.class, responseDescription = "The request as it is now.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> read(UUID id, @Context Request request) {
        return requests.required(callers.acting(Role.CLINICIAN, Role.INTEGRATOR), id)
                .map(view -> Etags.answer(view.tag(), request, view));
    }

    @PATCH
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(
            operationId = "updateBookingRequest",
            summary = "Change what the person would like",
            description = "JSON Merge Patch (RFC 7396) of `wish`: what is named is replaced, null removes it, lists are"
                    + " replaced whole. Nothing else can be changed so.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MergePatch.MEDIA_TYPE,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            examples = "{\"wish\": {\"practitioner\": null}}")))
    @APIResponseSchema(value = BookingRequestView.class, responseDescription = "The request as it is now.")
    @APIResponse(responseCode = "409", description = "`illegal-move`: it is over; carries `state`.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(
            responseCode = "415",
            description = "`unsupported-media-type`: the body is not application/merge-patch+json.")
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> change(
            UUID id,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch,
            byte[] patch) {
        var caller = callers.acting(Role.CLINICIAN);
        var seen = IfMatch.required(REQUEST, ifMatch);
        var changes = patches.read(patch);
        return requests.wish(caller, id, seen, wish -> changed(wish, changes))
                .map(view -> Response.ok(view).tag(new EntityTag(view.tag())).build());
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Path("/{id}/slots")
    @Operation(
            operationId = "listOfferedSlots",
            summary = "The times that are offered for a request",
            description = "Those that are still free and can be chosen, the first first; none while an"
                    + " emergency that was told since stops the request.")
    @APIResponseSchema(value = OfferedSlotsView.class, responseDescription = "The times; there may be none.")
    public Uni<OfferedSlotsView> slots(UUID id) {
        return requests.slots(callers.acting(Role.CLINICIAN, Role.INTEGRATOR), id);
    }

    @POST
    @RolesAllowed({Role.CLINICIAN, Role.INTEGRATOR})
    @Path("/{id}/moves")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "moveBookingRequest",
            summary = "Move a booking request on",
            description = "OFFER times, say that there are NO_SLOTS in the window, HOLD one, RELEASE it, BOOK, CONFIRM,"
                    + " RESCHEDULE, CANCEL, DECLINE, report NO_SHOW or FULFIL, REOPEN. `possibleMoves` of a request names"
                    + " those that are possible now. A practitioner is never booked twice for one time. A time outside of"
                    + " the window needs a clinician's `override`; so does REOPEN need a clinician.")
    @APIResponseSchema(value = BookingRequestView.class, responseDescription = "The request as it is now.")
    @APIResponse(responseCode = "400", description = NO_KEY)
    @APIResponse(responseCode = "409", description = NOT_NOW)
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "422", description = INVALID)
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> move(
            UUID id,
            @Parameter(description = KEY, required = true) @RestHeader(Attempt.HEADER) Optional<String> key,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch,
            @NotNull @Valid NewMove wanted) {
        var caller = callers.acting(Role.CLINICIAN, Role.INTEGRATOR);
        var attempt = attempt(key, id, "moves", wanted);
        return requests.move(caller, id, IfMatch.required(REQUEST, ifMatch), attempt, wanted)
                .map(Answer::sent);
    }

    @POST
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Path("/{id}/choice")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "chooseSlot",
            summary = "Choose one of the times that are offered",
            description = "It is booked then, and the clinic confirms it.")
    @APIResponseSchema(value = BookingRequestView.class, responseDescription = "Booked, and to be confirmed.")
    @APIResponse(responseCode = "400", description = NO_KEY)
    @APIResponse(responseCode = "409", description = NOT_NOW)
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "422", description = INVALID)
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> choose(
            UUID id,
            @Parameter(description = KEY, required = true) @RestHeader(Attempt.HEADER) Optional<String> key,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch,
            @NotNull @Valid NewChoice wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        var attempt = attempt(key, id, "choice", wanted);
        return requests.choose(caller, id, IfMatch.required(REQUEST, ifMatch), attempt, wanted)
                .map(Answer::sent);
    }

    @POST
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Path("/{id}/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "cancelBookingRequest",
            summary = "Cancel a visit, or the request for one",
            description =
                    "The time is free again. Where the person has not been seen, somebody at the clinic is asked to"
                            + " find out whether they still must be.")
    @APIResponseSchema(value = BookingRequestView.class, responseDescription = "Cancelled.")
    @APIResponse(responseCode = "400", description = NO_KEY)
    @APIResponse(responseCode = "409", description = NOT_NOW)
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "422", description = INVALID)
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> cancel(
            UUID id,
            @Parameter(description = KEY, required = true) @RestHeader(Attempt.HEADER) Optional<String> key,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch,
            @NotNull @Valid NewCancellation wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        var attempt = attempt(key, id, "cancellation", wanted);
        return requests.cancel(caller, id, IfMatch.required(REQUEST, ifMatch), attempt, wanted)
                .map(Answer::sent);
    }

    private Attempt attempt(Optional<String> key, UUID id, String what, Object wanted) {
        return Attempt.at(clock.instant(), key, "POST /v1/booking-requests/" + id + "/" + what, wanted, json);
    }

    /// What can be patched.
    record Patchable(Optional<@Valid Wish> wish) {}

    private Wish changed(Wish before, MergePatch.Changes changes) {
        return patches.apply(new Patchable(Optional.of(before)), changes, Patchable.class)
                .wish()
                .orElse(Wish.NONE);
    }
}
