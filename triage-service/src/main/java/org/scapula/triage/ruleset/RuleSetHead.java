package org.scapula.triage.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Which rule set it is, and where it stands on its way.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "Which rule set it is, and where it stands on its way.",
        examples = "{" + RuleSetHead.EXAMPLE + "}")
public record RuleSetHead(
        @Schema(examples = "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", required = true)
        UUID id,

        @Schema(description = "Who wrote it: the product, or the caller's own clinic.", required = true)
        Owner owner,

        @Schema(description = "As its author named it.", examples = "north-3", required = true)
        String version,

        @Schema(description = "SHA-256 of the content.", examples = "9f2b7c", required = true)
        String hash,

        @Schema(required = true) State state,

        @Schema(
                description =
                        "Whether a more dangerous answer never makes the outcome milder; absent until it was looked at.",
                examples = "true")
        Optional<Boolean> monotone,

        @Schema(description = "When it came here.", required = true)
        Stamp created,

        Optional<Stamp> validated,
        Optional<Stamp> activated,
        Optional<Stamp> retired,

        @Schema(description = "Present where a clinician answers for a rule set that is not monotone.")
        Optional<Override> override) {

    static final String EXAMPLE = """
            "id": "019ab2f4-7c1e-7d3a-9c55-0f6f3f6f9a01", "owner": "CLINIC", "version": "north-3", "hash": "9f2b7c",
            "state": "ACTIVE", "monotone": true, "created": {"at": "2026-11-20T08:00:00Z", "by": "5c1b2f0e"},
            "validated": {"at": "2026-11-20T08:05:00Z", "by": "5c1b2f0e"},
            "activated": {"at": "2026-11-21T07:00:00Z", "by": "7d2a9c41"}""";

    /// Who wrote a rule set.
    public enum Owner {
        PRODUCT,
        CLINIC
    }

    @Schema(
            name = "RuleSetStamp",
            description = "When, and who.",
            examples = "{\"at\": \"2026-11-20T08:00:00Z\", \"by\": \"5c1b2f0e\"}")
    public record Stamp(
            @Schema(examples = "2026-11-20T08:00:00Z", required = true)
            Instant at,

            @Schema(description = "The subject of the token.", examples = "5c1b2f0e", required = true)
            String by) {

        static Stamp of(KeptRuleSet.Stamp stamp) {
            return new Stamp(stamp.at(), stamp.by());
        }
    }

    @Schema(
            name = "RuleSetOverride",
            description = "Who answers for it that a more dangerous answer can make the outcome milder, and why.",
            examples = """
                    {"name": "the lead physiotherapist", "reason": "We see everybody within a week.",
                     "given": {"at": "2026-11-21T07:00:00Z", "by": "7d2a9c41"}}""")
    public record Override(
            @Schema(examples = "the lead physiotherapist", required = true)
            String name,

            @Schema(examples = "We see everybody within a week.", required = true)
            String reason,

            @Schema(required = true) Stamp given) {

        static Override of(KeptRuleSet.Override override) {
            return new Override(override.name(), override.reason(), Stamp.of(override.given()));
        }
    }

    static RuleSetHead of(KeptRuleSet kept) {
        return new RuleSetHead(
                kept.id(),
                kept.isShipped() ? Owner.PRODUCT : Owner.CLINIC,
                kept.version(),
                kept.hash(),
                kept.state(),
                kept.monotone(),
                Stamp.of(kept.created()),
                kept.validated().map(Stamp::of),
                kept.activated().map(Stamp::of),
                kept.retired().map(Stamp::of),
                kept.override().map(Override::of));
    }
}
