package org.scapula.catalog.exercise;

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
import org.scapula.catalog.edition.Shelf;
import org.scapula.catalog.edition.Shelved;
import org.scapula.catalog.query.Found;
import org.scapula.catalog.query.Paging;

@ApplicationScoped
class Exercises implements PanacheRepositoryBase<Exercise, UUID>, Shelf {

    /// The answer is put together by the database, so that version and entries are of one moment: an edition that is
    /// published between two reads would give an answer that never was.
    private static final String VIEW =
            "cast(e.document || jsonb_build_object('id', e.id, 'catalogVersion', v.version) as text)";

    private static final String ONE =
            "select v.version, " + VIEW + " from edition v left join exercise e on e.slug = :slug";

    private static final String ONE_BY_ID =
            "select v.version, " + VIEW + " from edition v left join exercise e on e.id = :id";

    /// An empty text asks nothing.
    private static final String PAGE = "select v.version, " + VIEW + """
             from edition v left join lateral (
                select * from exercise x
                where x.slug > :after
                and (:kinds = '' or x.kind = any (string_to_array(:kinds, ',')))
                and (:classes = '' or x.exercise_class = any (string_to_array(:classes, ',')))
                and (:categories = '' or x.categories && string_to_array(:categories, ','))
                and (:muscles = '' or x.muscles && string_to_array(:muscles, ','))
                and (:positions = '' or x.positions && string_to_array(:positions, ','))
                and (:targets = '' or x.targets && string_to_array(:targets, ','))
                and (:owned = '' or exists (
                    select from jsonb_array_elements(x.document -> 'equipment') as alternative (needs)
                    where alternative.needs <@ to_jsonb(string_to_array(:owned, ','))))
                and not exists (
                    select from unnest(string_to_array(:words, ' ')) as wanted (word)
                    where position(wanted.word in x.searchable) = 0)
                order by x.slug
                limit :most) e on true
            order by e.slug""";

    private final ObjectMapper json;

    Exercises(ObjectMapper json) {
        this.json = json;
    }

    @WithSession
    Uni<ExercisePage> in(ExerciseFilter filter, Paging paging) {
        return getSession()
                .chain(session -> session.createNativeQuery(PAGE, Object[].class)
                        .setParameter("after", paging.after())
                        .setParameter("kinds", list(filter.kinds()))
                        .setParameter("classes", list(filter.classes()))
                        .setParameter("categories", list(filter.categories()))
                        .setParameter("muscles", list(filter.muscles()))
                        .setParameter("positions", list(filter.positions()))
                        .setParameter("targets", list(filter.targets()))
                        .setParameter("owned", list(filter.owned()))
                        .setParameter("words", filter.words())
                        .setParameter("most", paging.limit() + 1)
                        .getResultList())
                .map(rows -> ExercisePage.of(Found.in(rows, ExerciseView.class, json), paging.limit()));
    }

    @WithSession
    Uni<ExerciseView> require(UUID id) {
        return getSession()
                .chain(session -> session.createNativeQuery(ONE_BY_ID, Object[].class)
                        .setParameter("id", id)
                        .getResultList())
                .map(rows -> Found.in(rows, ExerciseView.class, json).only("exercise"));
    }

    @WithSession
    Uni<ExerciseView> require(String slug) {
        return getSession()
                .chain(session -> session.createNativeQuery(ONE, Object[].class)
                        .setParameter("slug", slug)
                        .getResultList())
                .map(rows -> Found.in(rows, ExerciseView.class, json).only("exercise"));
    }

    @Override
    public Uni<Void> stock(Content content) {
        var wanted = content.exercises().stream()
                .map(entry -> new Exercise(entry, content.contraindicationsOf(entry)))
                .toList();
        return listAll().chain(rows -> replace(rows, wanted));
    }

    private Uni<Void> replace(List<Exercise> rows, List<Exercise> wanted) {
        var kept = wanted.stream().map(Exercise::slug).toList();
        return getSession()
                .chain(session -> session.persistAll(Shelved.renew(rows, wanted).toArray()))
                .chain(() -> delete("slug not in ?1", kept))
                .replaceWithVoid();
    }

    private static String list(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().collect(joining(","));
    }
}
