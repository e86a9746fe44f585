package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;

/// One piece of advice as its file has it.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AdviceEntry(
        String slug,
        Topic topic,
        String title,
        String text,
        List<Context> contexts,
        Optional<SinceOnset> clock,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> never,
        Evidence evidence,
        String evidenceNote,
        List<String> sources) {

    InLanguage<AdviceEntry> saying(AdviceWords words) {
        var overlay = new Overlay();
        return overlay.of(new AdviceEntry(
                slug,
                topic,
                overlay.one("title", title, words.title()),
                overlay.one("text", text, words.text()),
                contexts,
                clock,
                overlay.all("never", never, words.never()),
                evidence,
                overlay.one("evidenceNote", evidenceNote, words.evidenceNote()),
                sources));
    }
}
