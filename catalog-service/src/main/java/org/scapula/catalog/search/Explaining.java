package org.scapula.catalog.search;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Says of every exercise that was found which typed word led to it, and where that word stands.
@ApplicationScoped
public class Explaining {

    private static final JsonFactory JSON = new JsonFactory();

    private final Labels labels;

    Explaining(Labels labels) {
        this.labels = labels;
    }

    /// What the database tells of an exercise that it found.
    ///
    /// @param names   names and aliases, with language and N or A before them
    /// @param named   the meant words that stand in them, as lexemes
    /// @param all     the meant words that stand anywhere
    /// @param choices the values that labels are given for
    /// @param view    what is answered, in the reader's language
    public record Hit(
            List<String> names,
            Set<String> named,
            Set<String> labelled,
            Set<String> all,
            Map<FoundWord.Where, List<String>> choices,
            String view) {}

    public List<FoundWord> why(Reading reading, Hit hit) {
        return reading.slots().stream()
                .map(slot -> why(slot, reading.own(), hit))
                .toList();
    }

    private FoundWord why(Slot slot, String own, Hit hit) {
        return Stream.of(hit.named(), hit.labelled(), hit.all())
                .flatMap(place -> best(slot, own, place).stream().map(found -> where(slot, found, place, own, hit)))
                .findFirst()
                .orElseGet(() -> new FoundWord(
                        slot.asked(),
                        FoundWord.How.NOT_FOUND,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Optional<Meaning> best(Slot slot, String own, Collection<String> lexemes) {
        return Stream.of(slot.exact(), slot.forms(), slot.parts(), slot.similar())
                .flatMap(meanings -> Stream.concat(
                        meanings.stream().filter(meaning -> meaning.language().equals(own)),
                        meanings.stream().filter(meaning -> !meaning.language().equals(own))))
                .filter(meaning -> lexemes.contains(meaning.lexeme()))
                .findFirst();
    }

    private FoundWord where(Slot slot, Meaning found, Set<String> place, String own, Hit hit) {
        if (place == hit.named()) {
            return named(slot, found, hit);
        }
        if (place == hit.labelled()) {
            return labelled(slot, found, hit);
        }
        return inText(slot, found, own, hit);
    }

    private static FoundWord named(Slot slot, Meaning found, Hit hit) {
        return Stream.of(FoundWord.Where.NAME, FoundWord.Where.ALIAS)
                .flatMap(where -> {
                    var mark = found.language() + (where == FoundWord.Where.NAME ? ":N:" : ":A:");
                    return hit.names().stream()
                            .filter(text -> text.startsWith(mark))
                            .map(text -> text.substring(mark.length()))
                            .flatMap(text -> word(text, found.word()).stream()
                                    .map(word -> found(slot, found, word, where, Optional.of(text), Optional.empty())));
                })
                .findFirst()
                .orElseGet(() ->
                        found(slot, found, found.word(), FoundWord.Where.ALIAS, Optional.empty(), Optional.empty()));
    }

    private FoundWord labelled(Slot slot, Meaning found, Hit hit) {
        return hit.choices().entrySet().stream()
                .flatMap(kind -> kind.getValue().stream()
                        .flatMap(value -> labels.text(found.language(), kind.getKey(), value).stream())
                        .flatMap(text -> word(text, found.word()).stream()
                                .map(word ->
                                        found(slot, found, word, kind.getKey(), Optional.of(text), Optional.empty()))))
                .findFirst()
                .orElseGet(() ->
                        found(slot, found, found.word(), FoundWord.Where.TEXT, Optional.empty(), Optional.empty()));
    }

    private static FoundWord inText(Slot slot, Meaning found, String own, Hit hit) {
        var steps = found.language().equals(own) ? steps(hit.view()) : List.<String>of();
        for (var step = 0; step < steps.size(); step++) {
            var text = steps.get(step);
            var word = word(text, found.word());
            if (word.isPresent()) {
                return found(slot, found, word.get(), FoundWord.Where.STEP, Optional.of(text), Optional.of(step + 1));
            }
        }
        return found(slot, found, found.word(), FoundWord.Where.TEXT, Optional.empty(), Optional.empty());
    }

    private static FoundWord found(
            Slot slot,
            Meaning found,
            String word,
            FoundWord.Where where,
            Optional<String> text,
            Optional<Integer> step) {
        var how = switch (found.how()) {
            case FORM -> FoundWord.How.WORD_FORM;
            case PART -> FoundWord.How.PART_OF_WORD;
            case LIKE -> FoundWord.How.CORRECTED;
            case WORD, STOP -> FoundWord.How.AS_TYPED;
        };
        return new FoundWord(
                slot.asked(), how, Optional.of(word), Optional.of(where), Optional.of(found.language()), text, step);
    }

    /// The word as the text writes it, with its accents; or two neighbours that are one when run together.
    private static Optional<String> word(String text, String folded) {
        var words = Asked.wordsOf(text);
        for (var place = 0; place < words.size(); place++) {
            if (Asked.folded(words.get(place)).equals(folded)) {
                return Optional.of(words.get(place));
            }
            if (place + 1 < words.size()
                    && Asked.folded(words.get(place) + words.get(place + 1)).equals(folded)) {
                return Optional.of(words.get(place) + " " + words.get(place + 1));
            }
        }
        return Optional.empty();
    }

    /// Only the steps are read, and nothing is written again.
    private static List<String> steps(String view) {
        try (var parser = JSON.createParser(view)) {
            var steps = new ArrayList<String>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var isSteps = parser.currentName().equals("steps");
                parser.nextToken();
                if (isSteps) {
                    return read(parser, steps);
                }
                parser.skipChildren();
            }
            return steps;
        } catch (IOException broken) {
            throw new UncheckedIOException("What is stored is not readable", broken);
        }
    }

    private static List<String> read(JsonParser parser, List<String> steps) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            steps.add(parser.getText());
        }
        return steps;
    }
}
