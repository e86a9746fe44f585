package org.scapula.triage.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.scapula.edge.Etags;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.ruleset.Knowledge;
import org.scapula.triage.ruleset.Rulebook;

/// What clinicians say of a judgement.
@Path("/assessments/{id}/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Reviews",
        description = "What clinicians say of an assessment: freely when it is more urgent, by name when it is milder.")
public class ReviewsResource {

    /// Within so many days somebody looks at it, when a clinician says no more than that somebody must.
    private static final String DAYS = "7 days";

    private final Callers callers;
    private final Rulebook rulebook;
    private final Reviews reviews;
    private final ObjectMapper json;
    private final Clock clock;

    ReviewsResource(Callers callers, Rulebook rulebook, Reviews reviews, ObjectMapper json, Clock clock) {
        this.callers = callers;
        this.rulebook = rulebook;
        this.reviews = reviews;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @RolesAllowed(Role.CLINICIAN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reviewAssessment",
            summary = "Say, as a clinician, what holds of an assessment from now on",
            description =
                    "More urgent than what holds: by itself. Milder, or as mild as an earlier review made it: with name"
                            + " and reason. What was said before stays; every review is kept in order and noted in the audit."
                            + " A plan is made only where self-care holds; what else stops a plan still does.")
    @Parameter(
            name = HttpHeaders.IF_MATCH,
            in = ParameterIn.HEADER,
            description =
                    "The ETag of the assessment that was read. When it has been reviewed since, nothing is stored.",
            schema = @Schema(type = SchemaType.STRING, examples = "\"9b74c9897bac770ffc029102a200c5de\""))
    @APIResponse(
            responseCode = "201",
            description = "Kept, and told with the assessment from now on.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where all reviews of the assessment can be read.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples = "/assessments/019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01/reviews")),
            content = @Content(schema = @Schema(implementation = ReviewView.class)))
    @APIResponse(
            responseCode = "409",
            description = "`patient-erased`: everything about this patient has just been erased; see Retry-After.")
    @APIResponse(
            responseCode = "412",
            description = "`stale`: the assessment is not the one of `If-Match` any more. Read it again.")
    @APIResponse(
            responseCode = "422",
            description = "`invalid-field`: a field is unknown, missing, of the wrong type or out of range; name and"
                    + " reason are missing for something milder.")
    public Uni<Response> add(UUID id, @NotNull @Valid NewReview wanted, @Context Request request) {
        var caller = callers.acting(Role.CLINICIAN);
        return rulebook.of(caller)
                .chain(knowledge -> reviews.keep(
                        caller, id, (reviewed, place) -> row(caller, reviewed, place, wanted, knowledge, request)))
                .map(ReviewsResource::created);
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "listReviews",
            summary = "Read what clinicians said of an assessment, in order",
            description = "Of the caller's own clinic; a patient reads those of their own assessments.")
    @APIResponse(
            responseCode = "200",
            description = "All reviews; none is an empty list.",
            content = @Content(schema = @Schema(implementation = ReviewsView.class)))
    public Uni<ReviewsView> list(UUID id) {
        return reviews.on(callers.acting(Role.CLINICIAN, Role.INTEGRATOR), id);
    }

    private Review row(
            Caller caller, Assessment reviewed, int place, NewReview wanted, Knowledge knowledge, Request request) {
        refuseTheStale(reviewed, request);
        var held = reviewed.effectiveDisposition;
        var complaints = ClinicianRules.complaints(wanted, reviewed.disposition, held);
        if (!complaints.isEmpty()) {
            throw Problems.invalid(complaints);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var view = new ReviewView(
                headline(wanted.disposition(), knowledge),
                wanted.disposition(),
                held,
                doNow(wanted.disposition(), knowledge),
                wanted.name().filter(name -> !name.isBlank()),
                wanted.reason().filter(reason -> !reason.isBlank()),
                now,
                caller.subject(),
                TimeOrderedId.at(now),
                reviewed.id);
        return new Review(reviewed, place, view, written(view));
    }

    private static void refuseTheStale(Assessment reviewed, Request request) {
        if (request.evaluatePreconditions(new EntityTag(Etags.of(reviewed.said()))) != null) {
            throw Problems.of(
                    412,
                    "stale",
                    "The assessment has changed",
                    "Somebody has reviewed this assessment since you read it. Nothing was stored; read it again.",
                    Map.of());
        }
    }

    /// Our words for self-care speak of answers without warning signs, which is not what a clinician says.
    private static Optional<String> headline(Disposition disposition, Knowledge knowledge) {
        return disposition == Disposition.SELF_CARE
                ? Optional.empty()
                : Optional.of(knowledge
                        .wording()
                        .headline(disposition, Reply.usualPlace(disposition))
                        .filled(values(knowledge)));
    }

    private static List<String> doNow(Disposition disposition, Knowledge knowledge) {
        return disposition == Disposition.SELF_CARE
                ? List.of()
                : knowledge.wording().doNow(disposition, Reply.usualPlace(disposition)).stream()
                        .map(line -> line.filled(values(knowledge)))
                        .toList();
    }

    private static Map<String, String> values(Knowledge knowledge) {
        var values = new HashMap<>(knowledge.spokenPlaces());
        values.put("days", DAYS);
        return values;
    }

    private String written(ReviewView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    private static Response created(Review kept) {
        return Response.created(URI.create("/assessments/" + kept.assessment + "/reviews"))
                .entity(kept.shown)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
