package org.scapula.stack;

import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.scapula.issuer.Claims;
import org.scapula.issuer.Client;
import org.scapula.issuer.Issuer;
import org.scapula.issuer.Mint;
import org.scapula.issuer.SigningKey;

/// Tokens of the issuer that `./run` brings along.
final class LocalTokens implements TokenSource {

    private final SigningKey key = SigningKey.fresh();
    private final Client planner =
            Client.withNewSecret("scapula-planner", Set.of(), Optional.empty(), Set.of("catalog"));
    private final Issuer issuer = Issuer.start(0, key, List.of(planner));

    @Override
    public Trust trust() {
        return Trust.in(issuer.address(), planner);
    }

    @Override
    public String token(String role, String clinic, Optional<String> patient) {
        return issuer.issue(claims(role, clinic, patient));
    }

    @Override
    public String expired(String role, String clinic, Optional<String> patient) {
        var longAgo = Instant.now().minus(Duration.ofHours(1));
        return new Mint(key, issuer.address()).issue(claims(role, clinic, patient), longAgo);
    }

    @Override
    public String wrongIssuer(String role, String clinic, Optional<String> patient) {
        return new Mint(key, URI.create("https://issuer.example")).issue(claims(role, clinic, patient));
    }

    @Override
    public String wrongAudience(String role, String clinic, Optional<String> patient, String service) {
        var neighbours = Database.ROOMS.stream()
                .filter(room -> !room.equals(service))
                .map(room -> "scapula-" + room)
                .toArray(String[]::new);
        return issuer.issue(claims(role, clinic, patient).audiences(neighbours));
    }

    @Override
    public PublicKey publicKey() {
        return issuer.publicKey();
    }

    @Override
    public void close() {
        issuer.close();
    }

    private static Claims claims(String role, String clinic, Optional<String> patient) {
        var claims = Claims.of(role, clinic)
                .subject(role + " of " + clinic + patient.map(" "::concat).orElse(""));
        return patient.map(claims::patient).orElse(claims);
    }
}
