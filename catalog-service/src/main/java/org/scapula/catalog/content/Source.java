package org.scapula.catalog.content;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A work that the catalogue cites. `S3-K01` anywhere means item K01 of article S3.
@Schema(
        requiredProperties = {"id", "title", "kind", "note"},
        examples = """
                {"id": "ACSM 2009", "title": "Position stand on progression models in resistance training (2009)",
                 "kind": "GUIDELINE", "note": "Raising the load in small steps."}""")
public record Source(String id, String title, SourceKind kind, String note) {}
