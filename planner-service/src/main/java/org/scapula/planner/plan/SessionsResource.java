package org.scapula.planner.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.planner.remote.NotAccepted;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.remote.TriageAssessment;
import org.scapula.planner.remote.TriageClient;

/// What a person says of their sessions, and what stops them from going on.
@Path("/plans/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "How a plan goes: what was done, how it felt, and what is new.")
public class SessionsResource {

    private final Callers callers;
    private final FollowUp followUp;
    private final Intake intake;
    private final AtTheDoor door;
    private final TriageClient triage;
    private final ObjectMapper json;
    private final Clock clock;

    SessionsResource(
            Callers callers,
            FollowUp followUp,
            Intake intake,
            AtTheDoor door,
            TriageClient triage,
            ObjectMapper json,
            Clock clock) {
        this.callers = callers;
        this.followUp = followUp;
        this.intake = intake;
        this.door = door;
        this.triage = triage;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @Path("/sessions")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "logSession",
            summary = "Log a session",
            description = "Done, partly or skipped, with pain, effort and how single exercises were. Whatever is new is"
                    + " judged by triage at once, with the caller's own token; unless it says self-care, the plan is"
                    + " frozen. Two mornings in a row with at least 2 points more pain than before the plan freeze it as"
                    + " well. More pain, or something that hurts or was too hard, overtakes the plans that were made ahead;"
                    + " whatever else did not go well, or is not known, overtakes those that ask for more. Of a plan that"
                    + " is overtaken itself a session can be logged all the same.")
    @APIResponse(
            responseCode = "201",
            description = "Logged, and not frozen by something new.",
            content = @Content(schema = @Schema(implementation = SessionsView.class)))
    @APIResponse(
            responseCode = "200",
            description = "Said word for word before; nothing changes.",
            content = @Content(schema = @Schema(implementation = SessionsView.class)))
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too. What is new was logged and the plan is frozen all the same.")
    @APIResponse(
            responseCode = "409",
            description = "`plan-frozen`: logged, and by what is new the plan is frozen. Carries `headline`,"
                    + " `disposition`, `doNow` and `assessmentId` of the judgement. `patient-erased`: everything about"
                    + " this patient has just been erased; see Retry-After.")
    @APIResponse(
            responseCode = "422",
            description =
                    "`invalid-field`: a field is unknown, missing, of the wrong type or out of range; the plan has"
                            + " no such session or exercise; or triage knows no such finding or value. Nothing was stored.")
    @APIResponse(
            responseCode = "503",
            description = "`unavailable`: what is new could not be judged, or not be stored; see Retry-After. Where it"
                    + " could not be judged it was logged and the plan is frozen. Where it was judged and is more than"
                    + " self-care, the problem carries `headline`, `disposition` and `doNow`: they hold all the same.")
    public Uni<Response> log(UUID id, @NotNull @Valid NewSession said) {
        var caller = callers.acting(Role.CLINICIAN);
        var at = now();
        return followUp.read(caller, id)
                .invoke(standing -> requireFits(said, standing.kept(), LocalDate.ofInstant(at, clock.getZone())))
                .chain(standing -> said.tellsOfSomethingNew()
                        ? judged(caller, standing, said, at)
                        : followUp.log(caller, standing, said, Optional.empty(), at))
                .map(this::answer);
    }

    @GET
    @Path("/sessions")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Operation(
            operationId = "listSessions",
            summary = "Read what was said of a plan's sessions, and whether the person may go on")
    @APIResponse(
            responseCode = "200",
            description = "How the plan stands.",
            content = @Content(schema = @Schema(implementation = SessionsView.class)))
    public Uni<SessionsView> sessions(UUID id) {
        return followUp.read(callers.acting(Role.CLINICIAN), id).map(standing -> SessionsView.of(standing, json));
    }

    @POST
    @Path("/thaw")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "thawPlan",
            summary = "Go on with a frozen plan",
            description =
                    "An assessment has to say self-care: one from after the plan was frozen, or the one that froze"
                            + " it, when a clinician has reviewed that.")
    @APIResponse(
            responseCode = "200",
            description = "The person may go on.",
            content = @Content(schema = @Schema(implementation = SessionsView.class)))
    @APIResponse(
            responseCode = "409",
            description = "`plan-frozen`: the assessment does not say self-care, or is from before; carries `headline`,"
                    + " `disposition` and `doNow`. `plan-not-allowed`: triage has said since that there must be no"
                    + " exercise; carries the same, of that newer answer. `patient-erased`: everything about this patient has just been erased;"
                    + " see Retry-After.")
    @APIResponse(
            responseCode = "422",
            description = "`invalid-field`: a field is unknown or missing, or it is not an assessment of this patient.")
    public Uni<SessionsView> thaw(UUID id, @NotNull @Valid NewThaw wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        return followUp.read(caller, id)
                .chain(standing -> thawed(caller, standing, wanted.assessmentId()))
                .map(standing -> SessionsView.of(standing, json));
    }

    /// Who answers triage again to go on, and must get help instead, is told so.
    private Uni<Standing> thawed(Caller caller, Standing standing, UUID assessment) {
        var patient = standing.plan().patient;
        return door.unlessGraver(
                caller,
                Uni.createFrom().item(patient),
                Optional.of(assessment),
                intake.said(caller, assessment, patient, standing.frozen().isPresent())
                        .chain(said -> followUp.thaw(caller, standing, said, now())));
    }

    /// What triage says is kept with what was said. Where it cannot be asked, nobody goes on until somebody has.
    private Uni<FollowUp.Logged> judged(Caller caller, Standing standing, NewSession said, Instant at) {
        return triage.judge(standing.plan().patient, standing.kept().triage().id(), said.newSymptoms())
                .onFailure(NotAccepted.class)
                .transform(refused -> Problems.invalid(new FieldError(
                        "/newSymptoms", "unknown-value", "holds a finding or an answer that triage does not know")))
                .onItemOrFailure()
                .transformToUni((fresh, failure) -> {
                    if (failure instanceof HttpProblem) {
                        return Uni.createFrom().<FollowUp.Logged>failure(failure);
                    }
                    return failure == null
                            ? keptWith(caller, standing, said, fresh, at)
                            : keptUnjudged(caller, standing, said, failure, at);
                });
    }

    /// A judgement that could not be stored holds all the same.
    private Uni<FollowUp.Logged> keptWith(
            Caller caller, Standing standing, NewSession said, TriageAssessment fresh, Instant at) {
        return followUp.log(caller, standing, said, Optional.of(fresh), at)
                .onFailure(failure -> !fresh.allowsExercise())
                .transform(failure -> Refusals.judgedButNotKept(fresh))
                .invoke(logged -> {
                    if (!fresh.allowsExercise()) {
                        throw Refusals.frozen(logged.standing().frozen().orElseThrow());
                    }
                });
    }

    private Uni<FollowUp.Logged> keptUnjudged(
            Caller caller, Standing standing, NewSession said, Throwable failure, Instant at) {
        return followUp.log(caller, standing, said, Optional.empty(), at)
                .chain(logged -> Uni.createFrom()
                        .failure(failure instanceof NotAdmitted ? failure : Refusals.frozenUnjudged(failure)));
    }

    private Response answer(FollowUp.Logged logged) {
        return Response.status(logged.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(SessionsView.of(logged.standing(), json))
                .build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void requireFits(NewSession said, KeptPlan plan, LocalDate today) {
        var errors = new ArrayList<FieldError>();
        if (said.date().isAfter(today)) {
            errors.add(new FieldError("/date", "out-of-range", "is still to come; today is " + today));
        }
        if (said.painNextMorning().isPresent() && !said.date().isBefore(today)) {
            errors.add(new FieldError("/painNextMorning", "out-of-range", "that morning is still to come"));
        }
        plan.session(said.date(), said.sessionOfTheDay())
                .ifPresentOrElse(
                        session -> errors.addAll(notOf(
                                plan.doneWith(session).toList(),
                                said.exercises().orElse(List.of()))),
                        () -> errors.add(new FieldError("/date", "unknown-value", "the plan has no such session")));
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    private static List<FieldError> notOf(List<String> slugs, List<NewSession.Rated> rated) {
        var errors = new ArrayList<FieldError>();
        var named = new HashSet<String>();
        for (int at = 0; at < rated.size(); at++) {
            var slug = rated.get(at).exerciseId();
            var pointer = "/exercises/" + at + "/exerciseId";
            if (!slugs.contains(slug)) {
                errors.add(new FieldError(
                        pointer, "unknown-value", "is not an exercise of this session, nor of the breaks at the desk"));
            } else if (!named.add(slug)) {
                errors.add(new FieldError(pointer, "duplicate", "was rated before"));
            }
        }
        return errors;
    }
}
