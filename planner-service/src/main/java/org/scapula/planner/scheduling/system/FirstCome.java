package org.scapula.planner.scheduling.system;

import io.smallrye.mutiny.Uni;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Who has a time where a system lets several into it: whoever has the lowest number. What stands there twice under one
/// key is one visit that was told twice; the first one is it.
record FirstCome(BookedVisit kept, List<BookedVisit> givenBack, boolean isLate) {

    static Uni<Void> alone(Uni<List<BookedVisit>> others) {
        return others.map(List::isEmpty)
                .chain(alone ->
                        alone ? Uni.createFrom().voidItem() : Uni.createFrom().failure(new SlotGone()));
    }

    static FirstCome of(BookedVisit ours, List<BookedVisit> others) {
        var twins = Stream.concat(Stream.of(ours), others.stream().filter(other -> isTwin(ours, other)))
                .sorted(Comparator.comparing(FirstCome::number))
                .toList();
        var kept = twins.getFirst();
        var late = others.stream()
                .anyMatch(other -> !isTwin(ours, other) && number(other).compareTo(number(kept)) < 0);
        return new FirstCome(kept, late ? twins : twins.subList(1, twins.size()), late);
    }

    private static boolean isTwin(BookedVisit ours, BookedVisit other) {
        return !ours.key().isEmpty() && ours.key().equals(other.key());
    }

    private static BigInteger number(BookedVisit visit) {
        return new BigInteger(visit.id());
    }
}
