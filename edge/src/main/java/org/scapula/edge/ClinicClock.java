package org.scapula.edge;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The clinic's clock: review dates and weeks are days of its calendar.
@Singleton
class ClinicClock {

    @Produces
    @Singleton
    Clock clock(@ConfigProperty(name = "scapula.zone", defaultValue = "UTC") ZoneId zone) {
        return Clock.system(zone);
    }
}
