package org.scapula.planner.fhir.face;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Role;

/// What triage asks. There is one: that of the rules in force.
@Path("/fhir/Questionnaire")
@Tag(name = "FHIR")
class QuestionnairesResource {

    private static final int MOST = 20;

    private static final Codes STATUSES =
            new Codes("http://hl7.org/fhir/publication-status", Set.of("draft", "active", "retired", "unknown"));

    private final Triage triage;
    private final QuestionsWriter writer;
    private final Answers answers;
    private final FaceSettings settings;

    QuestionnairesResource(Triage triage, QuestionsWriter writer, Answers answers, FaceSettings settings) {
        this.triage = triage;
        this.writer = writer;
        this.answers = answers;
        this.settings = settings;
    }

    @GET
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "searchQuestionnaires",
            summary = "Search what triage asks, as Questionnaires",
            description = "There is one, that of the rules in force.")
    @APIResponse(
            responseCode = "200",
            description = "A Bundle of type searchset.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(responseCode = "503", description = "`unavailable`: triage cannot be asked just now; see Retry-After.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    public Uni<Response> in(@BeanParam QuestionnaireQuery query, @Context UriInfo uri, @Context HttpHeaders headers) {
        return found(Asked.inAddress("Questionnaire", settings.baseUrl(), uri, headers));
    }

    @POST
    @Path("/_search")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "searchQuestionnairesByForm",
            summary = "The same search, as a form",
            description = Formats.AS_A_FORM)
    @RequestBody(
            description = "The parameters of the search.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "200",
            description = "A Bundle of type searchset.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(responseCode = "503", description = "`unavailable`: triage cannot be asked just now; see Retry-After.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    public Uni<Response> searched(byte @Nullable [] form, @Context UriInfo uri, @Context HttpHeaders headers) {
        return found(Asked.inForm("Questionnaire", QuestionnaireQuery.class, settings.baseUrl(), form, uri, headers));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.PATIENT, Role.CLINICIAN, Role.INTEGRATOR})
    @Operation(
            operationId = "readQuestionnaire",
            summary = "What triage asks, as a Questionnaire",
            description = "The most dangerous first. A question without an answer counts as unknown, never as no.")
    @APIResponse(
            responseCode = "200",
            description = "The Questionnaire.",
            content = @Content(mediaType = Formats.FHIR_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "304", description = "The caller holds this answer already.")
    @APIResponse(responseCode = "406", description = "`not-acceptable`: another form than JSON is wanted.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or triage does not accept it: it must be meant for"
                    + " scapula-triage, too.")
    @APIResponse(responseCode = "503", description = "`unavailable`: triage cannot be asked just now; see Retry-After.")
    @APIResponse(responseCode = "401", description = "`unauthenticated`: no token, or one that is not accepted here.")
    public Uni<Response> one(
            @RestPath @Parameter(description = "The logical id: triage.") String id,
            @RestQuery("_format") @Parameter(name = "_format", description = Formats.NAMES) Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        var form = Formats.wanted(format, headers);
        if (!id.equals(QuestionsWriter.ID)) {
            throw Problems.notFound("There is no Questionnaire with this id.");
        }
        return triage.questions().map(asked -> answers.one(writer.write(asked), request, form));
    }

    private Uni<Response> found(Asked asked) {
        var count = Search.count(asked, MOST);
        return triage.questions()
                .map(writer::write)
                .map(written -> answers.page(
                        asked,
                        count,
                        isLookedFor(asked, written) ? List.of(written) : List.of(),
                        Optional.empty(),
                        List.of()));
    }

    private static boolean isLookedFor(Asked asked, Written written) {
        var statuses = asked.all("status").stream().map(STATUSES::in).toList();
        var status = written.resource().path("status").asText();
        return statuses.stream().allMatch(wanted -> wanted.contains(status))
                && List.of("_id", "url", "version").stream()
                        .allMatch(name -> asked.all(name).stream().allMatch(value -> isOneOf(value, name, written)));
    }

    private static boolean isOneOf(String value, String name, Written written) {
        var said = written.resource().path(name.equals("_id") ? "id" : name).asText();
        return List.of(value.split(",", -1)).contains(said);
    }
}
