package org.scapula.triage.assessment;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
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
import org.scapula.triage.ruleset.Rulebook;

/// What to ask a person.
@Path("/questionnaire")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Questionnaire", description = "What to ask, in which order.")
public class QuestionnaireResource {

    private final Rulebook rulebook;

    QuestionnaireResource(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    @GET
    @PermitAll
    @Operation(operationId = "getQuestionnaire", summary = "Read the questions, the most dangerous first")
    @APIResponse(
            responseCode = "200",
            description = "All questions of the rules in force.",
            content = @Content(schema = @Schema(implementation = QuestionnaireView.class)))
    public Uni<Response> read(@Context Request request) {
        var knowledge = rulebook.forAnyone();
        return Uni.createFrom()
                .item(QuestionnaireView.of(knowledge))
                .map(view -> Etags.answer(Etags.of("questionnaire", knowledge.fingerprint()), request, view));
    }
}
