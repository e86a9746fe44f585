package org.scapula.planner.week;

import java.util.List;
import java.util.Optional;

/// The reason of one line: what it serves, where its dose comes from, which sources speak for it, what it is worth, and
/// what came next; that is empty where nothing else could stand there.
///
/// @param value empty where it was not chosen by the objective
public record Why(
        String text,
        List<String> serves,
        List<String> doseSources,
        List<String> sources,
        Optional<Value> value,
        Optional<RunnerUp> runnerUp) {

    public Why {
        serves = List.copyOf(serves);
        doseSources = List.copyOf(doseSources);
        sources = List.copyOf(sources);
    }

    /// Not chosen by the objective, or not yet.
    public Why(
            String text,
            List<String> serves,
            List<String> doseSources,
            List<String> sources,
            Optional<RunnerUp> runnerUp) {
        this(text, serves, doseSources, sources, Optional.empty(), runnerUp);
    }

    Why chosen(Value worth, Optional<RunnerUp> next) {
        return new Why(text, serves, doseSources, sources, Optional.of(worth), next);
    }
}
