package org.scapula.edge;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// Limits that a test meets within seconds.
public final class TightLimits implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "scapula.http.deadline", "PT1S",
                "scapula.http.idle-timeout", "PT3S",
                "scapula.http.max-connections", "20",
                "scapula.cors.origins", "https://app.example,https://other.example");
    }
}
