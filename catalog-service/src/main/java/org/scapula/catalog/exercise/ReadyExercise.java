package org.scapula.catalog.exercise;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.scapula.edge.Etags;

/// An answer as it is sent: an [ExerciseView], put together once when it was published.
record ReadyExercise(String etag, byte[] json) {

    static ReadyExercise of(UUID id, String catalogVersion, String view) {
        var json = "{\"id\":\"" + id + "\",\"catalogVersion\":\"" + catalogVersion + "\"," + view.substring(1);
        return new ReadyExercise(Etags.of("exercise", json), json.getBytes(StandardCharsets.UTF_8));
    }
}
