package org.scapula.planner.week;

import java.util.List;
import java.util.Optional;

/// The reason of one line: what it serves, where its dose comes from, which sources speak for it, and what came next;
/// that
/// is empty where nothing else could stand there.
public record Why(
        String text, List<String> serves, List<String> doseSources, List<String> sources, Optional<RunnerUp> runnerUp) {

    public Why {
        serves = List.copyOf(serves);
        doseSources = List.copyOf(doseSources);
        sources = List.copyOf(sources);
    }

    Why ahead(RunnerUp next) {
        return new Why(text, serves, doseSources, sources, Optional.of(next));
    }
}
