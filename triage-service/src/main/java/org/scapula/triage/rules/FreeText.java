package org.scapula.triage.rules;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Looks for warning signs in what a person wrote. It can only raise: where it is unclear whether a sign is denied,
/// whose it is, or how long ago it was, the sign counts as mentioned.
///
/// Words are compared as they are meant: plural and singular, British and American spelling, with or without
/// apostrophes, and longer words with one slip of the pen, unless that makes another word.
final class FreeText {

    private static final String COMMA = ",";
    private static final String NEW_LINE = "\n";
    private static final Set<String> SENTENCE_ENDS =
            Set.of(".", ";", ":", "!", "?", NEW_LINE, "but", "however", "though", "although", "except", "yet");
    private static final Set<String> NEGATIONS =
            Set.of("no", "not", "never", "without", "none", "nor", "neither", "deny", "denies", "denied", "denying");
    private static final Map<String, String> SHORTENED = Map.ofEntries(
            Map.entry("dont", "do"),
            Map.entry("doesnt", "does"),
            Map.entry("didnt", "did"),
            Map.entry("havent", "have"),
            Map.entry("hasnt", "has"),
            Map.entry("hadnt", "had"),
            Map.entry("isnt", "is"),
            Map.entry("arent", "are"),
            Map.entry("aint", "am"),
            Map.entry("wasnt", "was"),
            Map.entry("werent", "were"),
            Map.entry("wont", "will"),
            Map.entry("wouldnt", "would"));
    // "not sure", "no longer", "not only", "no idea why", "no relief": the sign itself is not denied.
    private static final Set<String> UNDO_NEGATION = Set.of(
            "sure",
            "certain",
            "only",
            "just",
            "longer",
            "idea",
            "doubt",
            "relief",
            "change",
            "better",
            "improvement",
            "wonder",
            "without",
            "until",
            "no",
            "know",
            "knowing",
            "understand",
            "sleep",
            "work",
            "stop",
            "less",
            "help",
            "deny",
            "denying",
            "lying",
            "joking",
            "kidding",
            "matter",
            "question",
            "bearable",
            "free",
            "tell",
            "say",
            "believe");
    private static final Set<String> NEW_THOUGHT = Set.of(
            "and", "because", "due", "since", "when", "with", "after", "from", "so", "then", "now", "plus", "also",
            "still", "just", "despite", "have", "has", "am", "is", "are", "get", "got");
    private static final Set<String> LIST = Set.of("or", "nor");
    // "never had a headache like this" says that this one is new.
    private static final Set<String> NEVER_LIKE_THIS =
            Set.of("this", "such", "before", "worse", "so", "these", "until", "previously");
    private static final Set<String> NOT_ABOUT_ME = Set.of(
            "mother",
            "father",
            "mum",
            "mom",
            "dad",
            "sister",
            "brother",
            "wife",
            "husband",
            "friend",
            "aunt",
            "uncle",
            "grandmother",
            "grandfather",
            "granny",
            "grandma",
            "grandpa",
            "family",
            "son",
            "daughter",
            "partner",
            "cousin",
            "neighbour",
            "neighbor",
            "colleague",
            "dog",
            "cat",
            "worried",
            "afraid",
            "scared",
            "fear",
            "wondering",
            "could",
            "might",
            "maybe",
            "possibly");
    // Words that people put between the others: "pain in my right upper chest", "numb really badly".
    private static final Set<String> FILLERS = Set.of(
            "a",
            "an",
            "the",
            "my",
            "me",
            "some",
            "this",
            "that",
            "very",
            "really",
            "so",
            "quite",
            "rather",
            "bit",
            "little",
            "slightly",
            "totally",
            "completely",
            "extremely",
            "badly",
            "terribly",
            "suddenly",
            "been",
            "both",
            "left",
            "right",
            "upper",
            "lower",
            "whole",
            "all",
            "also",
            "now",
            "again",
            "kind",
            "sort",
            "of",
            "like",
            NEW_LINE);
    private static final int MOST_FILLERS = 2;
    private static final int REACH = 4;

    /// Shorter words are too easily other words.
    private static final int LONG = 6;

    // Words of their own, although they look like a slip of the pen in one of the lexicon.
    private static final Set<String> REAL_WORDS = realWords();

    // Their singular means something else: to chill, a shingle beach, one leg instead of both.
    private static final Set<String> ONLY_PLURAL = Set.of("chills", "shingles", "legs", "arms", "hands", "feet");

    private static final int MOST_ALTERNATIVES = 1_000;
    private static final Pattern PHRASE = Pattern.compile("[\\p{L}\\p{N}]+([/ ][\\p{L}\\p{N}]+)*");

    private record Phrase(RedFlagWords entry, String text) {}

    /// Where one has got to in the phrases of the lexicon.
    private static final class Node {

        private final Map<String, Node> next = new HashMap<>();
        private final List<Phrase> ends = new ArrayList<>();
    }

    private final Node start = new Node();
    private final Set<String> words = new HashSet<>();
    private final Map<Character, List<String>> longWords = new HashMap<>();

    FreeText(List<RedFlagWords> lexicon) {
        for (var entry : lexicon) {
            for (var phrase : entry.phrases()) {
                spelledOut(phrase).forEach(text -> add(new Phrase(entry, text)));
            }
        }
    }

    private static Set<String> realWords() {
        return RuleSet.shippedText("real-words.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// `wet/wetting myself` stands for two phrases.
    static List<String> spelledOut(String phrase) {
        var all = List.of("");
        for (var word : phrase.strip().split("\\s+")) {
            var alternatives = word.split("/", -1);
            all = all.stream()
                    .flatMap(begun -> Arrays.stream(alternatives).map(one -> begun.isEmpty() ? one : begun + " " + one))
                    .toList();
        }
        return all;
    }

    /// Words only, and not so many alternatives that a small file becomes a large one.
    static boolean isPhrase(String phrase) {
        var alternatives = 1L;
        for (var word : phrase.strip().split("\\s+")) {
            alternatives *= word.split("/", -1).length;
        }
        return alternatives <= MOST_ALTERNATIVES && PHRASE.matcher(phrase).matches();
    }

    private void add(Phrase phrase) {
        var node = start;
        for (var token : tokens(phrase.text())) {
            var word = meant(token);
            if (words.add(word) && word.length() >= LONG) {
                longWords
                        .computeIfAbsent(word.charAt(0), _ -> new ArrayList<>())
                        .add(word);
            }
            node = node.next.computeIfAbsent(word, _ -> new Node());
        }
        node.ends.add(phrase);
    }

    /// The findings that the text mentions, each with the phrase of the lexicon that was met first.
    Map<String, String> mentions(String text) {
        return text.isBlank() ? Map.of() : new Reading(tokens(text)).mentions();
    }

    /// Lower case without accents and invisible signs; words, and the signs that end a sentence or part a list.
    private static List<String> tokens(String text) {
        var tokens = new ArrayList<String>(text.length() / 4);
        var plain = plain(text);
        var word = new StringBuilder();
        for (var at = 0; at <= plain.length(); at++) {
            var sign = at < plain.length() ? plain.charAt(at) : ' ';
            if (Character.isLetterOrDigit(sign)) {
                word.append(Character.toLowerCase(sign));
            } else if (!isApostrophe(sign)) {
                if (!word.isEmpty()) {
                    addWord(word.toString(), tokens);
                    word.setLength(0);
                }
                if (",.;:!?\n".indexOf(sign) >= 0) {
                    tokens.add(String.valueOf(sign));
                }
            }
        }
        return tokens;
    }

    private static boolean isApostrophe(char sign) {
        return sign == '\'' || sign == '\u2019' || sign == '\u2018' || sign == '`' || sign == '\u00B4';
    }

    private static String plain(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 127) {
                return Normalizer.normalize(text.replace('\u00B4', '\''), Normalizer.Form.NFKD)
                        .replaceAll("[\\p{Mn}\\p{Cf}]", "");
            }
        }
        return text;
    }

    private static void addWord(String word, List<String> tokens) {
        var last = tokens.isEmpty() ? "" : tokens.getLast();
        if (word.equals("not") && (last.equals("can") || last.equals("could"))) {
            tokens.removeLast();
            tokens.add("cannot");
        } else if (word.equals("cant") || word.equals("couldnt")) {
            tokens.add("cannot");
        } else if (SHORTENED.containsKey(word)) {
            tokens.add(SHORTENED.get(word));
            tokens.add("not");
        } else {
            tokens.add(word);
        }
    }

    /// The same for all spellings and for singular and plural.
    private static String meant(String word) {
        var meant = word;
        if (word.length() >= LONG - 1) {
            meant = meant.replace("our", "or");
            meant = meant.replace("yse", "yze").replace("ise", "ize");
            meant = meant.replace("ae", "e").replace("oe", "e");
        }
        return ONLY_PLURAL.contains(word) ? word : singular(meant);
    }

    private static String singular(String word) {
        var length = word.length();
        if (length < 4 || word.charAt(length - 1) != 's') {
            return word;
        }
        var before = word.charAt(length - 2);
        if (before == 's' || before == 'u' || before == 'i') {
            return word;
        }
        return word.endsWith("ches") || word.endsWith("shes") || word.endsWith("sses")
                ? word.substring(0, length - 2)
                : word.substring(0, length - 1);
    }

    /// The words of the lexicon that this one may be.
    private List<String> meanings(String token) {
        var meant = meant(token);
        if (words.contains(meant)) {
            return List.of(meant);
        }
        if (token.length() < LONG - 1 || REAL_WORDS.contains(token)) {
            return List.of();
        }
        List<String> meanings = List.of();
        for (var word : longWords.getOrDefault(token.charAt(0), List.of())) {
            if (isOneSlipApart(meant, word) || isOneSlipApart(token, word)) {
                meanings = meanings.isEmpty() ? new ArrayList<>() : meanings;
                meanings.add(word);
            }
        }
        return meanings;
    }

    /// One letter too many, too few or wrong, or two that changed places.
    static boolean isOneSlipApart(String one, String other) {
        var shorter = one.length() <= other.length() ? one : other;
        var longer = one.length() <= other.length() ? other : one;
        if (longer.length() - shorter.length() > 1) {
            return false;
        }
        var at = 0;
        while (at < shorter.length() && shorter.charAt(at) == longer.charAt(at)) {
            at++;
        }
        if (shorter.length() < longer.length()) {
            return sameFrom(shorter, at, longer, at + 1);
        }
        return at < shorter.length()
                && (sameFrom(shorter, at + 1, longer, at + 1)
                        || at + 1 < shorter.length()
                                && shorter.charAt(at) == longer.charAt(at + 1)
                                && shorter.charAt(at + 1) == longer.charAt(at)
                                && sameFrom(shorter, at + 2, longer, at + 2));
    }

    private static boolean sameFrom(String one, int from, String other, int otherFrom) {
        return one.length() - from == other.length() - otherFrom
                && one.regionMatches(from, other, otherFrom, one.length() - from);
    }

    /// One text on its way through the lexicon.
    private final class Reading {

        private final List<String> tokens;
        private final List<List<String>> meanings;
        private final boolean[] listGoesOn;
        private final Map<String, String> mentions = new LinkedHashMap<>();

        Reading(List<String> tokens) {
            this.tokens = tokens;
            meanings = tokens.stream().map(FreeText.this::meanings).toList();
            listGoesOn = listGoesOn();
        }

        Map<String, String> mentions() {
            for (var at = 0; at < tokens.size(); at++) {
                follow(start, at, at, MOST_FILLERS);
            }
            return mentions;
        }

        private void follow(Node node, int begun, int at, int fillers) {
            node.ends.forEach(phrase -> hear(phrase, begun));
            if (at == tokens.size() || node.next.isEmpty()) {
                return;
            }
            for (var word : meanings.get(at)) {
                var next = node.next.get(word);
                if (next != null) {
                    follow(next, begun, at + 1, fillers);
                }
            }
            if (node != start && fillers > 0 && FILLERS.contains(tokens.get(at))) {
                follow(node, begun, at + 1, fillers - 1);
            }
        }

        private void hear(Phrase phrase, int begun) {
            var entry = phrase.entry();
            if (!mentions.containsKey(entry.finding()) && !denied(begun) && !meansSomethingElse(entry, begun)) {
                mentions.put(entry.finding(), phrase.text());
            }
        }

        private boolean meansSomethingElse(RedFlagWords entry, int at) {
            return at > 0 && entry.notAfter().contains(tokens.get(at - 1)) || entry.aboutMe() && aboutSomeoneElse(at);
        }

        private boolean denied(int at) {
            var reach = REACH;
            for (var i = at - 1; i >= 0 && reach > 0; i--) {
                var token = tokens.get(i);
                if (isNegation(i)) {
                    return denies(i, at);
                }
                if (SENTENCE_ENDS.contains(token) || NEW_THOUGHT.contains(token) && !denialJustBefore(i)) {
                    return false;
                }
                if (token.equals(COMMA)) {
                    if (!listGoesOn[i]) {
                        return false;
                    }
                    reach += REACH;
                }
                reach += LIST.contains(token) ? REACH : -1;
            }
            return false;
        }

        private boolean isNegation(int at) {
            return NEGATIONS.contains(tokens.get(at));
        }

        // "do not have a fever": "have" continues the denial, it does not begin a new thought.
        private boolean denialJustBefore(int at) {
            return at > 0 && isNegation(at - 1);
        }

        private boolean denies(int negation, int at) {
            var next = tokens.get(negation + 1);
            if (UNDO_NEGATION.contains(next) || next.equals(COMMA)) {
                return false;
            }
            if (negation > 0
                    && (isNegation(negation - 1) || tokens.get(negation - 1).equals("cannot"))) {
                return false;
            }
            return !(tokens.get(negation).equals("never") && restOfSentence(negation, at));
        }

        private boolean restOfSentence(int from, int at) {
            for (var i = from + 1; i < tokens.size(); i++) {
                var token = tokens.get(i);
                if (NEVER_LIKE_THIS.contains(token)) {
                    return true;
                }
                if (i > at && (SENTENCE_ENDS.contains(token) || token.equals(COMMA))) {
                    return false;
                }
            }
            return false;
        }

        // "no fever, chills or weakness" denies all three; "no fever, chest pain since noon" denies the first only.
        private boolean[] listGoesOn() {
            var goesOn = new boolean[tokens.size()];
            var now = false;
            for (var i = tokens.size() - 1; i >= 0; i--) {
                goesOn[i] = now;
                var token = tokens.get(i);
                if (LIST.contains(token)) {
                    now = true;
                } else if (SENTENCE_ENDS.contains(token) || NEW_THOUGHT.contains(token)) {
                    now = false;
                }
            }
            return goesOn;
        }

        private boolean aboutSomeoneElse(int at) {
            for (var i = at - 1; i >= 0 && i > at - 8; i--) {
                if (SENTENCE_ENDS.contains(tokens.get(i))) {
                    return false;
                }
                if (NOT_ABOUT_ME.contains(tokens.get(i))) {
                    return true;
                }
            }
            return false;
        }
    }
}
