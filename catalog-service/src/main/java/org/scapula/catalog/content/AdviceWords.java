package org.scapula.catalog.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;

/// What a piece of advice says in one more language.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdviceWords(
        String slug,
        Optional<String> title,
        Optional<String> text,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> never,
        Optional<String> evidenceNote) {

    static AdviceWords none(String slug) {
        return new AdviceWords(slug, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }
}
