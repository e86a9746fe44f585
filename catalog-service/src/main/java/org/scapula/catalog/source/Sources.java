package org.scapula.catalog.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.content.Source;
import org.scapula.catalog.edition.Shelf;
import org.scapula.edge.Problems;

@ApplicationScoped
class Sources implements PanacheRepositoryBase<SourceRow, String>, Shelf {

    private static final Duration START_TAKES = Duration.ofSeconds(5);

    private static final String ALL = """
            select v.version, cast(coalesce(s.document -> :language, s.document -> 'en') as text)
            from edition v left join source s on true
            order by s.place""";

    private final ObjectMapper json;

    Sources(ObjectMapper json) {
        this.json = json;
    }

    @WithSession
    Uni<SourcesView> all(Language language) {
        return getSession()
                .chain(session -> session.createNativeQuery(ALL, Object[].class)
                        .setParameter("language", language.tag())
                        .getResultList())
                .map(this::view);
    }

    /// Nothing points at these rows, so they are simply written anew.
    @Override
    public Uni<Void> stock(Content content) {
        var rows = IntStream.range(0, content.sources().size())
                .mapToObj(place -> new SourceRow(content.sources().get(place), place, content.languages()));
        return deleteAll().chain(() -> persist(rows)).replaceWithVoid();
    }

    private SourcesView view(List<Object[]> rows) {
        var version = rows.stream()
                .map(row -> String.valueOf(row[0]))
                .findFirst()
                .orElseThrow(() -> Problems.unavailable("The catalogue is not stocked yet.", START_TAKES));
        return new SourcesView(
                version,
                rows.stream().filter(row -> row[1] != null).map(this::source).toList());
    }

    private Source source(Object[] row) {
        try {
            return json.readValue(String.valueOf(row[1]), Source.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored source is not readable", broken);
        }
    }
}
