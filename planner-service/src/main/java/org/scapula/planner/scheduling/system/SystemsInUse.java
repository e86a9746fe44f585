package org.scapula.planner.scheduling.system;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Says at the start which clinics have a scheduling system of their own. A clinic whose settings were never read would
/// else look like one that does everything by hand.
@Singleton
class SystemsInUse {

    private static final Logger LOG = Logger.getLogger(SystemsInUse.class);

    private final SystemSettings settings;

    SystemsInUse(SystemSettings settings) {
        this.settings = settings;
    }

    void say(@Observes StartupEvent event) {
        var systems = settings.clinics().entrySet().stream()
                .map(clinic -> clinic.getKey() + " (" + clinic.getValue().kind() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
        LOG.infof("Clinics with a scheduling system of their own: %s", systems.isEmpty() ? "none" : systems);
    }
}
