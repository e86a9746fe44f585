package org.scapula.planner.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;
import org.scapula.edge.FieldError;

/// Where a clinic wants which of its events told.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "Where the clinic wants which of its events told.",
        requiredProperties = "url",
        examples = NewWebhook.EXAMPLE)
public record NewWebhook(
        @Schema(
                description = "An https address outside private networks, up to 2000 characters. The operator may allow"
                        + " networks of the clinic's own; those may be reached over http, too.",
                examples = "https://scheduler.clinic.example/scapula")
        @NotNull
        @Size(max = 2000)
        String url,

        @Schema(description = "Only these; absent: all, those that are yet to be invented included.")
        Optional<@Size(min = 1, max = 50) @UniqueElements List<@NotNull EventType>> events,

        @Schema(description = "For people at the clinic.", examples = "Front desk")
        Optional<@Size(min = 1, max = 200) String> description,

        @Schema(description = "False: nothing is told, and what was still to be told is dropped. Absent: true.")
        Optional<Boolean> active) {

    static final String EXAMPLE = "{\"url\": \"https://scheduler.clinic.example/scapula\","
            + " \"events\": [\"booking-request.created\", \"emergency.raised\"], \"description\": \"Front desk\"}";

    List<FieldError> errors() {
        var errors = new ArrayList<FieldError>();
        TargetRules.complaintAbout(url)
                .ifPresent(complaint -> errors.add(new FieldError("/url", "not-allowed", complaint)));
        return errors;
    }
}
