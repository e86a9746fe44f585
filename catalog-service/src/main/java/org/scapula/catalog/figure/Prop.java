package org.scapula.catalog.figure;

import java.util.Collection;
import java.util.Set;

/// A thing that is used, when it is drawn, and in which key frames (counted from 1; empty: in all).
record Prop(Thing thing, Layer layer, Set<Integer> frames) {

    boolean isThereInAll(Collection<Integer> wanted) {
        return frames.isEmpty() || frames.containsAll(wanted);
    }
}
