package org.scapula.planner.scheduling;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;

/// What a person would like. Codes only: there is no room for a word about their health.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "BookingWish",
        description =
                "What the person would like. It binds nobody, and never moves the window. There is no room for free"
                        + " text: what a person has belongs into triage.",
        examples = Examples.WISH)
public record Wish(
        @Schema(description = "The clinic's opaque reference of a practitioner.", examples = "practitioner-17")
        Optional<@Pattern(regexp = NewSlot.REFERENCE, message = NewSlot.RULE) String> practitioner,

        @Schema(description = "When it suits; each once.")
        Optional<@Size(max = 3) @UniqueElements List<@NotNull PartOfDay>> partsOfDay,

        @Schema(description = "What the clinic must prepare; each once.")
        Optional<@Size(max = 5) @UniqueElements List<@NotNull Note>> notes) {

    static final Wish NONE = new Wish(Optional.empty(), Optional.empty(), Optional.empty());

    /// Parts of a day.
    @Schema(name = "PartOfDay")
    public enum PartOfDay {
        MORNING,
        AFTERNOON,
        EVENING
    }

    /// What a clinic must prepare.
    @Schema(name = "BookingNote")
    public enum Note {
        STEP_FREE_ACCESS,
        INTERPRETER,
        COMPANION,
        AT_SHORT_NOTICE,
        BY_VIDEO
    }
}
