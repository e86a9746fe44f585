package org.scapula.planner.fhir.face;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.planner.remote.TriageClient;
import org.scapula.planner.remote.TriageSheet;
import org.scapula.planner.search.Criteria;

/// What people answered. Triage keeps it, and is asked with the caller's own token: it decides who may read what, and
/// notes that they did.
@Path("/fhir/QuestionnaireResponse")
@Tag(name = "FHIR")
class QuestionnaireResponsesResource {

    private static final int MOST = 20;

    private static final Codes STATUSES = new Codes(
            "http://hl7.org/fhir/questionnaire-answers-status",
            Set.of("in-progress", "completed", "amended", "entered-in-error", "stopped"));

    private static final OperationOutcome NOT_ALL = OperationOutcome.hint(
            "information",
            "informational",
            "A search that is not for one patient finds the answers from which a plan or a booking request was made here."
                    + " Others are found by their patient, or read by the id of their assessment.");

    private static final OperationOutcome GONE = OperationOutcome.hint(
            "warning", "not-found", "Answers that belong here are no longer at triage, so they are missing.");

    private final Callers callers;
    private final AssessmentsOnFile assessments;
    private final Triage triage;
    private final QuestionsWriter writer;
    private final Answers answers;
    private final FaceSettings settings;
    private final Clock clock;

    QuestionnaireResponsesResource(
            Callers callers,
            AssessmentsOnFile assessments,
            Triage triage,
            QuestionsWriter writer,
            Answers answers,
            FaceSettings settings,
            Clock clock) {
        this.callers = callers;
        this.assessments = assessments;
        this.triage = triage;
        this.writer = writer;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "searchQuestionnaireResponses",
            summary = "Search answers to triage as QuestionnaireResponses, page by page",
            description =
                    "The newest first. Of one patient all that triage has; where no patient or several are named, those from"
                            + " which a plan or a booking request was made, and the Bundle says so itself. Triage is asked"
                            + " with the caller's own token, which must be meant for triage, too.")
    @APIResponse(
            responseCode = "200",
            description = "A Bundle of type searchset.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(responseCode = "503", description = "`unavailable`: triage cannot be asked just now; see Retry-After.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    public Uni<Response> in(@BeanParam ResponseQuery query, @Context UriInfo uri, @Context HttpHeaders headers) {
        return found(Asked.inAddress("QuestionnaireResponse", settings.baseUrl(), uri, headers));
    }

    @POST
    @Path("/_search")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "searchQuestionnaireResponsesByForm",
            summary = "The same search, as a form",
            description = Formats.AS_A_FORM)
    @RequestBody(
            description = "The parameters of the search.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "200",
            description = "A Bundle of type searchset.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(responseCode = "503", description = "`unavailable`: triage cannot be asked just now; see Retry-After.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    public Uni<Response> searched(byte @Nullable [] form, @Context UriInfo uri, @Context HttpHeaders headers) {
        return found(
                Asked.inForm("QuestionnaireResponse", ResponseQuery.class, settings.baseUrl(), form, uri, headers));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "readQuestionnaireResponse",
            summary = "The answers of one assessment as a QuestionnaireResponse",
            description = "A question that is open has no answer, and a data-absent-reason: it is unknown, never no.")
    @APIResponse(
            responseCode = "200",
            description = "The QuestionnaireResponse.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(responseCode = "503", description = "`unavailable`: triage cannot be asked just now; see Retry-After.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    public Uni<Response> one(
            @RestPath @Parameter(description = "The logical id: that of the assessment.") String id,
            @RestQuery("_format") @Parameter(name = "_format", description = Formats.NAMES) Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        var form = Formats.wanted(format, headers);
        var caller = callers.acting(Role.CLINICIAN, Role.INTEGRATOR);
        return triage.sheet(known(id))
                // Triage has looked already; what a patient may not see is not passed on even if it has not.
                .map(found -> found.filter(sheet -> caller.maySee(sheet.patient()))
                        .orElseThrow(QuestionnaireResponsesResource::notFound))
                .chain(sheet -> triage.questions().map(asked -> writer.write(sheet, asked)))
                .map(written -> answers.one(written, request, form));
    }

    /// Assessments of a page, and where the next one begins.
    private record Found(List<UUID> ids, Optional<UUID> next, boolean all) {

        Found butNotAll() {
            return new Found(ids, next, false);
        }
    }

    private Uni<Response> found(Asked asked) {
        var caller = callers.acting(Role.CLINICIAN, Role.INTEGRATOR);
        var criteria = Search.of(asked, clock.getZone(), "authored", STATUSES, MOST);
        return in(caller, criteria)
                .chain(found -> triage.sheets(found.ids())
                        .chain(sheets -> written(sheets.stream()
                                .map(sheet -> sheet.filter(it -> caller.maySee(it.patient())))
                                .toList()))
                        .map(written -> page(asked, criteria, found, written)));
    }

    private Uni<Found> in(Caller caller, Criteria criteria) {
        return person(caller, criteria)
                .map(patient -> triage.newest(patient, criteria.after().orElse(TriageClient.FROM_THE_NEWEST))
                        .chain(told -> assessments
                                .in(caller, criteria, patient, told.assessments())
                                .map(ids -> found(criteria, ids, told.next()))))
                .orElseGet(() -> assessments
                        .in(caller, criteria)
                        .map(ids -> found(criteria, ids, Optional.empty()).butNotAll()));
    }

    /// Triage is asked for all of one person: of everybody it tells nobody.
    private static Optional<String> person(Caller caller, Criteria criteria) {
        return criteria.patients()
                .map(patients ->
                        patients.stream().filter(_ -> patients.size() == 1).findFirst())
                .orElseGet(caller::patient);
    }

    /// What lies behind the last that triage told of is for the next page, where that is told, too.
    private static Found found(Criteria criteria, List<UUID> ids, Optional<UUID> last) {
        var told = ids.stream()
                .filter(id -> last.filter(end -> isOlder(id, end)).isEmpty())
                .toList();
        var most = criteria.most() - 1;
        return told.size() > most
                ? new Found(told.subList(0, most), Optional.of(told.get(most - 1)), true)
                : new Found(told, last, true);
    }

    /// Ids of triage sort by their time as they are written.
    private static boolean isOlder(UUID id, UUID other) {
        return id.toString().compareTo(other.toString()) < 0;
    }

    private Uni<List<Written>> written(List<Optional<TriageSheet>> sheets) {
        return triage.questions()
                .map(asked -> sheets.stream()
                        .flatMap(Optional::stream)
                        .map(sheet -> writer.write(sheet, asked))
                        .toList());
    }

    private Response page(Asked asked, Criteria criteria, Found found, List<Written> written) {
        var hints = new ArrayList<OperationOutcome>();
        if (!found.all()) {
            hints.add(NOT_ALL);
        }
        if (written.size() < found.ids().size()) {
            hints.add(GONE);
        }
        return answers.page(asked, criteria.most() - 1, written, found.next().map(UUID::toString), hints);
    }

    private static UUID known(String id) {
        return Search.uuid(id).orElseThrow(QuestionnaireResponsesResource::notFound);
    }

    private static RuntimeException notFound() {
        return Problems.notFound("There is no QuestionnaireResponse with this id.");
    }
}
