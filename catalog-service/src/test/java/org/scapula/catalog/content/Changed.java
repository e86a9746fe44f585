package org.scapula.catalog.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/// An exercise with one field changed.
public final class Changed {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private Changed() {}

    public static ExerciseEntry of(ExerciseEntry exercise, String field, String json) {
        try {
            var document = (ObjectNode) JSON.readTree(Content.json(exercise));
            document.set(field, JSON.readTree(json));
            return JSON.treeToValue(document, ExerciseEntry.class);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
