package org.scapula.triage.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A checked condition over the findings, compiled: each different part of it is one bit, each way in which it can hold
/// a set of bits. A judgement asks every row of everybody, so it is worth the trouble.
final class Condition {

    private static final int MOST_PARTS = Long.SIZE;

    private final String text;
    private final Terms terms;
    private final List<String> reads;
    private final Known.Places allPlaces;
    private final Atom[] parts;
    private final int[] places;
    private final int[] otherPlaces;
    private final long[] ways;

    Condition(String text, Terms terms, Known.Places places, Set<String> reads) {
        this.text = text;
        this.reads = List.copyOf(reads);
        this.terms = terms;
        allPlaces = places;
        parts = terms.atoms().toArray(Atom[]::new);
        if (parts.length > MOST_PARTS) {
            throw new IllegalArgumentException("the condition has more than " + MOST_PARTS + " different parts");
        }
        this.places =
                Arrays.stream(parts).mapToInt(part -> places.of(part.finding())).toArray();
        otherPlaces = Arrays.stream(parts)
                .mapToInt(part -> part.comparesTwo() ? places.of(part.other()) : -1)
                .toArray();
        ways = terms.ways().stream().mapToLong(this::bits).toArray();
    }

    String text() {
        return text;
    }

    Terms terms() {
        return terms;
    }

    List<String> reads() {
        return reads;
    }

    Truth in(Known known) {
        var met = 0L;
        var open = 0L;
        for (var part = 0; part < parts.length; part++) {
            switch (known.truthOf(parts[part], places[part], otherPlaces[part])) {
                case TRUE -> met |= 1L << part;
                case UNKNOWN -> open |= 1L << part;
                case FALSE -> {}
            }
        }
        var result = Truth.FALSE;
        for (var way : ways) {
            var missing = way & ~met;
            if (missing == 0) {
                return Truth.TRUE;
            }
            if ((missing & ~open) == 0) {
                result = Truth.UNKNOWN;
            }
        }
        return result;
    }

    /// The places of the findings that make the condition hold, given what is known.
    BitSet because(Known known) {
        var met = bits(known, Truth.TRUE);
        var because = 0L;
        for (var way : ways) {
            because |= (way & ~met) == 0 ? way : 0;
        }
        return placesOf(because);
    }

    /// The unknown findings that can still decide, given what is known; empty when it is decided.
    Set<String> needs(Known known) {
        return new LinkedHashSet<>(allPlaces.names(needed(known)));
    }

    /// The places of the findings that {@link #needs} names.
    BitSet needed(Known known) {
        var met = bits(known, Truth.TRUE);
        var open = bits(known, Truth.UNKNOWN);
        var left = new long[ways.length];
        var count = 0;
        for (var way : ways) {
            var missing = way & ~met;
            if (missing == 0) {
                return new BitSet();
            }
            if ((missing & ~open) == 0) {
                left[count++] = missing;
            }
        }
        return placesOf(shortestOf(left, count));
    }

    /// For each way that is met in part and not decided against but for `missing` parts or fewer: the parts it lacks.
    List<Set<Atom>> lacks(Known known, int missing) {
        var met = bits(known, Truth.TRUE);
        var lacks = new ArrayList<Set<Atom>>();
        for (var way : ways) {
            var without = way & ~met;
            if (without != 0 && without != way && Long.bitCount(without) <= missing) {
                lacks.add(parts(without));
            }
        }
        return lacks;
    }

    /// What can still decide: only a way that no shorter one makes needless.
    private static long shortestOf(long[] left, int count) {
        var needed = 0L;
        for (var one = 0; one < count; one++) {
            var needless = false;
            for (var other = 0; other < count && !needless; other++) {
                needless = left[other] != left[one] && (left[other] & ~left[one]) == 0;
            }
            needed |= needless ? 0 : left[one];
        }
        return needed;
    }

    private long bits(Known known, Truth wanted) {
        var bits = 0L;
        for (var part = 0; part < parts.length; part++) {
            if (known.truthOf(parts[part], places[part], otherPlaces[part]) == wanted) {
                bits |= 1L << part;
            }
        }
        return bits;
    }

    private long bits(Set<Atom> way) {
        var bits = 0L;
        for (var part = 0; part < parts.length; part++) {
            bits |= way.contains(parts[part]) ? 1L << part : 0;
        }
        return bits;
    }

    private BitSet placesOf(long bits) {
        var some = new BitSet();
        for (var part = 0; part < parts.length; part++) {
            if ((bits & 1L << part) != 0) {
                some.set(places[part]);
                if (otherPlaces[part] >= 0) {
                    some.set(otherPlaces[part]);
                }
            }
        }
        return some;
    }

    private Set<Atom> parts(long bits) {
        var some = new LinkedHashSet<Atom>();
        for (var part = 0; part < parts.length; part++) {
            if ((bits & 1L << part) != 0) {
                some.add(parts[part]);
            }
        }
        return some;
    }
}
