package org.scapula.triage.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.Etags;
import org.scapula.edge.FieldError;
import org.scapula.edge.Pages;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.PatientReference;
import org.scapula.edge.access.Role;
import org.scapula.triage.ruleset.Knowledge;
import org.scapula.triage.ruleset.Rulebook;

/// Judges answers and keeps the judgement.
@Path("/assessments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assessments", description = "How soon a person must be seen, and why.")
public class AssessmentsResource {

    /// How long anybody waits for our database at a time; somebody with an emergency waits once, the others twice.
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final int USUAL = 20;
    private static final int MOST = 100;

    /// After every id that holds a time.
    private static final UUID FROM_THE_NEWEST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final Callers callers;
    private final Rulebook rulebook;
    private final Assessments assessments;
    private final ObjectMapper json;
    private final Clock clock;

    AssessmentsResource(Callers callers, Rulebook rulebook, Assessments assessments, ObjectMapper json, Clock clock) {
        this.callers = callers;
        this.rulebook = rulebook;
        this.assessments = assessments;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createAssessment",
            summary = "Judge one person's answers",
            description =
                    "Looks at every rule; the most urgent that fires decides. A missing answer is unknown, never no."
                            + " The judgement is kept with the patient whose it is and can be read again unchanged; where"
                            + " nothing need be kept, there is `POST /evaluations`.")
    @APIResponse(
            responseCode = "201",
            description = "Judged and kept.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where it can be read again.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples = "/assessments/019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")),
            content = @Content(schema = @Schema(implementation = AssessmentView.class)))
    @APIResponse(
            responseCode = "409",
            description =
                    "`patient-erased`: everything about this patient has just been erased, so nothing is kept for a"
                            + " minute. When it is EMERGENCY or URGENT the problem carries `headline`, `disposition`, `where`,"
                            + " `doNow` and `doNot`: they hold all the same.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "Seconds to wait.",
                            schema = @Schema(type = SchemaType.INTEGER, examples = "60")),
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    @APIResponse(
            responseCode = "503",
            description = "`unavailable`: judged, but not kept. When it is EMERGENCY or URGENT the problem carries"
                    + " `headline`, `disposition`, `where`, `doNow` and `doNot`: they hold all the same.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "Seconds to wait.",
                            schema = @Schema(type = SchemaType.INTEGER, examples = "5")),
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    public Uni<Response> judge(@Nullable NewAssessment wanted) {
        var request = Judged.given(wanted);
        var caller = callers.acting(Role.CLINICIAN);
        var complaint = PatientRules.complaint(caller, request);
        return rulebook.of(caller)
                .onFailure()
                .transform(unknown -> warning(unknown, request, complaint, rulebook.toWarnBy(caller)))
                .chain(knowledge -> judgeAndKeep(caller, request, complaint, knowledge))
                .map(AssessmentsResource::created);
    }

    private Throwable warning(
            Throwable unknown, NewAssessment request, Optional<FieldError> complaint, Optional<Knowledge> warnBy) {
        return warnBy.map(knowledge -> CannotWait.stillSaying(
                        unknown, Judged.of(request.said(), knowledge, clock, complaint), knowledge))
                .orElse(unknown);
    }

    private Uni<Assessment> judgeAndKeep(
            Caller caller, NewAssessment request, Optional<FieldError> complaint, Knowledge knowledge) {
        var judged = Judged.of(request.said(), knowledge, clock, complaint);
        return complaint
                .map(wrong -> stillSaying(judged, knowledge, refused(wrong)))
                .orElseGet(() -> keep(caller, request, judged, knowledge));
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "listAssessments",
            summary = "See which assessments there are of a patient",
            description =
                    "The newest first, with how soon each says that the person must be seen; answers and words are read by"
                            + " id. Of the caller's own clinic; a patient sees their own. None is an empty list, and says"
                            + " nothing about how the person is. Each look is noted in the audit.")
    @APIResponse(
            responseCode = "200",
            description = "The newest first.",
            content = @Content(schema = @Schema(implementation = AssessmentPage.class)))
    public Uni<AssessmentPage> newest(
            @Parameter(
                            description = "The clinic's reference of the patient. A patient may leave out their own;"
                                    + " everybody else must say whose.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            pattern = PatientReference.PATTERN,
                                            examples = "p-4711"))
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
            @Parameter(
                            description = "`next` of the page before; nothing for the first page.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @RestQuery
                    Optional<String> cursor) {
        var most = Pages.limit(limit, USUAL, MOST);
        var before = cursor.map(Pages::id).orElse(FROM_THE_NEWEST);
        var caller = callers.acting(Role.CLINICIAN, Role.INTEGRATOR);
        return assessments
                .newest(caller, whose(caller, patient), before, most)
                .map(found -> AssessmentPage.of(found, most));
    }

    private static String whose(Caller caller, Optional<String> named) {
        var patient = named.or(caller::patient)
                .orElseThrow(() -> Problems.invalidParameter("patient", "must not be missing"));
        if (!PatientReference.isOpaque(patient)) {
            throw Problems.invalidParameter("patient", PatientReference.RULE);
        }
        return patient;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "getAssessment",
            summary = "Read an assessment again, exactly as it was given",
            description =
                    "Of the caller's own clinic; a patient reads their own. When a clinician has reviewed it, the latest"
                            + " review and the disposition that holds since then stand before the words as they were given. Each"
                            + " reading is noted in the audit.")
    @APIResponse(
            responseCode = "200",
            description =
                    "The same bytes as in the answer to the POST, as long as nobody has reviewed it. The ETag can be"
                            + " sent as `If-Match` with a review.",
            content = @Content(schema = @Schema(implementation = AssessmentView.class)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> read(UUID id, @Context Request request) {
        var caller = callers.acting(Role.CLINICIAN, Role.INTEGRATOR);
        return assessments
                .require(caller, id)
                .map(kept -> Etags.answer(Etags.of(kept.said()), request, kept.said()))
                .map(AssessmentsResource::forThisCallerOnly);
    }

    /// What was said before can raise the judgement; should keeping it fail then, the raised one is said.
    private Uni<Assessment> keep(Caller caller, NewAssessment wanted, Judged first, Knowledge knowledge) {
        var patient = PatientRules.whose(caller, wanted);
        var lookedBack = assessments
                .before(caller, patient, wanted.replaces(), first)
                .map(before -> FollowUp.of(first, before, knowledge));
        return stillSaying(first, knowledge, lookedBack)
                .chain(followUp ->
                        stillSaying(followUp.judged(), knowledge, kept(caller, patient, followUp, knowledge)));
    }

    private Uni<Assessment> kept(Caller caller, String patient, FollowUp followUp, Knowledge knowledge) {
        return Uni.createFrom()
                .item(() -> row(caller, patient, followUp, knowledge))
                .call(row -> assessments.keep(caller, row));
    }

    private static Uni<Assessment> refused(FieldError complaint) {
        return Uni.createFrom().failure(Problems.invalid(complaint));
    }

    private Assessment row(Caller caller, String patient, FollowUp followUp, Knowledge knowledge) {
        var id = TimeOrderedId.at(followUp.judged().at());
        var view = Reply.toKeep(followUp, knowledge, id, patient);
        return new Assessment(caller.clinic(), view, followUp, knowledge, written(view));
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    private static Response created(Assessment kept) {
        return Response.created(URI.create("/assessments/" + kept.id))
                .entity(kept.shown)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /// No cache that others share may hold it, and the caller's own asks us each time.
    private static Response forThisCallerOnly(Response answer) {
        return Response.fromResponse(answer)
                .header(HttpHeaders.CACHE_CONTROL, null)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private static <T> Uni<T> stillSaying(Judged judged, Knowledge knowledge, Uni<T> work) {
        return work.ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(failure -> CannotWait.stillSaying(failure, judged, knowledge));
    }
}
