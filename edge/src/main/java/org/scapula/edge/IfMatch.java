package org.scapula.edge;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What the caller saw last of a thing. Who wants to change it says so, and nothing is changed unseen.
public final class IfMatch {

    private final String thing;
    private final String tags;

    private IfMatch(String thing, String tags) {
        this.thing = thing;
        this.tags = tags;
    }

    /// Of a thing that has this name in a sentence: "draft", "rule set".
    public static IfMatch required(String thing, Optional<String> header) {
        return ifGiven(thing, header)
                .orElseThrow(() -> Problems.of(
                        428,
                        "precondition-required",
                        "Say which one you mean",
                        "Send the ETag of the " + thing
                                + " as you saw it in If-Match, so that nothing is changed unseen.",
                        Map.of()));
    }

    public static Optional<IfMatch> ifGiven(String thing, Optional<String> header) {
        return header.map(tags -> new IfMatch(thing, tags));
    }

    /// Whoever comes too late gets what there is now, to put beside their own.
    public void mustName(String tag, Supplier<Object> current) {
        if (!names(tag)) {
            throw HttpProblem.builder(Problems.of(
                            412,
                            "changed-meanwhile",
                            "It has changed meanwhile",
                            "The " + thing + " is not as you saw it, so nothing was changed. What it is now stands in"
                                    + " current; put your words beside it and send them again with its ETag.",
                            Map.of("current", current.get())))
                    .withHeader("ETag", "\"" + tag + "\"")
                    .build();
        }
    }

    private boolean names(String tag) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .anyMatch(named -> named.equals("*") || named.equals("\"" + tag + "\""));
    }
}
