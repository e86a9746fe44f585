package org.scapula.triage.replay;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.triage.replay.Judgements.Kept;
import org.scapula.triage.replay.ReplayView.Decision;
import org.scapula.triage.rules.AnswersText;
import org.scapula.triage.rules.Disposition;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.ruleset.Library;

/// Judges what was judged once more, by the very rules that judged it then.
@Path("/assessments/{id}/replay")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Replay", description = "Stored answers, judged once more.")
public class ReplayResource {

    private final Callers callers;
    private final Judgements judgements;
    private final Library library;

    ReplayResource(Callers callers, Judgements judgements, Library library) {
        this.callers = callers;
        this.judgements = judgements;
        this.library = library;
    }

    @GET
    @RolesAllowed({Role.CLINICIAN, Role.ADMIN})
    @Operation(
            operationId = "replayAssessment",
            summary = "Judge stored answers again, by the rules that judged them",
            description =
                    "However long ago they were retired. The decision is compared bit for bit. Each replay is noted in"
                            + " the audit.")
    @APIResponseSchema(value = ReplayView.class, responseDescription = "Whether it was judged the same again.")
    @APIResponse(responseCode = "409", description = "`not-replayable`: from before rule sets were kept.")
    public Uni<ReplayView> replay(UUID id) {
        var caller = callers.acting(Role.CLINICIAN, Role.ADMIN);
        return judgements
                .require(caller, id)
                .chain(kept -> library.require(caller, kept.ruleSet()).map(rules -> replayed(kept, rules)));
    }

    private static ReplayView replayed(Kept kept, RuleSet rules) {
        var verdict = rules.judge(AnswersText.read(kept.asked()));
        var hash = verdict.decisionHash();
        return new ReplayView(
                kept.id(),
                kept.ruleSet(),
                hash.equals(kept.decisionHash()),
                new Decision(kept.disposition(), kept.decisionHash()),
                new Decision(verdict.disposition(), hash),
                differences(kept, verdict.disposition(), hash),
                verdict.canonical().lines().toList());
    }

    private static List<String> differences(Kept kept, Disposition disposition, String hash) {
        var outcome = kept.disposition() == disposition
                ? Stream.<String>empty()
                : Stream.of("disposition: " + kept.disposition() + " then, " + disposition + " now");
        var reasons = kept.decisionHash().equals(hash)
                ? Stream.<String>empty()
                : Stream.of("decision: the hash of all that belongs to it is not what was stored");
        return Stream.concat(outcome, reasons).toList();
    }
}
