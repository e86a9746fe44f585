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
import org.scapula.planner.visit.Visit;
import org.scapula.planner.visit.VisitsOnFile;

/// Visits, as FHIR says them.
@Path("/fhir/Appointment")
@Tag(name = "FHIR")
class AppointmentsResource {

    private static final int MOST = 50;

    private static final Codes STATUSES = new Codes(
            "http://hl7.org/fhir/appointmentstatus",
            Set.of(
                    "proposed",
                    "pending",
                    "booked",
                    "arrived",
                    "fulfilled",
                    "cancelled",
                    "noshow",
                    "entered-in-error",
                    "checked-in",
                    "waitlist"));

    private final Callers callers;
    private final VisitsOnFile visits;
    private final BookingWriter writer;
    private final Answers answers;
    private final FaceSettings settings;
    private final Clock clock;

    AppointmentsResource(
            Callers callers,
            VisitsOnFile visits,
            BookingWriter writer,
            Answers answers,
            FaceSettings settings,
            Clock clock) {
        this.callers = callers;
        this.visits = visits;
        this.writer = writer;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "searchAppointments",
            summary = "Search visits as Appointments, page by page",
            description =
                    "The newest first. The Bundle's link `next` leads to the next page. Unknown parameters are refused. Each reading"
                            + " is noted in the audit.")
    @APIResponse(
            responseCode = "200",
            description = "A Bundle of type searchset.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token is accepted, but whoever carries it may not do this.")
    public Uni<Response> in(@BeanParam AppointmentQuery query, @Context UriInfo uri, @Context HttpHeaders headers) {
        return found(Asked.inAddress("Appointment", settings.baseUrl(), uri, headers));
    }

    @POST
    @Path("/_search")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "searchAppointmentsByForm",
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
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token is accepted, but whoever carries it may not do this.")
    public Uni<Response> searched(byte @Nullable [] form, @Context UriInfo uri, @Context HttpHeaders headers) {
        return found(Asked.inForm("Appointment", AppointmentQuery.class, settings.baseUrl(), form, uri, headers));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "readAppointment",
            summary = "One visit as an Appointment",
            description = "proposed while it is held, pending until the clinic confirms it, booked afterwards.")
    @APIResponse(
            responseCode = "200",
            description = "The Appointment.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token is accepted, but whoever carries it may not do this.")
    public Uni<Response> one(
            @RestPath @Parameter(description = "The logical id: that of the visit.") String id,
            @RestQuery("_format") @Parameter(name = "_format", description = Formats.NAMES) Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        var form = Formats.wanted(format, headers);
        return visits.require(callers.acting(Role.CLINICIAN, Role.INTEGRATOR), known(id))
                .map(found -> answers.one(writer.write(found), request, form));
    }

    private Uni<Response> found(Asked asked) {
        var criteria = Search.of(asked, clock.getZone(), "date", STATUSES, MOST);
        return visits.in(callers.acting(Role.CLINICIAN, Role.INTEGRATOR), criteria)
                .map(found -> page(asked, criteria.most() - 1, found));
    }

    private Response page(Asked asked, int count, List<Visit> found) {
        var shown = found.stream().limit(count).toList();
        return answers.page(
                asked,
                count,
                shown.stream().map(writer::write).toList(),
                found.size() > count ? Optional.of(shown.getLast().id().toString()) : Optional.empty(),
                List.of());
    }

    private static UUID known(String id) {
        return Search.uuid(id).orElseThrow(() -> Problems.notFound("There is no Appointment with this id."));
    }
}
