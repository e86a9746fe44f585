package org.scapula.triage.ruleset;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.scapula.edge.Etags;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// The rules themselves, in the open.
@Path("/rule-set")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rule set", description = "The rules in force, for a clinician to read.")
public class RuleSetResource {

    private final Callers callers;
    private final Rulebook rulebook;

    RuleSetResource(Callers callers, Rulebook rulebook) {
        this.callers = callers;
        this.rulebook = rulebook;
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.EDITOR, Role.INTEGRATOR, Role.ADMIN})
    @Operation(
            operationId = "getActiveRuleSet",
            summary = "Read the rules in force, with thresholds, reasons and sources")
    @APIResponse(
            responseCode = "200",
            description = "Every row and every threshold.",
            content = @Content(schema = @Schema(implementation = RuleSetView.class)))
    public Uni<Response> read(@Context Request request) {
        var caller = callers.acting(Role.CLINICIAN, Role.EDITOR, Role.INTEGRATOR, Role.ADMIN);
        return rulebook.inForce(caller).map(inForce -> answer(inForce, request));
    }

    private static Response answer(InForce inForce, Request request) {
        return Etags.answer(inForce.kept().tag(), request, inForce.view());
    }
}
