package org.scapula.triage.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.util.Map;
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
import org.scapula.triage.rules.AnswersText;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.ruleset.Library;

/// Explains a judgement that was kept, by the rules that judged then.
@Path("/assessments/{id}/explanation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Explanations", description = "Why an answer is what it is, and what would change it.")
public class KeptExplanationResource {

    private final Callers callers;
    private final Assessments assessments;
    private final Library library;
    private final ObjectMapper json;

    KeptExplanationResource(Callers callers, Assessments assessments, Library library, ObjectMapper json) {
        this.callers = callers;
        this.assessments = assessments;
        this.library = library;
        this.json = json;
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Operation(
            operationId = "explainAssessment",
            summary = "Explain an assessment",
            description =
                    "By the answers that were kept and the rules that judged them, however long ago those were retired. Of"
                            + " the caller's own clinic; a patient reads their own. Noted in the audit as a reading of the"
                            + " assessment.")
    @APIResponse(
            responseCode = "200",
            description = "Explained.",
            content = @Content(schema = @Schema(implementation = ExplanationView.class)))
    public Uni<Response> explain(UUID id) {
        var caller = callers.acting(Role.CLINICIAN);
        return assessments
                .require(caller, id)
                .chain(kept -> library.require(caller, ruleSetOf(kept)).map(rules -> explained(kept, rules)))
                .map(KeptExplanationResource::forThisCallerOnly);
    }

    private static UUID ruleSetOf(Assessment kept) {
        return Optional.ofNullable(kept.ruleSet)
                .orElseThrow(() -> Problems.of(
                        409,
                        "not-replayable",
                        "Not replayable",
                        "The assessment is from before rule sets were kept; only their version and hash are known.",
                        Map.of()));
    }

    private ExplanationView explained(Assessment kept, RuleSet rules) {
        var shown = shown(kept);
        return ExplanationView.of(
                AnswersText.read(kept.asked),
                rules,
                ruleSetOf(kept),
                shown.path("headline").asText(),
                shown.path("notice").asText());
    }

    private JsonNode shown(Assessment kept) {
        try {
            return json.readTree(kept.shown);
        } catch (JsonProcessingException weWroteIt) {
            throw new UncheckedIOException(weWroteIt);
        }
    }

    private static Response forThisCallerOnly(ExplanationView view) {
        return Response.ok(view)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
