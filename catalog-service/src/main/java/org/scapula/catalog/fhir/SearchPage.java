package org.scapula.catalog.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.scapula.catalog.content.Content;

/// A part of what was found. One entry more than the page holds was asked for; its only use is to tell that there
/// is a next page.
record SearchPage(Search search, List<Kept> found, Addresses addresses) {

    String bundle(Function<Kept, Written> write) {
        var shown = found.stream().limit(search.count()).toList();
        var links = new ArrayList<Bundle.Link>();
        links.add(new Bundle.Link("self", addresses.self(search.count())));
        if (hasMore()) {
            var next = Cursor.after(shown.getLast()).text();
            links.add(new Bundle.Link("next", addresses.next(search.count(), next)));
        }
        return Content.json(Bundle.of(
                total(),
                links,
                shown.stream()
                        .map(write)
                        .map(written ->
                                Bundle.match(addresses.of("ActivityDefinition/" + written.id()), written.json()))
                        .toList()));
    }

    private boolean hasMore() {
        return found.size() > search.count();
    }

    private Optional<Integer> total() {
        return search.isFromTheBeginning() && !hasMore() ? Optional.of(found.size()) : Optional.empty();
    }
}
