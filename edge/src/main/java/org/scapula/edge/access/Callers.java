package org.scapula.edge.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.scapula.edge.Problems;
import org.scapula.edge.TraceIds;

/// Reads the caller of the request at hand off the token, which has been verified before.
@ApplicationScoped
public class Callers {

    private static final Pattern CLINIC = Pattern.compile("[a-z0-9-]{1,40}");

    private final SecurityIdentity identity;
    private final RoutingContext request;

    Callers(SecurityIdentity identity, RoutingContext request) {
        this.identity = identity;
        this.request = request;
    }

    /// The caller in one of these roles, which may act for every patient of the clinic; without any of them, as the
    /// patient they are, and for nobody else: whatever else they may be at the clinic does not count here. A token
    /// that does not say for which clinic, or a patient's token that does not say for whom, opens nothing.
    public Caller acting(String... staff) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw incomplete("The token is not one of a person or a system of a clinic.");
        }
        var clinic = claim(token, "clinic")
                .filter(id -> CLINIC.matcher(id).matches())
                .orElseThrow(() -> incomplete("The token names no clinic (claim clinic)."));
        return new Caller(
                clinic,
                Optional.ofNullable(token.getSubject()).orElse(""),
                identity.getRoles(),
                Stream.of(staff).anyMatch(identity::hasRole) ? Optional.empty() : Optional.of(patient(token)),
                claim(token, "azp").or(() -> claim(token, "client_id")).orElse(""),
                request.request().remoteAddress().hostAddress(),
                TraceIds.current());
    }

    private String patient(JsonWebToken token) {
        return claim(token, "patient")
                .filter(reference -> identity.hasRole(Role.PATIENT) && PatientReference.isOpaque(reference))
                .orElseThrow(() -> incomplete("The token of a patient names no patient reference (claim patient)."));
    }

    private static Optional<String> claim(JsonWebToken token, String name) {
        return token.getClaim(name) instanceof String value && !value.isBlank() ? Optional.of(value) : Optional.empty();
    }

    private static RuntimeException incomplete(String detail) {
        return Problems.forbidden(detail);
    }
}
