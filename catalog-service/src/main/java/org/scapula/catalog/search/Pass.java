package org.scapula.catalog.search;

import java.util.List;

/// One question to the database: exercises of one tier. What an earlier pass found is not found again.
///
/// @param own    in the reader's language only; the other languages have their turn after it
/// @param titles whole names, or
/// @param words  what must stand in the names, or anywhere
public record Pass(Tier tier, boolean own, List<String> titles, String words) {

    public Pass {
        titles = List.copyOf(titles);
    }

    static Pass whole(Tier tier, List<String> titles) {
        return new Pass(tier, false, titles, "");
    }

    static Pass words(Tier tier, boolean own, String words) {
        return new Pass(tier, own, List.of(), words);
    }

    /// Its place among all passes that there can be; a cursor holds it.
    public int order() {
        return tier.ordinal() * 2 + (own ? 0 : 1);
    }

    public boolean isScored() {
        return tier == Tier.ANYWHERE || tier == Tier.CORRECTED_ANYWHERE;
    }
}
