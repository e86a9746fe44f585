package org.scapula.catalog.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.content.Fault;
import org.scapula.catalog.content.Links;
import org.scapula.catalog.editing.ImportedLine.Outcome;
import org.scapula.catalog.query.Paging;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;
import org.scapula.edge.access.Caller;
import org.scapula.edge.access.ClinicRoom;
import org.scapula.edge.access.Role;
import org.scapula.edge.audit.Act;
import org.scapula.edge.audit.Audit;

/// Takes in lines of a catalogue. Each is judged by itself, all that are good are kept in one transaction, and the same
/// lines again change nothing.
@ApplicationScoped
class Import {

    static final int MOST_LINES = 100;

    private final ClinicRoom room;
    private final Versions versions;
    private final ClinicCatalogue catalogue;
    private final Judge judge;
    private final Drafts drafts;
    private final OwnShelf shelf;
    private final Audit audit;
    private final ObjectMapper json;

    Import(
            ClinicRoom room,
            Versions versions,
            ClinicCatalogue catalogue,
            Judge judge,
            Drafts drafts,
            OwnShelf shelf,
            Audit audit,
            ObjectMapper json) {
        this.room = room;
        this.versions = versions;
        this.catalogue = catalogue;
        this.judge = judge;
        this.drafts = drafts;
        this.shelf = shelf;
        this.audit = audit;
        this.json = json;
    }

    /// An exercise of the clinic's own that somebody sent.
    private record Sent(int line, CatalogueLine said, Document document) {

        String slug() {
            return document.slug();
        }

        boolean isRetired() {
            return said.retired().orElse(false);
        }

        State state() {
            return said.state().orElse(State.PUBLISHED);
        }
    }

    /// What the clinic has of an exercise before a line is taken in.
    private record Standing(Optional<Version> published, boolean retired, Optional<Version> open) {

        boolean says(Sent sent) {
            return published
                    .filter(version -> version.hash().equals(sent.document().hash()))
                    .isPresent();
        }
    }

    /// What has been found out so far, by line.
    private static final class Results {

        private final TreeMap<Integer, ImportedLine> lines = new TreeMap<>();

        void put(ImportedLine result) {
            lines.put(result.line(), result);
        }

        void put(Sent sent, Outcome outcome) {
            put(new ImportedLine(sent.line(), outcome, Optional.of(sent.slug()), List.of()));
        }

        void refuse(Sent sent, List<FieldError> errors) {
            put(ImportedLine.refused(sent.line(), Optional.of(sent.slug()), errors));
        }
    }

    Uni<List<ImportedLine>> take(Caller caller, byte[] body) {
        var results = new Results();
        var exercises = new ArrayList<Sent>();
        var hidden = new LinkedHashMap<Integer, String>();
        read(text(body), caller, results, exercises, hidden);
        var published = exercises.stream()
                .filter(sent -> sent.state() == State.PUBLISHED)
                .toList();
        var open = exercises.stream()
                .filter(sent -> sent.state() != State.PUBLISHED)
                .toList();
        return room.inside(
                caller,
                () -> catalogue
                        .waitForOurTurn()
                        .chain(() -> takePublished(caller, published, results))
                        .chain(() -> oneByOne(open, sent -> takeDraft(caller, sent, results)))
                        .chain(() -> oneByOne(
                                List.copyOf(hidden.entrySet()),
                                line -> hide(caller, line.getKey(), line.getValue(), results)))
                        .chain(() -> catalogue.version())
                        .chain(version -> audit.note(
                                caller,
                                new Act("catalogue.import", "catalogue", caller.clinic(), version, Optional.empty())))
                        .map(noted -> List.copyOf(results.lines.values())));
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException otherwise) {
            throw Problems.invalid(new FieldError("", "malformed", "is not text in UTF-8"));
        }
    }

    private void read(String text, Caller caller, Results results, List<Sent> exercises, Map<Integer, String> hidden) {
        var lines = text.split("\\r?\\n", -1);
        if (Stream.of(lines).filter(line -> !line.isBlank()).count() > MOST_LINES) {
            throw Problems.invalid(
                    new FieldError("", "out-of-range", "are more than " + MOST_LINES + " lines; send them in parts"));
        }
        var seen = new HashSet<String>();
        for (var place = 0; place < lines.length; place++) {
            if (!lines[place].isBlank()) {
                read(place + 1, lines[place], caller, results, exercises, hidden, seen);
            }
        }
    }

    private void read(
            int number,
            String text,
            Caller caller,
            Results results,
            List<Sent> exercises,
            Map<Integer, String> hidden,
            Set<String> seen) {
        try {
            var line = json.readValue(text, CatalogueLine.class);
            if (line == null || line.type() == null) {
                throw Problems.invalid(new FieldError("/type", "required", "must be given"));
            }
            switch (line.type()) {
                case CATALOGUE, CONTINUED, END ->
                    results.put(new ImportedLine(number, Outcome.UNCHANGED, Optional.empty(), List.of()));
                case SOURCE, ADVICE -> results.put(ofTheProduct(number, line));
                case HIDDEN ->
                    hidden.put(
                            number,
                            line.slug()
                                    .orElseThrow(() ->
                                            Problems.invalid(new FieldError("/slug", "required", "must be given"))));
                case EXERCISE -> readExercise(number, line, caller, results, exercises, seen);
            }
        } catch (JsonProcessingException malformed) {
            results.put(ImportedLine.refused(number, Optional.empty(), List.of(error(malformed))));
        } catch (HttpProblem refused) {
            results.put(ImportedLine.refused(number, Optional.empty(), errors(refused)));
        }
    }

    private static ImportedLine ofTheProduct(int number, CatalogueLine line) {
        return line.origin().filter(CatalogueLine.Origin.CLINIC::equals).isPresent()
                ? ImportedLine.refused(
                        number,
                        line.slug(),
                        List.of(new FieldError("/origin", "unknown-value", "clinics write exercises only")))
                : new ImportedLine(number, Outcome.LEFT_TO_THE_RELEASE, line.slug(), List.of());
    }

    private void readExercise(
            int number, CatalogueLine line, Caller caller, Results results, List<Sent> exercises, Set<String> seen) {
        if (line.origin().filter(CatalogueLine.Origin.SHIPPED::equals).isPresent()) {
            results.put(new ImportedLine(number, Outcome.LEFT_TO_THE_RELEASE, line.slug(), List.of()));
            return;
        }
        var errors = errorsIn(line, caller);
        if (!errors.isEmpty()) {
            results.put(ImportedLine.refused(number, line.slug(), errors));
            return;
        }
        var sent = new Sent(number, line, Document.of(line.document().orElseThrow()));
        var kind = sent.slug() + (sent.state() == State.PUBLISHED ? "" : " draft");
        if (seen.add(kind)) {
            exercises.add(sent);
        } else {
            results.refuse(sent, List.of(new FieldError("/slug", "duplicate", "stands in this batch already")));
        }
    }

    private static List<FieldError> errorsIn(CatalogueLine line, Caller caller) {
        if (line.document().isEmpty()) {
            return List.of(new FieldError("/document", "required", "must be given"));
        }
        var document = line.document().get();
        var errors = new ArrayList<>(within(Document.faultsIn(document)));
        line.slug()
                .filter(slug -> !slug.equals(document.path("slug").asText()))
                .ifPresent(
                        _ -> errors.add(new FieldError("/slug", "unknown-value", "is not the slug of the document")));
        var isPublished = line.state().orElse(State.PUBLISHED) == State.PUBLISHED;
        if (isPublished && !caller.roles().contains(Role.ADMIN)) {
            errors.add(new FieldError(
                    "/state", "forbidden", "only an administrator imports what is published without a review here"));
        }
        if (!isPublished && line.retired().orElse(false)) {
            errors.add(new FieldError("/retired", "unknown-value", "is for what is published"));
        }
        return errors;
    }

    private Uni<Void> takePublished(Caller caller, List<Sent> sent, Results results) {
        var standings = new HashMap<Sent, Standing>();
        return oneByOne(
                        sent,
                        each -> standing(each.slug())
                                .invoke(found -> standings.put(each, found))
                                .replaceWithVoid())
                .map(known -> toBeJudged(sent, standings, results))
                .chain(candidates -> judged(candidates, results))
                .chain(good -> oneByOne(
                        sent.stream()
                                .filter(each -> good.contains(each) || isThere(each, standings))
                                .toList(),
                        each -> keep(caller, each, standings, results)));
    }

    private static boolean isThere(Sent sent, Map<Sent, Standing> standings) {
        var standing = standings.get(sent);
        return standing != null && standing.says(sent);
    }

    /// Those that say something new, unless somebody is writing that very exercise.
    private static List<Sent> toBeJudged(List<Sent> sent, Map<Sent, Standing> standings, Results results) {
        var candidates = new ArrayList<Sent>();
        for (var each : sent) {
            var standing = standings.get(each);
            if (standing == null || isThere(each, standings)) {
                continue;
            }
            var other = standing.open()
                    .filter(open -> !open.hash().equals(each.document().hash()));
            if (other.isPresent()) {
                results.refuse(
                        each,
                        List.of(new FieldError(
                                "/document",
                                "draft-exists",
                                "somebody is writing this exercise and says something else; publish or throw away the"
                                        + " draft first")));
            } else {
                candidates.add(each);
            }
        }
        return candidates;
    }

    /// They may link to one another, so whoever falls takes with them whoever leads to them.
    private Uni<Set<Sent>> judged(List<Sent> candidates, Results results) {
        var entries = candidates.stream()
                .collect(Collectors.toMap(
                        Function.identity(), sent -> sent.document().entry()));
        var links = entries.values().stream()
                .flatMap(entry -> ClinicCatalogue.linksOf(entry).stream())
                .collect(Collectors.toSet());
        var shown = entries.entrySet().stream()
                .filter(candidate -> !candidate.getKey().isRetired())
                .map(Map.Entry::getValue)
                .toList();
        return catalogue
                .existing(links)
                .chain(existing -> catalogue
                        .linksAround(shown)
                        .map(around -> judged(candidates, entries, existing, around, results)));
    }

    private Set<Sent> judged(
            List<Sent> candidates,
            Map<Sent, ExerciseEntry> entries,
            Set<String> existing,
            Links around,
            Results results) {
        var good = new HashSet<>(candidates);
        var links = around;
        while (true) {
            var slugs = good.stream()
                    .filter(sent -> !sent.isRetired())
                    .map(Sent::slug)
                    .collect(Collectors.toSet());
            var fallen = new LinkedHashMap<Sent, List<FieldError>>();
            for (var sent : candidates) {
                var entry = entries.get(sent);
                if (entry != null && good.contains(sent)) {
                    var complaints = complaints(sent, entry, existing, slugs, links);
                    if (!complaints.isEmpty()) {
                        fallen.put(sent, complaints);
                    }
                }
            }
            if (fallen.isEmpty()) {
                return good;
            }
            for (var sent : fallen.keySet()) {
                var entry = entries.get(sent);
                good.remove(sent);
                links = entry == null ? links : links.without(entry);
            }
            fallen.forEach((sent, complaints) -> results.refuse(sent, within(complaints)));
        }
    }

    /// What nobody sees may lead to what is gone.
    private List<FieldError> complaints(
            Sent sent, ExerciseEntry entry, Set<String> existing, Set<String> slugs, Links links) {
        return judge
                .complaintsAbout(sent.document(), entry, slug -> existing.contains(slug) || slugs.contains(slug), links)
                .stream()
                .filter(complaint -> !sent.isRetired()
                        || !Set.of(Fault.UNKNOWN_LINK, Fault.LOOP).contains(complaint.code()))
                .toList();
    }

    private Uni<Void> keep(Caller caller, Sent sent, Map<Sent, Standing> standings, Results results) {
        var standing = Objects.requireNonNull(standings.get(sent));
        if (isThere(sent, standings)) {
            return keepStanding(caller, sent, standing, results);
        }
        var isNew = standing.published().isEmpty() && standing.open().isEmpty();
        return standing.open()
                .map(open -> Uni.createFrom().item(open))
                .orElseGet(() -> add(caller, sent))
                .chain(version -> version.state() == State.DRAFT
                        ? versions.submit(caller, version)
                        : Uni.createFrom().item(version))
                .chain(version -> drafts.putOnShelf(caller, version))
                .call(version -> noted(caller, version))
                .call(version -> sent.isRetired()
                        ? shelf.takeDown(caller, version)
                        : Uni.createFrom().voidItem())
                .invoke(version -> results.put(sent, isNew ? Outcome.CREATED : Outcome.CHANGED))
                .replaceWithVoid();
    }

    /// It says what is there already; perhaps it is on the shelf where it was not, or the other way round.
    private Uni<Void> keepStanding(Caller caller, Sent sent, Standing standing, Results results) {
        if (standing.retired() == sent.isRetired()) {
            results.put(sent, Outcome.UNCHANGED);
            return Uni.createFrom().voidItem();
        }
        var version = standing.published().orElseThrow();
        if (sent.isRetired()) {
            return shelf.takeDown(caller, version).invoke(() -> results.put(sent, Outcome.CHANGED));
        }
        return judge.complaintsAbout(version.document()).chain(complaints -> {
            if (!complaints.isEmpty()) {
                results.refuse(sent, within(complaints));
                return Uni.createFrom().voidItem();
            }
            return shelf.putBack(caller, version).invoke(() -> results.put(sent, Outcome.CHANGED));
        });
    }

    /// A draft that says something else is somebody's work: it is overwritten by whoever has seen it, and by nobody
    /// else.
    private Uni<Void> takeDraft(Caller caller, Sent sent, Results results) {
        return standing(sent.slug()).chain(standing -> {
            if (standing.open().isPresent()) {
                return takeDraft(caller, sent, standing.open().get(), results);
            }
            if (standing.says(sent)) {
                results.put(sent, Outcome.UNCHANGED);
                return Uni.createFrom().voidItem();
            }
            return add(caller, sent)
                    .call(version -> noted(caller, version))
                    .chain(version -> handIn(caller, sent, version, Outcome.CREATED, results));
        });
    }

    private Uni<Void> takeDraft(Caller caller, Sent sent, Version open, Results results) {
        if (open.hash().equals(sent.document().hash())) {
            return open.state() == State.DRAFT && sent.state() == State.IN_REVIEW
                    ? handIn(caller, sent, open, Outcome.CHANGED, results)
                    : unchanged(sent, results);
        }
        var isSeen =
                sent.said().etag().filter(("\"" + open.tag() + "\"")::equals).isPresent();
        if (!isSeen || open.state() != State.DRAFT) {
            results.refuse(
                    sent,
                    List.of(new FieldError(
                            "/etag",
                            "changed-meanwhile",
                            open.state() == State.DRAFT
                                    ? "there is a draft that says something else; its ETag is now \"" + open.tag()
                                            + "\""
                                    : "there is a draft in review that says something else")));
            return Uni.createFrom().voidItem();
        }
        return versions.change(caller, open, sent.document())
                .call(version -> noted(caller, version))
                .chain(version -> handIn(caller, sent, version, Outcome.CHANGED, results));
    }

    /// What is to be in review must be whole; otherwise it stays a draft, and the line says why.
    private Uni<Void> handIn(Caller caller, Sent sent, Version version, Outcome outcome, Results results) {
        if (sent.state() != State.IN_REVIEW) {
            results.put(sent, outcome);
            return Uni.createFrom().voidItem();
        }
        return judge.complaintsAbout(version.document()).chain(complaints -> {
            if (!complaints.isEmpty()) {
                results.put(new ImportedLine(sent.line(), outcome, Optional.of(sent.slug()), within(complaints)));
                return Uni.createFrom().voidItem();
            }
            return versions.submit(caller, version)
                    .invoke(submitted -> results.put(sent, outcome))
                    .replaceWithVoid();
        });
    }

    private Uni<Void> hide(Caller caller, int line, String slug, Results results) {
        var named = Optional.of(slug);
        return (Paging.isSlug(slug)
                        ? versions.shipped(Wanted.bySlug(slug))
                        : Uni.createFrom().item(Optional.<Version>empty()))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom()
                                .item(ImportedLine.refused(
                                        line,
                                        named,
                                        List.of(new FieldError(
                                                "/slug", Fault.UNKNOWN_LINK, "does not come with the product"))))
                        : shelf.hideInTurn(caller, found.get())
                                .map(changed -> new ImportedLine(
                                        line, changed ? Outcome.CREATED : Outcome.UNCHANGED, named, List.of())))
                .invoke(results::put)
                .replaceWithVoid();
    }

    private Uni<Standing> standing(String slug) {
        return versions.own(Wanted.bySlug(slug))
                .chain(own -> own.isEmpty()
                        ? Uni.createFrom().item(new Standing(Optional.empty(), false, Optional.empty()))
                        : versions.onShelf(own.get())
                                .chain(published -> retired(published)
                                        .chain(retired -> versions.open(own.get())
                                                .map(open -> new Standing(published, retired, open)))));
    }

    private Uni<Boolean> retired(Optional<Version> published) {
        return published.map(shelf::isRetired).orElseGet(() -> Uni.createFrom().item(false));
    }

    private Uni<Version> add(Caller caller, Sent sent) {
        return versions.own(Wanted.bySlug(sent.slug()))
                .chain(own -> versions.add(caller, own.orElseGet(versions::newId), sent.document()));
    }

    private static Uni<Void> unchanged(Sent sent, Results results) {
        results.put(sent, Outcome.UNCHANGED);
        return Uni.createFrom().voidItem();
    }

    private static List<FieldError> within(List<FieldError> errors) {
        return errors.stream()
                .map(error -> new FieldError("/document" + error.pointer(), error.code(), error.detail()))
                .toList();
    }

    private static FieldError error(JsonProcessingException malformed) {
        if (malformed instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            var pointer = mapping.getPath().stream()
                    .map(step -> "/" + (step.getFieldName() == null ? step.getIndex() : step.getFieldName()))
                    .collect(Collectors.joining());
            return new FieldError(pointer, "malformed", "is unknown, or not what belongs there");
        }
        return new FieldError("", "malformed", "is not a line of a catalogue in JSON");
    }

    private static List<FieldError> errors(HttpProblem refused) {
        return refused.getParameters().get("errors") instanceof List<?> errors
                ? errors.stream().map(FieldError.class::cast).toList()
                : List.of();
    }

    private static <T> Uni<Void> oneByOne(List<T> items, Function<T, Uni<Void>> work) {
        var done = Uni.createFrom().voidItem();
        for (var item : items) {
            done = done.chain(() -> work.apply(item));
        }
        return done;
    }

    private Uni<Void> noted(Caller caller, Version version) {
        return audit.note(
                caller,
                new Act("exercise.import", "exercise", version.exercise().toString(), version.tag(), Optional.empty()));
    }
}
