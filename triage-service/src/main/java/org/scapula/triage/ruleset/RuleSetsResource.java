package org.scapula.triage.ruleset;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.Etags;
import org.scapula.edge.IfMatch;
import org.scapula.edge.Pages;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// The rule sets of a clinic, from the first draft to the day when they are taken out of use.
@Path("/rule-sets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Rule sets",
        description = "A clinic's own rules: drafted, proved, put in force and retired. What one says never changes.")
public class RuleSetsResource {

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final Callers callers;
    private final RuleSets ruleSets;
    private final Library library;
    private final Drafting drafting;
    private final Proving proving;
    private final Workbench workbench;
    private final Rulebook rulebook;

    RuleSetsResource(
            Callers callers,
            RuleSets ruleSets,
            Library library,
            Drafting drafting,
            Proving proving,
            Workbench workbench,
            Rulebook rulebook) {
        this.callers = callers;
        this.ruleSets = ruleSets;
        this.library = library;
        this.drafting = drafting;
        this.proving = proving;
        this.workbench = workbench;
        this.rulebook = rulebook;
    }

    @POST
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR})
    @Consumes({Format.LONG_YAML, Format.SHORT_YAML, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "createRuleSet",
            summary = "Draft a rule set",
            description =
                    "The rules as they are written for the questions of this product: take the text of the rules in"
                            + " force (`GET /rule-sets/{id}/content`) and change it. Every rule has a reason, a source and examples"
                            + " that it must fire for and must not; every threshold is a parameter with a unit.")
    @RequestBody(
            content = {
                @Content(mediaType = Format.LONG_YAML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Format.SHORT_YAML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(
            responseCode = "201",
            description = "Kept as a draft.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where it can be read.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples = "/rule-sets/019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")),
            content = @Content(schema = @Schema(implementation = RuleSetHead.class)))
    @APIResponse(
            responseCode = "422",
            description = "`invalid-field`: errors names each rule that is at fault (`pointer`), the line and why.")
    public Uni<Response> draft(byte[] rules, @Context HttpHeaders headers) {
        var caller = callers.acting(Role.CLINICIAN, Role.EDITOR);
        var format = Format.of(headers.getMediaType());
        return workbench
                .work(() -> drafting.read(format, rules))
                .chain(draft -> ruleSets.keep(caller, draft))
                .map(RuleSetsResource::created);
    }

    @GET
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.INTEGRATOR, Role.ADMIN})
    @Operation(
            operationId = "listRuleSets",
            summary = "List the clinic's rule sets and those of the product, the newest first")
    public Uni<RuleSetPage> list(
            @Parameter(description = "Only those in this state.") @RestQuery Optional<State> state,
            @Parameter(
                            description = "So many at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @RestQuery
                    Optional<Integer> limit,
            @Parameter(description = "`next` of the page before; nothing for the first page.") @RestQuery
                    Optional<String> cursor) {
        var caller = reading();
        var most = Pages.limit(limit, USUAL, MOST);
        return ruleSets.newestFirst(caller, state, cursor.map(Pages::id), most)
                .map(found -> RuleSetPage.of(found, most));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.INTEGRATOR, Role.ADMIN})
    @Operation(operationId = "getRuleSet", summary = "Read a rule set, with thresholds, reasons and sources")
    @APIResponse(
            responseCode = "200",
            description = "Every row and every threshold, and where the rule set stands.",
            content = @Content(schema = @Schema(implementation = RuleSetView.class)))
    public Uni<Response> read(UUID id, @Context Request request) {
        var caller = reading();
        return ruleSets.require(caller, id)
                .chain(kept -> view(caller, kept).map(view -> Etags.answer(kept.tag(), request, view)));
    }

    @GET
    @Path("/{id}/content")
    @Produces({Format.LONG_YAML, MediaType.APPLICATION_JSON})
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.INTEGRATOR, Role.ADMIN})
    @Operation(operationId = "getRuleSetContent", summary = "Read the very text that was sent")
    @APIResponse(
            responseCode = "200",
            description = "As it was sent, and in the format in which it was sent.",
            content = {
                @Content(mediaType = Format.LONG_YAML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT))
            })
    public Uni<Response> content(UUID id, @Context Request request) {
        return ruleSets.text(reading(), id)
                .map(text -> Response.fromResponse(Etags.answer(Etags.of(text.rules()), request, text.rules()))
                        .type(text.format().mediaType())
                        .build());
    }

    @POST
    @Path("/{id}/validation")
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR})
    @Operation(
            operationId = "validateRuleSet",
            summary = "Prove a draft",
            description =
                    "Looks for what must not be in it. A draft becomes VALIDATED when all holds but, perhaps, that a"
                            + " more dangerous answer never makes the outcome milder; then it cannot come into force without a"
                            + " clinician's override. Otherwise it stays a draft, and the report says why.")
    @APIResponse(
            responseCode = "200",
            description = "What was proved and how, or the counter-examples.",
            content = @Content(schema = @Schema(implementation = ValidationView.class)))
    @APIResponse(responseCode = "409", description = "`wrong-state`: it is not a draft.")
    @APIResponse(responseCode = "412", description = "`changed-meanwhile`: it is not as the caller saw it (If-Match).")
    public Uni<Response> validate(
            UUID id, @Parameter(description = IF_MATCH) @RestHeader("If-Match") Optional<String> ifMatch) {
        var caller = callers.acting(Role.CLINICIAN, Role.EDITOR);
        var seen =
                IfMatch.ifGiven(RULE_SET, ifMatch).map(RuleSetsResource::asSeen).orElse(_ -> {});
        return ruleSets.requireDraft(caller, id, seen)
                .chain(draft -> library.require(caller, id))
                .chain(rules -> workbench.work(() -> proving.prove(rules)))
                .chain(proved -> ruleSets.prove(caller, id, seen, proved)
                        .map(kept -> new ValidationView(RuleSetHead.of(kept), proved.report()))
                        .map(view -> Response.ok(view).build()));
    }

    @GET
    @Path("/{id}/validation")
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.INTEGRATOR, Role.ADMIN})
    @Operation(operationId = "getRuleSetValidation", summary = "Read what was proved of a rule set, and how")
    @APIResponse(
            responseCode = "200",
            description = "The report as it was when it was made.",
            content = @Content(schema = @Schema(implementation = ValidationView.class)))
    @APIResponse(
            responseCode = "404",
            description = "`not-found`: there is no such rule set, or it was not proved yet.")
    public Uni<Response> validation(UUID id, @Context Request request) {
        var caller = reading();
        return ruleSets.require(caller, id)
                .chain(kept -> ruleSets.proof(caller, id)
                        .map(report -> new ValidationView(RuleSetHead.of(kept), report))
                        .map(view -> Etags.answer(kept.tag(), request, view)));
    }

    @POST
    @Path("/{id}/activation")
    @RolesAllowed(Role.CLINICIAN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "activateRuleSet",
            summary = "Put a rule set in force",
            description =
                    "From now on it judges the clinic's patients; the one before it is retired in the same moment."
                            + " Where it is not monotone, the body names the clinician who answers for it, and why.")
    @APIResponse(
            responseCode = "200",
            description = "In force.",
            content = @Content(schema = @Schema(implementation = RuleSetHead.class)))
    @APIResponse(
            responseCode = "409",
            description = "`wrong-state`: it is not validated, or was written for other questions than are asked now."
                    + " `override-needed`: it is not monotone, so a clinician must answer for it.")
    @APIResponse(responseCode = "412", description = "`changed-meanwhile`: it is not as the caller saw it (If-Match).")
    @APIResponse(responseCode = "428", description = "`precondition-required`: If-Match is missing.")
    public Uni<Response> activate(
            UUID id,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch,
            @Valid @Nullable NewActivation wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        var override = Optional.ofNullable(wanted).flatMap(NewActivation::override);
        return ruleSets.activate(
                        caller,
                        id,
                        asSeen(IfMatch.required(RULE_SET, ifMatch)),
                        RuleSetText.shipped().vocabulary(),
                        override)
                .map(kept -> changed(caller, kept));
    }

    @POST
    @Path("/{id}/retirement")
    @RolesAllowed(Role.CLINICIAN)
    @Operation(
            operationId = "retireRuleSet",
            summary = "Take a rule set out of use",
            description = "For good; it can still be read, and what it judged can be replayed. When the one in force is"
                    + " retired, the rules that come with the product judge the clinic's patients.")
    @APIResponse(
            responseCode = "200",
            description = "Retired.",
            content = @Content(schema = @Schema(implementation = RuleSetHead.class)))
    @APIResponse(responseCode = "409", description = "`wrong-state`: it is retired already.")
    @APIResponse(responseCode = "412", description = "`changed-meanwhile`: it is not as the caller saw it (If-Match).")
    @APIResponse(responseCode = "428", description = "`precondition-required`: If-Match is missing.")
    public Uni<Response> retire(
            UUID id,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch) {
        var caller = callers.acting(Role.CLINICIAN);
        return ruleSets.retire(caller, id, asSeen(IfMatch.required(RULE_SET, ifMatch)))
                .map(kept -> changed(caller, kept));
    }

    private static final String RULE_SET = "rule set";
    private static final String IF_MATCH = "The ETag of the rule set as the caller last saw it.";

    private Caller reading() {
        return callers.acting(Role.CLINICIAN, Role.EDITOR, Role.INTEGRATOR, Role.ADMIN);
    }

    private Uni<RuleSetView> view(Caller caller, KeptRuleSet kept) {
        return library.require(caller, kept.id()).map(rules -> RuleSetView.of(kept, rules, library.notice()));
    }

    private static Consumer<KeptRuleSet> asSeen(IfMatch seen) {
        return kept -> seen.mustName(kept.tag(), () -> RuleSetHead.of(kept));
    }

    private static Response created(KeptRuleSet kept) {
        return Response.created(URI.create("/rule-sets/" + kept.id()))
                .entity(RuleSetHead.of(kept))
                .tag(new EntityTag(kept.tag()))
                .build();
    }

    private Response changed(Caller caller, KeptRuleSet kept) {
        rulebook.lookAgain(caller);
        return Response.ok(RuleSetHead.of(kept)).tag(new EntityTag(kept.tag())).build();
    }
}
