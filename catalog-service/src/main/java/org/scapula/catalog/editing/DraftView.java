package org.scapula.catalog.editing;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.content.ExerciseEntry;

/// A draft as it is read and patched: the fields of the exercise, as far as they are written, and `draft` beside them.
@Schema(
        name = "ExerciseDraft",
        description = "An exercise that is being written; fields may be missing. What a patch is laid over: all fields"
                + " but `draft`, which the service keeps.",
        allOf = ExerciseEntry.class,
        examples =
                "{\"slug\": \"wall-angel\", \"name\": \"Wall angel\", \"steps\": [\"Stand with your back to a wall.\"],"
                        + " \"draft\": " + DraftHead.EXAMPLE + "}")
public record DraftView(
        @Schema(hidden = true) Map<String, JsonNode> document,

        @Schema(required = true) DraftHead draft) {

    @Override
    @JsonAnyGetter
    public Map<String, JsonNode> document() {
        return document;
    }

    static DraftView of(Draft draft) {
        var fields = new LinkedHashMap<String, JsonNode>();
        draft.version().document().json().properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return new DraftView(fields, DraftHead.of(draft));
    }
}
