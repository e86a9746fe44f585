package org.scapula.planner.event;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// The secrets that are shared with others, each worked out from the operator's key when it is needed:
/// whoever reads the database finds none.
@Singleton
class Secrets {

    private final WebhookSettings settings;

    Secrets(WebhookSettings settings) {
        this.settings = settings;
    }

    /// What it is for keeps a secret of one kind from being one of another.
    enum Use {
        WEBHOOK,
        NOTICE
    }

    byte[] of(Use use, UUID id, int generation) {
        var key = settings.key().orElseThrow(() -> new IllegalStateException("scapula.webhooks.key is not set"));
        return StandardWebhook.mac(
                key.getBytes(StandardCharsets.UTF_8),
                ("scapula " + use + " " + id + " " + generation).getBytes(StandardCharsets.UTF_8));
    }

    /// The newest first; while one is being exchanged for another, whatever is promised still.
    List<byte[]> inForce(Use use, UUID id, int generation, Promised promised, Instant now) {
        return Stream.concat(Stream.of(generation), promised.at(now).generations().stream())
                .map(nth -> of(use, id, nth))
                .toList();
    }
}
