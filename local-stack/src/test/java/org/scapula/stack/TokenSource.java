package org.scapula.stack;

import java.security.PublicKey;
import java.util.Locale;
import java.util.Optional;

/// Where the tokens of the access matrix come from. Named by `-Dscapula.tokens=NAME`, which is the class `NameTokens`
/// of
/// this package with a constructor that takes nothing; `local` by default.
interface TokenSource extends AutoCloseable {

    /// What the services are told when they start.
    Trust trust();

    /// A good token for all three services.
    String token(String role, String clinic, Optional<String> patient);

    String expired(String role, String clinic, Optional<String> patient);

    /// Good in every way, but of an issuer that the services do not trust.
    String wrongIssuer(String role, String clinic, Optional<String> patient);

    /// Good for the two neighbours of this service (`catalog`, `triage`, `planner`), and so not for the service itself.
    String wrongAudience(String role, String clinic, Optional<String> patient, String service);

    /// What the good tokens are checked with; everybody knows it.
    PublicKey publicKey();

    static TokenSource chosen() {
        var name = System.getProperty("scapula.tokens", "local");
        var type = TokenSource.class.getPackageName() + "."
                + name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1)
                + "Tokens";
        try {
            return (TokenSource) Class.forName(type).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException unknown) {
            throw new IllegalArgumentException("No tokens come from -Dscapula.tokens=" + name, unknown);
        }
    }

    @Override
    void close();
}
