package org.scapula.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// A program that may ask for tokens in its own name, and what they may say. A program of the house belongs to no
/// clinic.
public record Client(String id, String secret, Set<String> roles, Optional<String> clinic, Set<String> scopes) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /// With a secret that nobody has known before.
    public static Client withNewSecret(String id, Set<String> roles, Optional<String> clinic, Set<String> scopes) {
        var secret = new byte[32];
        RANDOM.nextBytes(secret);
        return new Client(id, HexFormat.of().formatHex(secret), roles, clinic, scopes);
    }

    boolean knows(String said) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }

    /// A record shows all it holds, and this one holds a secret.
    @Override
    public String toString() {
        return "Client " + id;
    }
}
