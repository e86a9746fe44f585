package org.scapula.catalog.content;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a home has instead of a piece of equipment.
@Schema(
        requiredProperties = {"insteadOf", "use"},
        examples = """
                {"insteadOf": "MAT", "use": "A folded blanket on a floor that does not slip."}""")
public record Substitute(Equipment insteadOf, String use) {

    Substitute saying(String otherUse) {
        return new Substitute(insteadOf, otherUse);
    }
}
