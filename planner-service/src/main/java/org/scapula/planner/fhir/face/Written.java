package org.scapula.planner.fhir.face;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.scapula.edge.Etags;

/// A resource as it is sent. Its version id is made of what it says, so that whoever holds it holds the same.
record Written(String type, String id, String versionId, ObjectNode resource) {

    private static final int ENOUGH = 16;

    static Written of(ObjectMapper json, Object resource, Optional<Instant> lastUpdated) {
        ObjectNode tree = json.valueToTree(resource);
        var version = Etags.of(tree.toString()).substring(0, ENOUGH);
        var meta = tree.putObject("meta").put("versionId", version);
        lastUpdated.ifPresent(at -> meta.put("lastUpdated", at.toString()));
        return new Written(tree.path("resourceType").asText(), tree.path("id").asText(), version, tree);
    }
}
