package org.scapula.planner.scheduling.system;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Looks for slots piece by piece, the earliest first, and stops as soon as there are enough.
public final class Pieces {

    private static final Duration FIRST = Duration.ofDays(1);

    /// So little is not cut any more.
    private static final Duration SHORT = Duration.ofMinutes(15);

    private Pieces() {}

    public record Span(Instant from, Instant until) {

        public boolean isShort() {
            return Duration.between(from, until).compareTo(SHORT) <= 0;
        }

        private List<Span> halves() {
            var middle = from.plus(Duration.between(from, until).dividedBy(2)).truncatedTo(ChronoUnit.SECONDS);
            return List.of(new Span(from, middle), new Span(middle, until));
        }
    }

    /// What a system said of a span; perhaps there is more.
    public record Reading(List<FreeSlot> slots, boolean isAll) {}

    /// The whole range in spans that grow: what is wanted soon is often found at once.
    public static List<Span> spans(SlotWish wish, Duration longest) {
        var spans = new ArrayList<Span>();
        var length = FIRST;
        for (var from = wish.from();
                from.isBefore(wish.until());
                from = spans.getLast().until()) {
            var until = from.plus(length);
            spans.add(new Span(from, until.isBefore(wish.until()) ? until : wish.until()));
            length = length.multipliedBy(2).compareTo(longest) < 0 ? length.multipliedBy(2) : longest;
        }
        return List.copyOf(spans);
    }

    public static <T> Uni<List<FreeSlot>> searched(
            SlotWish wish, List<T> pieces, Function<T, Uni<List<FreeSlot>>> search) {
        return on(wish, pieces.iterator(), search, List.of());
    }

    /// A span that holds more than a system tells at once is asked for by halves. Where nothing is found and not all
    /// was
    /// told, nobody knows that there is nothing.
    public static Uni<List<FreeSlot>> inParts(SlotWish wish, Span span, Function<Span, Uni<Reading>> look) {
        return look.apply(span).chain(read -> {
            if (read.isAll() || span.isShort() && read.slots().stream().anyMatch(wish::covers)) {
                return Uni.createFrom().item(read.slots());
            }
            return span.isShort()
                    ? Uni.createFrom().failure(new Refused(Refused.Why.NOT_UNDERSTOOD))
                    : searched(wish, span.halves(), half -> inParts(wish, half, look));
        });
    }

    private static <T> Uni<List<FreeSlot>> on(
            SlotWish wish, Iterator<T> left, Function<T, Uni<List<FreeSlot>>> search, List<FreeSlot> found) {
        if (!left.hasNext() || found.size() >= wish.most() || wish.enough().test(found)) {
            return Uni.createFrom().item(found);
        }
        return search.apply(left.next()).chain(more -> on(wish, left, search, earliest(wish, found, more)));
    }

    /// What a system answers is looked through again: not all of them look at what they are asked.
    private static List<FreeSlot> earliest(SlotWish wish, List<FreeSlot> found, List<FreeSlot> more) {
        return Stream.concat(found.stream(), more.stream().filter(wish::covers))
                .distinct()
                .sorted(Comparator.comparing(FreeSlot::start).thenComparing(FreeSlot::practitioner))
                .limit(wish.most())
                .toList();
    }

    public static <T> List<List<T>> portions(List<T> things, int most) {
        return IntStream.iterate(0, from -> from < things.size(), from -> from + most)
                .mapToObj(from -> things.subList(from, Math.min(from + most, things.size())))
                .toList();
    }

    /// Things that are asked for one after the other, all of them.
    public static <T, R> Uni<List<R>> each(List<T> things, Function<T, Uni<List<R>>> ask) {
        return eachOn(things.iterator(), ask, List.of());
    }

    /// The same, some of them at once.
    static <T, R> Uni<List<R>> several(List<T> things, int atOnce, Function<T, Uni<List<R>>> ask) {
        return things.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(things.stream().map(ask).toList())
                        .usingConcurrencyOf(atOnce)
                        .andFailFast()
                        .map(found -> found.stream().flatMap(List::stream).toList());
    }

    private static <T, R> Uni<List<R>> eachOn(Iterator<T> left, Function<T, Uni<List<R>>> ask, List<R> found) {
        if (!left.hasNext()) {
            return Uni.createFrom().item(found);
        }
        return ask.apply(left.next()).chain(more -> {
            var all = new ArrayList<>(found);
            all.addAll(more);
            return eachOn(left, ask, List.copyOf(all));
        });
    }
}
