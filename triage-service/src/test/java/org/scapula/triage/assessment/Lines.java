package org.scapula.triage.assessment;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.scapula.test.IssuerForTests;
import org.scapula.test.PostgresForTests;

/// The room in a real PostgreSQL and an issuer to trust, each at the end of a line that a test can cut.
public final class Lines implements QuarkusTestResourceLifecycleManager {

    private final PostgresForTests database = new PostgresForTests();
    private final IssuerForTests issuer = new IssuerForTests();
    private final List<CuttableLine> lines = new ArrayList<>();

    @Override
    public Map<String, String> start() {
        database.init(Map.of("room", "triage"));
        var config = new HashMap<>(database.start());
        config.putAll(issuer.start());
        var port = Integer.parseInt(Objects.requireNonNull(config.get("scapula.database.port")));
        var url = URI.create(Objects.requireNonNull(config.get("scapula.oidc.url")));
        config.put("scapula.database.port", String.valueOf(lineTo(port)));
        config.put("scapula.oidc.url", "http://127.0.0.1:" + lineTo(url.getPort()));
        return config;
    }

    private int lineTo(int port) {
        var line = CuttableLine.to(port);
        lines.add(line);
        return line.port();
    }

    @Override
    public void stop() {
        lines.forEach(CuttableLine::close);
        issuer.stop();
    }
}
