package org.scapula.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import jakarta.ws.rs.BadRequestException;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;

/// JSON Merge Patch (RFC 7396): what is named is replaced, null removes it, objects are merged, lists are not.
@Singleton
public class MergePatch {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /// What somebody wants changed.
    public static final class Changes {

        private final ObjectNode fields;

        private Changes(ObjectNode fields) {
            this.fields = fields;
        }

        public boolean names(String field) {
            return fields.has(field);
        }

        public Optional<String> text(String field) {
            return Optional.ofNullable(fields.get(field))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText);
        }
    }

    /// Anything else than an object would replace the whole.
    public Changes read(byte[] body) {
        try {
            if (json.readTree(body) instanceof ObjectNode fields) {
                return new Changes(fields);
            }
            throw new BadRequestException();
        } catch (JsonProcessingException malformed) {
            throw new BadRequestException(malformed);
        } catch (IOException inMemory) {
            throw new BadRequestException(inMemory);
        }
    }

    /// As valid as if it had been said whole.
    public <T extends Record> T apply(T before, Changes changes, Class<T> type) {
        try {
            var after = json.treeToValue(merged(json.valueToTree(before), changes.fields), type);
            var errors = validator.validate(after).stream()
                    .map(ProblemMappers::errorIn)
                    .sorted(Comparator.comparing(FieldError::pointer))
                    .toList();
            if (!errors.isEmpty()) {
                throw Problems.invalid(errors);
            }
            return after;
        } catch (JsonProcessingException refused) {
            throw new BadRequestException(refused);
        }
    }

    /// Neither is changed.
    public static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch.deepCopy();
        }
        var merged = target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        changes.properties().forEach(change -> merge(merged, change.getKey(), change.getValue()));
        return merged;
    }

    private static void merge(ObjectNode merged, String field, JsonNode change) {
        if (change.isNull()) {
            merged.remove(field);
        } else {
            merged.set(field, merged(merged.path(field), change));
        }
    }
}
