package org.scapula.planner.fhir.face;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/// What questions are looked for by.
public class QuestionnaireQuery {

    @RestQuery("_id")
    @Parameter(name = "_id", description = "Logical ids.")
    List<String> id = List.of();

    @RestQuery
    @Parameter(description = "Canonical addresses, whole and exact.")
    List<String> url = List.of();

    @RestQuery
    @Parameter(description = "The version and the beginning of the hash of the rules.")
    List<String> version = List.of();

    @RestQuery
    @Parameter(description = "active: there is no other.")
    List<String> status = List.of();

    @RestQuery("_count")
    @Parameter(
            name = "_count",
            description = "So many entries at most; of more than 20, 20.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "20"))
    List<String> count = List.of();

    @RestQuery("_format")
    @Parameter(name = "_format", description = Formats.NAMES, schema = @Schema(type = SchemaType.STRING))
    List<String> format = List.of();
}
