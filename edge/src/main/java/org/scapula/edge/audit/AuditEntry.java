package org.scapula.edge.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// One act, as the audit keeps it.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
        description = "One act: who, when, from where, as what, which record.",
        requiredProperties = {
            "seq",
            "at",
            "actor",
            "client",
            "roles",
            "address",
            "traceId",
            "act",
            "recordType",
            "recordId",
            "recordVersion"
        },
        examples = AuditEntry.EXAMPLE)
public record AuditEntry(
        @Schema(description = "Counts the acts of this clinic in this service, without a gap.")
        long seq,

        Instant at,

        @Schema(description = "The subject of the token; of a patient's own act the word patient and their pseudonym.")
        String actor,

        @Schema(description = "The program the token was given to.")
        String client,

        List<String> roles,

        @Schema(description = "The caller's address; of a patient the network only.")
        String address,

        String traceId,

        @Schema(examples = "plan.read") String act,

        String recordType,
        String recordId,
        String recordVersion,

        @Schema(
                description = "A pseudonym: the same for all acts about one patient in this service. It leads to nobody"
                        + " once the patient has been erased. Absent when the act was about nobody.")
        Optional<String> patient) {

    static final String EXAMPLE = """
            {"seq": 17, "at": "2026-11-23T08:15:30.123456Z", "actor": "5c1b2f0e", "client": "scapula-app",
             "roles": ["clinician"], "address": "192.0.2.10", "traceId": "4bf92f3577b34da6a3ce929d0e0e4736",
             "act": "plan.read", "recordType": "plan", "recordId": "019ab2f5-11aa-7c3e-b6d4-93d2c80f7e55",
             "recordVersion": "9b74c9897bac770ffc029102a200c5de", "patient": "0d3b7a1c5f2e48d99c6b1a7e4f205c83"}""";

    static AuditEntry of(Tuple row) {
        return new AuditEntry(
                row.get("seq", Number.class).longValue(),
                row.get("at", OffsetDateTime.class).toInstant(),
                row.get("actor", String.class),
                row.get("client", String.class),
                List.of(row.get("roles", String.class).split(" ")),
                row.get("address", String.class),
                row.get("trace_id", String.class),
                row.get("act", String.class),
                row.get("record_type", String.class),
                row.get("record_id", String.class),
                row.get("record_version", String.class),
                Audit.given(row.get("patient", String.class)));
    }
}
