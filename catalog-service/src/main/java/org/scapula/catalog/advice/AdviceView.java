package org.scapula.catalog.advice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.content.Context;
import org.scapula.catalog.content.Evidence;
import org.scapula.catalog.content.SinceOnset;
import org.scapula.catalog.content.Topic;

/// One piece of advice, with what must not be done and how well it is supported.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        requiredProperties = {
            "id",
            "catalogVersion",
            "language",
            "untranslated",
            "slug",
            "topic",
            "title",
            "text",
            "contexts",
            "never",
            "evidence",
            "evidenceNote",
            "sources"
        },
        examples = AdviceView.EXAMPLE)
public record AdviceView(
        @Schema(description = "Stays the same for as long as the slug exists.")
        UUID id,

        @Schema(description = "The edition that this answer is part of.")
        String catalogVersion,

        @Schema(description = "A language tag; what is untranslated is English all the same.")
        String language,

        @Schema(description = "Fields that stayed English because nobody has translated them.")
        List<String> untranslated,

        String slug,
        Topic topic,
        String title,
        String text,
        @Schema(description = "Whom it fits.") List<Context> contexts,

        @Schema(description = "Only where the time since the pain began matters.")
        Optional<SinceOnset> clock,

        @Schema(description = "What must not be done with it.")
        List<String> never,

        Evidence evidence,
        String evidenceNote,

        @Schema(description = "Ids of sources, or of items of an article such as S1-H03.")
        List<String> sources) {

    static final String EXAMPLE = """
            {"id": "019aa4f0-6d3c-7b1e-8f35-0d9a3c1f6b28", "catalogVersion": "2-3f9c2a7b10de4c55",
             "language": "en", "untranslated": [], "slug": "ice-first-48-hours", "topic": "FIRST_AID", "title": "Cold in the first two days",
             "text": "A cold pack in a cloth may ease a fresh pain.", "contexts": ["ANY"],
             "clock": {"fromHour": 0, "toHour": 48,
               "repeatEveryHours": {"min": 2, "max": 3}, "minutes": {"min": 15, "max": 20}},
             "never": ["on bare skin"], "evidence": "WEAK", "evidenceNote": "Hardly studied.",
             "sources": ["S1-H03"]}""";
}
