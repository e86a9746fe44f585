package org.scapula.catalog.editing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Reads what is sent as it stands there: which fields are missing matters.
@Singleton
class Body {

    private final ObjectMapper json;

    Body(ObjectMapper json) {
        this.json = json;
    }

    Uni<JsonNode> read(byte[] body) {
        try {
            return Uni.createFrom().item(json.readTree(body));
        } catch (IOException malformed) {
            return Uni.createFrom().failure(malformed);
        }
    }
}
