package org.scapula.edge.audit;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.edge.Pages;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.access.Role;

/// Who did what with the records of a clinic.
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Audit",
        description = "Who did what, when, from where. Only ever added to; each entry is chained to the one before.")
public class AuditResource {

    private final Callers callers;
    private final ClinicRoom room;
    private final Audit audit;

    AuditResource(Callers callers, ClinicRoom room, Audit audit) {
        this.callers = callers;
        this.room = room;
        this.audit = audit;
    }

    @GET
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "listAuditEntries",
            summary = "Read who did what in this service",
            description = "Acts of the caller's own clinic, the newest first. Reading them is an act, too.")
    public Uni<AuditPage> list(
            @Parameter(description = "Subject of the token that acted.") @RestQuery Optional<String> actor,
            @Parameter(description = "For instance `assessment.read`.") @RestQuery Optional<String> act,
            @Parameter(description = "Id of the record.") @RestQuery Optional<String> record,
            @Parameter(description = "The clinic's reference of a patient who has not been erased.") @RestQuery
                    Optional<String> patient,
            @Parameter(description = "The `traceId` of an answer: everything that one request caused here.") @RestQuery
                    Optional<String> trace,
            @Parameter(
                            description = "Not before this time.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            format = "date-time",
                                            examples = "2026-11-23T08:00:00Z"))
                    @RestQuery
                    Optional<String> from,
            @Parameter(
                            description = "Before this time.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            format = "date-time",
                                            examples = "2026-11-24T08:00:00Z"))
                    @RestQuery
                    Optional<String> until,
            @Parameter(
                            description = "So many at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "200",
                                            defaultValue = "50"))
                    @RestQuery
                    Optional<Integer> limit,
            @Parameter(description = "`next` of the page before; nothing for the first page.") @RestQuery
                    Optional<String> cursor) {
        var query = new AuditQuery(
                actor,
                act,
                record,
                patient,
                trace,
                AuditQuery.from(from),
                AuditQuery.until(until),
                AuditQuery.before(cursor),
                Pages.limit(limit, AuditQuery.USUAL, AuditQuery.MOST));
        var caller = callers.acting(Role.ADMIN);
        return room.inside(caller, () -> shown(caller, query)).map(entries -> AuditPage.of(entries, query.limit()));
    }

    private Uni<List<AuditEntry>> shown(Caller caller, AuditQuery query) {
        var reading = new Act("audit.read", "audit", "", "", query.patient());
        return audit.in(query).call(() -> audit.note(caller, reading));
    }
}
