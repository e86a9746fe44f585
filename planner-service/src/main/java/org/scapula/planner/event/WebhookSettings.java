package org.scapula.planner.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.scapula.edge.settings.Secret;

/// How events are told to others, and how notices of others are believed. Public because settings are checked
/// by reflection.
@ConfigMapping(prefix = "scapula.webhooks")
public interface WebhookSettings {

    /// All secrets of webhooks and of sources of notices are worked out from it.
    @Secret
    Optional<String> key();

    /// Networks (10.1.2.0/24) that are not public and may be called nevertheless, over plain HTTP too.
    Optional<Set<String>> allowedPrivate();

    /// For the whole of an attempt, from the look at the name to the status of the answer.
    @WithDefault("PT10S")
    @DurationMax(seconds = 10)
    Duration timeout();

    /// So long a delivery is one worker's, however that one fares.
    @WithDefault("PT1M")
    @DurationMin(seconds = 12)
    Duration lease();

    /// How often is looked for what is due, whether a notice came or not.
    @WithDefault("PT2S")
    @DurationMin(millis = 100)
    Duration poll();

    /// How long what happens is waited for, once something has, so that it is placed together.
    @WithDefault("PT0.1S")
    @DurationMin(millis = 1)
    Duration gather();

    @WithDefault("PT10S")
    Duration firstRetry();

    @WithDefault("PT6H")
    Duration longestRetry();

    @WithDefault("P3D")
    Duration giveUpAfter();

    /// Attempts at a time of this process.
    @WithDefault("16")
    @Min(1)
    @Max(200)
    int atOnce();

    @WithDefault("4")
    @Min(1)
    int atOnceEach();

    @WithDefault("P90D")
    Duration keepEvents();
}
