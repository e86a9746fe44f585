package org.scapula.catalog.advice;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.edition.Shelf;
import org.scapula.catalog.query.Paging;
import org.scapula.edge.Problems;

@ApplicationScoped
class Advice implements PanacheRepositoryBase<AdviceRow, UUID>, Shelf {

    private static final Duration START_TAKES = Duration.ofSeconds(5);

    /// Version and entries of one moment, as with the exercises.
    private static final String VIEW =
            "cast(a.document || jsonb_build_object('id', a.id, 'catalogVersion', v.version) as text)";

    private static final String ONE =
            "select v.version, " + VIEW + " from edition v left join advice a on a.slug = :slug";

    private static final String ONE_BY_ID =
            "select v.version, " + VIEW + " from edition v left join advice a on a.id = :id";

    /// An empty text asks nothing.
    private static final String PAGE = "select v.version, " + VIEW + """
             from edition v left join lateral (
                select * from advice x
                where x.slug > :after
                and (:topics = '' or x.topic = any (string_to_array(:topics, ',')))
                and (:contexts = '' or x.contexts && string_to_array(:contexts, ','))
                order by x.slug
                limit :most) a on true
            order by a.slug""";

    private final ObjectMapper json;

    Advice(ObjectMapper json) {
        this.json = json;
    }

    @WithSession
    Uni<AdvicePage> in(AdviceFilter filter, Paging paging) {
        return getSession()
                .chain(session -> session.createNativeQuery(PAGE, Object[].class)
                        .setParameter("after", paging.after())
                        .setParameter("topics", list(filter.topics()))
                        .setParameter("contexts", list(filter.contexts()))
                        .setParameter("most", paging.limit() + 1)
                        .getResultList())
                .map(rows -> AdvicePage.of(version(rows), views(rows), paging.limit()));
    }

    @WithSession
    Uni<AdviceView> require(UUID id) {
        return getSession()
                .chain(session -> session.createNativeQuery(ONE_BY_ID, Object[].class)
                        .setParameter("id", id)
                        .getResultList())
                .map(this::only);
    }

    @WithSession
    Uni<AdviceView> require(String slug) {
        return getSession()
                .chain(session -> session.createNativeQuery(ONE, Object[].class)
                        .setParameter("slug", slug)
                        .getResultList())
                .map(this::only);
    }

    @Override
    public Uni<Void> stock(Content content) {
        var wanted = content.advice().stream().map(AdviceRow::new).toList();
        return listAll().chain(rows -> replace(rows, wanted));
    }

    private Uni<Void> replace(List<AdviceRow> rows, List<AdviceRow> wanted) {
        var wantedBySlug = wanted.stream().collect(toMap(entry -> entry.slug, Function.identity()));
        var known = rows.stream().map(row -> row.slug).collect(toSet());
        for (var row : rows) {
            var entry = wantedBySlug.get(row.slug);
            if (entry != null) {
                row.become(entry);
            }
        }
        var added = wanted.stream().filter(entry -> !known.contains(entry.slug)).toArray();
        return getSession()
                .chain(session -> session.persistAll(added))
                .chain(() -> delete("slug not in ?1", wantedBySlug.keySet()))
                .replaceWithVoid();
    }

    private static String list(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().collect(joining(","));
    }

    private static String version(List<Object[]> rows) {
        return rows.stream()
                .map(row -> String.valueOf(row[0]))
                .findFirst()
                .orElseThrow(() -> Problems.unavailable("The catalogue is not stocked yet.", START_TAKES));
    }

    private AdviceView only(List<Object[]> rows) {
        var version = version(rows);
        return views(rows).stream()
                .findFirst()
                .orElseThrow(() -> Problems.notFound(
                        "Edition " + version + " of the catalogue has no advice with this id or slug."));
    }

    private List<AdviceView> views(List<Object[]> rows) {
        return rows.stream().filter(row -> row[1] != null).map(this::view).toList();
    }

    private AdviceView view(Object[] row) {
        try {
            return json.readValue(String.valueOf(row[1]), AdviceView.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Stored advice is not readable", broken);
        }
    }
}
