package org.scapula.catalog.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.Contraindication;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.exercise.Shelving;
import org.scapula.catalog.remote.NewTrial;
import org.scapula.catalog.remote.PlannerClient;
import org.scapula.catalog.shipped.Shipped;
import org.scapula.edge.FieldError;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;

/// Tries what publishing a draft would do, and changes nothing. The planner is asked when the room is closed again.
@ApplicationScoped
class Validation {

    private final ClinicRoom room;
    private final Versions versions;
    private final ClinicCatalogue catalogue;
    private final Judge judge;
    private final PlannerClient planner;
    private final Content content;
    private final Audit audit;
    private final ObjectMapper json;

    Validation(
            ClinicRoom room,
            Versions versions,
            ClinicCatalogue catalogue,
            Judge judge,
            PlannerClient planner,
            Shipped shipped,
            Audit audit,
            ObjectMapper json) {
        this.room = room;
        this.versions = versions;
        this.catalogue = catalogue;
        this.judge = judge;
        this.planner = planner;
        this.content = shipped.content();
        this.audit = audit;
        this.json = json;
    }

    private record Found(String catalogVersion, Version draft, Optional<Version> before, List<FieldError> complaints) {}

    Uni<ValidationView> of(Caller caller, Wanted wanted) {
        return room.inside(caller, () -> find(caller, wanted))
                .chain(found -> askThePlanner(found).map(said -> view(found, said)));
    }

    private Uni<Found> find(Caller caller, Wanted wanted) {
        return versions.readOpen(wanted)
                .chain(draft -> before(draft)
                        .chain(before -> judge.complaintsAbout(draft.document())
                                .chain(complaints -> catalogue
                                        .version()
                                        .map(version -> new Found(version, draft, before, complaints)))))
                .call(found -> noted(caller, found.draft()));
    }

    /// The clinic's own that stands there now, or else what is shipped under the same slug.
    private Uni<Optional<Version>> before(Version draft) {
        return versions.onShelf(draft.exercise())
                .chain(own -> own.isPresent()
                        ? Uni.createFrom().item(own)
                        : versions.shipped(Wanted.bySlug(draft.document().slug())));
    }

    private Uni<PlannerView> askThePlanner(Found found) {
        if (!found.complaints().isEmpty()) {
            return Uni.createFrom()
                    .item(PlannerView.notAsked(
                            "The planner is asked about exercises without complaints. Mend those first."));
        }
        var draft = found.draft();
        var shown = Shelving.shown(
                draft.exercise(),
                found.catalogVersion(),
                draft.number(),
                draft.document().entry(),
                content);
        return planner.wouldDo(
                        new NewTrial(found.catalogVersion(), draft.document().slug(), Optional.of(read(shown))))
                .map(PlannerView::of);
    }

    private JsonNode read(String shown) {
        try {
            return json.readTree(shown);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ValidationView view(Found found, PlannerView planner) {
        var draft = found.draft();
        var document = draft.document();
        var now = limits(document);
        var before =
                found.before().flatMap(version -> limits(version.document())).orElse(List.of());
        return new ValidationView(
                found.catalogVersion(),
                draft.exercise(),
                document.slug(),
                draft.number(),
                found.complaints(),
                found.before().map(ValidationView.Against::of),
                found.before()
                        .map(version -> changedFields(asFirstDrafted(version).json(), document.json()))
                        .orElseGet(() -> changedFields(JsonNodeFactory.instance.objectNode(), document.json())),
                now.map(limits -> without(limits, before)),
                now.map(limits -> without(before, limits)),
                content.languages().stream()
                        .filter(language -> !language.isBase())
                        .map(language -> missing(language, document))
                        .filter(missing -> !missing.fields().isEmpty())
                        .toList(),
                planner);
    }

    /// Limits follow from tags: as long as these are not given, nobody knows them.
    private Optional<List<Contraindication>> limits(Document document) {
        return document.json().has("tags")
                ? Optional.of(content.contraindicationsOf(document.entry()))
                : Optional.empty();
    }

    private static List<Contraindication> without(List<Contraindication> all, List<Contraindication> others) {
        return all.stream().filter(limit -> !others.contains(limit)).distinct().toList();
    }

    private static ValidationView.MissingTranslation missing(Language language, Document document) {
        return new ValidationView.MissingTranslation(
                language.tag(), language.of(document.entry()).untranslated());
    }

    /// What is the clinic's own anyway (its number, whose drawing it shows) is no change.
    private Document asFirstDrafted(Version version) {
        return version.isShipped() ? version.document().asOwn(content) : version.document();
    }

    static List<String> changedFields(JsonNode before, JsonNode after) {
        return Stream.concat(
                        fields(before, after, Function.identity())
                                .filter(field -> !field.equals("translations") && !field.equals("number"))
                                .map(field -> "/" + field),
                        fields(before, after, document -> document.path("translations"))
                                .map(tag -> "/translations/" + tag))
                .toList();
    }

    private static Stream<String> fields(JsonNode before, JsonNode after, Function<JsonNode, JsonNode> part) {
        var one = part.apply(before);
        var other = part.apply(after);
        var names = new TreeSet<String>();
        Stream.of(one, other)
                .flatMap(node -> node.properties().stream())
                .map(Map.Entry::getKey)
                .forEach(names::add);
        return names.stream()
                .filter(name -> !isNothing(one.path(name)) || !isNothing(other.path(name)))
                .filter(name -> !one.path(name).equals(other.path(name)));
    }

    /// A field that is missing and a list without anything in it say the same.
    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || (node.isContainerNode() && node.isEmpty());
    }

    private Uni<Void> noted(Caller caller, Version draft) {
        return audit.note(
                caller,
                new Act("exercise.validate", "exercise", draft.exercise().toString(), draft.tag(), Optional.empty()));
    }
}
