package org.scapula.planner.fhir.face;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/// What booking requests are looked for by.
public class ServiceRequestQuery {

    @RestQuery("_id")
    @Parameter(name = "_id", description = "Logical ids.")
    List<String> id = List.of();

    @RestQuery
    @Parameter(description = "The clinic's reference of a patient, as it is or as Patient/reference.")
    List<String> patient = List.of();

    @RestQuery("patient:identifier")
    @Parameter(name = "patient:identifier", description = "The same as a token of urn:scapula:patient-reference.")
    List<String> patientIdentifier = List.of();

    @RestQuery
    @Parameter(description = "The same as `patient`.")
    List<String> subject = List.of();

    @RestQuery("subject:identifier")
    @Parameter(name = "subject:identifier", description = "The same as `patient:identifier`.")
    List<String> subjectIdentifier = List.of();

    @RestQuery
    @Parameter(description = "active, revoked or completed.")
    List<String> status = List.of();

    @RestQuery
    @Parameter(description = "When the person is to be seen. With eq, ge, gt, le, lt or no prefix.")
    List<String> occurrence = List.of();

    @RestQuery("_lastUpdated")
    @Parameter(name = "_lastUpdated", description = "When it last changed. With eq, ge, gt, le, lt or no prefix.")
    List<String> lastUpdated = List.of();

    @RestQuery("_count")
    @Parameter(
            name = "_count",
            description = "So many entries at most; of more than 50, 50.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", defaultValue = "20"))
    List<String> count = List.of();

    @RestQuery("_format")
    @Parameter(name = "_format", description = Formats.NAMES, schema = @Schema(type = SchemaType.STRING))
    List<String> format = List.of();

    @RestQuery
    @Parameter(
            description = "Where the page begins; as the link `next` has it, which is the only place to take it from.",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    List<String> cursor = List.of();
}
