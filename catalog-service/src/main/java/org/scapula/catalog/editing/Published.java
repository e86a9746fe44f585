package org.scapula.catalog.editing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.scapula.catalog.reader.Reader;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;

/// Every version that was ever published, of the clinic's own and of what is shipped, also of what is retired,
/// hidden or replaced now.
@ApplicationScoped
class Published {

    /// The clinic's own goes before what is shipped under the same slug.
    private static final String EXERCISE = """
            (select v.exercise from exercise_version v
            where v.state = 'PUBLISHED' and (v.exercise = :id or v.slug = nullif(:slug, ''))
            order by v.clinic = '(shipped)' limit 1)""";

    private static final String FIND = "select " + Version.COLUMNS + " from exercise_version v where v.exercise = "
            + EXERCISE + " and v.state = 'PUBLISHED' ";

    private static final String NEWEST_FIRST = FIND + "and v.version < :before order by v.version desc limit :most";

    private static final String ONE = FIND + "and v.version = :version";

    private final ClinicRoom room;

    Published(ClinicRoom room) {
        this.room = room;
    }

    Uni<List<Version>> newestFirst(Reader reader, Wanted wanted, int before, int most) {
        var parameters = wanted.parameters();
        parameters.put("before", before);
        parameters.put("most", most);
        return rows(reader, NEWEST_FIRST, parameters);
    }

    Uni<Version> require(Reader reader, Wanted wanted, int number) {
        var parameters = wanted.parameters();
        parameters.put("version", number);
        return rows(reader, ONE, parameters)
                .map(found -> found.stream()
                        .findFirst()
                        .orElseThrow(() -> Problems.notFound("There is no such version of such an exercise.")));
    }

    private Uni<List<Version>> rows(Reader reader, String sql, Map<String, Object> parameters) {
        return room.inside(somebodyOf(reader.clinic()), () -> Sql.rows(sql, parameters))
                .map(rows -> rows.stream().map(Version::of).toList());
    }

    /// What is published is about nobody: whose catalogue it is, is all that counts.
    private static Caller somebodyOf(String clinic) {
        return new Caller(clinic, "", Set.of(), Optional.empty(), "", "", "");
    }
}
