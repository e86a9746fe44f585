package org.scapula.catalog.exercise;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.catalog.content.Category;
import org.scapula.catalog.content.Context;
import org.scapula.catalog.content.ExerciseClass;
import org.scapula.catalog.content.Kind;
import org.scapula.catalog.content.Position;
import org.scapula.catalog.content.Region;
import org.scapula.catalog.content.Stage;
import org.scapula.catalog.content.Target;

/// The parameters of a search as they were sent; texts, so that a wrong one can be refused by name.
public class ExerciseQuery {

    @RestQuery
    @Parameter(
            description = "Words in any language of the catalogue, yours preferred: names, everyday names, muscles,"
                    + " words of the steps. Word forms, parts of words and typing errors are understood; every word"
                    + " must be found, and only where nothing has all of them, some are enough. With it, the best"
                    + " matches come first, and `found` says why each is there.",
            schema = @Schema(type = SchemaType.STRING, maxLength = 100))
    List<String> q = List.of();

    @RestQuery
    @Parameter(description = "May repeat: any of these.", schema = @Schema(implementation = Category[].class))
    List<String> category = List.of();

    @RestQuery
    @Parameter(
            description = "May repeat: any of these, as main or second muscle. A group stands for its members.",
            schema = @Schema(implementation = MuscleChoice[].class))
    List<String> muscle = List.of();

    @RestQuery
    @Parameter(description = "May repeat: any of these.", schema = @Schema(implementation = Region[].class))
    List<String> region = List.of();

    @RestQuery
    @Parameter(
            description = "May repeat: all that the person has. An exercise fits when one of its alternatives needs"
                    + " nothing else. NONE: without any equipment.",
            schema = @Schema(implementation = Owned[].class))
    List<String> equipment = List.of();

    @RestQuery
    @Parameter(description = "May repeat: any of these.", schema = @Schema(implementation = Position[].class))
    List<String> position = List.of();

    @RestQuery
    @Parameter(description = "May repeat: any of these.", schema = @Schema(implementation = ExerciseClass[].class))
    List<String> exerciseClass = List.of();

    @RestQuery
    @Parameter(
            description = "May repeat: exercises that have a dose for any of these.",
            schema = @Schema(implementation = Stage[].class))
    List<String> stage = List.of();

    @RestQuery
    @Parameter(
            description = "May repeat: whom it fits; what fits ANY fits everybody.",
            schema = @Schema(implementation = Context[].class))
    List<String> context = List.of();

    @RestQuery
    @Parameter(description = "May repeat: any of these.", schema = @Schema(implementation = Target[].class))
    List<String> target = List.of();

    @RestQuery
    @Parameter(description = "May repeat: any of these.", schema = @Schema(implementation = Kind[].class))
    List<String> kind = List.of();

    @RestQuery
    @Parameter(
            description = "May repeat: 1 easy to 3 hard.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            enumeration = {"1", "2", "3"}))
    List<String> level = List.of();

    @RestQuery
    @Parameter(
            description =
                    "May repeat: codes of conditions (as in /contraindications). What any of them takes out is left"
                            + " out, also where it matters how long ago it was; what one lets in only when it is changed"
                            + " stays, and `found` says so. With a condition that allows no self-directed exercise nothing"
                            + " is left, and `noPlanConditions` says why.",
            schema = @Schema(type = SchemaType.STRING, examples = "osteoporosis"))
    List<String> avoid = List.of();

    @RestQuery
    @Parameter(
            description = "May repeat: language tags. Exercises that are completely translated into any of these.",
            schema = @Schema(type = SchemaType.STRING, examples = "de"))
    List<String> language = List.of();

    @RestQuery
    @Parameter(
            description = "May repeat: count what is found by these. The counts of a facet are those without its own"
                    + " parameter, so that they say what another choice would bring.",
            schema = @Schema(implementation = Facet[].class))
    List<String> facet = List.of();

    @RestQuery
    @Parameter(
            description = "So many entries at most.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    List<String> limit = List.of();

    @RestQuery
    @Parameter(
            description = "`next` of the page before, with the same other parameters; nothing for the first page.",
            schema = @Schema(type = SchemaType.STRING))
    List<String> cursor = List.of();
}
