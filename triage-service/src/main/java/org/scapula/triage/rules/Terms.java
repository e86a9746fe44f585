package org.scapula.triage.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A condition written out as the ways in which it can hold ("this and this, or that"), the shortest ways only.
/// CEL decides whether a row holds. Its unknown set may name a finding that can no longer change the result
/// (with `a && b || a`, it names b), so the findings that are shown are read from here.
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

    /// The findings that make the condition hold, given what is known.
    Set<String> because(Map<String, Object> known) {
        return findings(ways.stream().filter(way -> way.stream().allMatch(atom -> atom.in(known) == Truth.TRUE)));
    }

    /// The unknown findings that can still decide, given what is known; empty when it is decided.
    Set<String> needs(Map<String, Object> known) {
        var open = new ArrayList<Set<Atom>>();
        var shortened = false;
        for (var way : ways) {
            var truth = truth(way, known);
            if (truth == Truth.TRUE) {
                return Set.of();
            }
            if (truth == Truth.UNKNOWN) {
                var rest = new LinkedHashSet<Atom>();
                for (var atom : way) {
                    if (atom.in(known) == Truth.UNKNOWN) {
                        rest.add(atom);
                    }
                }
                shortened |= rest.size() < way.size();
                open.add(rest);
            }
        }
        // Only a way that has become shorter can make another one needless.
        return findings(shortened ? shortest(open.stream()).ways().stream() : open.stream());
    }

    Truth in(Map<String, Object> known) {
        var result = Truth.FALSE;
        for (var way : ways) {
            var truth = truth(way, known);
            if (truth == Truth.TRUE) {
                return truth;
            }
            result = truth == Truth.UNKNOWN ? truth : result;
        }
        return result;
    }

    Stream<Atom> atoms() {
        return ways.stream().flatMap(Set::stream).distinct();
    }

    private static Truth truth(Set<Atom> way, Map<String, Object> known) {
        var result = Truth.TRUE;
        for (var atom : way) {
            var truth = atom.in(known);
            if (truth == Truth.FALSE) {
                return truth;
            }
            result = truth == Truth.UNKNOWN ? truth : result;
        }
        return result;
    }

    private static Set<String> findings(Stream<Set<Atom>> ways) {
        return ways.flatMap(Set::stream).map(Atom::finding).collect(Collectors.toSet());
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
