package org.scapula.planner.week;

import java.util.List;

/// One sitting. The warm-up stands among the items, so `warmupMinutes`, which would come on top, is 0 here.
public record Session(double minutes, int warmupMinutes, List<Item> items) {

    public Session {
        items = List.copyOf(items);
    }
}
