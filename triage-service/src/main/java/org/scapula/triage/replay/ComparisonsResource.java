package org.scapula.triage.replay;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.triage.rules.RuleSet;
import org.scapula.triage.ruleset.Knowledge;
import org.scapula.triage.ruleset.Library;
import org.scapula.triage.ruleset.Rulebook;

/// What a rule set would have said of the assessments that a clinic has: who would be seen sooner, and who later.
@Path("/rule-sets/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Comparisons", description = "What other rules would have said of the clinic's stored assessments.")
public class ComparisonsResource {

    private static final int USUALLY_LISTED = 100;

    private final Callers callers;
    private final Library library;
    private final Rulebook rulebook;
    private final Comparisons comparisons;
    private final Comparing comparing;
    private final Clock clock;

    ComparisonsResource(
            Callers callers,
            Library library,
            Rulebook rulebook,
            Comparisons comparisons,
            Comparing comparing,
            Clock clock) {
        this.callers = callers;
        this.library = library;
        this.rulebook = rulebook;
        this.comparisons = comparisons;
        this.comparing = comparing;
        this.clock = clock;
    }

    @POST
    @Path("/comparison")
    @RolesAllowed(Role.CLINICIAN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "compareRuleSet",
            summary = "Compare a rule set with the one in force",
            description =
                    "Judges the clinic's stored assessments again by both, and reports who would be answered otherwise."
                            + " That takes longer than a request may; the answer says where it can be read.")
    @APIResponse(
            responseCode = "202",
            description = "Begun.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where its progress, and then what came out, can be read.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples =
                                                    "/rule-sets/019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01/comparisons/019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a03")),
            content = @Content(schema = @Schema(implementation = ComparisonView.class)))
    public Uni<Response> compare(UUID id, @Valid @Nullable NewComparison wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        var question = Optional.ofNullable(wanted).orElse(NewComparison.OF_ALL);
        comparing.mustHaveRoom();
        return library.require(caller, id)
                .chain(compared ->
                        rulebook.of(caller).chain(inForce -> begin(caller, id, compared, inForce, question)));
    }

    @GET
    @Path("/comparisons/{comparison}")
    @RolesAllowed(Role.CLINICIAN)
    @Operation(operationId = "getRuleSetComparison", summary = "Read how far a comparison is, and what came out")
    @APIResponse(
            responseCode = "200",
            description = "Ids and counts, nobody's answers.",
            content = @Content(schema = @Schema(implementation = ComparisonView.class)))
    public Uni<Response> read(UUID id, UUID comparison) {
        var caller = callers.acting(Role.CLINICIAN);
        return comparisons
                .require(caller, id, comparison)
                .chain(found -> view(caller, found))
                .map(view -> Response.ok(view)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    private Uni<Response> begin(Caller caller, UUID id, RuleSet compared, Knowledge inForce, NewComparison question) {
        var listed = question.listed().orElse(USUALLY_LISTED);
        return comparisons
                .keep(caller, Comparison.asked(id, inForce.ruleSetId(), question, clock))
                .chain(asked -> comparisons.require(caller, id, asked.id()))
                .invoke(asked -> comparing.begin(caller, asked, inForce.rules(), compared, listed))
                .chain(asked -> view(caller, asked))
                .map(ComparisonsResource::accepted);
    }

    private Uni<ComparisonView> view(Caller caller, Comparison found) {
        return library.head(caller, found.ruleSet())
                .chain(compared -> library.head(caller, found.against()).map(inForce -> found.view(compared, inForce)));
    }

    private static Response accepted(ComparisonView view) {
        return Response.accepted(view)
                .location(URI.create("/rule-sets/" + view.compared().id() + "/comparisons/" + view.id()))
                .build();
    }
}
