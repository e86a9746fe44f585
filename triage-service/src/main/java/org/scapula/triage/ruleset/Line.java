package org.scapula.triage.ruleset;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One sentence that a person reads, and where it comes from. `{…}` is filled in for the person and the place.
public record Line(String text, List<String> sources) {

    private static final Set<String> BLANKS =
            Set.of("emergency", "department", "maternity", "crisis", "sameDay", "clinic", "days", "reviewDate", "open");

    private static final Pattern BLANK = Pattern.compile("\\{(\\w*)}");

    public Line {
        sources = List.copyOf(sources);
        text = text.strip();
        if (text.isBlank() || sources.isEmpty()) {
            throw new IllegalArgumentException("A line of the wording needs a text and a source: " + text);
        }
        if (!BLANK.matcher(text).results().map(blank -> blank.group(1)).allMatch(BLANKS::contains)) {
            throw new IllegalArgumentException("Nobody fills in a blank of: " + text);
        }
    }

    public String filled(Map<String, String> values) {
        return text.indexOf('{') < 0
                ? text
                : BLANK.matcher(text).replaceAll(blank -> value(blank, values)).strip();
    }

    private static String value(MatchResult blank, Map<String, String> values) {
        return Matcher.quoteReplacement(Objects.requireNonNull(values.get(blank.group(1))));
    }
}
