package org.scapula.catalog.fhir;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.scapula.catalog.content.Context;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.fhir.CodeableConcept.Coding;

/// What an exercise is about, in the lists of the catalogue. Whom it fits is among them, because no kind of
/// context that FHIR knows says "people who sit at a desk".
enum Topics {
    CATEGORY("category", "e.categories"),
    TARGET("target", "e.targets"),
    REGION("region", "array[e.region]"),
    CONTEXT("context", "array_remove(e.contexts, 'ANY')");

    private final String list;
    private final String column;

    Topics(String list, String column) {
        this.list = list;
        this.column = column;
    }

    String system() {
        return "urn:scapula:" + list;
    }

    /// The same in the database: a list of codes.
    String column() {
        return column;
    }

    static List<CodeableConcept> of(ExerciseEntry entry, Phrases words) {
        return Arrays.stream(values())
                .flatMap(topic -> topic.codes(entry)
                        .map(Enum::name)
                        .distinct()
                        .map(code -> topic.concept(code, words.label(topic.list, code))))
                .toList();
    }

    private Stream<? extends Enum<?>> codes(ExerciseEntry entry) {
        return switch (this) {
            case CATEGORY -> stream(entry.categories());
            case TARGET -> stream(entry.targets());
            case REGION -> Stream.of(entry.region());
            // Who fits everybody is about nobody in particular.
            case CONTEXT -> entry.contexts().stream().filter(context -> context != Context.ANY);
        };
    }

    private static Stream<? extends Enum<?>> stream(Collection<? extends Enum<?>> values) {
        return values.stream();
    }

    private CodeableConcept concept(String code, String label) {
        return new CodeableConcept(List.of(new Coding(system(), code, label)), label);
    }
}
