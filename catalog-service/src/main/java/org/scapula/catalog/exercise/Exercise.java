package org.scapula.catalog.exercise;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scapula.catalog.content.Contraindication;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.content.Level;
import org.scapula.catalog.content.Muscle;
import org.scapula.catalog.content.StageDose;
import org.scapula.catalog.reader.Reader;

/// An exercise on the shelf: what is filtered by, and which version of it is published. What is answered stands ready
/// beside it, in each language.
@Entity
class Exercise {

    @Id
    UUID id;

    String clinic;
    String slug;
    int version;

    /// Off the shelf since then; its versions stay.
    @Nullable
    Instant retiredAt;

    String kind;
    String exerciseClass;
    String region;
    short level;
    String[] categories;
    String[] muscles;
    String[] positions;
    String[] targets;
    String[] contexts;
    String[] stages;
    String[] tags;
    String[] excludedWith;
    String[] changedWith;

    /// Alternatives, each what is needed together, with commas between; an empty text needs nothing.
    String[] equipment;

    String[] languages;

    String contentHash = "";
    String fingerprint = "";

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected Exercise() {}

    @SuppressWarnings("NullAway.Init") // become fills the rest
    Exercise(UUID id, String clinic, String slug) {
        this.id = id;
        this.clinic = clinic;
        this.slug = slug;
    }

    boolean isShipped() {
        return clinic.equals(Reader.SHIPPED);
    }

    boolean says(Wording wording) {
        return fingerprint.equals(wording.fingerprint()) && retiredAt == null;
    }

    void become(Wording wording) {
        var entry = wording.entry();
        slug = entry.slug();
        version = wording.version();
        retiredAt = null;
        kind = entry.kind().name();
        exerciseClass = entry.exerciseClass().name();
        region = entry.region().name();
        level = (short) entry.level();
        categories = names(entry.categories());
        muscles = names(musclesOf(entry));
        positions = names(entry.positions());
        targets = names(entry.targets());
        contexts = names(entry.contexts());
        stages = names(entry.stageDoses().stream()
                .filter(StageDose::fits)
                .map(StageDose::stage)
                .toList());
        tags = names(entry.tags());
        excludedWith = conditions(wording.contraindications(), Level.ABSOLUTE);
        changedWith = conditions(wording.contraindications(), Level.PRECAUTION);
        equipment = entry.equipment().stream()
                .map(together -> together.stream().map(Enum::name).sorted().collect(Collectors.joining(",")))
                .toArray(String[]::new);
        languages = wording.languages().toArray(String[]::new);
        contentHash = wording.contentHash();
        fingerprint = wording.fingerprint();
    }

    private static String[] conditions(List<Contraindication> contraindications, Level level) {
        return contraindications.stream()
                .filter(contraindication -> contraindication.level() == level)
                .map(Contraindication::condition)
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    private static List<Muscle> musclesOf(ExerciseEntry entry) {
        return Stream.concat(entry.primaryMuscles().stream(), entry.secondaryMuscles().stream())
                .distinct()
                .toList();
    }

    private static String[] names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }
}
