package org.scapula.planner.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.ws.rs.BadRequestException;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import org.scapula.edge.FieldError;
import org.scapula.edge.Problems;

/// JSON Merge Patch (RFC 7396) of what has no objects inside: what is named is replaced, null removes it.
@Singleton
class MergePatch {

    static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectMapper json;
    private final Validator validator;

    MergePatch(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /// What somebody wants changed.
    record Changes(ObjectNode fields) {

        boolean names(String field) {
            return fields.has(field);
        }

        Optional<String> text(String field) {
            return Optional.ofNullable(fields.get(field))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText);
        }
    }

    Changes read(byte[] body) {
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
    <T extends Record> T apply(T before, Changes changes, Class<T> type) {
        var merged = json.<ObjectNode>valueToTree(before);
        changes.fields().properties().forEach(change -> {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), change.getValue());
            }
        });
        try {
            var after = json.treeToValue(merged, type);
            var errors = validator.validate(after).stream()
                    .map(MergePatch::error)
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

    /// Nothing here has objects inside: the first step of the path is the field.
    private static FieldError error(ConstraintViolation<?> violation) {
        var field = violation.getPropertyPath().iterator().next().getName();
        return new FieldError(
                "/" + field, violation.getInvalidValue() == null ? "required" : "out-of-range", violation.getMessage());
    }
}
