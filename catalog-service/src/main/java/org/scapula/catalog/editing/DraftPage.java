package org.scapula.catalog.editing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.query.Paging;

/// What the clinic is writing, by slug.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        name = "DraftPage",
        description = "What the clinic is writing, in the order of the slugs.",
        requiredProperties = "drafts",
        examples = "{\"drafts\": [" + DraftPage.Line.EXAMPLE + "]}")
public record DraftPage(
        List<Line> drafts,

        @Schema(description = "The cursor of the next page; absent on the last.", examples = "d2FsbC1hbmdlbA")
        Optional<String> next) {

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(
            name = "DraftLine",
            requiredProperties = {"slug", "draft"},
            examples = Line.EXAMPLE)
    public record Line(String slug, Optional<String> name, DraftHead draft) {

        static final String EXAMPLE =
                "{\"slug\": \"wall-angel\", \"name\": \"Wall angel\", \"draft\": " + DraftHead.EXAMPLE + "}";

        static Line of(Draft draft) {
            var document = draft.version().document();
            return new Line(
                    document.slug(),
                    Optional.ofNullable(document.json().path("name").textValue()),
                    DraftHead.of(draft));
        }
    }

    /// One more than the limit was asked for; its only use is to tell that there is a next page.
    static DraftPage of(List<Draft> found, int limit) {
        var page = found.stream().limit(limit).map(Line::of).toList();
        return new DraftPage(
                page,
                found.size() > limit
                        ? Optional.of(Paging.cursorAfter(page.getLast().slug()))
                        : Optional.empty());
    }
}
