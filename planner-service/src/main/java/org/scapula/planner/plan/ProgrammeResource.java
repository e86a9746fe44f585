package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.planner.remote.NotUnderstood;

/// Looks ahead.
@Path("/plans/{id}/programme")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
public class ProgrammeResource {

    private final Callers callers;
    private final FollowUp followUp;
    private final Intake intake;
    private final AtTheDoor door;
    private final DraftingRoom drafting;
    private final LastCheck lastCheck;
    private final ObjectMapper json;
    private final Clock clock;

    ProgrammeResource(
            Callers callers,
            FollowUp followUp,
            Intake intake,
            AtTheDoor door,
            DraftingRoom drafting,
            LastCheck lastCheck,
            ObjectMapper json,
            Clock clock) {
        this.callers = callers;
        this.followUp = followUp;
        this.intake = intake;
        this.door = door;
        this.drafting = drafting;
        this.lastCheck = lastCheck;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "previewProgramme",
            summary = "Look six to twelve weeks ahead",
            description = "The weeks after this plan's, as they would be if all went well, with what an activity of the"
                    + " person's own asks for put before other aims, as far as the rules allow. Each is made"
                    + " and checked as a real one would be. Nothing of it is stored.")
    @APIResponse(
            responseCode = "200",
            description = "The weeks ahead, the assumptions, and when to look again.",
            content = @Content(schema = @Schema(implementation = ProgrammeView.class)))
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(
            responseCode = "409",
            description = "`plan-frozen`: something happened on the way; carries `headline`, `disposition`, `doNow` and"
                    + " `assessmentId`. `plan-not-allowed`: triage does not allow a plan. `plan-replaced`: another plan"
                    + " has taken its place; carries `replacedBy`. `plan-overtaken`: the person has not begun it and"
                    + " reported something since that it was made without; carries `goOnFrom`, the plan to go on from,"
                    + " and `since`.")
    @APIResponse(
            responseCode = "422",
            description = "`invalid-field`: a field is unknown, missing, of the wrong type or out of range."
                    + " `plan-refused`: a week ahead did not pass its check; carries `refusal` with `status`,"
                    + " `ruleIds` and `reasons`, and `inputHash`.")
    public Uni<ProgrammeView> ahead(UUID id, @NotNull @Valid NewProgramme wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        var errors = wanted.goal().errors();
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        var soFarIfAny = followUp.soFar(caller, id);
        return door.unlessGraver(caller, followUp.patientOf(caller, id), Optional.empty(), soFarIfAny)
                .chain(soFar -> {
                    var last = soFar.last();
                    var startsOn = last.kept().startsOn();
                    var asked = new Draft.Asked(
                            last.wanted(),
                            startsOn,
                            clock.instant().truncatedTo(ChronoUnit.MILLIS),
                            clock.getZone(),
                            Optional.of(soFar),
                            last.wanted()
                                    .approval()
                                    .map(said -> new Draft.Approved("", said.reason(), clock.instant())),
                            last.template());
                    return intake.gather(caller, asked, Optional.of(last.patient()), Intake.Answer.NEWEST)
                            .chain(gathered -> drafting.begun(() ->
                                    ahead(id, wanted, stillHeld(Draft.of(asked.by(gathered.assessment()), gathered)))))
                            .onFailure(NotUnderstood.class)
                            .transform(failure -> Intake.unavailable("triage or catalogue", failure));
                });
    }

    /// H03 counts from today, where the plan itself has begun long ago.
    private static Draft stillHeld(Draft draft) {
        var asked = draft.asked();
        var _ = Refusals.unlessAllowed(
                draft.assessment(),
                asked.today(),
                asked.zone(),
                asked.approved().isPresent());
        return draft;
    }

    private ProgrammeView ahead(UUID id, NewProgramme wanted, Draft draft) {
        var programme = lastCheck.passed(
                Input.hash(Input.of(draft).text(json)),
                () -> draft.ahead(wanted.weeks() - 1, wanted.goal().activity().helpedBy()));
        return ProgrammeView.of(id, wanted, draft, programme);
    }
}
