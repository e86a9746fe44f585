package org.scapula.planner.scheduling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.Optional;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;

/// JSON Merge Patch (RFC 7396) of what may change of a request: what is named is replaced, null removes it, objects are
/// merged, lists are not.
@Singleton
class MergePatch {

    static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /// What can be patched.
    record Patchable(Optional<Wish> wish) {}

    JsonNode read(byte[] patch) throws IOException {
        return json.readTree(patch);
    }

    Uni<Wish> apply(Wish wish, JsonNode patch) {
        try {
            var merged = merged(json.valueToTree(new Patchable(Optional.of(wish))), patch);
            var changed = json.treeToValue(merged, Patchable.class).wish().orElse(Wish.NONE);
            var errors = validator.validate(changed).stream()
                    .map(violation -> new FieldError(
                            "/wish/" + pointer(violation.getPropertyPath().toString()),
                            "malformed",
                            violation.getMessage()))
                    .toList();
            if (!errors.isEmpty()) {
                throw Problems.invalid(errors);
            }
            return Uni.createFrom().item(changed);
        } catch (JsonProcessingException unreadable) {
            return Uni.createFrom().failure(unreadable);
        }
    }

    /// `notes[0].<list element>` is `notes/0`.
    private static String pointer(String path) {
        return path.replaceAll("\\.?<[^>]*>", "")
                .replaceAll("\\[(\\d+)]", "/$1")
                .replace('.', '/');
    }

    /// Neither is changed.
    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.deepCopy();
        }
        var merged = target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), merged(merged.path(change.getKey()), change.getValue()));
            }
        });
        return merged;
    }
}
