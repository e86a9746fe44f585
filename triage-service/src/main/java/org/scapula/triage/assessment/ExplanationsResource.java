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

/// Explains a judgement to anybody who gives the answers; keeps nothing.
@Path("/explanations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Explanations", description = "Why an answer is what it is, and what would change it.")
public class ExplanationsResource {

    private final Rulebook rulebook;
    private final Clock clock;

    ExplanationsResource(Rulebook rulebook, Clock clock) {
        this.rulebook = rulebook;
        this.clock = clock;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "explainAnswers",
            summary = "Explain the judgement of one person's answers without keeping them",
            description =
                    "Rules that fired and rules that were not far, which single answers would change the result, and which"
                            + " unknown ones held it up. Needs no login; nothing is stored.")
    @APIResponse(
            responseCode = "200",
            description = "Explained, and forgotten.",
            content = @Content(schema = @Schema(implementation = ExplanationView.class)))
    public Uni<Response> explain(@Nullable NewEvaluation wanted) {
        var said = Judged.given(wanted);
        var knowledge = rulebook.forAnyone();
        return Uni.createFrom()
                .item(Judged.of(said, knowledge, clock, Optional.empty()))
                .map(judged -> explained(judged, knowledge))
                .map(ExplanationsResource::forgotten);
    }

    private static ExplanationView explained(Judged judged, Knowledge knowledge) {
        return ExplanationView.of(
                judged.answers(),
                knowledge.rules(),
                knowledge.ruleSetId(),
                Reply.to(judged, knowledge).advice().headline(),
                knowledge.say(knowledge.wording().notice()));
    }

    private static Response forgotten(ExplanationView view) {
        return Response.ok(view).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
