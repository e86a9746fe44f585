package org.scapula.catalog.editing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.scapula.catalog.exercise.Shelving;
import org.scapula.catalog.shipped.Shipped;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;

/// What a clinic takes off its shelf and puts back: its own exercises, and those of the product.
@ApplicationScoped
class OwnShelf {

    private static final String IS_RETIRED =
            "select cast(e.retired_at is not null as text) from exercise e where e.id = :exercise";

    private static final String HIDE = """
            insert into hidden_exercise (clinic, exercise, reason, hidden_at, hidden_by)
            values (current_setting('scapula.clinic'), :exercise, 'HIDDEN', cast(:now as timestamptz), :by)
            on conflict do nothing""";

    private static final String SHOW = """
            delete from hidden_exercise
            where clinic = current_setting('scapula.clinic') and exercise = :exercise and reason = 'HIDDEN'""";

    private static final String HIDDEN = """
            select e.id, e.slug, w.name, h.reason, h.hidden_at, h.hidden_by
            from hidden_exercise h
            join exercise e on e.id = h.exercise
            left join exercise_view w on w.exercise = e.id and w.language = 'en'
            where h.clinic = current_setting('scapula.clinic') and e.slug > :after
            order by e.slug, h.reason""";

    private static final String WHY_HIDDEN = """
            select reason from hidden_exercise
            where clinic = current_setting('scapula.clinic') and exercise = :exercise order by reason""";

    private final ClinicRoom room;
    private final Versions versions;
    private final ClinicCatalogue catalogue;
    private final Judge judge;
    private final Shelving shelving;
    private final Shipped shipped;
    private final Audit audit;
    private final Clock clock;

    OwnShelf(
            ClinicRoom room,
            Versions versions,
            ClinicCatalogue catalogue,
            Judge judge,
            Shelving shelving,
            Shipped shipped,
            Audit audit,
            Clock clock) {
        this.room = room;
        this.versions = versions;
        this.catalogue = catalogue;
        this.judge = judge;
        this.shelving = shelving;
        this.shipped = shipped;
        this.audit = audit;
        this.clock = clock;
    }

    /// What is retired already stays so; then nothing has changed, and nothing is noted.
    Uni<StandingView> retire(Caller caller, Wanted wanted) {
        return inTurn(
                caller,
                () -> published(wanted)
                        .call(version ->
                                isRetired(version).chain(already -> already ? nothing() : takeDown(caller, version)))
                        .chain(version -> standing(version, StandingView.Standing.RETIRED)));
    }

    /// The catalogue may have changed since it was taken down, so it is judged again.
    Uni<StandingView> bringBack(Caller caller, Wanted wanted) {
        return inTurn(
                caller,
                () -> published(wanted)
                        .call(version ->
                                isRetired(version).chain(retired -> retired ? putBack(caller, version) : nothing()))
                        .chain(version -> standing(version, StandingView.Standing.SHOWN)));
    }

    Uni<StandingView> hide(Caller caller, Wanted wanted) {
        return inTurn(
                caller,
                () -> shippedOne(wanted)
                        .call(version -> Sql.run(HIDE, hiding(caller, version))
                                .chain(changed -> changed == 0 ? nothing() : revised(caller, "exercise.hide", version)))
                        .chain(version -> standing(version, StandingView.Standing.HIDDEN)));
    }

    /// One that the clinic's own stands in place of stays replaced.
    Uni<StandingView> show(Caller caller, Wanted wanted) {
        return inTurn(
                caller,
                () -> shippedOne(wanted)
                        .call(version -> Sql.run(SHOW, Map.of("exercise", version.exercise()))
                                .chain(changed -> changed == 0 ? nothing() : revised(caller, "exercise.show", version)))
                        .chain(version -> standingOfShipped(version)));
    }

    Uni<List<HiddenView>> hidden(Caller caller) {
        return room.inside(caller, () -> hiddenAfter(""));
    }

    Uni<List<HiddenView>> hiddenAfter(String slug) {
        return Sql.rows(HIDDEN, Map.of("after", slug))
                .map(rows -> rows.stream().map(OwnShelf::hidden).toList());
    }

    Uni<Boolean> isRetired(Version version) {
        return Sql.texts(IS_RETIRED, Map.of("exercise", version.exercise())).map(found -> found.contains("true"));
    }

    Uni<Void> takeDown(Caller caller, Version version) {
        return shelving.takeDown(caller.clinic(), version.exercise())
                .chain(() -> noted(caller, "exercise.retire", version));
    }

    Uni<Void> putBack(Caller caller, Version version) {
        return judge.complaintsAbout(version.document())
                .invoke(complaints -> {
                    if (!complaints.isEmpty()) {
                        throw Problems.invalid(complaints);
                    }
                })
                .chain(() -> shelving.put(
                        caller.clinic(),
                        version.exercise(),
                        version.number(),
                        version.document().entry(),
                        caller.subject(),
                        shipped.content()))
                .chain(() -> noted(caller, "exercise.restore", version));
    }

    Uni<Boolean> hideInTurn(Caller caller, Version version) {
        return Sql.run(HIDE, hiding(caller, version))
                .call(changed -> changed == 0 ? nothing() : revised(caller, "exercise.hide", version))
                .map(changed -> changed > 0);
    }

    private Uni<Version> published(Wanted wanted) {
        return versions.requireOwn(wanted)
                .chain(versions::onShelf)
                .map(found -> found.orElseThrow(() -> Problems.notFound("This exercise was never published.")));
    }

    private Uni<Version> shippedOne(Wanted wanted) {
        return versions.shipped(wanted)
                .map(found -> found.orElseThrow(
                        () -> Problems.notFound("No exercise with this id or slug comes with the product.")));
    }

    private Uni<Void> revised(Caller caller, String act, Version version) {
        return shelving.revise(caller.clinic()).chain(() -> noted(caller, act, version));
    }

    private Uni<StandingView> standingOfShipped(Version version) {
        return Sql.texts(WHY_HIDDEN, Map.of("exercise", version.exercise()))
                .chain(reasons -> standing(
                        version, reasons.isEmpty() ? StandingView.Standing.SHOWN : StandingView.Standing.REPLACED));
    }

    private Uni<StandingView> standing(Version version, StandingView.Standing standing) {
        var slug = version.document().slug();
        var isShown = standing == StandingView.Standing.SHOWN;
        return catalogue
                .version()
                .chain(catalogVersion -> shippedUnder(version)
                        .chain(product -> linkingTo(slug)
                                .map(links -> new StandingView(
                                        catalogVersion,
                                        version.exercise(),
                                        slug,
                                        version.number(),
                                        standing,
                                        product.filter(_ -> isShown),
                                        product.filter(_ -> standing == StandingView.Standing.RETIRED),
                                        links))));
    }

    /// Of a clinic's own: what is shipped under the same slug, if it is not hidden for itself.
    private Uni<Optional<Replaced>> shippedUnder(Version version) {
        return version.isShipped()
                ? Uni.createFrom().item(Optional.empty())
                : versions.shipped(Wanted.bySlug(version.document().slug())).map(found -> found.map(Replaced::of));
    }

    /// Where something still stands under the slug, no link leads nowhere.
    private Uni<List<String>> linkingTo(String slug) {
        return catalogue
                .existing(List.of(slug))
                .chain(existing -> existing.isEmpty()
                        ? catalogue.linkingTo(slug)
                        : Uni.createFrom().item(List.of()));
    }

    private <T> Uni<T> inTurn(Caller caller, Supplier<Uni<T>> work) {
        return room.inside(caller, () -> catalogue.waitForOurTurn().chain(work::get));
    }

    private Map<String, Object> hiding(Caller caller, Version version) {
        return Map.of("exercise", version.exercise(), "now", clock.instant(), "by", caller.subject());
    }

    private static HiddenView hidden(Tuple row) {
        return new HiddenView(
                row.get("id", UUID.class),
                row.get("slug", String.class),
                Optional.ofNullable(row.get("name", String.class)),
                HiddenView.Reason.valueOf(row.get("reason", String.class)),
                new Stamp(row.get("hidden_at", OffsetDateTime.class).toInstant(), row.get("hidden_by", String.class)));
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> noted(Caller caller, String act, Version version) {
        return audit.note(
                caller, new Act(act, "exercise", version.exercise().toString(), version.tag(), Optional.empty()));
    }
}
