package org.scapula.planner.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.planner.remote.NotUnderstood;

/// A clinician's hand in a plan.
@Path("/plans/{id}/edits")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
public class EditsResource {

    /// Nobody logs that many sessions while one change is kept.
    private static final int MOST_TRIES = 3;

    private final Callers callers;
    private final FollowUp followUp;
    private final Plans plans;
    private final Intake intake;
    private final AtTheDoor door;
    private final DraftingRoom drafting;
    private final ObjectMapper json;
    private final Clock clock;

    EditsResource(
            Callers callers,
            FollowUp followUp,
            Plans plans,
            Intake intake,
            AtTheDoor door,
            DraftingRoom drafting,
            ObjectMapper json,
            Clock clock) {
        this.callers = callers;
        this.followUp = followUp;
        this.plans = plans;
        this.intake = intake;
        this.door = door;
        this.drafting = drafting;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @RolesAllowed(Role.CLINICIAN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "editPlan",
            summary = "Change a plan, as a clinician",
            description = "Swaps, removes or doses exercises, and says at once what the rules say of it. What breaks a"
                    + " rule is not kept. What keeps them all is a plan of its own that takes the place of this one, with"
                    + " what was logged; that it is the best is no longer claimed. A dose and what is swapped in hold for"
                    + " this week. What is wholly taken out, from sessions and breaks, stays out of the weeks that go on"
                    + " from it, too (`removed`, H10), until a clinician swaps it in again."
                    + " A week that was made ahead stays as it is.")
    @APIResponse(
            responseCode = "200",
            description = "Tried only: what the rules say.",
            content = @Content(schema = @Schema(implementation = EditVerdict.class)))
    @APIResponse(
            responseCode = "201",
            description = "Kept, in the place of the plan.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where it can be read again.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples = "/plans/019ab2f5-11aa-7c3e-b6d4-93d2c80f7e57")),
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(
            responseCode = "409",
            description =
                    "`plan-replaced`: another plan has taken its place; carries `replacedBy`. `plan-overtaken`: the"
                            + " person has not begun it and reported something since that it was made without; carries"
                            + " `goOnFrom`, the plan to go on from, and `since`. `plan-outdated`: it was made by an older edition"
                            + " of the rules. `plan-frozen` and `plan-not-allowed` as for a new plan."
                            + " `patient-erased`: everything about this patient has just been erased; see Retry-After.")
    @APIResponse(
            responseCode = "422",
            description = "`invalid-field`: a field is unknown, missing, of the wrong type or out of range, or does not"
                    + " go with the others. `plan-refused`: a rule is broken; carries `refusal` with `status`, `ruleIds`"
                    + " and `reasons`. Nothing was stored.")
    public Uni<Response> edit(UUID id, @NotNull @Valid NewEdits wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        var errors = wanted.errors();
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return Uni.createFrom()
                .deferred(() -> answered(caller, id, wanted))
                .onFailure(SaidMeanwhile.class)
                .retry()
                .atMost(MOST_TRIES)
                .onFailure(SaidMeanwhile.class)
                .transform(_ -> Refusals.saidMeanwhile());
    }

    private Uni<Response> answered(Caller caller, UUID id, NewEdits wanted) {
        var changed = followUp.soFar(caller, id)
                .map(soFar -> new Changed(soFar, soFar.last().view().orElseThrow(Refusals::outdated)));
        return door.unlessGraver(caller, followUp.patientOf(caller, id), Optional.empty(), changed)
                .chain(plan -> edited(caller, plan, wanted))
                .chain(draft -> wanted.isOnlyTried()
                        ? Uni.createFrom().item(Response.ok(draft.verdict()).build())
                        : keep(caller, draft));
    }

    /// The plan that is changed, and what it shows.
    private record Changed(SoFar soFar, PlanView view) {}

    /// The changes in the plan, before anybody has said whether they may stay.
    ///
    /// @param heard what was said of the plan by then
    private record Tried(String input, EditVerdict verdict, PlanView view, List<UUID> heard) {}

    private Uni<Tried> edited(Caller caller, Changed changed, NewEdits wanted) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var plan = changed.soFar().last();
        var view = changed.view();
        var edits = new Draft.Edits(plan, view, wanted, caller.subject(), now);
        var asked = new Draft.Asked(
                plan.wanted(),
                plan.kept().startsOn(),
                now,
                clock.getZone(),
                changed.soFar().before(),
                approved(view),
                plan.template());
        return intake.gather(caller, asked, Optional.of(plan.patient()), Intake.Answer.NEWEST)
                .chain(gathered -> drafting.begun(() -> tried(
                        Draft.of(asked.by(gathered.assessment()), gathered).heeding(edits), edits)))
                .onFailure(NotUnderstood.class)
                .transform(failure -> Intake.unavailable("triage or catalogue", failure));
    }

    /// By whom it was then: who changes a plan approves nothing anew.
    private static Optional<Draft.Approved> approved(PlanView view) {
        return view.triage().approval().map(said -> new Draft.Approved(said.by(), said.reason(), said.at()));
    }

    private Tried tried(Draft draft, Draft.Edits edits) {
        var input = Input.of(draft, edits).text(json);
        var made = draft.edited(TimeOrderedId.at(edits.at()), Input.hash(input), edits);
        var heard = edits.lived().sessions().stream().map(SoFar.Said::log).toList();
        return new Tried(input, EditVerdict.of(made.violations()), made.view(), heard);
    }

    private Uni<Response> keep(Caller caller, Tried tried) {
        if (!tried.verdict().keepsTheRules()) {
            throw Refusals.refused(tried.verdict().ruleIds(), tried.verdict().reasons());
        }
        var plan = new Plan(caller.clinic(), tried.view(), tried.input(), written(tried.view()));
        return plans.keepEdited(caller, plan, tried.heard())
                .map(kept -> Response.created(URI.create("/plans/" + kept.id))
                        .entity(kept.sent())
                        .build());
    }

    private String written(PlanView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }
}
