package org.scapula.triage.assessment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// What became of one spell of pain.
@Path("/episodes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Episodes", description = "What became of one spell of pain, from its first assessment on.")
public class EpisodesResource {

    private static final int USUAL = 50;
    private static final int MOST = 100;
    private static final UUID FROM_THE_START = new UUID(0, 0);

    private final Callers callers;
    private final Assessments assessments;

    EpisodesResource(Callers callers, Assessments assessments) {
        this.callers = callers;
        this.assessments = assessments;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "getEpisode",
            summary = "Read the assessments of one episode in order",
            description = "An episode goes by the id of its first assessment; each assessment says to which it belongs."
                    + " Of the caller's own clinic; a patient reads their own. Each reading is noted in the audit.")
    public Uni<EpisodeView> read(
            UUID id,
            @Parameter(
                            description = "So many at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "50"))
                    @RestQuery
                    Optional<Integer> limit,
            @Parameter(description = "`next` of the page before; nothing for the first page.") @RestQuery
                    Optional<UUID> cursor) {
        var most = limit.orElse(USUAL);
        if (most < 1 || most > MOST) {
            throw Problems.invalidParameter("limit", "must be a whole number from 1 to " + MOST);
        }
        var caller = callers.acting(Role.CLINICIAN, Role.INTEGRATOR);
        return assessments
                .episode(caller, id, cursor.orElse(FROM_THE_START), most)
                .map(found -> EpisodeView.of(id, found, most));
    }
}
