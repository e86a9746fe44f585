package org.scapula.catalog.fhir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.scapula.catalog.content.Contraindication;
import org.scapula.catalog.content.Cues;
import org.scapula.catalog.content.Dose;
import org.scapula.catalog.content.Equipment;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.content.StageDose;

/// What an exercise says beyond FHIR. Each address has its StructureDefinition in `fhir/structures`, which is
/// served.
final class Extensions {

    static final String BASE = "urn:scapula:fhir:";

    private final Phrases phrases;
    private final List<Extension> all = new ArrayList<>();

    private Extensions(Phrases phrases) {
        this.phrases = phrases;
    }

    static List<Extension> of(
            ExerciseEntry entry, List<Contraindication> limits, List<String> untranslated, Phrases phrases) {
        var extensions = new Extensions(phrases);
        extensions.add(entry, limits, untranslated);
        return extensions.all.stream().filter(Extension::saysSomething).toList();
    }

    private void add(ExerciseEntry entry, List<Contraindication> limits, List<String> untranslated) {
        limits.forEach(limit -> all.add(contraindication(limit)));
        entry.doses().forEach(dose -> all.add(dose(dose)));
        entry.stageDoses().forEach(dose -> all.add(stageDose(dose)));
        all.add(cues(entry.cues()));
        entry.commonMistakes().forEach(mistake -> all.add(Extension.text(BASE + "common-mistake", mistake)));
        entry.easier().ifPresent(text -> all.add(Extension.text(BASE + "easier", text)));
        entry.harder().ifPresent(text -> all.add(Extension.text(BASE + "harder", text)));
        all.add(Extension.number(BASE + "level", entry.level()));
        all.add(Extension.number(BASE + "shoulder-elevation-degrees", entry.shoulderElevationDegrees()));
        entry.equipment().forEach(together -> all.add(equipment(together)));
        codes("tag", entry.tags());
        codes("position", entry.positions());
        codes("joint-action", entry.jointActions());
        codes("primary-muscle", entry.primaryMuscles());
        codes("secondary-muscle", entry.secondaryMuscles());
        untranslated.forEach(field -> all.add(Extension.text(BASE + "untranslated", field)));
    }

    private void codes(String name, Collection<? extends Enum<?>> values) {
        values.forEach(value -> all.add(Extension.code(BASE + name, value.name())));
    }

    private Extension contraindication(Contraindication limit) {
        var parts = new ArrayList<Extension>();
        parts.add(Extension.code("condition", limit.condition()));
        parts.add(Extension.text("label", phrases.label("condition", limit.condition())));
        parts.add(Extension.code("level", limit.level().name()));
        limit.withinWeeks().ifPresent(weeks -> parts.add(Extension.number("withinWeeks", weeks)));
        parts.add(Extension.text("because", limit.because()));
        limit.modification().ifPresent(text -> parts.add(Extension.text("modification", text)));
        limit.ruleIds().forEach(rule -> parts.add(Extension.text("ruleId", rule)));
        limit.sources().forEach(source -> parts.add(Extension.text("source", source)));
        return complex("contraindication", parts);
    }

    private static Extension dose(Dose dose) {
        var parts = new ArrayList<Extension>();
        parts.add(Extension.truth("used", dose.used()));
        parts.add(Extension.code("origin", dose.origin().name()));
        parts.add(Extension.code("side", dose.side().name()));
        Figures.of(dose).forEach(figure -> parts.add(figure(figure)));
        parts.add(Extension.text("note", dose.note()));
        return complex("dose", parts);
    }

    private static Extension stageDose(StageDose dose) {
        var parts = new ArrayList<Extension>();
        parts.add(Extension.code("stage", dose.stage().name()));
        parts.add(Extension.truth("fits", dose.fits()));
        Figures.of(dose).forEach(figure -> parts.add(figure(figure)));
        parts.add(Extension.text("note", dose.note()));
        return complex("stage-dose", parts);
    }

    private static Extension figure(Figures.Figure figure) {
        return Extension.of(
                "figure",
                List.of(
                        Extension.code("what", figure.what()),
                        Extension.number("min", figure.min()),
                        Extension.number("max", figure.max()),
                        Extension.text("source", figure.source())));
    }

    private static Extension cues(Cues cues) {
        return complex(
                "cues",
                List.of(
                        Extension.text("feel", cues.feel()),
                        Extension.text("doNotFeel", cues.doNotFeel()),
                        Extension.text("breathing", cues.breathing())));
    }

    /// An alternative that needs nothing says so: what is missing would say nothing.
    private static Extension equipment(List<Equipment> together) {
        return complex(
                "equipment",
                together.isEmpty()
                        ? List.of(Extension.truth("nothing", true))
                        : together.stream()
                                .map(one -> Extension.code("needs", one.name()))
                                .toList());
    }

    private static Extension complex(String name, List<Extension> parts) {
        return Extension.of(
                BASE + name, parts.stream().filter(Extension::saysSomething).toList());
    }
}
