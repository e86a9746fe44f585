package org.scapula.planner.plan;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The clinic's clock: weeks begin on days of its calendar.
@Singleton
class ClockProducer {

    @Produces
    @Singleton
    Clock clock(@ConfigProperty(name = "scapula.zone") ZoneId zone) {
        return Clock.system(zone);
    }
}
