package org.scapula.planner.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
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
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.scapula.edge.Etags;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.planner.remote.NotUnderstood;
import org.scapula.planner.template.Templates;

/// Makes a week of exercises for one person, and keeps it.
@Path("/plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans", description = "A week of exercises and self-care that fits the person, with the reasons.")
public class PlansResource {

    private static final int DAYS_AHEAD = 7;

    private final Callers callers;
    private final Intake intake;
    private final AtTheDoor door;
    private final DraftingRoom drafting;
    private final Plans plans;
    private final FollowUp followUp;
    private final Templates templates;
    private final ObjectMapper json;
    private final Clock clock;
    private final LastCheck lastCheck;

    PlansResource(
            Callers callers,
            Intake intake,
            AtTheDoor door,
            DraftingRoom drafting,
            Plans plans,
            FollowUp followUp,
            Templates templates,
            ObjectMapper json,
            Clock clock,
            LastCheck lastCheck) {
        this.callers = callers;
        this.intake = intake;
        this.door = door;
        this.drafting = drafting;
        this.plans = plans;
        this.followUp = followUp;
        this.templates = templates;
        this.json = json;
        this.clock = clock;
        this.lastCheck = lastCheck;
    }

    @POST
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createPlan",
            summary = "Make a plan for one week",
            description = "Reads the assessment from triage and the exercises from the catalogue. There is a plan only"
                    + " when triage says self-care, or a clinician who reviewed its answer does, or approves it where"
                    + " triage says ROUTINE_CLINICIAN, and only one that"
                    + " keeps every rule. The plan is for the patient of"
                    + " the assessment. A template of the clinic presets what is left out, narrows and prefers;"
                    + " what the person says wins. Whoever has had a plan in the last three weeks goes on from it:"
                    + " what was logged counts as it does for the next week (`previousPlanId`, `history`,"
                    + " `progress`), and before its week is over there is no more load than it had."
                    + " Triage is asked with the caller's own token, which must be meant for triage, too.")
    @APIResponse(
            responseCode = "201",
            description = "Made and kept.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where it can be read again.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples = "/plans/019ab2f5-11aa-7c3e-b6d4-93d2c80f7e55")),
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(
            responseCode = "409",
            description = "`plan-frozen`: the patient was stopped, and this assessment does not answer it."
                    + " `plan-not-allowed`: triage, or a clinician who reviewed its answer, does not allow a plan,"
                    + " or has said so in a newer answer, or the answer is too old, or there is a newer one: then ask"
                    + " with that, see `assessmentId`. Whoever must be seen today or now is stopped. Carries"
                    + " `headline`, `disposition`, `doNow`, `assessmentId` and `ruleIds`. `patient-erased`: everything"
                    + " about this patient has just been erased; see Retry-After.")
    @APIResponse(
            responseCode = "422",
            description = "`invalid-field`: a field is unknown, missing, of the wrong type or out of range, or the"
                    + " template is not one of the clinic's or is retired."
                    + " `plan-refused`: no week keeps every rule; carries `refusal` with `status`, `ruleIds` and"
                    + " `reasons`, and `inputHash` where a week was made that did not pass its last check.")
    public Uni<Response> add(@NotNull @Valid NewPlan wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        return door.unlessGraver(
                        caller,
                        intake.whose(caller, wanted.assessmentId()),
                        Optional.of(wanted.assessmentId()),
                        Uni.createFrom().item(() -> asked(caller, wanted)))
                .chain(asked -> intake.gather(caller, asked)
                        .chain(gathered -> whole(caller, asked, wanted).chain(whole -> keep(caller, whole, gathered))))
                .map(PlansResource::created);
    }

    @POST
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Path("/{id}/next-week")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createNextWeek",
            summary = "Go on with the week after this plan's",
            description =
                    "A little more, the same, or less: as the sessions that were logged speak for, with the reason"
                            + " of each change. Whoever reports more pain, something that hurts or was too hard, or that less"
                            + " went well than was known, after a week was made ahead makes it again: until then it is"
                            + " `plan-overtaken`. What nobody logged counts as not done, and pain that nobody named is not"
                            + " taken for mild. The plan itself stays as it is; the week is a plan of its own.")
    @APIResponse(
            responseCode = "201",
            description = "Made and kept.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where it can be read again.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples = "/plans/019ab2f5-11aa-7c3e-b6d4-93d2c80f7e56")),
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(
            responseCode = "409",
            description = "`plan-frozen`: something happened on the way; carries `headline`, `disposition`, `doNow` and"
                    + " `assessmentId`. `plan-not-allowed`: triage does not allow a plan, or has said so in a newer"
                    + " answer, or its answer is too old, or the one that is named is not the newest."
                    + " `plan-replaced`: another plan has taken its place; carries `replacedBy`."
                    + " `plan-overtaken`: the person has exercised by a later plan, or has not begun this one and reported"
                    + " something since that it was made without; carries `goOnFrom`, the plan to go on from."
                    + " `patient-erased`: everything about this patient has just been erased; see Retry-After.")
    @APIResponse(
            responseCode = "422",
            description = "`invalid-field`: a field is unknown, of the wrong type or out of range, or the week is still"
                    + " to last. `plan-refused`: no week keeps every rule, or triage has to be asked again first (H03,"
                    + " H05, H43, H45); carries `refusal` with `status`, `ruleIds` and `reasons`.")
    public Uni<Response> goOn(UUID id, @NotNull @Valid NextWeek wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        var onward = followUp.soFar(caller, id).map(soFar -> new Onward(soFar.last(), after(caller, soFar, wanted)));
        return door.unlessGraver(caller, followUp.patientOf(caller, id), wanted.assessmentId(), onward)
                .chain(next -> intake.gather(
                                caller, next.asked(), Optional.of(next.last().patient()), wanted.answer())
                        .chain(gathered -> whole(caller, next.asked().by(gathered.assessment()), next.last(), wanted)
                                .chain(whole -> keep(caller, whole, gathered))))
                .map(PlansResource::created);
    }

    /// The week after, as it is asked for.
    private record Onward(SoFar.Lived last, Draft.Asked asked) {}

    /// With the template that is named, after triage was asked: "be seen now" is not lost over a template's fault.
    private Uni<Draft.Asked> whole(Caller caller, Draft.Asked asked, NewPlan said) {
        return said.template()
                .map(id -> templates
                        .required(caller, id)
                        .map(found -> asked.with(Wanted.of(said, Optional.of(found.says())), MadeWith.of(found, said))))
                .orElseGet(() -> Uni.createFrom().item(asked));
    }

    /// Where nothing else is said, the one of the weeks before, as it is now: a clinic that has changed its mind has.
    private Uni<Draft.Asked> whole(Caller caller, Draft.Asked asked, SoFar.Lived last, NextWeek wanted) {
        return wanted.template()
                .map(id -> templates.required(caller, id))
                .or(() -> last.template()
                        .filter(before -> !wanted.isWithoutTemplate())
                        .map(before -> templates.asItIsNow(caller, before.template())))
                .map(found -> found.map(template -> asked.with(asked.wanted(), MadeWith.goingOn(template))))
                .orElseGet(() -> Uni.createFrom().item(asked));
    }

    /// Made at once as it was asked for. Whether weeks lie behind a person who asks for a plan of its own shows inside
    /// the transaction; then it is made once more, to go on from them.
    private Uni<Plan> keep(Caller caller, Draft.Asked asked, Gathered gathered) {
        return plans.keep(
                caller,
                asked,
                gathered.assessment(),
                made(() -> drafted(caller, Draft.of(asked, gathered))),
                behind -> made(() -> drafted(caller, assessed(Draft.of(asked.after(behind.get()), gathered)))));
    }

    private Uni<Plans.Drafted> made(Callable<Plans.Drafted> draft) {
        return drafting.begun(draft)
                .onFailure(NotUnderstood.class)
                .transform(failure -> Intake.unavailable("triage or catalogue", failure));
    }

    private static Draft assessed(Draft draft) {
        Refusals.unlessAssessedSince(
                draft.assessment(),
                draft.facts().tellOfAnUnassessedFlare(draft.asked().startsOn()));
        return draft;
    }

    private Draft.Asked after(Caller caller, SoFar soFar, NextWeek wanted) {
        if (wanted.template().isPresent() && wanted.isWithoutTemplate()) {
            throw Problems.invalid(new FieldError("/withoutTemplate", "not-together", "does not go with a template"));
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var today = LocalDate.ofInstant(now, clock.getZone());
        var free = soFar.last().kept().startsOn().plusDays(DAYS_AHEAD);
        var earliest = free.isBefore(today) ? today : free;
        var startsOn = wanted.startsOn().orElse(earliest);
        if (startsOn.isBefore(earliest) || startsOn.isAfter(today.plusDays(DAYS_AHEAD))) {
            throw Refusals.tooEarly(startsOn, earliest, today.plusDays(DAYS_AHEAD));
        }
        var all = wanted.after(soFar.last().wanted());
        return new Draft.Asked(
                all, startsOn, now, clock.getZone(), Optional.of(soFar), approved(caller, all, now), Optional.empty());
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Path("/{id}")
    @Operation(
            operationId = "getPlan",
            summary = "Read a plan again, exactly as it was given",
            description =
                    "Nobody waits for triage here, and it may be down. Whom it has told since that they must be seen"
                            + " now or today is stopped as soon as a week, a change, a look ahead or a thaw is asked for: an app"
                            + " that has shown somebody such an answer asks for one of these, or shows no plan.")
    @APIResponse(
            responseCode = "200",
            description = "The same bytes as in the answer to the POST.",
            content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(
            responseCode = "409",
            description = "`plan-frozen`, for patients: something happened on the way; carries `headline`,"
                    + " `disposition`, `doNow` and `assessmentId`. `plan-overtaken`, for patients: it was made before they"
                    + " reported more pain, something that hurts or was too hard, or that less went well than it builds on,"
                    + " of a session of another plan, so it no longer fits; carries `since` and `goOnFrom`, that other plan."
                    + " A new plan, or its next week made again, heeds it. A clinician may read on.")
    public Uni<Response> read(UUID id, @Context Request request) {
        return plans.require(callers.acting(Role.CLINICIAN), id)
                .map(kept -> Etags.answer(Etags.of(kept.shown), request, kept.sent()));
    }

    private Draft.Asked asked(Caller caller, NewPlan said) {
        var wanted = said.template().isPresent() ? Wanted.sofar(said) : Wanted.of(said);
        // Postgres keeps microseconds; milliseconds are the same before and after.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var today = LocalDate.ofInstant(now, clock.getZone());
        var startsOn = wanted.startsOn().orElse(today.plusDays(1));
        if (startsOn.isBefore(today) || startsOn.isAfter(today.plusDays(DAYS_AHEAD))) {
            throw Problems.invalid(new FieldError(
                    "/startsOn", "out-of-range", "must be from " + today + " to " + today.plusDays(DAYS_AHEAD)));
        }
        return new Draft.Asked(
                wanted,
                startsOn,
                now,
                clock.getZone(),
                Optional.empty(),
                approved(caller, wanted, now),
                Optional.empty());
    }

    private static Optional<Draft.Approved> approved(Caller caller, Wanted wanted, Instant at) {
        if (wanted.approval().isPresent() && !caller.roles().contains(Role.CLINICIAN)) {
            throw Problems.forbidden("Only a clinician can approve a plan.");
        }
        if (wanted.approval().filter(said -> !said.mayApprove()).isPresent()) {
            throw Problems.invalid(
                    new FieldError("/approval/reason", "not-allowed", "must not promise anything or name a medicine"));
        }
        return wanted.approval().map(said -> new Draft.Approved(caller.subject(), said.reason(), at));
    }

    private Plans.Drafted drafted(Caller caller, Draft draft) {
        var input = Input.of(draft).text(json);
        var hash = Input.hash(input);
        var made = lastCheck.passed(
                hash, () -> draft.made(TimeOrderedId.at(draft.asked().at()), hash));
        return new Plans.Drafted(
                new Plan(caller.clinic(), made.view(), input, written(made.view())),
                () -> drafting.begun(() -> lastCheck.passed(hash, made::checked))
                        .replaceWithVoid());
    }

    private String written(PlanView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    private static Response created(Plan kept) {
        return Response.created(URI.create("/plans/" + kept.id))
                .entity(kept.sent())
                .build();
    }
}
