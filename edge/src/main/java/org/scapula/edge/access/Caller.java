package org.scapula.edge.access;

import java.util.Optional;
import java.util.Set;

/// Who calls, as their token says. Where `patient` is there, the caller is that patient and sees nobody else.
public record Caller(
        String clinic,
        String subject,
        Set<String> roles,
        Optional<String> patient,
        String client,
        String address,
        String traceId) {

    static final String ALL_PATIENTS = "*";

    public Caller {
        roles = Set.copyOf(roles);
    }

    /// The patients of the clinic that this caller's transactions may touch.
    String scope() {
        return patient.orElse(ALL_PATIENTS);
    }

    public boolean maySee(String other) {
        return patient.map(other::equals).orElse(true);
    }
}
