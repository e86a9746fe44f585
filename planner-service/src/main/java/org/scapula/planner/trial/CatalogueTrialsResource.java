package org.scapula.planner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;
import org.scapula.planner.remote.Catalog;
import org.scapula.planner.remote.CatalogClient;
import org.scapula.planner.remote.CatalogExercise;
import org.scapula.planner.remote.ExerciseReader;
import org.scapula.planner.remote.NotAdmitted;
import org.scapula.planner.remote.NotUnderstood;

/// Tells a clinic what a change of its catalogue would do to plans, before it is made. Stores nothing.
@Path("/catalogue-trials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trials", description = "What a change of the catalogue would do to plans.")
public class CatalogueTrialsResource {

    private static final Logger LOG = Logger.getLogger(CatalogueTrialsResource.class);

    private static final Duration COME_BACK = Duration.ofSeconds(5);
    private static final String EXERCISE = "/exercise";

    private final Callers callers;
    private final CatalogClient catalogs;
    private final ExerciseReader exercises;

    CatalogueTrialsResource(Callers callers, CatalogClient catalogs, ExerciseReader exercises) {
        this.callers = callers;
        this.catalogs = catalogs;
        this.exercises = exercises;
    }

    @POST
    @RolesAllowed({Role.CLINICIAN, Role.EDITOR, Role.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "tryCatalogueChange",
            summary = "Try a change of the catalogue",
            description =
                    "Plans a fixed set of made-up people twice: with the catalogue of the caller's clinic as it is,"
                            + " and with one exercise put in, put in place of another, or taken out. The catalogue is asked with"
                            + " the caller's own token, which must be meant for the catalogue, too. Nothing is kept.")
    @APIResponseSchema(value = TrialView.class, responseDescription = "What would be otherwise, person by person.")
    @APIResponse(
            responseCode = "403",
            description = "`forbidden`: the token lacks the role, or the catalogue does not accept it: it must be meant"
                    + " for scapula-catalog, too.")
    @APIResponse(
            responseCode = "409",
            description = "`catalogue-changed`: the catalogue of the clinic is not the one that is named. Carries"
                    + " `catalogVersion`, the one that it is.")
    @APIResponse(
            responseCode = "422",
            description =
                    "`invalid-field`: a field is unknown, missing, of the wrong type or out of range, or the planner"
                            + " cannot read something in the exercise.")
    public Uni<TrialView> tryOut(@NotNull @Valid NewTrial wanted) {
        var exercise = wanted.putIn().map(said -> exercise(wanted.slug(), said));
        return Uni.createFrom()
                .item(callers.acting(Role.CLINICIAN, Role.EDITOR, Role.ADMIN))
                .chain(caller -> catalogs.everything())
                .map(catalog -> asFor(wanted, catalog))
                // Some dozen weeks are too much for the thread that serves everybody.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(catalog -> Trial.of(catalog, wanted.slug(), exercise, TrialPeople.ALL))
                .onFailure(CatalogueTrialsResource::isNoAnswer)
                .transform(CatalogueTrialsResource::unavailable);
    }

    private CatalogExercise exercise(String slug, JsonNode said) {
        var exercise = exercises.read(said, EXERCISE);
        if (!exercise.slug().equals(slug)) {
            throw Problems.invalid(new FieldError(EXERCISE + "/slug", "out-of-range", "must be the slug of the trial"));
        }
        return exercise;
    }

    private static Catalog asFor(NewTrial wanted, Catalog catalog) {
        if (!catalog.version().equals(wanted.catalogVersion())) {
            throw Problems.of(
                    409,
                    "catalogue-changed",
                    "The catalogue is another one",
                    "The catalogue of the clinic is not the one that is named. Read it again, then try again.",
                    Map.of("catalogVersion", catalog.version()));
        }
        if (wanted.putIn().isEmpty() && !Trial.holds(catalog, wanted.slug())) {
            throw Problems.invalid(
                    new FieldError("/slug", "unknown-value", "is not in the catalogue, so it cannot be taken out"));
        }
        return catalog;
    }

    private static boolean isNoAnswer(Throwable failure) {
        return !(failure instanceof NotAdmitted) && !(failure instanceof HttpProblem);
    }

    private static Throwable unavailable(Throwable failure) {
        LOG.warnf(
                "No trial: %s",
                failure instanceof NotUnderstood understood
                        ? understood.getMessage()
                        : failure.getClass().getName());
        return Problems.unavailable(
                "The catalogue cannot be read just now, so nothing can be tried. Nothing was stored; try again soon.",
                COME_BACK);
    }
}
