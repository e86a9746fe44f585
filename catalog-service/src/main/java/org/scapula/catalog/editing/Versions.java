package org.scapula.catalog.editing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;

/// All versions of exercises. Its verbs work inside the transaction of an act; the database shows the clinic's own and
/// what is shipped.
@ApplicationScoped
class Versions {

    private static final String FIND = "select " + Version.COLUMNS + " from exercise_version v ";

    private static final String OWN = " v.clinic = current_setting('scapula.clinic') ";

    /// What is shipped under an id may have become the clinic's own under its slug.
    private static final String MEANT = """
            (v.exercise = :id or v.slug = coalesce(
                (select s.slug from exercise s where s.id = :id and s.clinic = '(shipped)'), nullif(:slug, '')))""";

    private static final String OWN_EXERCISE = "select cast(v.exercise as text) from exercise_version v where" + OWN
            + "and " + MEANT + " order by v.version desc limit 1";

    private static final String SHIPPED_EXERCISE = FIND + """
            join exercise e on e.id = v.exercise and e.version = v.version
            where e.clinic = '(shipped)' and e.retired_at is null and (e.id = :id or e.slug = :slug)""";

    private static final String OPEN = FIND + "where v.exercise = :exercise and v.state <> 'PUBLISHED' and" + OWN;

    private static final String ON_SHELF = FIND + """
            join exercise e on e.id = v.exercise and e.version = v.version
            where v.exercise = :exercise and""" + OWN;

    private static final String OPEN_ONES = FIND + "where v.state <> 'PUBLISHED' and" + OWN + """
            and v.slug > :after and (:state = '' or v.state = :state) order by v.slug limit :most""";

    private static final String ADD = """
            insert into exercise_version (id, exercise, clinic, version, slug, state, document, hash,
                created_at, created_by, changed_at, changed_by)
            values (:id, :exercise, current_setting('scapula.clinic'),
                (select coalesce(max(o.version), 0) + 1 from exercise_version o where o.exercise = :exercise),
                :slug, 'DRAFT', cast(cast(:document as text) as jsonb), :hash,
                cast(:now as timestamptz), :by, cast(:now as timestamptz), :by)""";

    private static final String CHANGE = """
            update exercise_version set document = cast(cast(:document as text) as jsonb), hash = :hash, slug = :slug,
                changed_at = cast(:now as timestamptz), changed_by = :by
            where id = :id""";

    private static final String SUBMIT = """
            update exercise_version set state = 'IN_REVIEW', review_note = '',
                submitted_at = cast(:now as timestamptz), submitted_by = :by
            where id = :id""";

    private static final String RETURN = """
            update exercise_version set state = 'DRAFT', review_note = :note where id = :id""";

    private static final String PUBLISH = """
            update exercise_version set state = 'PUBLISHED',
                published_at = cast(:now as timestamptz), published_by = :by
            where id = :id""";

    private final Clock clock;

    Versions(Clock clock) {
        this.clock = clock;
    }

    Uni<Optional<UUID>> own(Wanted wanted) {
        return Sql.texts(OWN_EXERCISE, wanted.parameters())
                .map(ids -> ids.stream().findFirst().map(UUID::fromString));
    }

    Uni<UUID> requireOwn(Wanted wanted) {
        return own(wanted)
                .map(found -> found.orElseThrow(
                        () -> Problems.notFound("The clinic has no exercise of its own with this id or slug.")));
    }

    /// What comes with the product now, whether the clinic shows it or not.
    Uni<Optional<Version>> shipped(Wanted wanted) {
        return one(SHIPPED_EXERCISE, wanted.parameters());
    }

    Uni<Optional<Version>> open(UUID exercise) {
        return one(OPEN, Map.of("exercise", exercise));
    }

    /// Whoever else wants to change it waits until this transaction ends.
    Uni<Version> requireOpen(Wanted wanted) {
        return requireOwn(wanted)
                .chain(exercise -> one(OPEN + "for update of v", Map.of("exercise", exercise)))
                .map(found -> found.orElseThrow(Versions::noDraft));
    }

    Uni<Version> readOpen(Wanted wanted) {
        return requireOwn(wanted).chain(this::open).map(found -> found.orElseThrow(Versions::noDraft));
    }

    /// The published version that the shelf holds, retired or not.
    Uni<Optional<Version>> onShelf(UUID exercise) {
        return one(ON_SHELF, Map.of("exercise", exercise));
    }

    Uni<List<Version>> openOnes(Optional<State> state, String after, int most) {
        return Sql.rows(OPEN_ONES, Map.of("state", state.map(State::name).orElse(""), "after", after, "most", most))
                .map(rows -> rows.stream().map(Version::of).toList());
    }

    /// The next version of an exercise, or the first of a new one.
    Uni<Version> add(Caller caller, UUID exercise, Document document) {
        var columns = said(document);
        columns.put("id", newId());
        columns.put("exercise", exercise);
        return Sql.run(ADD, stamped(caller, columns)).chain(() -> require(exercise));
    }

    Uni<Version> change(Caller caller, Version version, Document document) {
        var columns = said(document);
        columns.put("id", version.id());
        return Sql.run(CHANGE, stamped(caller, columns)).chain(() -> require(version.exercise()));
    }

    Uni<Version> submit(Caller caller, Version version) {
        return Sql.run(SUBMIT, stamped(caller, Map.of("id", version.id()))).chain(() -> require(version.exercise()));
    }

    Uni<Version> giveBack(Version version, String note) {
        return Sql.run(RETURN, Map.of("id", version.id(), "note", note)).chain(() -> require(version.exercise()));
    }

    Uni<Version> publish(Caller caller, Version version) {
        return Sql.run(PUBLISH, stamped(caller, Map.of("id", version.id())))
                .chain(() -> one(FIND + "where v.id = :id", Map.of("id", version.id())))
                .map(Optional::orElseThrow);
    }

    Uni<Void> remove(Version version) {
        return Sql.run("delete from exercise_version where id = :id", Map.of("id", version.id()))
                .replaceWithVoid();
    }

    UUID newId() {
        return TimeOrderedId.at(clock.instant());
    }

    static RuntimeException noDraft() {
        return Problems.notFound("There is no draft of this exercise.");
    }

    private Uni<Version> require(UUID exercise) {
        return open(exercise).map(Optional::orElseThrow);
    }

    private static Map<String, Object> said(Document document) {
        return new HashMap<>(Map.of("slug", document.slug(), "document", document.text(), "hash", document.hash()));
    }

    private Map<String, Object> stamped(Caller caller, Map<String, Object> columns) {
        var all = new HashMap<>(columns);
        all.put("now", clock.instant());
        all.put("by", caller.subject());
        return all;
    }

    private static Uni<Optional<Version>> one(String sql, Map<String, Object> parameters) {
        return Sql.row(sql, parameters).map(row -> row.map(Version::of));
    }
}
