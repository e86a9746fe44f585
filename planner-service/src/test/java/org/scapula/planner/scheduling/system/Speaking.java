package org.scapula.planner.scheduling.system;

import jakarta.enterprise.context.ApplicationScoped;

/// Gives a clinic a scheduling system for as long as a test wants.
@ApplicationScoped
public class Speaking {

    private final ClinicSystems systems;

    Speaking(ClinicSystems systems) {
        this.systems = systems;
    }

    public void to(String clinic, SystemAccess access) {
        systems.speak(clinic, access);
    }

    public void ends(String clinic) {
        systems.hush(clinic);
    }
}
