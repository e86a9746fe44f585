package org.scapula.planner.scheduling;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// Who works at a clinic, and whether its settings fit its scheduling system: before the first person finds out.
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Scheduling system",
        description =
                "What the clinic's own scheduling system says of itself: whom a person can wish to see, and whether"
                        + " the settings fit.")
public class ClinicSystemResource {

    private static final String NOT_USABLE =
            "`scheduling-system-not-usable`: it answered, but not so that the planner can work with it; `why` says how:"
                    + " for instance `NOT_ADMITTED`.";
    private static final String DOWN =
            "`unavailable`: the clinic's scheduling system cannot be asked just now; see Retry-After.";

    private final Callers callers;
    private final ClinicSystemLook look;

    ClinicSystemResource(Callers callers, ClinicSystemLook look) {
        this.callers = callers;
        this.look = look;
    }

    @GET
    @Path("/practitioners")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR, Role.ADMIN})
    @Operation(
            operationId = "listPractitioners",
            summary = "Whom a person can wish to see",
            description = "All of them, in the order of the clinic's system.")
    @APIResponseSchema(value = PractitionersView.class, responseDescription = "All of them; there may be none.")
    @APIResponse(responseCode = "502", description = NOT_USABLE)
    @APIResponse(responseCode = "503", description = DOWN)
    public Uni<PractitionersView> practitioners() {
        return look.practitionersAt(callers.acting(Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR, Role.ADMIN)
                        .clinic())
                .map(PractitionersView::of);
    }

    @GET
    @Path("/scheduling-system")
    @RolesAllowed({Role.CLINICIAN, Role.INTEGRATOR, Role.ADMIN})
    @Operation(
            operationId = "getSchedulingSystem",
            summary = "What the clinic's own system says of itself",
            description = "To be read after the settings were written or changed: a kind of visit whose code the system"
                    + " does not list is found out here, and not by the first person who is offered nothing.")
    @APIResponseSchema(
            value = ClinicSystemView.class,
            responseDescription = "The system; without `kind` the clinic has none.")
    @APIResponse(responseCode = "502", description = NOT_USABLE)
    @APIResponse(responseCode = "503", description = DOWN)
    public Uni<ClinicSystemView> system() {
        return look.at(
                callers.acting(Role.CLINICIAN, Role.INTEGRATOR, Role.ADMIN).clinic());
    }
}
