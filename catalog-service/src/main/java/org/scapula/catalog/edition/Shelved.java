package org.scapula.catalog.edition;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A row that outlives editions: its id stays, and with it every link to it.
public interface Shelved<E> {

    String slug();

    /// Takes over what the new edition says; an unchanged entry is left alone.
    void become(E wanted);

    /// Brings the rows that stay up to date, and names those that are new.
    static <E extends Shelved<E>> List<E> renew(List<E> rows, List<E> wanted) {
        var wantedBySlug = wanted.stream().collect(Collectors.toMap(Shelved::slug, Function.identity()));
        for (var row : rows) {
            var entry = wantedBySlug.remove(row.slug());
            if (entry != null) {
                row.become(entry);
            }
        }
        return wanted.stream()
                .filter(entry -> wantedBySlug.containsKey(entry.slug()))
                .toList();
    }
}
