package org.scapula.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scapula.issuer.Client;
import org.scapula.issuer.Issuer;
import org.scapula.issuer.SigningKey;

/// Gives a service under test an issuer to trust; `Tokens` speak in its name.
///
/// `@WithTestResource(IssuerForTests.class)`
public final class IssuerForTests implements QuarkusTestResourceLifecycleManager {

    // Quarkus may load this class apart from the tests: the tests find the issuer through the system, not in a field.
    static final String NAME = "scapula.test.issuer";
    static final String KEY = "scapula.test.issuer.key";

    private @Nullable Issuer issuer;

    @Override
    public Map<String, String> start() {
        var file = Path.of("target", "issuer-for-tests.json").toAbsolutePath();
        var planner = Client.withNewSecret("scapula-planner", Set.of(), Optional.empty(), Set.of("catalog"));
        var started = Issuer.start(0, SigningKey.keptIn(file), List.of(planner));
        issuer = started;
        System.setProperty(NAME, started.address().toString());
        System.setProperty(KEY, file.toString());
        return Map.of(
                "scapula.oidc.issuer", started.address().toString(),
                "scapula.oidc.url", started.address().toString(),
                "scapula.oidc.client-secret", planner.secret());
    }

    @Override
    public void stop() {
        var started = issuer;
        if (started != null) {
            started.close();
        }
    }
}
