package org.scapula.planner.scheduling.system;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Reads changes by the time of the last one. A system writes its times before it shows them, so the last minute is
/// read again each time, and what was told before is not told twice.
public final class Tide {

    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private Tide() {}

    public record Change(String visit, Instant at) {

        private String trace() {
            return visit + "@" + at.toEpochMilli();
        }
    }

    /// From when on to ask.
    public static Instant from(Mark since, Instant whenNew) {
        return last(since).map(at -> at.minus(OVERLAP)).orElse(whenNew);
    }

    /// What one list told, in its order. Of some it does not say when they changed.
    public record Reading(List<Told> told, boolean isAll) {

        public Reading {
            told = List.copyOf(told);
        }

        private Stream<Change> changes() {
            return told.stream().flatMap(one -> one.at().map(at -> new Change(one.visit(), at)).stream());
        }

        private Optional<Instant> last() {
            return changes().map(Change::at).reduce((_, later) -> later);
        }
    }

    public record Told(String visit, Optional<Instant> at) {}

    /// Whether it may be gone on with at another time: so much is new, and all that is older has been read.
    public static boolean isEnough(Mark since, List<Told> told, int most, Instant whenNew) {
        if (told.size() < most) {
            return false;
        }
        var before = last(since).orElse(whenNew);
        var times = told.stream().flatMap(one -> one.at().stream()).toList();
        var inOrder = times.stream().sorted().toList().equals(times);
        return inOrder && times.stream().filter(before::isBefore).count() >= most;
    }

    /// Of several lists the mark goes only as far as each of them was read. What has no date is told each time: whether
    /// it
    /// changed nobody knows.
    public static Changes read(Mark since, List<Reading> lists, Instant whenNew) {
        var until = lists.stream()
                .filter(list -> !list.isAll())
                .flatMap(list -> list.last().stream())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        var seen = lists.stream()
                .flatMap(Reading::changes)
                .filter(change -> !change.at().isAfter(until))
                .toList();
        var dated = next(since, seen, whenNew);
        var undated = lists.stream()
                .flatMap(list -> list.told().stream())
                .filter(one -> one.at().isEmpty())
                .map(Told::visit);
        return new Changes(
                Stream.concat(dated.visits().stream(), undated).distinct().toList(), dated.next());
    }

    public static Changes next(Mark since, List<Change> seen, Instant whenNew) {
        var before = last(since).orElse(whenNew);
        var last = seen.stream()
                .map(Change::at)
                .filter(before::isBefore)
                .max(Instant::compareTo)
                .orElse(before);
        var told = told(since);
        var fresh = seen.stream()
                .filter(change -> !told.contains(change.trace()))
                .map(Change::visit)
                .distinct()
                .toList();
        var still = new TreeSet<String>();
        seen.stream()
                .filter(change -> !change.at().isBefore(last.minus(OVERLAP)))
                .map(Change::trace)
                .forEach(still::add);
        return new Changes(fresh, new Mark((last + " " + String.join(" ", still)).strip()));
    }

    private static Optional<Instant> last(Mark mark) {
        try {
            return mark.says().isBlank()
                    ? Optional.empty()
                    : Optional.of(Instant.parse(words(mark).getFirst()));
        } catch (DateTimeParseException notOurs) {
            return Optional.empty();
        }
    }

    private static Set<String> told(Mark mark) {
        var words = words(mark);
        return words.isEmpty() ? Set.of() : new HashSet<>(words.subList(1, words.size()));
    }

    private static List<String> words(Mark mark) {
        return mark.says().isBlank() ? List.of() : List.of(mark.says().split(" "));
    }
}
