package org.scapula.catalog.content;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How an exercise should feel, how it should not, and how to breathe.
@Schema(
        requiredProperties = {"feel", "doNotFeel", "breathing"},
        examples = """
                {"feel": "Gentle work between your shoulder blades.",
                 "doNotFeel": "Sharp pain, or shoulders creeping up to your ears.",
                 "breathing": "Keep breathing while you hold."}""")
public record Cues(String feel, String doNotFeel, String breathing) {}
