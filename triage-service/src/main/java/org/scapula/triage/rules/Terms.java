package org.scapula.triage.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A condition written out as the ways in which it can hold ("this and this, or that"), the shortest ways only.
/// With them an unknown answer stays exact: a finding that can no longer change the result is in no way that is left.
record Terms(List<Set<Atom>> ways) {

    private static final int MOST_WAYS = 5_000;

    static final Terms ALWAYS = new Terms(List.of(Set.of()));
    static final Terms NEVER = new Terms(List.of());

    static Terms of(Atom atom) {
        return new Terms(List.of(Set.of(atom)));
    }

    Terms or(Terms other) {
        return shortest(Stream.concat(ways.stream(), other.ways.stream()));
    }

    Terms and(Terms other) {
        if ((long) ways.size() * other.ways.size() > MOST_WAYS) {
            throw new IllegalArgumentException("the condition can hold in more than " + MOST_WAYS + " ways");
        }
        return shortest(ways.stream().flatMap(way -> other.ways.stream().map(more -> union(way, more))));
    }

    Stream<Atom> atoms() {
        return ways.stream().flatMap(Set::stream).distinct();
    }

    private static Set<Atom> union(Set<Atom> one, Set<Atom> other) {
        var both = new LinkedHashSet<>(one);
        both.addAll(other);
        // "Under 35 and under 45" is "under 35".
        both.removeIf(weak -> both.stream().anyMatch(atom -> !atom.equals(weak) && atom.implies(weak)));
        return both;
    }

    private static Terms shortest(Stream<Set<Atom>> ways) {
        var kept = new ArrayList<Set<Atom>>();
        ways.distinct().sorted(Comparator.comparingInt(Set::size)).forEach(way -> {
            if (kept.stream().noneMatch(way::containsAll)) {
                kept.add(Collections.unmodifiableSet(new LinkedHashSet<>(way)));
            }
        });
        return new Terms(List.copyOf(kept));
    }
}
