package org.scapula.catalog.exercise;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// An answer as it is sent: an [ExerciseView], put together once when it was published.
record ReadyExercise(String etag, byte[] json) {

    /// The fingerprint is that of all views of the exercise, so with the language it stands for this one.
    static ReadyExercise of(UUID id, String catalogVersion, String fingerprint, String language, String view) {
        return new ReadyExercise(
                catalogVersion + "." + fingerprint + "." + language,
                whole(id, catalogVersion, view).getBytes(StandardCharsets.UTF_8));
    }

    static String whole(UUID id, String catalogVersion, String view) {
        return "{\"id\":\"" + id + "\",\"catalogVersion\":\"" + catalogVersion + "\"," + view.substring(1);
    }
}
