package org.scapula.catalog.content;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// From the least to the most.
@Schema(
        requiredProperties = {"min", "max"},
        examples = "{\"min\": 15, \"max\": 20}")
public record Span(int min, int max) {}
