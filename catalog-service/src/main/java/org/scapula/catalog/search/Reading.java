package org.scapula.catalog.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the catalogue understands what was typed.
public final class Reading {

    private static final int MOST_NAMES = 16;

    private final Asked asked;
    private final List<Slot> slots;
    private final List<String> languages;
    private final String own;

    private Reading(Asked asked, List<Slot> slots, List<String> languages, String own) {
        this.asked = asked;
        this.slots = slots;
        this.languages = languages;
        this.own = own;
    }

    /// `own` is the reader's language.
    static Reading of(Asked asked, Collection<Meaning> meanings, List<String> languages, String own) {
        var byWord = meanings.stream().collect(Collectors.groupingBy(Meaning::asking));
        var stops = stops(asked, byWord);
        var slots = new ArrayList<Slot>();
        for (var place = 0; place < asked.words().size(); place++) {
            var joined = joined(asked, place, byWord, stops);
            if (joined.isPresent()) {
                slots.add(joined.get());
                place++;
            } else if (!stops.contains(place)) {
                slots.add(slot(asked.words().get(place), place, byWord));
            }
        }
        return new Reading(asked, List.copyOf(slots), languages, own);
    }

    /// What to ask the database, best first.
    public List<Pass> passes() {
        var passes = new ArrayList<Pass>();
        var asked = new HashSet<String>();
        passes.add(Pass.whole(Tier.WHOLE_NAME, wholeNames(languages)));
        name(Tier.NAME_WORDS, Slot.Depth.EXACT, passes, asked);
        name(Tier.NAME_FORMS, Slot.Depth.FORMS, passes, asked);
        name(Tier.NAME_PARTS, Slot.Depth.PARTS, passes, asked);
        if (isCorrected()) {
            passes.add(Pass.whole(Tier.CORRECTED_NAME, correctedNames()));
            name(Tier.CORRECTED_WORDS, Slot.Depth.CORRECTED, passes, asked);
        }
        all(slots, Slot.Depth.TEXT, false).ifPresent(words -> passes.add(Pass.words(Tier.ANYWHERE, false, words)));
        if (isCorrected()) {
            all(slots, Slot.Depth.CORRECTED, false)
                    .ifPresent(words -> passes.add(Pass.words(Tier.CORRECTED_ANYWHERE, false, words)));
        }
        return passes;
    }

    /// Everything that `passes` can find.
    public String everything() {
        return List.of(Slot.Depth.PARTS, Slot.Depth.CORRECTED).stream()
                .flatMap(depth -> all(slots, depth, false).stream())
                .distinct()
                .map(words -> "(" + words + ")")
                .collect(Collectors.joining(" | "));
    }

    /// For each typed word what may stand for it; for scoring, and for when nothing has all words.
    public List<String> eachWord() {
        return known().map(slot -> any(slot.lexemes(Slot.Depth.WEIGHED))).toList();
    }

    /// At least half of the words must be there, or it is no match for anybody.
    public int fewestWords() {
        return Math.max(1, (slots.size() + 1) / 2);
    }

    public boolean hasSeveralWords() {
        return slots.size() > 1;
    }

    public List<String> wholeNameOfOwn() {
        return wholeNames(List.of(own));
    }

    public Set<String> lexemes() {
        return slots.stream()
                .flatMap(slot -> slot.lexemes(Slot.Depth.ANY).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<Slot> slots() {
        return slots;
    }

    String own() {
        return own;
    }

    private Stream<Slot> known() {
        return slots.stream().filter(slot -> !slot.isUnknown());
    }

    private boolean isCorrected() {
        return slots.stream().anyMatch(Slot::isCorrected);
    }

    /// As they were typed, words of the reader's language come first.
    private void name(Tier tier, Slot.Depth depth, List<Pass> passes, Set<String> asked) {
        if (depth == Slot.Depth.EXACT) {
            all(slots, depth, true).filter(asked::add).ifPresent(words -> passes.add(Pass.words(tier, true, words)));
        }
        all(slots, depth, false).filter(asked::add).ifPresent(words -> passes.add(Pass.words(tier, false, words)));
    }

    /// Nothing where one of the words is not known: then nothing has them all.
    private Optional<String> all(List<Slot> slots, Slot.Depth depth, boolean ownOnly) {
        var each = slots.stream()
                .map(slot -> slot.lexemes(depth).stream()
                        .filter(lexeme -> !ownOnly || lexeme.startsWith(own + ":"))
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .toList();
        return each.isEmpty() || each.stream().anyMatch(Set::isEmpty)
                ? Optional.empty()
                : Optional.of(each.stream().map(Reading::any).collect(Collectors.joining(" & ")));
    }

    private static String any(Collection<String> lexemes) {
        return lexemes.stream()
                .map(lexeme -> "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'")
                .collect(Collectors.joining(" | ", "(", ")"));
    }

    /// As it was typed, however the words are parted; and the words in any order.
    private List<String> wholeNames(List<String> spoken) {
        var inOrder = inOrder(slots.stream()
                .flatMap(slot -> Stream.of(slot.asked().split(" ")))
                .map(Asked::folded)
                .toList());
        return titles(List.of(asked.runTogether(), inOrder), spoken);
    }

    private List<String> correctedNames() {
        var names = List.of(List.<String>of());
        for (var slot : slots) {
            var words = slot.isCorrected()
                    ? slot.similar().stream().map(Meaning::word).distinct().toList()
                    : List.of(Asked.folded(slot.asked().replace(" ", "")));
            names = names.stream()
                    .flatMap(name -> words.stream()
                            .map(word -> Stream.concat(name.stream(), Stream.of(word))
                                    .toList()))
                    .limit(MOST_NAMES)
                    .toList();
        }
        return titles(
                names.stream()
                        .flatMap(name -> Stream.of(String.join("", name), inOrder(name)))
                        .toList(),
                languages);
    }

    private static List<String> titles(Collection<String> names, List<String> spoken) {
        return names.stream()
                .distinct()
                .flatMap(name -> spoken.stream().map(language -> language + ":" + name))
                .toList();
    }

    private static String inOrder(List<String> words) {
        return words.stream().sorted().collect(Collectors.joining("+"));
    }

    /// A word that says nothing in any language is passed over, unless there is nothing else.
    private static Set<Integer> stops(Asked asked, Map<Integer, List<Meaning>> byWord) {
        var stops = new HashSet<Integer>();
        for (var place = 0; place < asked.words().size(); place++) {
            if (byWord.getOrDefault(place, List.of()).stream().anyMatch(meaning -> meaning.how() == Meaning.How.STOP)) {
                stops.add(place);
            }
        }
        return stops.size() == asked.words().size() ? Set.of() : stops;
    }

    /// Two neighbours are read as one word where that is a name's and they are not ("door way", "press ups").
    private static Optional<Slot> joined(
            Asked asked, int first, Map<Integer, List<Meaning>> byWord, Set<Integer> stops) {
        if (first + 1 >= asked.words().size()) {
            return Optional.empty();
        }
        var both = asked.words().get(first) + " " + asked.words().get(first + 1);
        var one = slot(both, asked.joined(first), byWord);
        var apart = isNamed(asked, first, byWord, stops) && isNamed(asked, first + 1, byWord, stops);
        return one.isNamed() && !apart ? Optional.of(one) : Optional.empty();
    }

    private static boolean isNamed(Asked asked, int place, Map<Integer, List<Meaning>> byWord, Set<Integer> stops) {
        return stops.contains(place)
                || slot(asked.words().get(place), place, byWord).isNamed();
    }

    private static Slot slot(String said, int place, Map<Integer, List<Meaning>> byWord) {
        return Slot.of(said, byWord.getOrDefault(place, List.of()));
    }
}
