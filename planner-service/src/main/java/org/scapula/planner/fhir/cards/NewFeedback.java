package org.scapula.planner.fhir.cards;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What became of cards, as CDS Hooks says it. Words are not kept: what somebody thinks of a person belongs into the
/// clinic's own record.
@JsonIgnoreProperties(ignoreUnknown = true)
@Schema(
        name = "NewCdsFeedback",
        description = "What became of cards. A comment may come, and is neither read nor kept.",
        requiredProperties = "feedback",
        examples = "{\"feedback\": [" + NewFeedback.ENTRY + "]}")
public record NewFeedback(@NotNull @Size(min = 1, max = 50) List<@Valid @NotNull Entry> feedback) {

    static final String REASON = """
            {"reason": {"code": "clinician-decided", "system": "urn:scapula:cds-override-reason"}}""";

    static final String ENTRY = """
            {"card": "019ab2f6-0b7e-7d15-a1c4-5d6f0a9b3c21", "outcome": "overridden",
             "outcomeTimestamp": "2026-11-23T09:15:00Z", "overrideReason": """ + REASON + "}";

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "CdsFeedbackEntry",
            description = "What became of one card.",
            requiredProperties = {"card", "outcome"},
            examples = ENTRY)
    public record Entry(
            @Schema(description = "The card's uuid.", examples = "019ab2f6-0b7e-7d15-a1c4-5d6f0a9b3c21") @NotNull
            UUID card,

            @Schema(
                    type = SchemaType.STRING,
                    implementation = String.class,
                    enumeration = {"accepted", "overridden"},
                    examples = "overridden")
            @NotNull
            Said outcome,

            @Schema(examples = "2026-11-23T09:15:00Z") Optional<Instant> outcomeTimestamp,

            Optional<@Valid Overridden> overrideReason) {

        Optional<String> code() {
            return overrideReason.flatMap(Overridden::reason).map(Coded::code);
        }

        Optional<OverrideReason> known() {
            return overrideReason
                    .flatMap(Overridden::reason)
                    .flatMap(coded -> OverrideReason.of(coded.system(), coded.code()));
        }
    }

    /// In the words of CDS Hooks.
    public enum Said {
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("overridden")
        OVERRIDDEN
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(name = "CdsOverrideReason", description = "Why somebody does otherwise.", examples = REASON)
    public record Overridden(Optional<@Valid Coded> reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    @Schema(
            name = "CdsOverrideCoding",
            description = "One of the reasons that the card named.",
            requiredProperties = "code",
            examples = "{\"code\": \"clinician-decided\", \"system\": \"urn:scapula:cds-override-reason\"}")
    public record Coded(
            @Schema(examples = "clinician-decided") @NotNull String code,

            @Schema(examples = "urn:scapula:cds-override-reason")
            Optional<String> system) {}
}
