package org.scapula.planner.scheduling.system;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
