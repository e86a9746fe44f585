package org.scapula.planner.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.scapula.edge.FieldError;
import org.scapula.edge.IfMatch;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;

/// The templates of a clinic. Each change is one act, in one transaction, with its revision and its audit entry.
@ApplicationScoped
public class Templates {

    /// Names are given once, and nothing is changed unseen: who writes waits for who is writing.
    private static final String ONE_AFTER_THE_OTHER =
            "select cast(pg_advisory_xact_lock(hashtextextended('templates of ' || :clinic, 0)) as text)";

    private static final UUID NONE = new UUID(0, 0);

    private final ClinicRoom room;
    private final Audit audit;
    private final ObjectMapper json;
    private final Clock clock;

    Templates(ClinicRoom room, Audit audit, ObjectMapper json, Clock clock) {
        this.room = room;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /// For a plan that begins with it.
    public Uni<Template> required(Caller caller, UUID id) {
        return room.inside(caller, () -> found(id))
                .map(found -> found.filter(row -> row.retiredAt == null)
                        .map(this::template)
                        .orElseThrow(() -> Problems.invalid(new FieldError(
                                "/template",
                                "unknown-value",
                                found.isPresent()
                                        ? "is a template that the clinic has retired"
                                        : "is not a template of the clinic"))));
    }

    /// For whoever goes on with it: as it is now, retired or not.
    public Uni<Template> asItIsNow(Caller caller, Template before) {
        return room.inside(caller, () -> found(before.id()))
                .map(found -> found.map(this::template).orElse(before));
    }

    Uni<TemplateView> require(Caller caller, UUID id) {
        return room.inside(caller, () -> known(id)).map(row -> view(caller, row));
    }

    Uni<List<TemplateView>> page(Caller caller, UUID after, int most) {
        return room.inside(
                        caller,
                        () -> rows(
                                PlanTemplate.class,
                                "retiredAt is null and id > :after order by id",
                                Map.of("after", after),
                                most))
                .map(rows -> rows.stream().map(row -> view(caller, row)).toList());
    }

    Uni<List<TemplateHistoryView.Revision>> history(Caller caller, UUID id, int before, int most) {
        return room.inside(
                        caller,
                        () -> known(id)
                                .chain(row -> rows(
                                        PlanTemplateRevision.class,
                                        "template = :template and revision < :before order by revision desc",
                                        Map.of("template", id, "before", before),
                                        most)))
                .map(rows -> rows.stream()
                        .map(row -> TemplateHistoryView.Revision.of(row, read(row.document)))
                        .toList());
    }

    Uni<TemplateView> keep(Caller caller, NewTemplate says) {
        var at = now();
        return writing(
                caller,
                TemplateHistoryView.Act.CREATED,
                () -> mustBeFree(says.name(), NONE)
                        .map(free -> new PlanTemplate(
                                TimeOrderedId.at(at), caller.clinic(), says.name(), text(says), at, caller.subject()))
                        .call(row -> Panache.getSession().chain(session -> session.persist(row))));
    }

    Uni<TemplateView> change(Caller caller, UUID id, IfMatch seen, NewTemplate says) {
        return writing(
                caller,
                TemplateHistoryView.Act.CHANGED,
                () -> asSeen(caller, id, seen)
                        .call(row -> mustBeFree(says.name(), id))
                        .invoke(row -> row.change(says.name(), text(says), now(), caller.subject())));
    }

    Uni<TemplateView> retire(Caller caller, UUID id, IfMatch seen) {
        return writing(
                caller,
                TemplateHistoryView.Act.RETIRED,
                () -> asSeen(caller, id, seen).invoke(row -> row.retire(now(), caller.subject())));
    }

    private Uni<TemplateView> writing(Caller caller, TemplateHistoryView.Act act, Supplier<Uni<PlanTemplate>> work) {
        return room.inside(
                        caller,
                        () -> oneAfterTheOther(caller)
                                .chain(work::get)
                                .call(row -> revised(row, act))
                                .call(row -> audit.note(caller, act(row, act))))
                .map(row -> view(caller, row));
    }

    private static Uni<Void> revised(PlanTemplate row, TemplateHistoryView.Act act) {
        return Panache.getSession()
                .chain(session ->
                        session.persist(new PlanTemplateRevision(row, act)).chain(session::flush));
    }

    private static Act act(PlanTemplate row, TemplateHistoryView.Act act) {
        var name = switch (act) {
            case CREATED -> "template.create";
            case CHANGED -> "template.change";
            case RETIRED -> "template.retire";
        };
        return new Act(name, "template", row.id.toString(), String.valueOf(row.revision), Optional.empty());
    }

    private Uni<PlanTemplate> asSeen(Caller caller, UUID id, IfMatch seen) {
        return known(id).invoke(row -> {
            var current = view(caller, row);
            seen.mustName(current.tag(), () -> current);
            if (row.retiredAt != null) {
                throw Problems.of(
                        409,
                        "template-retired",
                        "The template is retired",
                        "The template was retired and changes no more. Make a new one.",
                        Map.of());
            }
        });
    }

    private static Uni<Void> mustBeFree(String name, UUID own) {
        return rows(
                        PlanTemplate.class,
                        "lower(name) = lower(:name) and retiredAt is null and id <> :own",
                        Map.of("name", name, "own", own),
                        1)
                .invoke(taken -> taken.stream().findFirst().ifPresent(other -> {
                    throw Problems.of(
                            409,
                            "name-taken",
                            "The clinic has a template of this name",
                            "The clinic has a template of this name already. Change that one, or choose another name.",
                            Map.of("id", other.id));
                }))
                .replaceWithVoid();
    }

    private static Uni<Void> oneAfterTheOther(Caller caller) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ONE_AFTER_THE_OTHER, String.class)
                        .setParameter("clinic", caller.clinic())
                        .getSingleResult())
                .replaceWithVoid();
    }

    private static Uni<PlanTemplate> known(UUID id) {
        return found(id).map(found -> found.orElseThrow(() -> Problems.notFound("No template with id " + id)));
    }

    private static Uni<Optional<PlanTemplate>> found(UUID id) {
        return Panache.getSession()
                .chain(session -> session.find(PlanTemplate.class, id))
                .map(Optional::ofNullable);
    }

    private static <T> Uni<List<T>> rows(Class<T> type, String where, Map<String, Object> parameters, int most) {
        return Panache.getSession().chain(session -> {
            var query = session.createSelectionQuery("from " + type.getSimpleName() + " where " + where, type)
                    .setMaxResults(most);
            parameters.forEach(query::setParameter);
            return query.getResultList();
        });
    }

    private Template template(PlanTemplate row) {
        return new Template(row.id, row.revision, read(row.document));
    }

    private TemplateView view(Caller caller, PlanTemplate row) {
        return TemplateView.of(row, read(row.document), caller.patient().isPresent());
    }

    // Postgres keeps microseconds; milliseconds are the same before and after.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private NewTemplate read(String document) {
        try {
            return json.readValue(document, NewTemplate.class);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }

    private String text(NewTemplate says) {
        try {
            return json.writeValueAsString(says);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }
}
