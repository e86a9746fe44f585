package org.scapula.triage.ruleset;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.scapula.edge.Etags;

/// What is known of a rule set besides what it says.
record KeptRuleSet(
        UUID id,
        String clinic,
        String version,
        String hash,
        Format format,
        State state,
        int revision,
        Optional<Boolean> monotone,
        Stamp created,
        Optional<Stamp> validated,
        Optional<Stamp> activated,
        Optional<Stamp> retired,
        Optional<Override> override) {

    /// The clinic of what comes with the product; no token can name it.
    static final String SHIPPED = "(shipped)";

    static final String COLUMNS = """
            id, clinic, version, hash, format, state, revision, monotone, created_at, created_by, validated_at, validated_by,
            activated_at, activated_by, retired_at, retired_by, override_name, override_reason, override_by, override_at""";

    /// When, and by whom (the subject of a token).
    record Stamp(Instant at, String by) {}

    /// A clinician who answers for a rule set that is not monotone.
    record Override(String name, String reason, Stamp given) {}

    static KeptRuleSet of(Tuple row) {
        return new KeptRuleSet(
                row.get("id", UUID.class),
                row.get("clinic", String.class),
                row.get("version", String.class),
                row.get("hash", String.class),
                Format.valueOf(row.get("format", String.class)),
                State.valueOf(row.get("state", String.class)),
                row.get("revision", Integer.class),
                Optional.ofNullable(row.get("monotone", Boolean.class)),
                stamp(row, "created").orElseThrow(),
                stamp(row, "validated"),
                stamp(row, "activated"),
                stamp(row, "retired"),
                stamp(row, "override")
                        .map(given -> new Override(
                                row.get("override_name", String.class),
                                row.get("override_reason", String.class),
                                given)));
    }

    boolean isShipped() {
        return clinic.equals(SHIPPED);
    }

    /// Changes with every change of state.
    String tag() {
        return Etags.of("rule-set", id.toString(), String.valueOf(revision));
    }

    private static Optional<Stamp> stamp(Tuple row, String what) {
        @Nullable OffsetDateTime at = row.get(what + "_at", OffsetDateTime.class);
        return Optional.ofNullable(at).map(time -> new Stamp(time.toInstant(), row.get(what + "_by", String.class)));
    }
}
