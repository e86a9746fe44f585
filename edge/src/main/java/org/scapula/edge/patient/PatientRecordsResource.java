package org.scapula.edge.patient;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.PatientReference;
import org.scapula.edge.access.Role;

/// The rights of a person about what this one service keeps of them.
@Path("/patients/{patient}/records")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rights of the person", description = "Everything about a patient in one document; and nothing left of it.")
public class PatientRecordsResource {

    private final Callers callers;
    private final Rights rights;

    PatientRecordsResource(Callers callers, Rights rights) {
        this.callers = callers;
        this.rights = rights;
    }

    @GET
    @RolesAllowed({Role.ADMIN, Role.PATIENT})
    @Operation(
            operationId = "exportPatientRecords",
            summary = "Export everything this service knows about a patient",
            description = "For the clinic's administrator, and for the patient themselves. Nothing known: empty lists.")
    public Uni<PatientRecordsView> export(
            @Parameter(
                            description = "The clinic's opaque reference.",
                            schema = @Schema(pattern = PatientReference.PATTERN, examples = "p-4711"))
                    @RestPath
                    String patient) {
        var caller = callers.acting(Role.ADMIN);
        if (!PatientReference.isOpaque(patient) || !caller.maySee(patient)) {
            throw unknown();
        }
        return rights.export(caller, patient);
    }

    @DELETE
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "erasePatientRecords",
            summary = "Erase everything this service knows about a patient",
            description = "For good. The audit keeps that it was done, and by whom; it no longer leads to the person."
                    + " For a minute afterwards nothing about this patient is stored (409 `patient-erased`).")
    public Uni<ErasureView> erase(
            @Parameter(
                            description = "The clinic's opaque reference.",
                            schema = @Schema(pattern = PatientReference.PATTERN, examples = "p-4711"))
                    @RestPath
                    String patient) {
        if (!PatientReference.isOpaque(patient)) {
            throw unknown();
        }
        return rights.erase(callers.acting(Role.ADMIN), patient);
    }

    private static RuntimeException unknown() {
        return Problems.notFound("No such patient.");
    }
}
