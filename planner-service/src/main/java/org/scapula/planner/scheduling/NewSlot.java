package org.scapula.planner.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.edge.FieldError;
import org.scapula.planner.visit.Slot;

/// A time with a practitioner, as a scheduling system names it.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "Slot",
        description = "A time with a practitioner.",
        requiredProperties = {"practitioner", "start", "end"},
        examples = Examples.SLOT)
public record NewSlot(
        @Schema(description = "The clinic's opaque reference of a practitioner: no name.", examples = "practitioner-17")
        @NotNull
        @Pattern(regexp = REFERENCE, message = RULE)
        String practitioner,

        @Schema(examples = "2026-11-23T09:00:00Z") @NotNull Instant start,

        @Schema(description = "From a minute to 8 hours after the start.", examples = "2026-11-23T09:30:00Z") @NotNull
        Instant end,

        @Schema(description = "What the scheduling system calls it.", examples = "slot-5501")
        Optional<@Size(min = 1, max = 200) @Pattern(regexp = PRINTABLE, message = "must be printable") String>
                externalId) {

    static final String REFERENCE = "[A-Za-z0-9][A-Za-z0-9._:/|-]{0,99}";
    static final String RULE = "must be the clinic's opaque reference: 1 to 100 of letters, digits and . _ : / | -";
    static final String PRINTABLE = "[\\x21-\\x7e]+";

    /// FHIR counts minutes, and none is no length.
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(8);

    List<FieldError> errors(String pointer, Instant now) {
        var errors = new ArrayList<FieldError>();
        var length = Duration.between(start, end);
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            errors.add(new FieldError(
                    pointer + "/end", "out-of-range", "must be after start, by a minute at least and 8 hours at most"));
        }
        if (!start.isAfter(now)) {
            errors.add(new FieldError(pointer + "/start", "out-of-range", "must lie in the future"));
        }
        return errors;
    }

    Slot slot() {
        return new Slot(
                practitioner, start.truncatedTo(ChronoUnit.MILLIS), end.truncatedTo(ChronoUnit.MILLIS), externalId);
    }
}
