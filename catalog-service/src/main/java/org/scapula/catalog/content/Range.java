package org.scapula.catalog.content;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A figure of a dose, from the least to the most, with the source that gives it.
@Schema(
        requiredProperties = {"min", "max", "source"},
        examples = "{\"min\": 5, \"max\": 10, \"source\": \"S0-K01\"}")
public record Range(int min, int max, String source) {}
