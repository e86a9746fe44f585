package org.scapula.planner.scheduling.system;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which clinic has which scheduling system, and how it is reached. Secrets come as all others do. Public because
/// settings are checked by reflection.
@ConfigMapping(prefix = "scapula.scheduling")
public interface SystemSettings {

    String SCOPE = "system/Practitioner.rs system/HealthcareService.rs system/Patient.rs system/Schedule.rs"
            + " system/Slot.rs system/Appointment.cruds";

    Map<String, ClinicSettings> clinics();

    Errands errands();

    /// Hosts of a closed network that may be spoken to over plain HTTP.
    Optional<Set<String>> plainHttpHosts();

    interface Errands {

        /// How often it is looked for something to do.
        @WithDefault("PT1S")
        Duration every();

        /// How often a clinic's system is asked what has changed.
        @WithDefault("PT30S")
        Duration poll();

        /// So long it is tried; then a person at the clinic is told.
        @WithDefault("P3D")
        Duration giveUp();

        /// How many times are offered to a person.
        @WithDefault("8")
        int offers();
    }

    interface ClinicSettings {

        SystemKind kind();

        URI address();

        /// Whom the people behind the system can write to.
        Optional<String> contact();

        /// Of the plain ones.
        Optional<String> key();

        /// Of FHIR: who we are, and the private key (a JWK) that says so.
        Optional<String> clientId();

        Optional<String> privateKey();

        @WithDefault(SCOPE)
        String scope();

        /// Which of the clinic's own services a kind of visit is.
        Map<String, String> visitTypes();

        /// In which its local times are meant. A text: one that is not said could not be read as a zone.
        Optional<String> zone();

        /// Of FHIR: the system of the identifier that patients are known by; without it they are known by their id.
        Optional<String> patientSystem();

        /// Of those with several places: which.
        Optional<String> place();

        /// Where a practitioner's own calendar is read.
        Map<String, URI> feeds();

        /// An address of ours up to the id of the booking request, that each visit then names as its referral.
        Optional<String> referrals();
    }
}
