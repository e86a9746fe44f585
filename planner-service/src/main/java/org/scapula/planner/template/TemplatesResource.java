package org.scapula.planner.template;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.edge.Etags;
import org.scapula.edge.IfMatch;
import org.scapula.edge.Pages;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.planner.remote.Catalog;
import org.scapula.planner.remote.CatalogClient;
import org.scapula.planner.remote.CatalogExercise;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.week.Kind;

/// A clinic's plan templates: its clinicians write them, whoever makes a plan chooses from them.
@Path("/plan-templates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Templates",
        description = "What plans for a kind of person are like at a clinic. `POST /plans` makes a plan from one.")
public class TemplatesResource {

    private static final Logger LOG = Logger.getLogger(TemplatesResource.class);

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final UUID FROM_THE_START = new UUID(0, 0);

    private static final String TEMPLATE = "template";
    private static final String IF_MATCH = "The ETag of the template as the caller last saw it.";
    private static final String TAKEN =
            "`name-taken`: the clinic has a template of this name; carries its `id`. `template-retired`: it changes no"
                    + " more.";
    private static final String INVALID = "`invalid-field`: a field is unknown, missing, of the wrong type or out of"
            + " range, does not go with the others, or names an exercise that the clinic's catalogue does not have.";
    private static final String CHANGED = "`changed-meanwhile`: somebody was faster. Nothing was changed; `current` is"
            + " the template as it is now, and the header ETag is its tag.";
    private static final String UNSAID = "`precondition-required`: If-Match is missing.";
    private static final String NO_CATALOGUE =
            "`unavailable`: the catalogue, in which the exercises are looked up, cannot be asked just now; see"
                    + " Retry-After.";

    private final Callers callers;
    private final Templates templates;
    private final CatalogClient catalog;

    TemplatesResource(Callers callers, Templates templates, CatalogClient catalog) {
        this.callers = callers;
        this.templates = templates;
        this.catalog = catalog;
    }

    @POST
    @RolesAllowed(Role.CLINICIAN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createPlanTemplate",
            summary = "Keep a template",
            description =
                    "Exercises that it names are looked up in the clinic's catalogue, with the caller's own token.")
    @APIResponse(
            responseCode = "201",
            description = "Kept, as revision 1.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where it can be read again.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples = "/plan-templates/019ab2f6-20aa-7c3e-b6d4-93d2c80f7e60")),
            content = @Content(schema = @Schema(implementation = TemplateView.class)))
    @APIResponse(
            responseCode = "409",
            description = "`name-taken`: the clinic has a template of this name; carries its `id`.")
    @APIResponse(responseCode = "422", description = INVALID)
    @APIResponse(responseCode = "503", description = NO_CATALOGUE)
    public Uni<Response> add(@NotNull @Valid NewTemplate wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        return checked(wanted)
                .chain(says -> templates.keep(caller, says))
                .map(kept -> Response.created(URI.create("/plan-templates/" + kept.id()))
                        .entity(kept)
                        .tag(new EntityTag(kept.tag()))
                        .build());
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Operation(
            operationId = "listPlanTemplates",
            summary = "The clinic's templates, page by page",
            description = "Those that are not retired, the oldest first. The header Link leads to the next page.")
    @APIResponseSchema(value = TemplatePage.class, responseDescription = "A page; it may be empty.")
    public Uni<Response> page(
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
                    Optional<String> cursor,
            @Context UriInfo uri) {
        var caller = callers.acting(Role.CLINICIAN);
        var most = Pages.limit(limit, USUAL, MOST);
        return templates
                .page(caller, cursor.map(Pages::id).orElse(FROM_THE_START), most + 1)
                .map(found -> TemplatePage.of(found, most))
                .map(page -> Pages.linked(page, page.next(), uri));
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN})
    @Path("/{id}")
    @Operation(
            operationId = "getPlanTemplate",
            summary = "Read a template",
            description = "A retired one, too: plans go on naming it.")
    @APIResponseSchema(value = TemplateView.class, responseDescription = "The template as it is now.")
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    public Uni<Response> read(UUID id, @Context Request request) {
        return templates
                .require(callers.acting(Role.CLINICIAN), id)
                .map(view -> Etags.answer(view.tag(), request, view));
    }

    @GET
    @RolesAllowed(Role.CLINICIAN)
    @Path("/{id}/revisions")
    @Operation(
            operationId = "listPlanTemplateRevisions",
            summary = "Who changed what in a template",
            description = "Every revision as it was, the newest first. The header Link leads to the next page.")
    @APIResponseSchema(value = TemplateHistoryView.class, responseDescription = "A page of revisions.")
    public Uni<Response> history(
            UUID id,
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
                    Optional<String> cursor,
            @Context UriInfo uri) {
        var caller = callers.acting(Role.CLINICIAN);
        var most = Pages.limit(limit, USUAL, MOST);
        return templates
                .history(caller, id, before(cursor), most + 1)
                .map(found -> TemplateHistoryView.of(found, most))
                .map(page -> Pages.linked(page, page.next(), uri));
    }

    @PUT
    @RolesAllowed(Role.CLINICIAN)
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replacePlanTemplate",
            summary = "Change a template",
            description = "Says all of it anew. Plans that were made stay as they are; the next week of a plan follows"
                    + " the template as it is then.")
    @APIResponseSchema(value = TemplateView.class, responseDescription = "The template as it is now.")
    @APIResponse(responseCode = "409", description = TAKEN)
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "422", description = INVALID)
    @APIResponse(responseCode = "428", description = UNSAID)
    @APIResponse(responseCode = "503", description = NO_CATALOGUE)
    public Uni<Response> change(
            UUID id,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch,
            @NotNull @Valid NewTemplate wanted) {
        var caller = callers.acting(Role.CLINICIAN);
        var seen = IfMatch.required(TEMPLATE, ifMatch);
        return checked(wanted)
                .chain(says -> templates.change(caller, id, seen, says))
                .map(changed ->
                        Response.ok(changed).tag(new EntityTag(changed.tag())).build());
    }

    @DELETE
    @RolesAllowed(Role.CLINICIAN)
    @Path("/{id}")
    @Operation(
            operationId = "retirePlanTemplate",
            summary = "Retire a template",
            description = "No new plan begins with it, and its name is free again. Who has a plan from it goes on with"
                    + " it, and it can still be read.")
    @APIResponse(responseCode = "204", description = "Retired.")
    @APIResponse(responseCode = "409", description = "`template-retired`: it is retired already.")
    @APIResponse(responseCode = "412", description = CHANGED)
    @APIResponse(responseCode = "428", description = UNSAID)
    public Uni<Response> retire(
            UUID id,
            @Parameter(description = IF_MATCH, required = true) @RestHeader("If-Match") Optional<String> ifMatch) {
        return templates
                .retire(callers.acting(Role.CLINICIAN), id, IfMatch.required(TEMPLATE, ifMatch))
                .map(retired -> Response.noContent().build());
    }

    private Uni<NewTemplate> checked(NewTemplate wanted) {
        var errors = wanted.errors();
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return wanted.preferred().isEmpty() && wanted.leftOut().isEmpty()
                ? Uni.createFrom().item(wanted.inOneOrder())
                : catalogue().map(read -> known(wanted, read));
    }

    private Uni<Catalog> catalogue() {
        return catalog.everything()
                .onFailure(failure -> !(failure instanceof NotAdmitted))
                .transform(TemplatesResource::unavailable);
    }

    private static RuntimeException unavailable(Throwable failure) {
        LOG.warnf("No answer from the catalogue: %s", failure.getClass().getName());
        return Problems.unavailable(
                "The catalogue service cannot be asked just now, so the exercises could not be looked up. Nothing was"
                        + " stored; try again soon.",
                COME_BACK);
    }

    /// A group is a heading over exercises: nothing that a plan could hold.
    private static NewTemplate known(NewTemplate wanted, Catalog catalog) {
        var slugs = catalog.exercises().stream()
                .filter(exercise -> exercise.kind() != Kind.GROUP)
                .map(CatalogExercise::slug)
                .collect(Collectors.toSet());
        var errors = wanted.unknownTo(slugs);
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return wanted.inOneOrder();
    }

    private static int before(Optional<String> cursor) {
        return cursor.map(Pages::number)
                .map(revision -> Math.clamp(revision, 0, Integer.MAX_VALUE))
                .orElse(Integer.MAX_VALUE);
    }
}
