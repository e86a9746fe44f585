package org.scapula.catalog.advice;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.scapula.catalog.content.Context;
import org.scapula.catalog.content.Topic;

/// The parameters of a search as they were sent; texts, so that a wrong one can be refused by name.
public class AdviceQuery {

    @RestQuery
    @Parameter(description = "May repeat: any of these.", schema = @Schema(implementation = Topic[].class))
    List<String> topic = List.of();

    @RestQuery
    @Parameter(
            description = "May repeat: advice for any of these people, and advice for everybody with it.",
            schema = @Schema(implementation = Context[].class))
    List<String> context = List.of();

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
