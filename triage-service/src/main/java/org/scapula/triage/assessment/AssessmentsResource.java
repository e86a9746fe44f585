package org.scapula.triage.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.Etags;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.triage.rules.Disposition;

/// Judges answers and keeps the judgement.
@Path("/assessments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assessments", description = "How soon a person must be seen, and why.")
public class AssessmentsResource {

    private static final Logger LOG = Logger.getLogger(AssessmentsResource.class);

    /// How long somebody with a possible emergency waits for our database.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Rulebook rulebook;
    private final Assessments assessments;
    private final ObjectMapper json;
    private final Clock clock;

    AssessmentsResource(Rulebook rulebook, Assessments assessments, ObjectMapper json, Clock clock) {
        this.rulebook = rulebook;
        this.assessments = assessments;
        this.json = json;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Judge one person's answers",
            description =
                    "Looks at every rule; the most urgent that fires decides. A missing answer is unknown, never no."
                            + " The judgement is kept and can be read again unchanged.")
    @APIResponse(
            responseCode = "201",
            description = "Judged and kept.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where it can be read again.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            examples = "/assessments/019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01")),
            content = @Content(schema = @Schema(implementation = AssessmentView.class)))
    @APIResponse(
            responseCode = "503",
            description = "`unavailable`: judged, but not kept. When it is EMERGENCY or URGENT the problem carries"
                    + " `headline`, `disposition`, `where`, `doNow` and `doNot`: they hold all the same.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "Seconds to wait.",
                            schema = @Schema(type = SchemaType.INTEGER, examples = "5")),
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    public Uni<Response> judge(@Nullable NewAssessment wanted) {
        var knowledge = rulebook.require();
        var request = given(wanted);
        var judged = judged(request, knowledge);
        return earlier(request)
                .map(earlier -> Reply.to(judged, knowledge, earlier))
                .chain(view -> assessments.keep(row(view, request, judged)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .transform(failure -> stillSaying(failure, Reply.to(judged, knowledge, Optional.empty())))
                .map(AssessmentsResource::created);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "Read an assessment again, exactly as it was given")
    @APIResponse(
            responseCode = "200",
            description = "The same bytes as in the answer to the POST.",
            content = @Content(schema = @Schema(implementation = AssessmentView.class)))
    public Uni<Response> read(UUID id, @Context Request request) {
        return assessments.require(id).map(kept -> Etags.answer(Etags.of(kept.shown), request, kept.shown));
    }

    /// Without any body the framework hands over none.
    private static NewAssessment given(@Nullable NewAssessment wanted) {
        if (wanted == null) {
            throw new BadRequestException();
        }
        return wanted;
    }

    private Judged judged(NewAssessment wanted, Knowledge knowledge) {
        var answers = AnswerRules.read(wanted, knowledge.rules().findings());
        // Postgres keeps microseconds; milliseconds are the same before and after.
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Judged(
                TimeOrderedId.at(now),
                now,
                LocalDate.ofInstant(now, clock.getZone()),
                answers,
                knowledge.rules().judge(answers));
    }

    private Uni<Optional<Earlier>> earlier(NewAssessment wanted) {
        return wanted.replaces()
                .map(id -> assessments
                        .in(id)
                        .map(found ->
                                Optional.of(Earlier.of(found.orElseThrow(AssessmentsResource::unknownEarlier), json))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static HttpProblem unknownEarlier() {
        return Problems.invalid(new FieldError("/replaces", "unknown-value", "is not the id of an assessment"));
    }

    private Assessment row(AssessmentView view, NewAssessment wanted, Judged judged) {
        var asked = new LinkedHashMap<String, Object>();
        asked.put("answers", view.answers());
        asked.put("freeText", judged.answers().freeText());
        return new Assessment(view, wanted.replaces().orElse(null), written(asked), written(view));
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    private static Response created(Assessment kept) {
        return Response.created(URI.create("/assessments/" + kept.id))
                .entity(kept.shown)
                .build();
    }

    /// A failure of ours must not cost anybody the answer that cannot wait, and must not look like a kept one.
    private static Throwable stillSaying(Throwable failure, AssessmentView view) {
        var urgent = view.disposition().outranks(Disposition.ROUTINE_CLINICIAN);
        if (failure instanceof HttpProblem refusal) {
            return urgent ? with(refusal, view) : refusal;
        }
        LOG.errorf("Assessment not kept: %s", failure.getClass().getName());
        return Problems.unavailable(
                urgent
                        ? view.headline() + " Your answers could not be stored, but this still holds."
                        : "Your answers could not be stored, so there is no answer yet. Please send them again.",
                COME_BACK,
                urgent ? cannotWait(view) : Map.of());
    }

    private static HttpProblem with(HttpProblem refusal, AssessmentView view) {
        var problem = HttpProblem.builder(refusal);
        cannotWait(view).forEach(problem::with);
        return problem.build();
    }

    private static Map<String, Object> cannotWait(AssessmentView view) {
        var words = new LinkedHashMap<String, Object>();
        words.put("headline", view.headline());
        words.put("disposition", view.disposition());
        words.put("where", view.where());
        words.put("doNow", view.doNow());
        words.put("doNot", view.doNot());
        return words;
    }
}
