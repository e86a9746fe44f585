package org.scapula.catalog.editing;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.scapula.catalog.exercise.Shelving;
import org.scapula.catalog.query.Paging;
import org.scapula.catalog.shipped.Shipped;
import org.scapula.edge.FieldError;
import org.scapula.edge.IfMatch;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;

/// What is being written: begun, changed, submitted, sent back, published or thrown away. Each verb is one act, in one
/// transaction, with its entry in the audit.
@ApplicationScoped
class Drafts {

    private final ClinicRoom room;
    private final Versions versions;
    private final ClinicCatalogue catalogue;
    private final Judge judge;
    private final Shelving shelving;
    private final Shipped shipped;
    private final Audit audit;
    private final boolean ownReview;

    Drafts(
            ClinicRoom room,
            Versions versions,
            ClinicCatalogue catalogue,
            Judge judge,
            Shelving shelving,
            Shipped shipped,
            Audit audit,
            @ConfigProperty(name = "scapula.catalog.own-review", defaultValue = "false") boolean ownReview) {
        this.room = room;
        this.versions = versions;
        this.catalogue = catalogue;
        this.judge = judge;
        this.shelving = shelving;
        this.shipped = shipped;
        this.audit = audit;
        this.ownReview = ownReview;
    }

    Uni<Draft> begin(Caller caller, Document document) {
        return act(
                caller,
                "exercise.draft",
                () -> mustBeFree(document.slug())
                        .chain(() -> versions.add(caller, versions.newId(), document))
                        .chain(this::seen));
    }

    /// From what the clinic published last, or else from what is shipped; then it will stand in place of that.
    Uni<Draft> beginFrom(Caller caller, Wanted wanted) {
        return act(
                caller,
                "exercise.draft",
                () -> versions.own(wanted)
                        .chain(own -> own.isPresent()
                                ? versions.open(own.get())
                                        .invoke(open -> open.ifPresent(Drafts::refuseASecond))
                                        .chain(() -> versions.onShelf(own.get()))
                                        .map(Optional::orElseThrow)
                                        .chain(published ->
                                                versions.add(caller, published.exercise(), published.document()))
                                : versions.shipped(wanted)
                                        .map(found -> found.orElseThrow(Wanted::notFound))
                                        .chain(found -> versions.add(
                                                caller,
                                                versions.newId(),
                                                found.document().asOwn(shipped.content()))))
                        .chain(this::seen));
    }

    Uni<Draft> read(Caller caller, Wanted wanted) {
        return room.inside(caller, () -> versions.readOpen(wanted).chain(this::seen));
    }

    Uni<List<Draft>> page(Caller caller, Optional<State> state, Paging paging) {
        return room.inside(
                caller,
                () -> versions.openOnes(state, paging.after(), paging.limit() + 1)
                        .chain(this::seen));
    }

    Uni<Draft> change(Caller caller, Wanted wanted, IfMatch seen, JsonNode patch) {
        return act(
                caller,
                "exercise.change",
                () -> asSeen(wanted, seen, State.DRAFT)
                        .chain(version -> {
                            var document = version.document().patched(patch);
                            return mustStayItself(version, document)
                                    .chain(() -> versions.change(caller, version, document));
                        })
                        .chain(this::seen));
    }

    Uni<Draft> discard(Caller caller, Wanted wanted, IfMatch seen) {
        return act(
                caller,
                "exercise.discard",
                () -> asSeen(wanted, seen, State.DRAFT, State.IN_REVIEW)
                        .call(versions::remove)
                        .chain(this::seen));
    }

    Uni<Draft> submit(Caller caller, Wanted wanted, IfMatch seen) {
        return act(
                caller,
                "exercise.submit",
                () -> asSeen(wanted, seen, State.DRAFT)
                        .call(this::mustBeFaultless)
                        .chain(version -> versions.submit(caller, version))
                        .chain(this::seen));
    }

    Uni<Draft> giveBack(Caller caller, Wanted wanted, IfMatch seen, String note) {
        return act(
                caller,
                "exercise.return",
                () -> asSeen(wanted, seen, State.IN_REVIEW)
                        .chain(version -> versions.giveBack(version, note))
                        .chain(this::seen));
    }

    /// The catalogue may have changed since it was submitted, so it is judged again.
    Uni<StandingView> publish(Caller caller, Wanted wanted, IfMatch seen) {
        return room.inside(
                caller,
                () -> catalogue
                        .waitForOurTurn()
                        .chain(() -> asSeen(wanted, seen, State.IN_REVIEW))
                        .invoke(version -> mustBeSomebodyElses(caller, version))
                        .call(this::mustBeFaultless)
                        .chain(version -> putOnShelf(caller, version))
                        .call(published -> noted(caller, "exercise.publish", published))
                        .chain(this::seen)
                        .chain(this::standing));
    }

    Uni<Version> putOnShelf(Caller caller, Version reviewed) {
        return versions.publish(caller, reviewed)
                .call(published -> shelving.put(
                        caller.clinic(),
                        published.exercise(),
                        published.number(),
                        published.document().entry(),
                        caller.subject(),
                        shipped.content()));
    }

    Uni<Draft> seen(Version version) {
        return versions.shipped(Wanted.bySlug(version.document().slug())).map(replaces -> new Draft(version, replaces));
    }

    private Uni<List<Draft>> seen(List<Version> found) {
        var drafts = Uni.createFrom().<List<Draft>>item(new ArrayList<>());
        for (var version : found) {
            drafts = drafts.chain(sofar -> seen(version).map(draft -> {
                sofar.add(draft);
                return sofar;
            }));
        }
        return drafts;
    }

    private Uni<StandingView> standing(Draft published) {
        var version = published.version();
        return catalogue
                .version()
                .map(catalogVersion -> new StandingView(
                        catalogVersion,
                        version.exercise(),
                        version.document().slug(),
                        version.number(),
                        StandingView.Standing.SHOWN,
                        published.replaces().map(Replaced::of),
                        Optional.empty(),
                        List.of()));
    }

    private Uni<Draft> act(Caller caller, String name, Supplier<Uni<Draft>> work) {
        return room.inside(
                caller,
                () -> catalogue.waitForOurTurn().chain(work::get).call(draft -> noted(caller, name, draft.version())));
    }

    private Uni<Version> asSeen(Wanted wanted, IfMatch seen, State... states) {
        return versions.requireOpen(wanted)
                .chain(version -> seen(version)
                        .invoke(draft -> seen.mustName(draft.version().tag(), () -> DraftView.of(draft))))
                .map(Draft::version)
                .invoke(version -> mustBe(version, states));
    }

    private static void mustBe(Version version, State... states) {
        if (!List.of(states).contains(version.state())) {
            throw Problems.of(
                    409,
                    "wrong-state",
                    "Not in this state",
                    version.state() == State.IN_REVIEW
                            ? "The draft is in review. Whoever wants to change it sends it back first."
                            : "The draft is not in review. Submit it first.",
                    Map.of("state", version.state()));
        }
    }

    private Uni<Void> mustBeFree(String slug) {
        return versions.own(Wanted.bySlug(slug))
                .invoke(taken -> taken.ifPresent(exercise -> {
                    throw slugTaken(slug);
                }))
                .replaceWithVoid();
    }

    static RuntimeException slugTaken(String slug) {
        return Problems.of(
                409,
                "slug-taken",
                "The clinic has this slug already",
                "The clinic has an exercise of its own with the slug " + slug + ", published, retired or being written."
                        + " Draft from that one, or choose another slug.",
                Map.of("slug", slug));
    }

    private static void refuseASecond(Version open) {
        throw Problems.of(
                409,
                "draft-exists",
                "There is a draft already",
                "Somebody has begun the next version of this exercise. Change that one, or throw it away first.",
                Map.of("state", open.state()));
    }

    /// Links and plans know an exercise by its slug as well, so it keeps the one it was published under.
    private Uni<Void> mustStayItself(Version version, Document document) {
        var slug = version.document().slug();
        if (document.slug().equals(slug)) {
            return Uni.createFrom().voidItem();
        }
        if (version.number() > 1) {
            throw Problems.invalid(
                    new FieldError("/slug", "unknown-value", "stays " + slug + ", under which it was published"));
        }
        return mustBeFree(document.slug());
    }

    private Uni<Void> mustBeFaultless(Version version) {
        return judge.complaintsAbout(version.document())
                .invoke(complaints -> {
                    if (!complaints.isEmpty()) {
                        throw Problems.invalid(complaints);
                    }
                })
                .replaceWithVoid();
    }

    private void mustBeSomebodyElses(Caller caller, Version version) {
        if (!ownReview && version.changed().by().equals(caller.subject())) {
            throw Problems.of(
                    409,
                    "own-review",
                    "Somebody else must look at it",
                    "Whoever changed the draft last does not publish it. Ask another member of staff, or change it no"
                            + " more yourself.",
                    Map.of());
        }
    }

    private Uni<Void> noted(Caller caller, String act, Version version) {
        return audit.note(
                caller, new Act(act, "exercise", version.exercise().toString(), version.tag(), Optional.empty()));
    }
}
