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
import org.scapula.planner.scheduling.RequestsOnFile;
import org.scapula.planner.scheduling.RequestsOnFile.SlotOnFile;

/// Times that are offered to people, as FHIR says them.
@Path("/fhir/Slot")
@Tag(name = "FHIR")
class SlotsResource {

    private static final int MOST = 50;

    private static final Codes STATUSES = new Codes(
            "http://hl7.org/fhir/slotstatus",
            Set.of("busy", "free", "busy-unavailable", "busy-tentative", "entered-in-error"));

    private final Callers callers;
    private final RequestsOnFile requests;
    private final BookingWriter writer;
    private final Answers answers;
    private final FaceSettings settings;
    private final Clock clock;

    SlotsResource(
            Callers callers,
            RequestsOnFile requests,
            BookingWriter writer,
            Answers answers,
            FaceSettings settings,
            Clock clock) {
        this.callers = callers;
        this.requests = requests;
        this.writer = writer;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "searchSlots",
            summary = "Search offered times as Slots, page by page",
            description =
                    "Those that a clinic has offered for a booking request. What somebody has taken meanwhile is busy, also for who"
                            + " may not see whose it is.")
    @APIResponse(
            responseCode = "200",
            description = "A Bundle of type searchset.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token is accepted, but whoever carries it may not do this.")
    public Uni<Response> in(@BeanParam SlotQuery query, @Context UriInfo uri, @Context HttpHeaders headers) {
        return found(Asked.inAddress("Slot", settings.baseUrl(), uri, headers));
    }

    @POST
    @Path("/_search")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "searchSlotsByForm",
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
        return found(Asked.inForm("Slot", SlotQuery.class, settings.baseUrl(), form, uri, headers));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "readSlot",
            summary = "One offered time as a Slot",
            description = "As it is at this moment.")
    @APIResponse(
            responseCode = "200",
            description = "The Slot.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token is accepted, but whoever carries it may not do this.")
    public Uni<Response> one(
            @RestPath @Parameter(description = "The logical id: that of the offered time.") String id,
            @RestQuery("_format") @Parameter(name = "_format", description = Formats.NAMES) Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        var form = Formats.wanted(format, headers);
        return requests.requireSlot(callers.acting(Role.CLINICIAN, Role.INTEGRATOR), known(id))
                .map(found -> answers.one(writer.write(found), request, form));
    }

    private Uni<Response> found(Asked asked) {
        var criteria = Search.of(asked, clock.getZone(), "start", STATUSES, MOST);
        return requests.slots(callers.acting(Role.CLINICIAN, Role.INTEGRATOR), criteria)
                .map(found -> page(asked, criteria.most() - 1, found));
    }

    private Response page(Asked asked, int count, List<SlotOnFile> found) {
        var shown = found.stream().limit(count).toList();
        return answers.page(
                asked,
                count,
                shown.stream().map(writer::write).toList(),
                found.size() > count ? Optional.of(shown.getLast().id().toString()) : Optional.empty(),
                List.of());
    }

    private static UUID known(String id) {
        return Search.uuid(id).orElseThrow(() -> Problems.notFound("There is no Slot with this id."));
    }
}
