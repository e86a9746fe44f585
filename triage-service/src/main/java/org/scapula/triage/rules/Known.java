package org.scapula.triage.rules;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What the engine takes for true of one person: yes, no or a number for each finding and fact; the rest is unknown.
/// Findings are looked up by their place in the questionnaire, because every row asks for them again.
final class Known {

    /// Which finding or fact has which place; the same for everybody who is judged by a rule set.
    static final class Places {

        private final List<String> names;
        private final Map<String, Integer> byName = new HashMap<>();

        Places(List<String> names) {
            this.names = List.copyOf(names);
            names.forEach(name -> byName.put(name, byName.size()));
        }

        /// The names of these places, in their order.
        List<String> names(BitSet some) {
            return some.stream().mapToObj(names::get).toList();
        }

        BitSet of(Collection<String> some) {
            var places = new BitSet(names.size());
            some.forEach(name -> places.set(of(name)));
            return places;
        }

        int of(String name) {
            return Objects.requireNonNull(byName.get(name), name);
        }

        boolean has(String name) {
            return byName.containsKey(name);
        }
    }

    private static final byte UNKNOWN = 0;
    private static final byte YES = 1;
    private static final byte NO = 2;
    private static final byte NUMBER = 3;

    private final Places places;
    private final byte[] kinds;
    private final double[] numbers;

    Known(Places places) {
        this(places, new byte[places.byName.size()], new double[places.byName.size()]);
    }

    private Known(Places places, byte[] kinds, double[] numbers) {
        this.places = places;
        this.kinds = kinds;
        this.numbers = numbers;
    }

    Known copy() {
        return new Known(places, kinds.clone(), numbers.clone());
    }

    Known with(String name, Answer answer) {
        var more = copy();
        more.learn(name, answer);
        return more;
    }

    void learn(String name, Answer answer) {
        var place = places.of(name);
        switch (answer) {
            case Answer.YesNo said -> kinds[place] = said.yes() ? YES : NO;
            case Answer.Number said -> {
                kinds[place] = NUMBER;
                numbers[place] = said.value().doubleValue();
            }
            case Answer.Unknown _ -> kinds[place] = UNKNOWN;
        }
    }

    void fact(String name, boolean holds) {
        kinds[places.of(name)] = holds ? YES : NO;
    }

    boolean has(String name) {
        return places.has(name) && kinds[places.of(name)] != UNKNOWN;
    }

    boolean isYes(String name) {
        return places.has(name) && kinds[places.of(name)] == YES;
    }

    boolean isNo(String name) {
        return places.has(name) && kinds[places.of(name)] == NO;
    }

    Optional<Double> number(String name) {
        var place = places.of(name);
        return kinds[place] == NUMBER ? Optional.of(numbers[place]) : Optional.empty();
    }

    /// Of these places, those where nothing is known.
    BitSet unknownOf(BitSet some) {
        return those(some, UNKNOWN);
    }

    BitSet yesOf(BitSet some) {
        return those(some, YES);
    }

    private BitSet those(BitSet some, byte kind) {
        var those = new BitSet(kinds.length);
        for (var place = some.nextSetBit(0); place >= 0; place = some.nextSetBit(place + 1)) {
            those.set(place, kinds[place] == kind);
        }
        return those;
    }

    Truth truthOf(Atom atom, int place, int otherPlace) {
        return switch (kinds[place]) {
            case YES -> truth(atom.side() == Atom.Side.YES);
            case NO -> truth(atom.side() == Atom.Side.NO);
            case NUMBER -> compared(atom, numbers[place], otherPlace);
            default -> Truth.UNKNOWN;
        };
    }

    private Truth compared(Atom atom, double number, int otherPlace) {
        if (otherPlace < 0) {
            return truth(atom.holdsFor(number));
        }
        return kinds[otherPlace] == NUMBER ? truth(atom.side().holds(number, numbers[otherPlace])) : Truth.UNKNOWN;
    }

    private static Truth truth(boolean holds) {
        return holds ? Truth.TRUE : Truth.FALSE;
    }
}
