package org.scapula.catalog.fhir;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.scapula.edge.Etags;

/// An exercise as it is sent. The version id names this content in this language and no other: of limits or words
/// that have changed, nobody is told that they have not.
record Written(UUID id, String versionId, String json) {

    private static final int ENOUGH = 16;

    private static final Pattern SHAPE = Pattern.compile("([1-9]\\d{0,8})-[0-9a-f]{" + ENOUGH + "}");

    /// The number of the version whose words a version id means.
    static Optional<Integer> versionIn(String versionId) {
        var shape = SHAPE.matcher(versionId);
        return shape.matches() ? Optional.of(Integer.parseInt(shape.group(1))) : Optional.empty();
    }

    static String versionId(int version, String content) {
        return version + "-" + Etags.of("ActivityDefinition", content).substring(0, ENOUGH);
    }
}
