package org.scapula.catalog.editing;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.scapula.catalog.content.ExerciseChecks;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.content.Fault;
import org.scapula.catalog.content.Links;
import org.scapula.catalog.shipped.Shipped;
import org.scapula.edge.FieldError;

/// Says everything that is wrong with an exercise of a clinic: what would be wrong with a shipped one is.
@ApplicationScoped
class Judge {

    /// What cannot be judged before these are known.
    private static final Map<String, List<String>> DEPENDS_ON = Map.of(
            "/kind", List.of("/members"),
            "/category", List.of("/categories"),
            "/exerciseClass", List.of("/doses", "/stageDoses"),
            "/equipment", List.of("/household"),
            "/niceToHave", List.of("/household"));

    private final ClinicCatalogue catalogue;
    private final Shipped shipped;

    Judge(ClinicCatalogue catalogue, Shipped shipped) {
        this.catalogue = catalogue;
        this.shipped = shipped;
    }

    /// In the catalogue of the clinic of the transaction.
    Uni<List<FieldError>> complaintsAbout(Document document) {
        var exercise = document.entry();
        return catalogue
                .existing(ClinicCatalogue.linksOf(exercise))
                .chain(existing -> catalogue
                        .linksAround(List.of(exercise))
                        .map(links -> complaintsAbout(document, exercise, existing::contains, links)));
    }

    List<FieldError> complaintsAbout(Document document, ExerciseEntry exercise, Predicate<String> exists, Links links) {
        var gaps = document.gaps();
        var faults = ExerciseChecks.faultsIn(
                exercise, shipped.content().sources(), link -> link.equals(exercise.slug()) || exists.test(link));
        return Stream.of(
                        gaps.stream(),
                        faults.stream()
                                .filter(fault -> gaps.stream().noneMatch(gap -> explains(gap, fault)))
                                .map(fault -> new FieldError(fault.pointer(), fault.code(), fault.reason())),
                        loop(exercise, links))
                .flatMap(complaints -> complaints)
                .toList();
    }

    private static Stream<FieldError> loop(ExerciseEntry exercise, Links links) {
        return links.loopFrom(exercise.slug()).stream()
                .filter(loop -> loop.contains(exercise.slug()))
                .map(loop -> new FieldError("/progressTo", Fault.LOOP, "links loop: " + String.join(" > ", loop)));
    }

    /// Whoever is told that something is missing need not hear what is wrong with what stands in for it.
    private static boolean explains(FieldError gap, Fault fault) {
        return isAt(gap.pointer(), fault.pointer())
                || isAt(fault.pointer(), gap.pointer())
                || DEPENDS_ON.getOrDefault(gap.pointer(), List.of()).stream()
                        .anyMatch(place -> isAt(place, fault.pointer()));
    }

    private static boolean isAt(String place, String pointer) {
        return pointer.equals(place) || pointer.startsWith(place + "/");
    }
}
