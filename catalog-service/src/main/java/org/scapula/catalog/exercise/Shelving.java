package org.scapula.catalog.exercise;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.edition.Shelf;
import org.scapula.catalog.reader.Reader;
import org.scapula.edge.TimeOrderedId;

/// Puts exercises on the shelf and takes them off, always in the transaction of whoever decides that.
@ApplicationScoped
public class Shelving implements Shelf {

    private static final Logger LOG = Logger.getLogger(Shelving.class);

    private static final String ENTER = "select cast(enter(:clinic, '*') as text)";

    private static final String KEEP_SHIPPED = """
            insert into exercise_version (id, exercise, clinic, version, slug, state, document, hash,
                created_at, created_by, changed_at, changed_by, published_at, published_by)
            values (:id, :exercise, :clinic, :version, :slug, 'PUBLISHED', cast(cast(:document as text) as jsonb), :hash,
                cast(:now as timestamptz), :by, cast(:now as timestamptz), :by, cast(:now as timestamptz), :by)""";

    private static final String SAY = """
            insert into exercise_view (exercise, language, name, view) values (:exercise, :language, :name, :view)
            on conflict (exercise, language) do update set name = excluded.name, view = excluded.view""";

    private static final String UNSAY =
            "delete from exercise_view where exercise = :exercise and language <> all (:kept)";

    private static final String CLINICS = "select distinct clinic from exercise where clinic <> '(shipped)' order by 1";

    private static final String PUBLISHED = """
            select cast(v.document as text) from exercise_version v
            where v.exercise = :exercise and v.version = :version""";

    private static final String REPLACE = """
            insert into hidden_exercise (clinic, exercise, reason, hidden_at, hidden_by)
            select :clinic, e.id, 'REPLACED', cast(:now as timestamptz), :by
            from exercise e where e.clinic = '(shipped)' and e.slug = :slug
            on conflict do nothing""";

    /// An edition may bring what a clinic has of its own already: then the clinic's stands there.
    private static final String REPLACE_WHAT_IS_NEW = """
            insert into hidden_exercise (clinic, exercise, reason, hidden_at, hidden_by)
            select o.clinic, e.id, 'REPLACED', cast(:now as timestamptz), :by
            from exercise o join exercise e on e.slug = o.slug and e.clinic = '(shipped)'
            where o.clinic <> '(shipped)' and o.retired_at is null
            on conflict do nothing""";

    private static final String STAND_BACK = """
            delete from hidden_exercise h using exercise e
            where h.clinic = :clinic and h.reason = 'REPLACED' and e.id = h.exercise and e.slug = :slug""";

    private static final String REVISE = """
            insert into clinic_catalogue (clinic, revision) values (:clinic, 1)
            on conflict (clinic) do update set revision = clinic_catalogue.revision + 1""";

    private static final String BEAT = "update pulse set beat = beat + 1";

    private final ShelvedExercises exercises;
    private final Pulse pulse;
    private final Clock clock;

    Shelving(ShelvedExercises exercises, Pulse pulse, Clock clock) {
        this.pulse = pulse;
        this.exercises = exercises;
        this.clock = clock;
    }

    /// A clinic's exercise as it would be answered in English, once it was published.
    public static String shown(
            UUID exercise, String catalogVersion, int version, ExerciseEntry entry, Content content) {
        var english = Wording.of(entry, version, false, content).spoken().getFirst();
        return ReadyExercise.whole(exercise, catalogVersion, english.view());
    }

    /// A clinic's exercise in this version is what the clinic sees from now on. One with the slug of a shipped exercise
    /// stands in its place.
    public Uni<Void> put(
            String clinic, UUID exercise, int version, ExerciseEntry entry, String publishedBy, Content content) {
        var wording = Wording.of(entry, version, false, content);
        return exercises
                .findById(exercise)
                .onItem()
                .ifNull()
                .switchTo(() -> Uni.createFrom().item(new Exercise(exercise, clinic, entry.slug())))
                .chain(row -> show(row, wording))
                .chain(() -> run(
                        REPLACE,
                        Map.of("clinic", clinic, "slug", entry.slug(), "now", clock.instant(), "by", publishedBy)))
                .chain(() -> revise(clinic));
    }

    /// A clinic's exercise is no longer shown; a shipped one that it stood in place of is shown again.
    public Uni<Void> takeDown(String clinic, UUID exercise) {
        return exercises
                .findById(exercise)
                .invoke(row -> row.retiredAt = clock.instant())
                .chain(row -> run(STAND_BACK, Map.of("clinic", clinic, "slug", row.slug)))
                .chain(() -> revise(clinic));
    }

    /// What a clinic sees has changed.
    public Uni<Void> revise(String clinic) {
        return run(REVISE, Map.of("clinic", clinic)).chain(() -> beat()).replaceWithVoid();
    }

    /// Shipped exercises get a new version where they say something new. Those that are shipped no more leave the
    /// shelf,
    /// and clinics' own are shown with the limits and languages of this edition.
    @Override
    public Uni<Void> stock(Content content) {
        return enter(Reader.SHIPPED)
                .chain(() -> exercises.list("clinic", Reader.SHIPPED))
                .chain(rows -> stock(rows, content))
                .chain(() ->
                        run(REPLACE_WHAT_IS_NEW, Map.of("now", clock.instant(), "by", "edition " + content.version())))
                .chain(() -> clinics())
                .chain(clinics -> oneByOne(clinics, clinic -> restock(clinic, content)))
                .chain(() -> beat())
                .replaceWithVoid();
    }

    private Uni<Void> stock(List<Exercise> rows, Content content) {
        var bySlug = rows.stream().collect(Collectors.toMap(row -> row.slug, Function.identity()));
        var leaving = rows.stream()
                .filter(row -> row.retiredAt == null)
                .filter(row -> content.exercises().stream()
                        .noneMatch(entry -> entry.slug().equals(row.slug)))
                .toList();
        leaving.forEach(row -> row.retiredAt = clock.instant());
        return oneByOne(content.exercises(), entry -> {
            var row = bySlug.get(entry.slug());
            return ship(row == null ? new Exercise(newId(), Reader.SHIPPED, entry.slug()) : row, entry, content);
        });
    }

    private Uni<Void> ship(Exercise row, ExerciseEntry entry, Content content) {
        var unchanged = Wording.of(entry, row.version, true, content);
        if (row.contentHash.equals(unchanged.contentHash())) {
            return row.says(unchanged) ? Uni.createFrom().voidItem() : show(row, unchanged);
        }
        var next = Wording.of(entry, row.version + 1, true, content);
        return show(row, next).chain(() -> keep(row, next, content));
    }

    private Uni<Void> keep(Exercise row, Wording wording, Content content) {
        return run(
                        KEEP_SHIPPED,
                        Map.of(
                                "id", newId(),
                                "exercise", row.id,
                                "clinic", row.clinic,
                                "version", wording.version(),
                                "slug", row.slug,
                                "document", Content.json(wording.entry()),
                                "hash", wording.contentHash(),
                                "now", clock.instant(),
                                "by", "edition " + content.version()))
                .replaceWithVoid();
    }

    private Uni<Void> restock(String clinic, Content content) {
        return enter(clinic)
                .chain(() -> exercises.list("clinic = ?1 and retiredAt is null", clinic))
                .chain(rows -> oneByOne(rows, row -> restock(row, content)));
    }

    private Uni<Void> restock(Exercise row, Content content) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PUBLISHED, String.class)
                        .setParameter("exercise", row.id)
                        .setParameter("version", row.version)
                        .getSingleResult())
                .chain(document -> showAgain(row, document, content));
    }

    /// What this build cannot read it must not show with limits of long ago.
    private Uni<Void> showAgain(Exercise row, String document, Content content) {
        try {
            var wording = Wording.of(Content.entry(document), row.version, false, content);
            return row.says(wording) ? Uni.createFrom().voidItem() : show(row, wording);
        } catch (IllegalArgumentException unreadable) {
            LOG.errorf("Exercise %s of %s leaves the shelf: this build cannot read it", row.id, row.clinic);
            row.retiredAt = clock.instant();
            return Uni.createFrom().voidItem();
        }
    }

    private Uni<Void> show(Exercise row, Wording wording) {
        row.become(wording);
        var kept = wording.spoken().stream().map(Wording.Spoken::language).toArray(String[]::new);
        return exercises
                .persistAndFlush(row)
                .chain(() -> run(UNSAY, Map.of("exercise", row.id, "kept", kept)))
                .chain(() -> oneByOne(
                        wording.spoken(),
                        spoken -> run(
                                        SAY,
                                        Map.of(
                                                "exercise", row.id,
                                                "language", spoken.language(),
                                                "name", spoken.name(),
                                                "view", spoken.view()))
                                .replaceWithVoid()));
    }

    private Uni<Integer> beat() {
        pulse.stir();
        return run(BEAT, Map.of());
    }

    private Uni<String> enter(String clinic) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ENTER, String.class)
                        .setParameter("clinic", clinic)
                        .getSingleResult());
    }

    private Uni<List<String>> clinics() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(CLINICS, String.class).getResultList());
    }

    private Uni<Integer> run(String sql, Map<String, Object> parameters) {
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(sql);
            parameters.forEach(query::setParameter);
            return query.executeUpdate();
        });
    }

    private static <T> Uni<Void> oneByOne(List<T> items, Function<T, Uni<Void>> work) {
        var done = Uni.createFrom().voidItem();
        for (var item : items) {
            done = done.chain(() -> work.apply(item));
        }
        return done;
    }

    private UUID newId() {
        return TimeOrderedId.at(clock.instant());
    }
}
