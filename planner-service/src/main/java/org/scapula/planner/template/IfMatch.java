package org.scapula.planner.template;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.scapula.edge.Problems;

/// What the caller saw last. Who wants to change something says so, and nothing is changed unseen.
record IfMatch(String tags) {

    static IfMatch required(Optional<String> header) {
        return new IfMatch(header.orElseThrow(() -> Problems.of(
                428,
                "precondition-required",
                "Say which one you mean",
                "Send the ETag of the template as you saw it in If-Match, so that nothing is changed unseen.",
                Map.of())));
    }

    /// Whoever comes too late gets what there is now, to put beside their own.
    void mustName(String tag, TemplateView current) {
        if (!names(tag)) {
            throw HttpProblem.builder(Problems.of(
                            412,
                            "changed-meanwhile",
                            "It has changed meanwhile",
                            "The template is not as you saw it, so nothing was changed. What it says now stands in"
                                    + " current; put your words beside it and save again with its ETag.",
                            Map.of("current", current)))
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
