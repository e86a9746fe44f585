package org.scapula.catalog.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scapula.catalog.content.Contraindication;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.content.StageDose;

/// What a person reads who has nothing but the resource: everything that somebody has to know who does the
/// exercise.
final class Narratives {

    private final Phrases phrases;
    private final StringBuilder html = new StringBuilder();

    private Narratives(Phrases phrases) {
        this.phrases = phrases;
    }

    static ActivityDefinition.Narrative of(
            ExerciseEntry entry, List<Contraindication> limits, boolean shipped, Phrases phrases) {
        var told = new Narratives(phrases);
        told.tell(entry, limits, shipped);
        var tag = phrases.language().tag();
        return new ActivityDefinition.Narrative(
                "extensions",
                "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"" + tag + "\" xml:lang=\"" + tag + "\">" + told.html
                        + "</div>");
    }

    private void tell(ExerciseEntry entry, List<Contraindication> limits, boolean shipped) {
        tag("h2", entry.name());
        tag("p", phrases.say(shipped ? "notReviewed" : "reviewed"));
        entry.picture().ifPresent(picture -> said("shows", picture));
        list("ol", "steps", entry.steps());
        said("feel", entry.cues().feel());
        said("doNotFeel", entry.cues().doNotFeel());
        said("breathing", entry.cues().breathing());
        list("ul", "mistakes", entry.commonMistakes());
        entry.easier().ifPresent(text -> said("easier", text));
        entry.harder().ifPresent(text -> said("harder", text));
        entry.usedDose().ifPresent(dose -> list("ul", "dose", List.of(joined(figures(Figures.of(dose)), dose.note()))));
        list("ul", "stages", entry.stageDoses().stream().map(this::stage).toList());
        list("ul", "conditions", limits.stream().map(this::limit).toList());
        tag("p", phrases.say("conditionsUnknown"));
        said("sources", String.join("; ", entry.sources()));
    }

    private String stage(StageDose dose) {
        var figures = dose.fits() ? figures(Figures.of(dose)) : phrases.say("stageNotYet");
        return phrases.label("stage", dose.stage()) + ": " + joined(figures, dose.note());
    }

    private String figures(List<Figures.Figure> figures) {
        return figures.stream()
                .map(figure -> range(figure) + " " + phrases.say(figure.what()))
                .collect(Collectors.joining(", "));
    }

    private static String range(Figures.Figure figure) {
        return figure.min() == figure.max() ? String.valueOf(figure.min()) : figure.min() + "–" + figure.max();
    }

    private String limit(Contraindication limit) {
        var parts = new ArrayList<String>();
        parts.add(phrases.label("condition", limit.condition()) + " – " + phrases.label("level", limit.level()) + ":");
        limit.withinWeeks()
                .ifPresent(weeks -> parts.add("(" + phrases.say("within").replace("{0}", weeks.toString()) + ")"));
        parts.add(limit.because());
        limit.modification().ifPresent(parts::add);
        parts.add("[" + String.join(", ", limit.ruleIds()) + "; " + String.join(", ", limit.sources()) + "]");
        return String.join(" ", parts);
    }

    private static String joined(String figures, String note) {
        return List.of(figures, note).stream().filter(text -> !text.isBlank()).collect(Collectors.joining(". "));
    }

    private void said(String key, String text) {
        if (!text.isBlank()) {
            html.append("<p><b>").append(escaped(phrases.say(key))).append(":</b> ");
            html.append(escaped(text)).append("</p>");
        }
    }

    private void list(String kind, String key, List<String> items) {
        var said = items.stream().filter(item -> !item.isBlank()).toList();
        if (said.isEmpty()) {
            return;
        }
        tag("h3", phrases.say(key));
        html.append('<').append(kind).append('>');
        said.forEach(item -> tag("li", item));
        html.append("</").append(kind).append('>');
    }

    private void tag(String tag, String text) {
        html.append('<').append(tag).append('>').append(escaped(text));
        html.append("</").append(tag).append('>');
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static Optional<String> numbered(List<String> steps) {
        var text = new StringBuilder();
        for (var place = 0; place < steps.size(); place++) {
            text.append(place + 1).append(". ").append(steps.get(place)).append('\n');
        }
        return Optional.of(text.toString().strip()).filter(said -> !said.isEmpty());
    }
}
