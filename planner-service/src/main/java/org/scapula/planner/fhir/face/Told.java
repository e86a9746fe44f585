package org.scapula.planner.fhir.face;

import java.util.List;
import org.scapula.planner.fhir.face.Datatypes.Narrative;

/// What a person reads who has nothing but the resource.
final class Told {

    private final StringBuilder html = new StringBuilder();

    static Told of(String title) {
        var told = new Told();
        told.tag("h2", title);
        return told;
    }

    Told paragraph(String text) {
        tag("p", text);
        return this;
    }

    Told list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            tag("h3", title);
            html.append("<ul>");
            lines.forEach(text -> tag("li", text));
            html.append("</ul>");
        }
        return this;
    }

    Narrative narrative() {
        return new Narrative(
                "generated",
                "<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\">" + html + "</div>");
    }

    private void tag(String tag, String text) {
        html.append('<').append(tag).append('>').append(escaped(text));
        html.append("</").append(tag).append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
