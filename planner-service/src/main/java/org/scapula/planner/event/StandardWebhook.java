package org.scapula.planner.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signatures of Standard Webhooks 1.0 (github.com/standard-webhooks/standard-webhooks).
final class StandardWebhook {

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    /// What is older, or from later, may be somebody's recording.
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String VERSION = "v1,";
    private static final String PREFIX = "whsec_";
    private static final int MOST_SIGNATURES = 10;

    private StandardWebhook() {}

    /// What is to be thought of a message.
    enum Verdict {
        GENUINE,
        UNSIGNED,
        OUT_OF_TIME,
        FORGED
    }

    static String shown(byte[] secret) {
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    /// One signature for each secret, with a blank between.
    static String signature(String id, long timestamp, byte[] body, List<byte[]> secrets) {
        return secrets.stream()
                .map(secret -> VERSION + Base64.getEncoder().encodeToString(signed(id, timestamp, body, secret)))
                .collect(Collectors.joining(" "));
    }

    /// One signature by one of the secrets is enough. How much of a wrong one is right is not told by the
    /// time it takes.
    static Verdict judge(
            String id, String timestamp, String signatures, byte[] body, List<byte[]> secrets, Instant now) {
        if (id.isBlank() || signatures.isBlank() || !timestamp.matches("\\d{1,12}")) {
            return Verdict.UNSIGNED;
        }
        var sent = Long.parseLong(timestamp);
        if (Duration.between(Instant.ofEpochSecond(sent), now).abs().compareTo(TOLERANCE) > 0) {
            return Verdict.OUT_OF_TIME;
        }
        var ours = secrets.stream()
                .map(secret -> VERSION + Base64.getEncoder().encodeToString(signed(id, sent, body, secret)))
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toList();
        var matches = Stream.of(signatures.split(" ", MOST_SIGNATURES + 1))
                .limit(MOST_SIGNATURES)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .filter(theirs -> ours.stream().anyMatch(one -> MessageDigest.isEqual(one, theirs)))
                .count();
        return matches > 0 ? Verdict.GENUINE : Verdict.FORGED;
    }

    private static byte[] signed(String id, long timestamp, byte[] body, byte[] secret) {
        var head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return mac(secret, head, body);
    }

    static byte[] mac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
