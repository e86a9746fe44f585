package org.scapula.planner.remote;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Reads what a neighbour says: fields we do not know may come, but a field we need must be there and make sense.
@Singleton
class NeighbourJson {

    private static final String NOT_FOUND = "urn:scapula:problem:not-found";

    private final ObjectReader reader;

    NeighbourJson(ObjectMapper json) {
        this.reader = json.copy()
                .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .reader()
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    /// For what a person sends on: they are told what cannot be read.
    <T> T readOrFail(JsonNode node, Class<T> type) throws JsonMappingException {
        try {
            return reader.forType(type).<T>readValue(node);
        } catch (JsonMappingException unreadable) {
            throw unreadable;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    <T> T read(String body, Class<T> type) {
        try {
            T answer = reader.forType(type).readValue(body);
            if (answer == null) {
                throw new NotUnderstood("nothing where a " + type.getSimpleName() + " was due");
            }
            return answer;
        } catch (JsonProcessingException unreadable) {
            // Its message would repeat what was sent, which is health data.
            throw new NotUnderstood("not readable as a " + type.getSimpleName());
        }
    }

    /// Only where the neighbour itself says so: a 404 of whoever stands at a wrong address, or between us and
    /// it, is no answer.
    boolean saysNotFound(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == 404
                && refused.getResponse().hasEntity()
                && NOT_FOUND.equals(problem(refused.getResponse().readEntity(String.class)));
    }

    private String problem(String body) {
        try {
            return reader.readTree(body).path("type").asText();
        } catch (JsonProcessingException unreadable) {
            return "";
        }
    }
}
