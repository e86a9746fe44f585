package org.scapula.catalog.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.Contraindication;
import org.scapula.catalog.content.Dose;
import org.scapula.catalog.content.ExerciseClass;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.content.Language;
import org.scapula.catalog.content.Source;
import org.scapula.catalog.fhir.ActivityDefinition.Identifier;
import org.scapula.catalog.fhir.ActivityDefinition.Participant;
import org.scapula.catalog.fhir.ActivityDefinition.RelatedArtifact;
import org.scapula.catalog.fhir.CodeableConcept.Coding;
import org.scapula.catalog.shipped.Shipped;
import org.scapula.edge.Problems;

/// Says an exercise in FHIR: the words of a version that was published, and the limits that are in force now.
@ApplicationScoped
class Writer {

    static final String SNOMED_CT = "http://snomed.info/sct";

    private static final Pattern ITEM_OF_AN_ARTICLE = Pattern.compile("(S\\d+)-[A-Z]\\d+");

    private static final Duration RENEWED_SOON = Duration.ofSeconds(30);

    private final Content content;
    private final Canonical canonical;
    private final String publisher;
    private final Map<ExerciseClass, Coding> codings;
    private final Map<String, Phrases> phrases;
    private final Map<String, Map<String, String>> titles;

    Writer(Shipped shipped, FhirSettings settings) {
        this.content = shipped.content();
        this.canonical = new Canonical(settings.canonicalBase());
        this.publisher = settings.publisher();
        this.codings = codings(settings);
        var english = content.languages().getFirst();
        this.phrases = content.languages().stream()
                .collect(Collectors.toMap(Language::tag, language -> Phrases.of(language, english)));
        this.titles = content.languages().stream().collect(Collectors.toMap(Language::tag, this::titles));
    }

    Canonical canonical() {
        return canonical;
    }

    Written write(Kept kept, Language language) {
        var definition = definition(kept, language);
        var versionId = Written.versionId(kept.version(), Content.json(definition));
        return new Written(kept.id(), versionId, Content.json(definition.known(versionId)));
    }

    /// What this version id names, in whichever language, if it can still be said with the limits of now.
    Optional<Written> rewrite(Kept kept, String versionId) {
        return content.languages().stream()
                .flatMap(language ->
                        Stream.of(kept.retired(false), kept.retired(true)).map(state -> write(state, language)))
                .filter(written -> written.versionId().equals(versionId))
                .findFirst();
    }

    private ActivityDefinition definition(Kept kept, Language language) {
        var published = entry(kept);
        var spoken = language.of(published);
        var entry = spoken.entry();
        var english = content.contraindicationsOf(published);
        var limits = language.limits(english);
        var untranslated = new ArrayList<>(spoken.untranslated());
        if (!language.hasLimitTexts(english)) {
            untranslated.add("contraindications");
        }
        var words = phrases(language);
        return new ActivityDefinition(
                "ActivityDefinition",
                kept.id().toString(),
                Optional.empty(),
                language.tag(),
                Narratives.of(entry, limits, kept.isShipped(), words),
                Extensions.of(entry, limits, untranslated, words),
                canonical.of(kept.clinic(), entry.slug(), kept.id()),
                List.of(
                        new Identifier(Canonical.SLUGS, entry.slug()),
                        new Identifier(Canonical.URIS, "urn:uuid:" + kept.id())),
                String.valueOf(kept.version()),
                Canonical.nameOf(entry.slug()),
                entry.name(),
                kept.retired() ? "retired" : "active",
                kept.isShipped(),
                kept.publishedAt().toString(),
                kept.isShipped() ? publisher : kept.clinic(),
                entry.picture().orElse(entry.name()),
                entry.targets().stream()
                        .map(target -> words.label("target", target))
                        .collect(Collectors.joining("; ")),
                Narratives.numbered(entry.steps()).orElse(""),
                Topics.of(entry, words),
                artifacts(kept, entry, limits, words),
                "ServiceRequest",
                code(entry, words),
                entry.usedDose().flatMap(Figures::timing),
                List.of(new Participant("patient")),
                List.of(CodeableConcept.of(words.label("region", entry.region()))));
    }

    private static ExerciseEntry entry(Kept kept) {
        try {
            return Content.entry(kept.document());
        } catch (IllegalArgumentException unreadable) {
            throw Problems.unavailable(
                    "Version " + kept.version() + " of this exercise was written by another build of this service,"
                            + " which this one cannot read.",
                    RENEWED_SOON);
        }
    }

    private CodeableConcept code(ExerciseEntry entry, Phrases words) {
        return new CodeableConcept(
                Optional.ofNullable(codings.get(entry.exerciseClass())).stream().toList(),
                entry.name() + " (" + words.label("exerciseClass", entry.exerciseClass()) + ")");
    }

    private List<RelatedArtifact> artifacts(
            Kept kept, ExerciseEntry entry, List<Contraindication> limits, Phrases words) {
        var artifacts = new ArrayList<RelatedArtifact>();
        cited(entry, limits).forEach(id -> artifacts.add(citation(id, words.language())));
        if (kept.isShipped() && content.figureOf(entry.slug()).isPresent()) {
            artifacts.add(new RelatedArtifact(
                    "documentation", "", words.say("drawing"), "", "/exercises/" + entry.slug() + "/figure.svg"));
        }
        return List.copyOf(artifacts);
    }

    private RelatedArtifact citation(String id, Language language) {
        var item = ITEM_OF_AN_ARTICLE.matcher(id);
        var work = item.matches() ? item.group(1) : id;
        return new RelatedArtifact(
                "citation",
                id,
                "",
                titles.getOrDefault(language.tag(), Map.of()).getOrDefault(work, work),
                "");
    }

    /// In the order in which they are named, each once.
    private static List<String> cited(ExerciseEntry entry, List<Contraindication> limits) {
        return Stream.of(
                        entry.sources().stream(),
                        entry.doses().stream()
                                .map((Function<Dose, List<Figures.Figure>>) Figures::of)
                                .flatMap(List::stream)
                                .map(Figures.Figure::source),
                        entry.stageDoses().stream()
                                .flatMap(dose -> Figures.of(dose).stream())
                                .map(Figures.Figure::source),
                        limits.stream().flatMap(limit -> limit.sources().stream()))
                .flatMap(ids -> ids)
                .distinct()
                .toList();
    }

    private Phrases phrases(Language language) {
        return phrases.getOrDefault(language.tag(), Phrases.of(language, language));
    }

    private Map<String, String> titles(Language language) {
        var titles = new LinkedHashMap<String, String>();
        for (Source source : content.sources()) {
            titles.put(source.id(), language.of(source).entry().title());
        }
        return titles;
    }

    private static Map<ExerciseClass, Coding> codings(FhirSettings settings) {
        var codings = new LinkedHashMap<ExerciseClass, Coding>();
        settings.codings()
                .forEach((kind, given) -> given.map(Writer::coding)
                        .filter(coding ->
                                settings.snomedCt() || !coding.system().equals(SNOMED_CT))
                        .ifPresent(coding -> codings.put(kind, coding)));
        return Map.copyOf(codings);
    }

    private static Coding coding(String text) {
        var parts = text.split("\\|", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("scapula.catalog.fhir.codings: not system|code|display: " + text);
        }
        return new Coding(parts[0], parts[1], parts[2]);
    }
}
