package org.scapula.catalog.fhir;

import io.restassured.specification.RequestSpecification;
import org.scapula.catalog.editing.Editors;
import org.scapula.test.Tokens;

/// A clinic that has an exercise of its own on the shelf.
final class OwnExercises {

    private final Editors editors = new Editors();

    final Tokens.Clinic clinic = editors.clinic();

    /// With a step that would break a text that is not escaped.
    String published(String slug, String name) {
        var document = Editors.exercise(slug).put("name", name);
        document.withArray("steps").set(0, "Stand with your back to a wall & <breathe>.");
        return editors.published(document);
    }

    void publishedAgain(String slug, String patch) {
        var unused = editors.publishedAgain(slug, patch);
    }

    RequestSpecification editor() {
        return editors.editor();
    }
}
