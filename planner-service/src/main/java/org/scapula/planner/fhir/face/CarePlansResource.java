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
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.planner.plan.PlanOnFile;
import org.scapula.planner.plan.PlansOnFile;

@Path("/fhir/CarePlan")
@Tag(name = "FHIR")
class CarePlansResource {

    private static final int MOST = 50;

    private static final Codes STATUSES = new Codes(
            "http://hl7.org/fhir/request-status",
            Set.of("draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"));

    private final Callers callers;
    private final PlansOnFile plans;
    private final CarePlanWriter writer;
    private final Answers answers;
    private final FaceSettings settings;
    private final Clock clock;

    CarePlansResource(
            Callers callers,
            PlansOnFile plans,
            CarePlanWriter writer,
            Answers answers,
            FaceSettings settings,
            Clock clock) {
        this.callers = callers;
        this.plans = plans;
        this.writer = writer;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "searchCarePlans",
            summary = "Search plans as CarePlans, page by page",
            description =
                    "The newest first. The Bundle's link `next` leads to the next page; the total is said only"
                            + " where a page is everything. Unknown parameters are refused. Each reading is noted in the audit.")
    @APIResponse(
            responseCode = "200",
            description = "A Bundle of type searchset.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(
            responseCode = "409",
            description = "`plan-frozen`, for patients: something happened on the way, and nobody reads on meanwhile.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token is accepted, but whoever carries it may not do this.")
    public Uni<Response> in(@BeanParam CarePlanQuery query, @Context UriInfo uri, @Context HttpHeaders headers) {
        return found(Asked.inAddress("CarePlan", settings.baseUrl(), uri, headers));
    }

    @POST
    @Path("/_search")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "searchCarePlansByForm",
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
            responseCode = "409",
            description = "`plan-frozen`, for patients: something happened on the way, and nobody reads on meanwhile.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token is accepted, but whoever carries it may not do this.")
    public Uni<Response> searched(byte @Nullable [] form, @Context UriInfo uri, @Context HttpHeaders headers) {
        return found(Asked.inForm("CarePlan", CarePlanQuery.class, settings.baseUrl(), form, uri, headers));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "readCarePlan",
            summary = "One plan as a CarePlan",
            description = "As it stands now: active, on-hold while the person was stopped, revoked once a clinician's"
                    + " edit or a later plan takes its place, unknown once the week is over.")
    @APIResponse(
            responseCode = "200",
            description = "The CarePlan.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(
            responseCode = "409",
            description = "`plan-frozen`, for patients: something happened on the way, and nobody reads on meanwhile.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token is accepted, but whoever carries it may not do this.")
    public Uni<Response> one(
            @RestPath @Parameter(description = "The logical id: that of the plan.") String id,
            @RestQuery("_format") @Parameter(name = "_format", description = Formats.NAMES) Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        var form = Formats.wanted(format, headers);
        return plans.require(callers.acting(Role.CLINICIAN, Role.INTEGRATOR), known(id))
                .map(plan -> answers.one(writer.write(plan), request, form));
    }

    private Uni<Response> found(Asked asked) {
        var criteria = Search.of(asked, clock.getZone(), "date", STATUSES, MOST).speaking(status -> switch (status) {
            case "active" -> PlanOnFile.State.ACTIVE.name();
            case "on-hold" -> PlanOnFile.State.FROZEN.name();
            case "revoked" -> PlanOnFile.State.REPLACED.name();
            case "unknown" -> PlanOnFile.State.OVER.name();
            default -> status;
        });
        return plans.in(callers.acting(Role.CLINICIAN, Role.INTEGRATOR), criteria)
                .map(found -> page(asked, criteria.most() - 1, found));
    }

    private Response page(Asked asked, int count, List<PlanOnFile> found) {
        var shown = found.stream().limit(count).toList();
        return answers.page(
                asked,
                count,
                shown.stream().map(writer::write).toList(),
                found.size() > count ? Optional.of(shown.getLast().id().toString()) : Optional.empty(),
                List.of());
    }

    private static UUID known(String id) {
        return Search.uuid(id).orElseThrow(() -> Problems.notFound("There is no CarePlan with this id."));
    }
}
