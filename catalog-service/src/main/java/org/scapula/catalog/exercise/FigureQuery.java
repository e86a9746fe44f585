package org.scapula.catalog.exercise;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/// How a drawing was asked for; texts, so that a wrong one can be refused by name.
public class FigureQuery {

    @RestQuery
    @Parameter(
            description = "The number of a still picture, from 1; without it the moving one.",
            schema = @Schema(implementation = Integer.class, minimum = "1", maximum = "8"))
    List<String> frame = List.of();

    @RestQuery
    @Parameter(
            description = "The width in pixels; the height is three quarters of it.",
            schema = @Schema(implementation = Integer.class, minimum = "120", maximum = "1200", defaultValue = "480"))
    List<String> size = List.of();

    @RestQuery
    @Parameter(
            description = "Light or dark colours, or what the viewer's system prefers.",
            schema =
                    @Schema(
                            implementation = String.class,
                            enumeration = {"auto", "light", "dark"},
                            defaultValue = "auto"))
    List<String> theme = List.of();
}
