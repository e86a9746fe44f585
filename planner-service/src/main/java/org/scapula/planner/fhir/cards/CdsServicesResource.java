package org.scapula.planner.fhir.cards;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.PatientReference;
import org.scapula.edge.access.Role;
import org.scapula.planner.fhir.face.FaceAddress;
import org.scapula.planner.scheduling.system.ClinicSystems;

/// Tells a clinic's system, while somebody works in it, what Scapula knows.
@Path("/cds-services")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "CDS Hooks",
        description = "Decision support inside a clinic's own system (cds-hooks.hl7.org). A caller shows a token of the"
                + " clinic's issuer, as everywhere here; nothing is asked of the caller's FHIR server.")
public class CdsServicesResource {

    private static final String NO_SERVICE = "There is no such service; GET /cds-services tells which there are.";

    private final Callers callers;
    private final Advisor advisor;
    private final ClinicSystems systems;
    private final Clock clock;
    private final ShownCards shown;
    private final FaceAddress face;

    CdsServicesResource(
            Callers callers, Advisor advisor, ShownCards shown, FaceAddress face, ClinicSystems systems, Clock clock) {
        this.callers = callers;
        this.advisor = advisor;
        this.shown = shown;
        this.face = face;
        this.systems = systems;
        this.clock = clock;
    }

    @GET
    @PermitAll
    @Operation(operationId = "listCdsServices", summary = "Which services there are")
    @APIResponseSchema(value = CdsServicesView.class, responseDescription = "All of them.")
    public CdsServicesView services() {
        return CdsServicesView.all(systems.clinics().stream()
                .anyMatch(clinic -> systems.patientSystem(clinic).isPresent()));
    }

    @POST
    @Path("/{id}")
    @RolesAllowed({Role.CLINICIAN, Role.INTEGRATOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "callCdsService",
            summary = "What should be known of a patient",
            description = "The gravest first. Of somebody who is not known here an info card says so. Triage is asked"
                    + " with the caller's own token, which must be meant for triage, too; when it cannot be asked there"
                    + " are no cards but a 503, for fewer cards would look like less to worry about.")
    @APIResponseSchema(value = CardsView.class, responseDescription = "The cards; there may be none.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(
            responseCode = "409",
            description = "`patient-erased`: everything about this patient has just been erased; see Retry-After.")
    @APIResponse(
            responseCode = "412",
            description = "`prefetch-needed`: the clinic's patients are known here by an identifier, and the prefetch"
                    + " `patient` does not bring one.")
    @APIResponse(responseCode = "503", description = "`unavailable`: triage cannot be asked just now; see Retry-After.")
    public Uni<CardsView> advise(
            @RestPath @Parameter(description = "The id of the service.", example = "scapula-patient-view") String id,
            @NotNull @Valid NewHookCall call,
            @Context UriInfo uri) {
        var service = service(id);
        var proposed = proposed(service, call);
        var caller = callers.acting(Role.CLINICIAN, Role.INTEGRATOR);
        var patient = Whom.patient(call, systems.patientSystem(caller.clinic()));
        if (!PatientReference.isOpaque(patient)) {
            return Uni.createFrom().item(unkept(face.of(uri)));
        }
        var said = new ShownCard.Call(caller, service, call.hookInstance(), patient);
        return advisor.known(said.caller(), patient)
                .chain(known -> known.nobody()
                        ? Uni.createFrom().item(unkept(face.of(uri)))
                        : kept(said, CardRules.cards(known, proposed), face.of(uri)));
    }

    @POST
    @Path("/{id}/feedback")
    @RolesAllowed({Role.CLINICIAN, Role.INTEGRATOR})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "sendCdsFeedback",
            summary = "Say what became of cards",
            description = "All of it is kept, or nothing. A reason is one of those that the card named; comments are"
                    + " neither read nor kept.")
    @APIResponseSchema(value = FeedbackView.class, responseDescription = "Kept.")
    @APIResponse(
            responseCode = "409",
            description = "`patient-erased`: everything about this patient has just been erased; see Retry-After.")
    public Uni<FeedbackView> feedback(
            @RestPath @Parameter(description = "The id of the service.", example = "scapula-patient-view") String id,
            @NotNull @Valid NewFeedback said) {
        return shown.keep(callers.acting(Role.CLINICIAN, Role.INTEGRATOR), service(id), said)
                .map(FeedbackView::new);
    }

    private Uni<CardsView> kept(ShownCard.Call call, List<Card> cards, URI address) {
        return cards.isEmpty()
                ? Uni.createFrom().item(new CardsView(List.of()))
                : shown.keep(call, cards).map(ids -> view(cards, ids, address));
    }

    private static CardsView view(List<Card> cards, List<UUID> ids, URI address) {
        var views = new ArrayList<CardsView.CardView>();
        for (var place = 0; place < cards.size(); place++) {
            views.add(CardsView.CardView.of(cards.get(place), Optional.of(ids.get(place)), address));
        }
        return new CardsView(List.copyOf(views));
    }

    /// Of somebody who is not known nothing is kept, not even that they were asked for.
    private static CardsView unkept(URI address) {
        return new CardsView(List.of(CardsView.CardView.of(CardRules.nobodyIsKnown(), Optional.empty(), address)));
    }

    private static Hook service(String id) {
        return Hook.of(id).orElseThrow(() -> Problems.notFound(NO_SERVICE));
    }

    private Proposed proposed(Hook service, NewHookCall call) {
        if (!service.hook().equals(call.hook())) {
            throw Problems.invalid(new FieldError("/hook", "unknown-value", "must be " + service.hook()));
        }
        if (service != Hook.APPOINTMENT_BOOK) {
            return Proposed.NONE;
        }
        return Proposed.in(
                call.context()
                        .appointments()
                        .orElseThrow(() -> Problems.invalid(new FieldError(
                                "/context/appointments", "required", "must not be missing in " + service.hook()))),
                clock.instant());
    }
}
