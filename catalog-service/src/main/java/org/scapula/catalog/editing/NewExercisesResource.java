package org.scapula.catalog.editing;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.edge.access.Callers;
import org.scapula.edge.access.Role;

/// New exercises of a clinic.
@Path("/exercises")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Editing",
        description =
                "Exercises that a clinic writes itself: drafted, reviewed by somebody else, published. Every published"
                        + " version is kept.")
public class NewExercisesResource {

    private final Callers callers;
    private final Drafts drafts;
    private final Body body;

    NewExercisesResource(Callers callers, Drafts drafts, Body body) {
        this.callers = callers;
        this.drafts = drafts;
        this.body = body;
    }

    @POST
    @RolesAllowed({Role.EDITOR, Role.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createExercise",
            summary = "Begin a new exercise",
            description =
                    "As a draft: it may lack everything but its slug, and is judged as a whole when it is submitted."
                            + " With the slug of a shipped exercise it will stand in place of that.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ExerciseEntry.class)))
    @APIResponse(
            responseCode = "201",
            description = "Kept as a draft.",
            headers = {
                @Header(
                        name = "Location",
                        description = "Where the draft is.",
                        schema =
                                @Schema(
                                        type = SchemaType.STRING,
                                        examples = "/exercises/019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01/draft")),
                @Header(
                        name = "ETag",
                        description = "For If-Match.",
                        schema = @Schema(type = SchemaType.STRING, examples = "\"9b74c989\""))
            },
            content = @Content(schema = @Schema(implementation = DraftView.class)))
    @APIResponse(
            responseCode = "409",
            description = "`slug-taken`: the clinic has an exercise of its own with this slug.")
    public Uni<Response> begin(byte[] exercise) {
        var caller = callers.acting(Role.EDITOR, Role.ADMIN);
        return body.read(exercise)
                .map(Document::of)
                .chain(document -> drafts.begin(caller, document))
                .map(DraftResource::created);
    }
}
