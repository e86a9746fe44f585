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

/// Judges answers and forgets them. An emergency waits for no login and no database: nothing here asks for either.
@Path("/evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Evaluations", description = "How soon a person must be seen, and why; for anyone, and without a trace.")
public class EvaluationsResource {

    private final Rulebook rulebook;
    private final Clock clock;

    EvaluationsResource(Rulebook rulebook, Clock clock) {
        this.rulebook = rulebook;
        this.clock = clock;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "evaluateAnswers",
            summary = "Judge one person's answers without keeping them",
            description =
                    "The same judgement as `POST /assessments` gives for the same answers. Needs no login; nothing is"
                            + " stored, so it cannot be read again and no plan can be made from it.")
    @APIResponse(
            responseCode = "200",
            description = "Judged, and forgotten.",
            content = @Content(schema = @Schema(implementation = EvaluationView.class)))
    public Uni<Response> judge(@Nullable NewEvaluation wanted) {
        var said = Judged.given(wanted);
        return Uni.createFrom()
                .item(rulebook::forAnyone)
                .onFailure()
                .transform(unknown -> warning(unknown, said))
                .map(knowledge -> Reply.to(judged(said, knowledge), knowledge))
                .map(EvaluationsResource::forgotten);
    }

    private Throwable warning(Throwable unknown, NewEvaluation said) {
        return rulebook.toWarnAnyoneBy()
                .map(knowledge -> CannotWait.stillSaying(unknown, judged(said, knowledge), knowledge))
                .orElse(unknown);
    }

    private Judged judged(NewEvaluation said, Knowledge knowledge) {
        return Judged.of(said, knowledge, clock, Optional.empty());
    }

    private static Response forgotten(EvaluationView view) {
        return Response.ok(view).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
