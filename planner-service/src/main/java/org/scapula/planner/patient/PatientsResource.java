package org.scapula.planner.patient;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.PatientReference;
import org.scapula.edge.access.Role;

/// The rights of a person about everything that is kept of them, wherever it is kept.
@Path("/patients/{patient}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rights of the person")
public class PatientsResource {

    private final Callers callers;
    private final Keepers keepers;

    PatientsResource(Callers callers, Keepers keepers) {
        this.callers = callers;
        this.keepers = keepers;
    }

    @GET
    @RolesAllowed({Role.ADMIN, Role.PATIENT})
    @Operation(
            operationId = "exportPatient",
            summary = "Export everything all services know about a patient",
            description = "For the clinic's administrator, and for the patient themselves. Triage and the catalogue are"
                    + " asked with the same token, which must be meant for them, too. Nothing known: empty lists.")
    @APIResponse(
            responseCode = "200",
            description = "Whole.",
            content = @Content(schema = @Schema(implementation = PatientView.class)))
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or is not meant for all three services.")
    @APIResponse(
            responseCode = "503",
            description = "`unavailable`: one of the services cannot be asked, so there is no document at all; see"
                    + " Retry-After.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "Seconds to wait.",
                            schema = @Schema(type = SchemaType.INTEGER)))
    public Uni<PatientView> export(
            @Parameter(
                            description = "The clinic's opaque reference.",
                            schema = @Schema(pattern = PatientReference.PATTERN, examples = "p-4711"))
                    @RestPath
                    String patient) {
        var caller = callers.acting(Role.ADMIN);
        if (!PatientReference.isOpaque(patient) || !caller.maySee(patient)) {
            throw unknown();
        }
        return keepers.export(caller, patient);
    }

    @DELETE
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "erasePatient",
            summary = "Erase everything all services know about a patient",
            description = "For good, in the planner, triage and the catalogue. To repeat it is no error. For a minute"
                    + " afterwards nothing about this patient is stored (409 `patient-erased`).")
    @APIResponse(
            responseCode = "200",
            description = "Nothing is left anywhere.",
            content = @Content(schema = @Schema(implementation = PatientErasureView.class)))
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or is not meant for all three services. Where a"
                    + " service refused it on the way, `done` and `repeat` say how far it went.")
    @APIResponse(
            responseCode = "503",
            description = "`unavailable`: not erased everywhere yet. `done` says what was removed in which service,"
                    + " `repeat` which services are left: send the same request again; see Retry-After.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "Seconds to wait.",
                            schema = @Schema(type = SchemaType.INTEGER)))
    public Uni<PatientErasureView> erase(
            @Parameter(
                            description = "The clinic's opaque reference.",
                            schema = @Schema(pattern = PatientReference.PATTERN, examples = "p-4711"))
                    @RestPath
                    String patient) {
        var caller = callers.acting(Role.ADMIN);
        if (!PatientReference.isOpaque(patient)) {
            throw unknown();
        }
        return keepers.erase(caller, patient);
    }

    private static RuntimeException unknown() {
        return Problems.notFound("No such patient.");
    }
}
