package org.scapula.planner.week;

import java.util.List;

/// The reason of one line: what it serves, where its dose comes from, and which sources speak for it.
public record Why(String text, List<String> serves, List<String> doseSources, List<String> sources) {

    public Why {
        serves = List.copyOf(serves);
        doseSources = List.copyOf(doseSources);
        sources = List.copyOf(sources);
    }
}
