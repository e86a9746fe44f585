package org.scapula.catalog.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// JSON Merge Patch (RFC 7396): what is named is replaced, null removes it, objects are merged, lists are not.
final class MergePatch {

    static final String MEDIA_TYPE = "application/merge-patch+json";

    private MergePatch() {}

    /// Neither is changed.
    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.deepCopy();
        }
        var merged = target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        changes.properties().forEach(change -> apply(merged, change.getKey(), change.getValue()));
        return merged;
    }

    private static void apply(ObjectNode merged, String field, JsonNode change) {
        if (change.isNull()) {
            merged.remove(field);
        } else {
            merged.set(field, apply(merged.path(field), change));
        }
    }
}
