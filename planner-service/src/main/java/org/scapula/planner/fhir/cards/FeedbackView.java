package org.scapula.planner.fhir.cards;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// That it was kept.
@Schema(
        name = "CdsFeedbackKept",
        description = "How much was kept.",
        requiredProperties = "kept",
        examples = "{\"kept\": 1}")
public record FeedbackView(int kept) {}
