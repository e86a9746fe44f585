package org.scapula.catalog.exercise;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.catalog.content.Category;
import org.scapula.catalog.content.ExerciseClass;
import org.scapula.catalog.content.Kind;
import org.scapula.catalog.content.Position;
import org.scapula.catalog.content.Target;

/// The parameters of a search as they were sent; texts, so that a wrong one can be refused by name.
public class ExerciseQuery {

    @RestQuery
    @Parameter(description = "May repeat: any of these.", schema = @Schema(implementation = Category[].class))
    List<String> category = List.of();

    @RestQuery
    @Parameter(
            description = "May repeat: any of these, as main or second muscle. A group stands for its members.",
            schema = @Schema(implementation = MuscleChoice[].class))
    List<String> muscle = List.of();

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
    @Parameter(description = "May repeat: any of these.", schema = @Schema(implementation = Target[].class))
    List<String> target = List.of();

    @RestQuery
    @Parameter(description = "May repeat: any of these.", schema = @Schema(implementation = Kind[].class))
    List<String> kind = List.of();

    @RestQuery
    @Parameter(
            description = "Every word must occur, in part and whatever its case and accents, in name, aliases, slug,"
                    + " muscles or targets.",
            schema = @Schema(type = SchemaType.STRING, maxLength = 100))
    List<String> q = List.of();

    @RestQuery
    @Parameter(
            description = "So many entries at most.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    List<String> limit = List.of();

    @RestQuery
    @Parameter(
            description = "`next` of the page before; nothing for the first page.",
            schema = @Schema(type = SchemaType.STRING))
    List<String> cursor = List.of();
}
