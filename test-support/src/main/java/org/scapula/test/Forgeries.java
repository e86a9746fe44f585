package org.scapula.test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.scapula.issuer.Claims;
import org.scapula.issuer.Forgery;
import org.scapula.issuer.Mint;

/// Tokens that must open nothing, for tests with `IssuerForTests`. Each claims every role in clinic north: when one
/// gets
/// in, it is for want of looking, not for want of rights.
public final class Forgeries {

    private Forgeries() {}

    public static String expired() {
        return Tokens.mint().issue(everything(), Instant.now().minus(Duration.ofHours(1)));
    }

    public static String wrongIssuer() {
        return new Mint(Tokens.key(), URI.create("https://issuer.example")).issue(everything());
    }

    public static String wrongAudience() {
        return Tokens.of(everything().audiences("scapula-elsewhere"));
    }

    /// `alg` is none.
    public static String unsigned() {
        return forgery().unsigned();
    }

    /// HS256 with the public key: its PEM text, with and without a last line end, and its DER bytes.
    public static List<String> signedWithThePublicKey() {
        return forgery().signedWithThePublicKey(Tokens.publicKey());
    }

    /// Another RSA key under the id of the good one.
    public static String signedByAnother() {
        return forgery().signedByAnother();
    }

    /// Clinic south under the signature of clinic north.
    public static String tampered() {
        return forgery().saying("\"south\"", "\"north\"");
    }

    public static List<String> all() {
        var all = new ArrayList<>(signedWithThePublicKey());
        all.addAll(List.of(
                expired(), wrongIssuer(), wrongAudience(), unsigned(), signedByAnother(), tampered(), "not.a.token"));
        return all;
    }

    private static Forgery forgery() {
        return Forgery.of(Tokens.of(everything()));
    }

    private static Claims everything() {
        return Claims.of("clinician", "north")
                .roles("patient", "clinician", "editor", "integrator", "admin")
                .patient("p-1");
    }
}
