package org.scapula.triage.ruleset;

import jakarta.ws.rs.core.MediaType;

/// How the text of a rule set was sent.
enum Format {
    YAML("application/yaml"),
    JSON(MediaType.APPLICATION_JSON);

    static final String SHORT_YAML = "text/yaml";
    static final String LONG_YAML = "application/yaml";

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    static Format of(MediaType sent) {
        return sent.isCompatible(MediaType.APPLICATION_JSON_TYPE) ? JSON : YAML;
    }

    String mediaType() {
        return mediaType;
    }
}
