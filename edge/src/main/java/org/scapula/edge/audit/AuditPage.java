package org.scapula.edge.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Acts of one clinic in one service, the newest first.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "Acts of the clinic in this service, the newest first.",
        requiredProperties = "entries",
        examples = "{\"entries\": [" + AuditEntry.EXAMPLE + "], \"next\": \"17\"}")
public record AuditPage(
        List<AuditEntry> entries,

        @Schema(description = "Send it as `cursor` for the next page; absent on the last.", examples = "17")
        Optional<String> next) {

    static AuditPage of(List<AuditEntry> entries, int limit) {
        return new AuditPage(
                entries,
                entries.size() < limit
                        ? Optional.empty()
                        : Optional.of(String.valueOf(entries.getLast().seq())));
    }
}
