package org.scapula.planner.fhir.cards;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What somebody should know before they go on.
@Schema(
        name = "Cards",
        description = "What somebody should know, the gravest first. No card of somebody whom Scapula knows means that"
                + " nothing is open here; it never means that all is well.",
        requiredProperties = "cards",
        examples = "{\"cards\": [" + CardsView.CARD + "]}")
public record CardsView(List<CardView> cards) {

    static final String REASON = """
            {"code": "clinician-decided", "system": "urn:scapula:cds-override-reason",
             "display": "A clinician has decided otherwise."}""";

    static final String TOPIC = """
            {"system": "urn:scapula:cds-card", "code": "REQUEST_WITHOUT_VISIT"}""";

    static final String SOURCE = "{\"label\": \"Scapula\", \"topic\": " + TOPIC + "}";

    static final String LINK = """
            {"label": "The request", "url": "https://planner.clinic.example/fhir/ServiceRequest/019ab2f5-11aa-7c3e-b6d4-93d2c80f7e55",
             "type": "absolute"}""";

    static final String CARD = """
            {"uuid": "019ab2f6-0b7e-7d15-a1c4-5d6f0a9b3c21", "summary": "Urgent by triage, and there is no visit.",
             "detail": "To be seen until 2026-11-23T22:00:00Z.", "indicator": "critical", "source": """ + SOURCE + ", \"overrideReasons\": [" + REASON + "], \"links\": [" + LINK + "]}";

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(
            name = "Card",
            description = "One thing to know.",
            requiredProperties = {"summary", "indicator", "source"},
            examples = CARD)
    public record CardView(
            @Schema(
                    description = "What feedback names. Absent where Scapula keeps nothing of the answer.",
                    examples = "019ab2f6-0b7e-7d15-a1c4-5d6f0a9b3c21")
            Optional<UUID> uuid,

            @Schema(maxLength = 140) String summary,
            @Schema(description = "Markdown.") String detail,

            @Schema(
                    type = SchemaType.STRING,
                    enumeration = {"info", "warning", "critical"})
            String indicator,

            Source source,
            List<Reason> overrideReasons,
            List<Link> links) {

        static CardView of(Card card, Optional<UUID> uuid, URI face) {
            return new CardView(
                    uuid,
                    card.summary(),
                    card.detail(),
                    card.indicator().name().toLowerCase(Locale.ROOT),
                    new Source(
                            "Scapula",
                            new Topic("urn:scapula:cds-card", card.kind().name())),
                    uuid.isEmpty()
                            ? List.of()
                            : Stream.of(OverrideReason.values()).map(Reason::of).toList(),
                    card.about().stream()
                            .map(about -> new Link(about.label(), face + "/" + about.address(), "absolute"))
                            .toList());
        }
    }

    @Schema(
            name = "CardSource",
            description = "Who says so.",
            requiredProperties = {"label", "topic"},
            examples = SOURCE)
    public record Source(String label, Topic topic) {}

    @Schema(
            name = "CardTopic",
            description = "Which kind of card it is; stable.",
            requiredProperties = {"system", "code"},
            examples = TOPIC)
    public record Topic(String system, String code) {}

    @Schema(
            name = "CardOverrideReason",
            description = "Why somebody may do otherwise.",
            requiredProperties = {"code", "system", "display"},
            examples = REASON)
    public record Reason(String code, String system, String display) {

        static Reason of(OverrideReason reason) {
            return new Reason(reason.code(), OverrideReason.SYSTEM, reason.display());
        }
    }

    @Schema(
            name = "CardLink",
            description = "Where it stands: a resource of the FHIR face.",
            requiredProperties = {"label", "url", "type"},
            examples = LINK)
    public record Link(String label, String url, String type) {}
}
