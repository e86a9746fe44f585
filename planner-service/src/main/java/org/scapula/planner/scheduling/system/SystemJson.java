package org.scapula.planner.scheduling.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a clinic's system says: fields we do not know may come, but what we need must be there and make sense.
public final class SystemJson {

    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();
    private static final ObjectReader READER = JSON.reader()
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SystemJson() {}

    public static <T> T read(String body, Class<T> type) {
        try {
            T answer = READER.forType(type).readValue(body);
            if (!isWhole(answer)) {
                throw new Refused(Refused.Why.NOT_UNDERSTOOD);
            }
            return answer;
        } catch (JsonProcessingException unreadable) {
            // Its message would repeat what was sent, which is about a person.
            throw new Refused(Refused.Why.NOT_UNDERSTOOD);
        }
    }

    /// What a record does not call nullable must have come.
    private static boolean isWhole(@Nullable Object answer) {
        return switch (answer) {
            case null -> false;
            case Record whole ->
                Arrays.stream(whole.getClass().getRecordComponents()).allMatch(part -> isWhole(whole, part));
            case Object[] all -> Arrays.stream(all).allMatch(SystemJson::isWhole);
            case List<?> all -> all.stream().allMatch(SystemJson::isWhole);
            default -> true;
        };
    }

    private static boolean isWhole(Record whole, RecordComponent part) {
        try {
            part.getAccessor().setAccessible(true);
            var value = part.getAccessor().invoke(whole);
            return value == null ? part.getAnnotatedType().isAnnotationPresent(Nullable.class) : isWhole(value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
