package org.scapula.triage.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks for warning signs in what a person wrote. It can only raise: where it is unclear whether a sign is denied,
/// the sign counts as mentioned.
final class FreeText {

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+|[,.;:!?\\n]");
    private static final String COMMA = ",";
    private static final Set<String> SENTENCE_ENDS =
            Set.of(".", ";", ":", "!", "?", "\n", "but", "however", "though", "although", "except", "yet");
    private static final Set<String> NEGATIONS = Set.of(
            "no", "not", "never", "without", "none", "nor", "neither", "dont", "doesnt", "didnt", "havent", "hasnt",
            "hadnt", "isnt", "arent", "wasnt", "werent", "deny", "denies", "denied");
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
            "less");
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
            "family",
            "son",
            "daughter",
            "partner",
            "cousin",
            "worried",
            "afraid",
            "scared",
            "fear",
            "wondering",
            "could",
            "might",
            "maybe",
            "possibly");
    private static final int REACH = 4;

    private record Phrase(RedFlagWords entry, String text, List<String> words) {}

    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();

    FreeText(List<RedFlagWords> lexicon) {
        for (var entry : lexicon) {
            for (var text : entry.phrases()) {
                var words = tokens(text);
                byFirstWord
                        .computeIfAbsent(words.getFirst(), _ -> new ArrayList<>())
                        .add(new Phrase(entry, text, words));
            }
        }
    }

    /// The findings that the text mentions, each with the phrase of the lexicon that was met first.
    Map<String, String> mentions(String text) {
        var mentions = new LinkedHashMap<String, String>();
        var tokens = tokens(text);
        for (var at = 0; at < tokens.size(); at++) {
            for (var phrase : byFirstWord.getOrDefault(tokens.get(at), List.of())) {
                if (startsAt(tokens, at, phrase.words())
                        && !denied(tokens, at)
                        && !meansSomethingElse(phrase.entry(), tokens, at)) {
                    mentions.putIfAbsent(phrase.entry().finding(), phrase.text());
                }
            }
        }
        return mentions;
    }

    private static List<String> tokens(String text) {
        var plain = text.toLowerCase(Locale.ROOT)
                .replace("can't", "cannot")
                .replace("can’t", "cannot")
                .replace("can not", "cannot")
                .replaceAll("['’]", "")
                .replaceAll("\\bcant\\b", "cannot");
        return TOKEN.matcher(plain).results().map(found -> found.group()).toList();
    }

    private static boolean startsAt(List<String> tokens, int at, List<String> words) {
        return at + words.size() <= tokens.size()
                && tokens.subList(at, at + words.size()).equals(words);
    }

    private static boolean meansSomethingElse(RedFlagWords words, List<String> tokens, int at) {
        return at > 0 && words.notAfter().contains(tokens.get(at - 1))
                || words.aboutMe() && aboutSomeoneElse(tokens, at);
    }

    private static boolean denied(List<String> tokens, int at) {
        var reach = REACH;
        for (var i = at - 1; i >= 0 && reach > 0; i--) {
            var token = tokens.get(i);
            if (NEGATIONS.contains(token)) {
                return denies(tokens, i, at);
            }
            if (SENTENCE_ENDS.contains(token) || NEW_THOUGHT.contains(token) && !denialJustBefore(tokens, i)) {
                return false;
            }
            if (token.equals(COMMA)) {
                if (!listGoesOn(tokens, i)) {
                    return false;
                }
                reach += REACH;
            }
            reach += LIST.contains(token) ? REACH : -1;
        }
        return false;
    }

    // "do not have a fever": "have" continues the denial, it does not begin a new thought.
    private static boolean denialJustBefore(List<String> tokens, int at) {
        return at > 0 && NEGATIONS.contains(tokens.get(at - 1));
    }

    private static boolean denies(List<String> tokens, int negation, int at) {
        var next = tokens.get(negation + 1);
        if (UNDO_NEGATION.contains(next) || next.equals(COMMA)) {
            return false;
        }
        if (negation > 0 && NEGATIONS.contains(tokens.get(negation - 1))) {
            return false;
        }
        return !(tokens.get(negation).equals("never") && restOfSentence(tokens, negation, at));
    }

    private static boolean restOfSentence(List<String> tokens, int from, int at) {
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
    private static boolean listGoesOn(List<String> tokens, int comma) {
        for (var i = comma + 1; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (LIST.contains(token)) {
                return true;
            }
            if (SENTENCE_ENDS.contains(token) || NEW_THOUGHT.contains(token)) {
                return false;
            }
        }
        return false;
    }

    private static boolean aboutSomeoneElse(List<String> tokens, int at) {
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
