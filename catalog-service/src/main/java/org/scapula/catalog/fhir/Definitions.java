package org.scapula.catalog.fhir;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.scapula.catalog.reader.Reader;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;

/// The published exercises as a reader sees them, with the version that holds their words.
@ApplicationScoped
class Definitions {

    private static final Duration START_TAKES = Duration.ofSeconds(5);

    private static final String COLUMNS = """
            select e.id, e.clinic, e.slug, v.version, e.retired_at is not null as retired, v.published_at,
                cast(v.document as text) as document
            from exercise e join exercise_version v on v.exercise = e.id\s""";

    /// Its own, and what the reader's clinic does not hide of what is shipped.
    private static final String SEEN = """
             and v.version = e.version and (e.clinic = :clinic or (e.clinic = '(shipped)' and not exists (
                select from hidden_exercise h where h.clinic = :clinic and h.exercise = e.id)))""";

    private static final String ONE = COLUMNS + "where e.id = :id " + SEEN;

    /// Every version that was ever published, as the history of the catalogue has it: what is hidden now was not
    /// always.
    private static final String VERSION = COLUMNS + """
            where e.id = :id and v.version = :version and v.state = 'PUBLISHED'
                and e.clinic in (:clinic, '(shipped)')""";

    private static final String SOME = COLUMNS + "where (e.slug, e.id) > (cast(:slug as text), :after) " + SEEN;

    private static final String IN_ORDER = " order by e.slug, e.id limit :most";

    private static final String IS_STOCKED = "select cast(count(*) as text) as editions from edition";

    private final ClinicRoom room;

    Definitions(ClinicRoom room) {
        this.room = room;
    }

    /// Also one that has left the shelf: whoever holds its id learns that.
    Uni<Kept> require(Reader reader, UUID id) {
        return asked(reader, ONE, Map.of("id", id)).map(Definitions::only);
    }

    Uni<Kept> require(Reader reader, UUID id, int version) {
        return asked(reader, VERSION, Map.of("id", id, "version", version)).map(Definitions::only);
    }

    /// One more than the page holds, if there is one.
    Uni<List<Kept>> in(Reader reader, Search search) {
        var parameters = new HashMap<>(search.parameters());
        parameters.put("slug", search.after().slug());
        parameters.put("after", search.after().id());
        parameters.put("most", search.count() + 1);
        var sql = SOME + search.conditions() + IN_ORDER;
        if (sql.contains(":language")) {
            parameters.put("language", reader.language().tag());
        }
        return asked(reader, sql, parameters);
    }

    static RuntimeException notFound() {
        return Problems.notFound("The catalogue has no ActivityDefinition with this id.");
    }

    private static Kept only(List<Kept> found) {
        return found.stream().findFirst().orElseThrow(Definitions::notFound);
    }

    private Uni<List<Kept>> asked(Reader reader, String sql, Map<String, Object> parameters) {
        var all = new HashMap<>(parameters);
        all.put("clinic", reader.clinic());
        return room.inside(
                        somebodyOf(reader.clinic()),
                        () -> rows(sql, all)
                                .call(found -> found.isEmpty()
                                        ? stocked()
                                        : Uni.createFrom().voidItem()))
                .map(rows -> rows.stream().map(Kept::of).toList());
    }

    /// A shelf that is not filled yet has nothing to say, and does not say that there is nothing.
    private static Uni<Void> stocked() {
        return rows(IS_STOCKED, Map.of())
                .invoke(rows -> {
                    if (rows.stream()
                            .anyMatch(row -> row.get("editions", String.class).equals("0"))) {
                        throw Problems.unavailable("The catalogue is not stocked yet.", START_TAKES);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<List<Tuple>> rows(String sql, Map<String, Object> parameters) {
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(sql, Tuple.class);
            parameters.forEach(query::setParameter);
            return query.getResultList();
        });
    }

    /// What is published is about nobody: whose catalogue it is, is all that counts.
    private static Caller somebodyOf(String clinic) {
        return new Caller(clinic, "", Set.of(), Optional.empty(), "", "", "");
    }
}
