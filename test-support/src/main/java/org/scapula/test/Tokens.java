package org.scapula.test;

import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Objects;
import org.scapula.issuer.Claims;
import org.scapula.issuer.Mint;
import org.scapula.issuer.SigningKey;

/// Tokens of people in a clinic, for tests with `IssuerForTests`: all three services, five minutes.
///
/// `given().auth().oauth2(Tokens.clinician())`
public final class Tokens {

    private static final Clinic NORTH = new Clinic("north");

    private Tokens() {}

    public static String patient(String reference) {
        return NORTH.patient(reference);
    }

    public static String clinician() {
        return NORTH.clinician();
    }

    public static String editor() {
        return NORTH.editor();
    }

    public static String integrator() {
        return NORTH.integrator();
    }

    public static String admin() {
        return NORTH.admin();
    }

    public static Clinic at(String clinic) {
        return new Clinic(clinic);
    }

    /// Whatever a token may say.
    public static String of(Claims claims) {
        return mint().issue(claims);
    }

    static Mint mint() {
        return new Mint(key(), URI.create(said(IssuerForTests.NAME)));
    }

    static PublicKey publicKey() {
        return key().publicKey();
    }

    static SigningKey key() {
        return SigningKey.in(Path.of(said(IssuerForTests.KEY))).orElseThrow();
    }

    private static String said(String property) {
        return Objects.requireNonNull(
                System.getProperty(property), "No issuer runs: add @WithTestResource(IssuerForTests.class)");
    }

    /// The people of one clinic.
    public record Clinic(String id) {

        public String patient(String reference) {
            return of(Claims.of("patient", id).subject("login of " + reference).patient(reference));
        }

        public String clinician() {
            return of(Claims.of("clinician", id));
        }

        public String editor() {
            return of(Claims.of("editor", id));
        }

        public String integrator() {
            return of(Claims.of("integrator", id));
        }

        public String admin() {
            return of(Claims.of("admin", id));
        }
    }
}
