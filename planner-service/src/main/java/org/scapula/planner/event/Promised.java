package org.scapula.planner.event;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;

/// The secrets before the one in force that are good still, each until the time that was promised for it.
/// Nobody knows which of them the other side holds: whoever lost an answer renews it again.
///
/// @param until by the number of the secret
record Promised(NavigableMap<Integer, Instant> until) {

    /// Each signs, too, and what they sign with must fit into a header.
    static final int MOST = 20;

    private static final Promised NOTHING = new Promised(Collections.emptyNavigableMap());

    /// As it stands in a row.
    static Promised in(String words) {
        return new Promised(Stream.of(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(
                        word -> Integer.valueOf(word[0]),
                        word -> Instant.parse(word[1]),
                        (one, other) -> one,
                        TreeMap::new)));
    }

    /// What holds still when this secret is exchanged for another, and is itself promised for a while. Where
    /// it is promised no longer than now, none before it is either: they may have become known to others.
    Promised exchanged(int generation, Instant goodUntil, Instant now) {
        if (!goodUntil.isAfter(now)) {
            return NOTHING;
        }
        var held = new TreeMap<>(at(now).until);
        held.put(generation, goodUntil);
        if (held.size() > MOST) {
            throw Problems.invalid(new FieldError(
                    "/previousForHours",
                    "out-of-range",
                    MOST + " secrets before this one are good still; wait, or say 0, which ends them all"));
        }
        return new Promised(held);
    }

    Promised at(Instant now) {
        return new Promised(until.entrySet().stream()
                .filter(one -> one.getValue().isAfter(now))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new)));
    }

    /// When the last of them ends.
    Optional<Instant> last() {
        return until.values().stream().max(Comparator.naturalOrder());
    }

    /// The newest first.
    List<Integer> generations() {
        return List.copyOf(until.descendingKeySet());
    }

    String words() {
        return until.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining(" "));
    }
}
