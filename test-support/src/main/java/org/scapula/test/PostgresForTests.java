package org.scapula.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gives a service under test its own room in a real PostgreSQL 18: its schema, its role, no more rights than in
/// production.
///
/// `@WithTestResource(value = PostgresForTests.class, initArgs = @ResourceArg(name = "room", value = "catalog"))`
public final class PostgresForTests implements QuarkusTestResourceLifecycleManager {

    private @Nullable String room;

    @Override
    public void init(Map<String, String> initArgs) {
        room = Objects.requireNonNull(initArgs.get("room"), "initArgs must name the room");
    }

    @Override
    public Map<String, String> start() {
        var name = Objects.requireNonNull(room);
        var database = TestDatabase.running();
        var config = new HashMap<String, String>();
        config.put("scapula.database.host", database.host());
        config.put("scapula.database.port", String.valueOf(database.port()));
        config.put("scapula.database.name", database.name());
        config.put("scapula.database.username", name + "_service");
        config.put("scapula.database.password", database.passwordOf(name));
        config.put("scapula.database.owner.username", name + "_owner");
        config.put("scapula.database.owner.password", database.ownerPasswordOf(name));
        return config;
    }

    @Override
    public void stop() {
        // One database serves all tests of a JVM; it ends with the JVM.
    }
}
