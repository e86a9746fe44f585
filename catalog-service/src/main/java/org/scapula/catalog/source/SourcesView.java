package org.scapula.catalog.source;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.scapula.catalog.content.Source;

/// Everything that the catalogue cites.
@Schema(
        requiredProperties = {"catalogVersion", "sources"},
        examples = """
                {"catalogVersion": "2-3f9c2a7b10de4c55",
                 "sources": [{"id": "ACSM 2009", "kind": "GUIDELINE", "note": "Raising the load in small steps.",
                   "title": "Position stand on progression models in resistance training (2009)"}]}""")
public record SourcesView(String catalogVersion, List<Source> sources) {}
