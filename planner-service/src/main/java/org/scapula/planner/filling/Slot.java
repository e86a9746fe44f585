package org.scapula.planner.filling;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A place for one exercise: on which day of the week, in which of its sessions, at which place there.
public record Slot(int day, int session, int place, List<Option> options) {

    static final Comparator<Slot> ORDER =
            Comparator.comparingInt(Slot::day).thenComparingInt(Slot::session).thenComparingInt(Slot::place);

    public Slot {
        options = options.stream().sorted(Comparator.comparing(Option::slug)).toList();
        if (options.isEmpty() || options.stream().map(Option::slug).distinct().count() != options.size()) {
            throw new IllegalArgumentException("A slot needs an exercise, and none of them twice");
        }
    }

    public Optional<Option> option(String slug) {
        return options.stream().filter(it -> it.slug().equals(slug)).findFirst();
    }
}
