package org.scapula.edge;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What W3C's `traceparent` says about a request: the trace it belongs to, and whether others record it.
record Trace(String id, String flags) {

    static final String HEADER = "traceparent";

    private static final Pattern PARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?");

    private static final String NOT_RECORDED = "00";

    /// The caller's trace; a new one when the caller has none, or none that can be read.
    static Trace of(@Nullable String parent) {
        return Optional.ofNullable(parent).flatMap(Trace::read).orElseGet(Trace::begin);
    }

    /// The header for a neighbour: the same trace, a step of its own.
    String next() {
        return "00-" + id + "-" + random(1) + "-" + flags;
    }

    private static Optional<Trace> read(String parent) {
        var parts = PARENT.matcher(parent);
        return parts.matches() && (!parts.group(1).equals("00") || parts.group(4) == null)
                ? Optional.of(new Trace(parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    private static Trace begin() {
        return new Trace(random(2), NOT_RECORDED);
    }

    /// Ids must differ, not be secret.
    private static String random(int words) {
        var id = new StringBuilder();
        for (var word = 0; word < words; word++) {
            // Never all zeros, which the standard forbids.
            id.append(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1));
        }
        return id.toString();
    }
}
