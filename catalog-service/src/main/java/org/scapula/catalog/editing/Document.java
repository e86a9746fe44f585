package org.scapula.catalog.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.scapula.catalog.content.Content;
import org.scapula.catalog.content.ExerciseEntry;
import org.scapula.catalog.query.Paging;
import org.scapula.edge.FieldError;
import org.scapula.edge.MergePatch;
import org.scapula.edge.Problems;

/// What a clinic writes of an exercise. It may lack fields until it is submitted; it is never malformed.
record Document(ObjectNode json) {

    /// A hand-out is far smaller; many patches must not make one that nobody can send any more.
    private static final int LONGEST = 60_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Refuses what no draft may be, everything at once.
    static Document of(JsonNode sent) {
        var errors = faultsIn(sent);
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
        return new Document(Shape.inOrder(sent));
    }

    static List<FieldError> faultsIn(JsonNode sent) {
        var errors = new ArrayList<>(Shape.faultsIn(sent));
        if (sent.isObject() && !Paging.isSlug(sent.path("slug").asText(""))) {
            errors.add(new FieldError(
                    "/slug", "required", "must be given: lower case letters, digits and hyphens, at most 80"));
        }
        if (sent.has("number")) {
            errors.add(new FieldError("/number", "unknown-value", "numbers are for what comes with the product"));
        }
        if (sent.toString().length() > LONGEST) {
            errors.add(new FieldError("", "out-of-range", "is longer than " + LONGEST + " characters"));
        }
        return List.copyOf(errors);
    }

    static Document kept(String text) {
        try {
            return new Document(Shape.inOrder(JSON.readTree(text)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A stored exercise is not readable", impossible);
        }
    }

    /// A clinic's own begins as what is shipped, without the number that only the product gives, and with its drawing
    /// until the clinic says otherwise.
    Document asOwn(Content shipped) {
        var own = json.deepCopy();
        own.remove("number");
        if (shipped.figureOf(slug()).isPresent()) {
            own.put("drawnAs", slug());
        }
        return new Document(own);
    }

    Document patched(JsonNode patch) {
        if (!patch.isObject()) {
            throw Problems.invalid(new FieldError("", "wrong-type", "must be an object"));
        }
        return of(MergePatch.merged(json, patch));
    }

    String slug() {
        return json.path("slug").asText();
    }

    String text() {
        return json.toString();
    }

    /// The same for the same words, however they were sent.
    String hash() {
        return Content.hash(json);
    }

    List<FieldError> gaps() {
        return Shape.faultsAndGapsIn(json);
    }

    /// With something harmless wherever something is missing.
    ExerciseEntry entry() {
        return Content.entry(Shape.filled(json).toString());
    }
}
