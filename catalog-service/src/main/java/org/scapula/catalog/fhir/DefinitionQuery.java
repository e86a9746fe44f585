package org.scapula.catalog.fhir;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/// The parameters of a search as FHIR spells them. A comma inside a value means "or", the same parameter again
/// means "and"; modifiers are part of the name, so that an unknown one is refused as any unknown parameter is.
public class DefinitionQuery {

    @RestQuery("_id")
    @Parameter(name = "_id", description = "Logical ids.")
    List<String> id = List.of();

    @RestQuery
    @Parameter(description = "Canonical addresses, whole and exact.")
    List<String> url = List.of();

    @RestQuery
    @Parameter(description = "Tokens: `system|value`, `value`, or `system|`.")
    List<String> identifier = List.of();

    @RestQuery
    @Parameter(description = "How the computer-friendly name begins, whatever its case.")
    List<String> name = List.of();

    @RestQuery("name:exact")
    @Parameter(name = "name:exact", description = "The whole computer-friendly name.")
    List<String> nameExact = List.of();

    @RestQuery("name:contains")
    @Parameter(name = "name:contains", description = "A part of the computer-friendly name, whatever its case.")
    List<String> nameContains = List.of();

    @RestQuery
    @Parameter(
            description = "How the title in the language of the answer begins, whatever its case and accents.",
            schema = @Schema(type = SchemaType.STRING, maxLength = 100))
    List<String> title = List.of();

    @RestQuery("title:exact")
    @Parameter(name = "title:exact", description = "The whole title in the language of the answer.")
    List<String> titleExact = List.of();

    @RestQuery("title:contains")
    @Parameter(
            name = "title:contains",
            description = "A part of the title in the language of the answer, whatever its case and accents.")
    List<String> titleContains = List.of();

    @RestQuery
    @Parameter(description = "Tokens: active, retired. Without it only what is on the shelf is found, which is active.")
    List<String> status = List.of();

    @RestQuery
    @Parameter(description = "Tokens: the number of the version that is on the shelf.")
    List<String> version = List.of();

    @RestQuery
    @Parameter(
            description = "Tokens of the systems urn:scapula:category, urn:scapula:target, urn:scapula:region and"
                    + " urn:scapula:context.")
    List<String> topic = List.of();

    @RestQuery("_count")
    @Parameter(
            name = "_count",
            description = "So many entries at most; of more than 100, 100.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "20"))
    List<String> count = List.of();

    @RestQuery("_format")
    @Parameter(name = "_format", description = FORMATS)
    Optional<String> format = Optional.empty();

    @RestQuery
    @Parameter(
            description = "Where the page begins; as the link `next` has it, which is the only place to take it from.",
            schema = @Schema(type = SchemaType.STRING))
    List<String> cursor = List.of();

    static final String FORMATS = "json, application/fhir+json or application/json; goes before the header Accept.";
}
