package org.scapula.planner.week;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A piece of advice as the catalogue has it. Without `onlyFor` it fits anybody.
public record AdviceLine(
        String slug,
        Topic topic,
        String title,
        String text,
        Optional<Set<Context>> onlyFor,
        Optional<Hours> hours,
        List<String> never,
        String evidence,
        String evidenceNote,
        List<String> sources) {

    public AdviceLine {
        onlyFor = onlyFor.map(Set::copyOf);
        never = List.copyOf(never);
        sources = List.copyOf(sources);
    }

    /// From when to when after the pain began, how often, and for how long each time.
    public record Hours(int from, Optional<Integer> to, Optional<Span> every, Optional<Span> minutes) {}

    boolean fits(Set<Context> contexts) {
        return onlyFor.map(only -> !Collections.disjoint(only, contexts)).orElse(true);
    }

    /// Of days like these and of no others.
    boolean isOnlyFor(Context context) {
        return onlyFor.filter(Set.of(context)::equals).isPresent();
    }

    Optional<Integer> fromHour() {
        return hours.map(Hours::from);
    }

    Optional<Integer> toHour() {
        return hours.flatMap(Hours::to);
    }

    /// Every sentence of it that a plan would show.
    Stream<String> sentences() {
        return Stream.concat(Stream.of(title, text, evidenceNote), never.stream());
    }
}
