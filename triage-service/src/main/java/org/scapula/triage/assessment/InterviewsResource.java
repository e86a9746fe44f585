package org.scapula.triage.assessment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.scapula.triage.ruleset.Knowledge;
import org.scapula.triage.ruleset.Rulebook;

/// Asks a person only what can still change how soon they must be seen. Keeps nothing, and needs no login: it is the
/// way
/// to an emergency's answer.
@Path("/interviews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Interviews", description = "What to ask next; for anyone, and without a trace.")
public class InterviewsResource {

    private final Rulebook rulebook;
    private final Clock clock;

    InterviewsResource(Rulebook rulebook, Clock clock) {
        this.rulebook = rulebook;
        this.clock = clock;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getNextQuestions",
            summary = "Ask what to ask next",
            description =
                    "Only questions whose answer can still change how soon the person must be seen, the most dangerous first,"
                            + " each with the rules it is asked for. What cannot wait stands before any question. It ends"
                            + " where the whole questionnaire would end; a detail of something that was answered with no is"
                            + " not asked. Nothing is stored: send all answers, with the new ones, for the next step. It asks by"
                            + " the rules for those who are not signed in, and knows no earlier assessment: the one that is"
                            + " kept in the end can be more urgent.")
    @APIResponse(
            responseCode = "200",
            description = "Judged so far, and the next questions.",
            content = @Content(schema = @Schema(implementation = InterviewView.class)))
    public Uni<Response> next(@Nullable NewInterview wanted) {
        var asked = Judged.given(wanted);
        var knowledge = rulebook.forAnyone();
        return Uni.createFrom()
                .item(Judged.of(asked.said(), knowledge, clock, Optional.empty()))
                .map(judged -> step(judged, asked, knowledge))
                .map(InterviewsResource::forgotten);
    }

    private static InterviewView step(Judged judged, NewInterview asked, Knowledge knowledge) {
        return InterviewView.of(judged, knowledge.rules().next(judged.answers()), asked.questions(), knowledge);
    }

    private static Response forgotten(InterviewView view) {
        return Response.ok(view).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
