package org.scapula.catalog.search;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One typed word, and the words of the catalogue that it may stand for.
record Slot(String asked, List<Meaning> exact, List<Meaning> forms, List<Meaning> parts, List<Meaning> similar) {

    /// Of words that are as near as each other, so many are tried.
    private static final int MOST_CORRECTIONS = 6;

    static Slot of(String asked, Collection<Meaning> meanings) {
        var exact = having(Meaning.How.WORD, meanings);
        var forms = having(Meaning.How.FORM, meanings);
        var parts = having(Meaning.How.PART, meanings).stream()
                .filter(meaning -> !meaning.isTextOnly())
                .toList();
        var isKnown = !exact.isEmpty() || !forms.isEmpty() || !parts.isEmpty();
        return new Slot(asked, exact, forms, parts, corrections(asked, isKnown, having(Meaning.How.LIKE, meanings)));
    }

    /// A word that some name has is what it is.
    boolean isNamed() {
        return Stream.concat(exact.stream(), forms.stream()).anyMatch(Meaning::isNamed);
    }

    boolean isCorrected() {
        return !isNamed() && !similar.isEmpty();
    }

    boolean isUnknown() {
        return all().findAny().isEmpty();
    }

    Stream<Meaning> all() {
        return Stream.of(exact, forms, parts, similar).flatMap(List::stream);
    }

    Set<String> lexemes(Depth depth) {
        var meanings = switch (depth) {
            case EXACT -> exact.stream();
            case FORMS -> Stream.concat(exact.stream(), forms.stream());
            case PARTS -> Stream.of(exact, forms, parts).flatMap(List::stream);
            case TEXT ->
                exact.isEmpty() && forms.isEmpty() ? parts.stream() : Stream.concat(exact.stream(), forms.stream());
            case CORRECTED ->
                isCorrected()
                        ? similar.stream()
                        : Stream.of(exact, forms, parts).flatMap(List::stream);
            case WEIGHED -> Stream.concat(plain(), similar.stream());
            case ANY -> all();
        };
        return meanings.map(Meaning::lexeme).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// In a sentence, parts of words are chance; they count where there is nothing better.
    private Stream<Meaning> plain() {
        return exact.isEmpty() && forms.isEmpty() ? parts.stream() : Stream.concat(exact.stream(), forms.stream());
    }

    enum Depth {
        EXACT,
        FORMS,
        PARTS,
        TEXT,
        CORRECTED,
        WEIGHED,
        ANY
    }

    private static List<Meaning> having(Meaning.How how, Collection<Meaning> meanings) {
        return meanings.stream().filter(meaning -> meaning.how() == how).toList();
    }

    /// A word that stands somewhere in a text is corrected to names only: it may be meant as it is.
    private static List<Meaning> corrections(String asked, boolean isKnown, List<Meaning> like) {
        var folded = Asked.folded(asked);
        var near = like.stream()
                .filter(meaning -> !isKnown || meaning.isNamed())
                .filter(meaning -> Typos.between(folded, meaning.word()) <= Typos.forgiven(folded))
                .toList();
        var nearest = near.stream()
                .mapToInt(meaning -> Typos.between(folded, meaning.word()))
                .min()
                .orElse(0);
        return near.stream()
                .filter(meaning -> Typos.between(folded, meaning.word()) == nearest)
                .limit(MOST_CORRECTIONS)
                .toList();
    }
}
