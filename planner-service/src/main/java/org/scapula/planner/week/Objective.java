package org.scapula.planner.week;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// What the choice of exercises maximises: `planner/objective.yaml`, word for word. "Best" means this and nothing more.
///
/// @param hash of the file, SHA-256: a plan names the objective it is best by
public record Objective(String version, String hash, Map<String, Weight> weights) {

    /// The one that ships.
    public static final Objective SHIPPED = shipped();

    /// How many points, for what, and why.
    public record Weight(int points, String what, String reason) {}

    private record Declared(String version, Map<String, Weight> weights) {}

    public Objective {
        weights = Map.copyOf(weights);
    }

    int points(String what) {
        var weight = weights.get(what);
        if (weight == null) {
            throw new IllegalStateException("The objective says nothing of " + what);
        }
        return weight.points();
    }

    private static Objective shipped() {
        try (var file = Objective.class.getResourceAsStream("/planner/objective.yaml")) {
            if (file == null) {
                throw new IllegalStateException("planner/objective.yaml is missing");
            }
            var bytes = file.readAllBytes();
            var declared = new YAMLMapper().readValue(bytes, Declared.class);
            return new Objective(declared.version(), sha256(bytes), new TreeMap<>(declared.weights()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
