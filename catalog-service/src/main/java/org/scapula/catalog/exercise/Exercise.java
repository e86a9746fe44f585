package org.scapula.catalog.exercise;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.Contraindication;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.content.Muscle;
import org.scapula.catalog.edition.Shelved;
import org.scapula.catalog.query.Words;

/// An exercise on its shelf: what is filtered in columns, the entry in the document.
@Entity
class Exercise implements Shelved<Exercise> {

    /// What languages say of it is laid over the entry, not shown beside it.
    private record Document(
            @JsonUnwrapped @JsonIgnoreProperties("translations")
            ExerciseEntry entry,

            List<Contraindication> contraindications) {}

    /// Time-ordered, given when the row is kept.
    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    @Nullable
    UUID id;

    String slug;
    String kind;
    String exerciseClass;
    String[] categories;
    String[] muscles;
    String[] positions;
    String[] targets;

    String searchable;

    @JdbcTypeCode(SqlTypes.JSON)
    String document;

    String fingerprint;

    @SuppressWarnings({"NullAway.Init", "unused"}) // Hibernate fills it
    protected Exercise() {}

    Exercise(ExerciseEntry entry, List<Contraindication> contraindications) {
        slug = entry.slug();
        kind = entry.kind().name();
        exerciseClass = entry.exerciseClass().name();
        categories = names(entry.categories());
        muscles = names(musclesOf(entry));
        positions = names(entry.positions());
        targets = names(entry.targets());
        searchable = searchable(entry);
        document = Content.json(new Document(entry, contraindications));
        fingerprint = Content.hash(
                List.of(kind, exerciseClass, categories, muscles, positions, targets, searchable, document));
    }

    @Override
    public String slug() {
        return slug;
    }

    @Override
    public void become(Exercise wanted) {
        if (!fingerprint.equals(wanted.fingerprint)) {
            kind = wanted.kind;
            exerciseClass = wanted.exerciseClass;
            categories = wanted.categories;
            muscles = wanted.muscles;
            positions = wanted.positions;
            targets = wanted.targets;
            searchable = wanted.searchable;
            document = wanted.document;
            fingerprint = wanted.fingerprint;
        }
    }

    private static List<Muscle> musclesOf(ExerciseEntry entry) {
        return Stream.concat(entry.primaryMuscles().stream(), entry.secondaryMuscles().stream())
                .distinct()
                .toList();
    }

    private static String searchable(ExerciseEntry entry) {
        var muscles = musclesOf(entry);
        var groups = Arrays.stream(MuscleChoice.values())
                .filter(choice -> muscles.stream().anyMatch(choice.members()::contains));
        return Stream.of(
                        Stream.of(entry.name(), entry.slug()),
                        entry.aliases().stream(),
                        groups.map(Enum::name),
                        entry.targets().stream().map(Enum::name))
                .flatMap(texts -> texts)
                .map(Words::of)
                .collect(Collectors.joining(" "));
    }

    private static String[] names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }
}
