package org.scapula.planner.scheduling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.scapula.edge.Etags;
import org.scapula.edge.Problems;
import org.scapula.edge.TimeOrderedId;

/// One try to get something done once, under the key that the caller chose for it.
///
/// @param fingerprint of what is asked: the same key with another one is a mistake
record Attempt(UUID id, String key, String fingerprint) {

    static final String HEADER = "Idempotency-Key";

    /// A string of a structured field is quoted; many send it bare.
    private static final Pattern KEY = Pattern.compile("\"([\\x20-\\x7e&&[^\"\\\\]]{1,200})\"|([!#-\\[\\]-~]{1,200})");

    static Attempt at(Instant now, Optional<String> header, String address, Object body, ObjectMapper json) {
        var given = header.orElseThrow(() -> Problems.of(
                400,
                "idempotency-key-missing",
                "Say which try this is",
                "Send a key of your own in the header Idempotency-Key (a UUID, for instance), and the same one when you"
                        + " repeat this request: then it is done once.",
                Map.of()));
        var found = KEY.matcher(given.strip());
        if (!found.matches()) {
            throw Problems.invalidParameter(HEADER, "must be 1 to 200 printable characters of ASCII");
        }
        var key = found.group(1) == null ? found.group(2) : found.group(1);
        return new Attempt(TimeOrderedId.at(now), key, Etags.of(address, text(body, json)));
    }

    private static String text(Object body, ObjectMapper json) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException ourOwnRecord) {
            throw new UncheckedIOException(ourOwnRecord);
        }
    }
}
