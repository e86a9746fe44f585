package org.scapula.planner.filling;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is to be filled: each slot with one of its options, no exercise twice in a session, none oftener than its
/// ration.
/// The best filling has the most points, less what coming again costs; of equally good ones, the one that the alphabet
/// of the slugs chooses.
public record Filling(List<Slot> slots, SortedMap<String, Ration> rations) {

    /// A point outweighs every order of slugs. The flow counts in doubles, which are exact below 2^53, and takes a cost
    /// of
    /// 10^9 for endless.
    static final long A_POINT = 1_000_000;

    private static final int MOST_POINTS = 900;

    public Filling {
        slots = slots.stream().sorted(Slot.ORDER).toList();
        rations = Collections.unmodifiableSortedMap(new TreeMap<>(rations));
        for (var slot : slots) {
            for (var option : slot.options()) {
                if (!rations.containsKey(option.slug())) {
                    throw new IllegalArgumentException("No ration for " + option.slug());
                }
                if (Math.abs(option.worth()) > MOST_POINTS) {
                    throw new IllegalArgumentException("Nothing is worth so much or so little: " + option);
                }
            }
        }
    }

    public static Filling of(List<Slot> slots, Map<String, Ration> rations) {
        return new Filling(slots, new TreeMap<>(rations));
    }

    Ration ration(String slug) {
        var ration = rations.get(slug);
        if (ration == null) {
            throw new IllegalArgumentException("No ration for " + slug);
        }
        return ration;
    }

    /// What it costs to put this option somewhere: its worth below zero, and a trifle for its place in the alphabet.
    /// All
    /// trifles together stay below a point.
    long cost(Option option) {
        return cost(option, rations.headMap(option.slug()).size());
    }

    /// The same for whoever knows its place in the alphabet, which takes long to find.
    long cost(Option option, int place) {
        return -option.worth() * A_POINT + Math.min(place, (A_POINT - 1) / Math.max(1, slots.size()));
    }

    /// What the n-th time of an exercise costs, the first being 1.
    long costOfTime(String slug, int time) {
        return Math.min((time - 1) * ration(slug).again(), MOST_POINTS) * A_POINT;
    }
}
