package org.scapula.catalog.advice;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.edition.Shelf;
import org.scapula.catalog.edition.Shelved;
import org.scapula.catalog.query.Found;
import org.scapula.catalog.query.Paging;

@ApplicationScoped
class Advice implements PanacheRepositoryBase<AdviceRow, UUID>, Shelf {

    /// Version and entries of one moment, as with the exercises.
    private static final String VIEW = "cast(coalesce(a.document -> :language, a.document -> 'en')"
            + " || jsonb_build_object('id', a.id, 'catalogVersion', v.version) as text)";

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
    Uni<AdvicePage> in(Language language, AdviceFilter filter, Paging paging) {
        return getSession()
                .chain(session -> session.createNativeQuery(PAGE, Object[].class)
                        .setParameter("language", language.tag())
                        .setParameter("after", paging.after())
                        .setParameter("topics", list(filter.topics()))
                        .setParameter("contexts", list(filter.contexts()))
                        .setParameter("most", paging.limit() + 1)
                        .getResultList())
                .map(rows -> AdvicePage.of(Found.in(rows, AdviceView.class, json), paging.limit()));
    }

    @WithSession
    Uni<AdviceView> require(Language language, UUID id) {
        return getSession()
                .chain(session -> session.createNativeQuery(ONE_BY_ID, Object[].class)
                        .setParameter("language", language.tag())
                        .setParameter("id", id)
                        .getResultList())
                .map(rows -> Found.in(rows, AdviceView.class, json).only("advice"));
    }

    @WithSession
    Uni<AdviceView> require(Language language, String slug) {
        return getSession()
                .chain(session -> session.createNativeQuery(ONE, Object[].class)
                        .setParameter("language", language.tag())
                        .setParameter("slug", slug)
                        .getResultList())
                .map(rows -> Found.in(rows, AdviceView.class, json).only("advice"));
    }

    @Override
    public Uni<Void> stock(Content content) {
        var wanted = content.advice().stream()
                .map(entry -> new AdviceRow(entry, content.languages()))
                .toList();
        return listAll().chain(rows -> replace(rows, wanted));
    }

    private Uni<Void> replace(List<AdviceRow> rows, List<AdviceRow> wanted) {
        var kept = wanted.stream().map(AdviceRow::slug).toList();
        return getSession()
                .chain(session -> session.persistAll(Shelved.renew(rows, wanted).toArray()))
                .chain(() -> delete("slug not in ?1", kept))
                .replaceWithVoid();
    }

    private static String list(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().collect(joining(","));
    }
}
