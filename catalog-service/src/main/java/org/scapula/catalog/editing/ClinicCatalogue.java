package org.scapula.catalog.editing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.content.Links;

/// The catalogue as the clinic of the transaction sees it: its own, and what it does not hide of what is shipped.
@ApplicationScoped
class ClinicCatalogue {

    private static final String SEEN = """
            e.retired_at is null and (e.clinic = current_setting('scapula.clinic') or (e.clinic = '(shipped)'
                and not exists (select from hidden_exercise h
                    where h.clinic = current_setting('scapula.clinic') and h.exercise = e.id)))""";

    private static final String VERSION = """
            select n.version || coalesce('+' || c.revision, '')
            from edition n left join clinic_catalogue c on c.clinic = current_setting('scapula.clinic')""";

    /// Whoever changes what a clinic sees, or begins something of a name, waits for whoever else does so there.
    private static final String ONE_AT_A_TIME = """
            select cast(pg_advisory_xact_lock(hashtextextended('catalogue ' || current_setting('scapula.clinic'), 0))
                as text)""";

    private static final String EXISTING =
            "select e.slug from exercise e where e.slug = any (cast(:slugs as text[])) and " + SEEN;

    private static final String LINKING = """
            select e.slug from exercise e
            join exercise_version v on v.exercise = e.id and v.version = e.version and v.state = 'PUBLISHED'
            where coalesce(v.document -> 'regressTo', '[]') || coalesce(v.document -> 'progressTo', '[]')
                    || coalesce(v.document -> 'members', '[]') @> to_jsonb(cast(:slug as text))
                and e.slug <> :slug and\s""" + SEEN + " order by e.slug limit 100";

    private static final String NEXT = """

                    select jsonb_array_elements_text(s.document -> 'progressTo') as slug from seen s
                    where s.slug = %s.slug
                    union all
                    select cast(s.slug as text) from seen s where s.document -> 'regressTo' @> to_jsonb(%s.slug)""";

    /// All that is harder, step by step, and what each step leads from; as far as it is published, but for what is
    /// being written.
    private static final String HARDER =
            """
            with recursive seen as not materialized (
                select e.slug, v.document
                from exercise e
                join exercise_version v on v.exercise = e.id and v.version = e.version and v.state = 'PUBLISHED'
                where e.slug <> all (cast(:written as text[])) and\s""" + SEEN + """
            ), harder (easier, slug) as (
                select b.slug collate "C", next.slug collate "C"
                from unnest(cast(:begin as text[])) as b (slug)
                cross join lateral (""" + NEXT.formatted("b", "b") + """
                ) as next
                union
                select h.slug, next.slug collate "C"
                from harder h
                cross join lateral (""" + NEXT.formatted("h", "h") + """
                ) as next
            )
            select easier, slug from harder""";

    Uni<Void> waitForOurTurn() {
        return Sql.texts(ONE_AT_A_TIME, Map.of()).replaceWithVoid();
    }

    Uni<String> version() {
        return Sql.texts(VERSION, Map.of()).map(found -> found.getFirst());
    }

    Uni<Set<String>> existing(Collection<String> slugs) {
        return slugs.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : Sql.texts(EXISTING, Map.of("slugs", slugs.toArray(String[]::new)))
                        .map(Set::copyOf);
    }

    /// Those that lead on to this one; a hundred at most.
    Uni<List<String>> linkingTo(String slug) {
        return Sql.texts(LINKING, Map.of("slug", slug));
    }

    /// What could lead in a circle through these exercises, once they stood there as they are written.
    Uni<Links> linksAround(Collection<ExerciseEntry> written) {
        var begin = written.stream()
                .flatMap(exercise -> Stream.concat(Stream.of(exercise.slug()), exercise.progressTo().stream()))
                .distinct()
                .toArray(String[]::new);
        var slugs = written.stream().map(ExerciseEntry::slug).toArray(String[]::new);
        return Sql.rows(HARDER, Map.of("written", slugs, "begin", begin)).map(rows -> {
            var links = Links.among(written);
            rows.forEach(row -> links.add(row.get("easier", String.class), row.get("slug", String.class)));
            return links;
        });
    }

    static Set<String> linksOf(ExerciseEntry exercise) {
        return Stream.of(exercise.regressTo(), exercise.progressTo(), exercise.members())
                .flatMap(Collection::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
