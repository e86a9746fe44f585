package org.scapula.catalog.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;

/// The whole catalogue of a clinic, a batch at a time: no more of it is in memory than is being sent, and no
/// transaction
/// is open while somebody reads slowly.
@ApplicationScoped
class Export {

    private static final int BATCH = 50;

    private static final String SOURCES = """
            select cast(lpad(cast(s.place as text), 9, '0') as text) as place, s.id as slug,
                cast(s.document as text) as document
            from source s where lpad(cast(s.place as text), 9, '0') > :after order by s.place limit :most""";

    private static final String ADVICE = """
            select a.slug as place, a.slug as slug, cast(a.document as text) as document
            from advice a where a.slug > :after order by a.slug limit :most""";

    private static final String PUBLISHED =
            "select e.slug as place, e.retired_at is not null as retired, " + Version.COLUMNS + """
             from exercise e join exercise_version v on v.exercise = e.id and v.version = e.version
            where e.clinic = %s and e.slug > :after %s order by e.slug limit :most""";

    private static final String SHIPPED = PUBLISHED.formatted("'(shipped)'", "and e.retired_at is null");

    private static final String OWN = PUBLISHED.formatted("current_setting('scapula.clinic')", "");

    private static final String OPEN = "select v.slug as place, false as retired, " + Version.COLUMNS + """
             from exercise_version v
            where v.clinic = current_setting('scapula.clinic') and v.state <> 'PUBLISHED' and v.slug > :after
            order by v.slug limit :most""";

    private static final String HIDDEN = """
            select e.slug as place, e.slug as slug
            from hidden_exercise h join exercise e on e.id = h.exercise
            where h.clinic = current_setting('scapula.clinic') and h.reason = 'HIDDEN' and e.slug > :after
            order by e.slug limit :most""";

    private final ClinicRoom room;
    private final ClinicCatalogue catalogue;
    private final Audit audit;
    private final ObjectMapper json;
    private final List<Section> sections;

    Export(ClinicRoom room, ClinicCatalogue catalogue, Audit audit, ObjectMapper json) {
        this.room = room;
        this.catalogue = catalogue;
        this.audit = audit;
        this.json = json;
        this.sections = List.of(
                new Section(SOURCES, row -> CatalogueLine.source(row.get("slug", String.class), document(row))),
                new Section(ADVICE, row -> CatalogueLine.advice(row.get("slug", String.class), document(row))),
                new Section(SHIPPED, Export::exercise),
                new Section(OWN, Export::exercise),
                new Section(OPEN, Export::exercise),
                new Section(HIDDEN, row -> CatalogueLine.hidden(row.get("slug", String.class))));
    }

    /// A kind of lines, in an order that can be continued.
    private record Section(String sql, Function<Tuple, CatalogueLine> line) {}

    /// How far it has come: this many lines, up to this place of this section. `begun` is false before the first line,
    /// `done` after the last.
    private record Place(int section, String after, int lines, boolean begun, boolean done) {

        static final Place START = new Place(0, "", 0, false, false);

        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((section + ":" + after).getBytes(StandardCharsets.UTF_8));
        }

        static Place at(String cursor, int sections) {
            try {
                var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                var section = text.matches("\\d:.*") ? text.charAt(0) - '0' : sections;
                var place = new Place(section, text.substring(Math.min(2, text.length())), 0, true, false);
                if (section < sections && place.cursor().equals(cursor)) {
                    return place;
                }
            } catch (IllegalArgumentException notBase64) {
                throw notOurs();
            }
            throw notOurs();
        }

        private static RuntimeException notOurs() {
            return Problems.invalidParameter("cursor", "is not a cursor of an export; begin without one");
        }
    }

    private record Batch(List<CatalogueLine> lines, Place next) {}

    /// At most about so many; the last says how to go on.
    Multi<CatalogueLine> lines(Caller caller, Optional<String> cursor, int most) {
        var start = cursor.map(text -> Place.at(text, sections.size())).orElse(Place.START);
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicReference<>(start),
                        place -> room.inside(caller, () -> batch(caller, place.get(), most))
                                .invoke(batch -> place.set(batch.next())))
                .whilst(batch -> !batch.next().done())
                .onItem()
                .transformToIterable(Batch::lines);
    }

    private Uni<Batch> batch(Caller caller, Place place, int most) {
        if (!place.begun()) {
            return begin(caller, place);
        }
        if (place.section() == sections.size()) {
            return catalogue
                    .version()
                    .map(version -> last(
                            place,
                            CatalogueLine.frame(CatalogueLine.Type.END, Optional.of(version), Optional.empty())));
        }
        if (place.lines() >= most) {
            return Uni.createFrom()
                    .item(last(
                            place,
                            CatalogueLine.frame(
                                    CatalogueLine.Type.CONTINUED, Optional.empty(), Optional.of(place.cursor()))));
        }
        var section = sections.get(place.section());
        return Sql.rows(section.sql(), Map.of("after", place.after(), "most", BATCH))
                .chain(rows -> rows.isEmpty()
                        ? batch(caller, new Place(place.section() + 1, "", place.lines(), true, false), most)
                        : Uni.createFrom().item(batch(section, rows, place)));
    }

    private Uni<Batch> begin(Caller caller, Place place) {
        return catalogue
                .version()
                .call(version -> audit.note(
                        caller, new Act("catalogue.export", "catalogue", caller.clinic(), version, Optional.empty())))
                .map(version -> new Batch(
                        List.of(CatalogueLine.frame(
                                CatalogueLine.Type.CATALOGUE, Optional.of(version), Optional.empty())),
                        new Place(place.section(), place.after(), 1, true, false)));
    }

    private static Batch batch(Section section, List<Tuple> rows, Place place) {
        var lines = new ArrayList<CatalogueLine>();
        rows.forEach(row -> lines.add(section.line().apply(row)));
        return new Batch(
                lines,
                new Place(
                        place.section(),
                        rows.getLast().get("place", String.class),
                        place.lines() + lines.size(),
                        true,
                        false));
    }

    private static Batch last(Place place, CatalogueLine line) {
        return new Batch(List.of(line), new Place(place.section(), place.after(), place.lines() + 1, true, true));
    }

    private static CatalogueLine exercise(Tuple row) {
        return CatalogueLine.exercise(Version.of(row), row.get("retired", Boolean.class));
    }

    private JsonNode document(Tuple row) {
        try {
            return json.readTree(row.get("document", String.class));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("What is stored is not readable", broken);
        }
    }
}
