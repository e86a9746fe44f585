package org.scapula.issuer;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a token says about who carries it.
public record Claims(
        String subject,
        String client,
        Set<String> roles,
        Optional<String> clinic,
        Optional<String> patient,
        Set<String> audiences,
        Duration life) {

    public static final Set<String> SERVICES = inOrder("scapula-catalog", "scapula-triage", "scapula-planner");

    /// Someone with one role in a clinic, welcome at all three services for five minutes.
    public static Claims of(String role, String clinic) {
        return new Claims(
                role + "-1",
                "scapula",
                Set.of(role),
                Optional.of(clinic),
                Optional.empty(),
                SERVICES,
                Duration.ofMinutes(5));
    }

    public Claims subject(String other) {
        return new Claims(other, client, roles, clinic, patient, audiences, life);
    }

    public Claims client(String other) {
        return new Claims(subject, other, roles, clinic, patient, audiences, life);
    }

    public Claims roles(String... others) {
        return new Claims(subject, client, inOrder(others), clinic, patient, audiences, life);
    }

    public Claims patient(String reference) {
        return new Claims(subject, client, roles, clinic, Optional.of(reference), audiences, life);
    }

    public Claims withoutClinic() {
        return new Claims(subject, client, roles, Optional.empty(), patient, audiences, life);
    }

    public Claims audiences(String... others) {
        return new Claims(subject, client, roles, clinic, patient, inOrder(others), life);
    }

    public Claims life(Duration other) {
        return new Claims(subject, client, roles, clinic, patient, audiences, other);
    }

    private static Set<String> inOrder(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
