package org.scapula.planner.calendar;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// What opens a calendar: 256 random bits, shown once and kept as a hash. Nobody guesses it, so a slow hash would
/// protect
/// nothing more.
record FeedToken(String text) {

    private static final int BYTES = 32;

    static FeedToken fresh(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new FeedToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// Relative, because a proxy may know us by another name.
    String address() {
        return "/v1/calendars/" + text + ".ics";
    }

    @Override
    public String toString() {
        return "FeedToken";
    }
}
