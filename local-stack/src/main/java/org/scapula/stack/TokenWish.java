package org.scapula.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.scapula.issuer.Claims;

/// Whose token `./run token` was asked for.
record TokenWish(String role, String clinic, Optional<String> patient, Duration life, Path home) {

    static final String PATIENT = "patient";
    static final String DEMO_CLINIC = "north";
    static final String DEMO_PATIENT = "p-demo-1";
    static final List<String> ROLES = List.of(PATIENT, "clinician", "editor", "integrator", "admin");

    private static final int USUAL_MINUTES = 15;
    private static final int MOST_MINUTES = 60;

    static TokenWish of(List<String> arguments, Path root) {
        var rest = new ArrayDeque<>(arguments);
        var role = Optional.ofNullable(rest.poll()).filter(ROLES::contains).orElseThrow(TokenWish::noRole);
        var clinic = DEMO_CLINIC;
        var patient = role.equals(PATIENT) ? Optional.of(DEMO_PATIENT) : Optional.<String>empty();
        var minutes = USUAL_MINUTES;
        var home = Options.usualHome(root);
        while (!rest.isEmpty()) {
            var argument = rest.remove();
            switch (argument) {
                case "--clinic" -> clinic = clinic(Options.value(argument, rest.poll()));
                case "--patient" -> patient = Optional.of(patient(role, Options.value(argument, rest.poll())));
                case "--minutes" -> minutes = minutes(Options.value(argument, rest.poll()));
                case "--data" -> home = Path.of(Options.value(argument, rest.poll()));
                default -> throw new CannotStart("Unknown option " + argument + "\n\n" + Options.USAGE);
            }
        }
        return new TokenWish(
                role,
                clinic,
                patient,
                Duration.ofMinutes(minutes),
                home.toAbsolutePath().normalize());
    }

    String grant() {
        return new Seal(home).mint().issue(claims());
    }

    Claims claims() {
        var claims = Claims.of(role, clinic)
                .subject("local " + role)
                .client("local-stack")
                .life(life);
        return patient.map(claims::patient).orElse(claims);
    }

    private static CannotStart noRole() {
        return new CannotStart("./run token needs a role: " + String.join(", ", ROLES) + "\n\n" + Options.USAGE);
    }

    private static String clinic(String id) {
        if (!id.matches("[a-z0-9-]{1,40}")) {
            throw new CannotStart("--clinic takes a clinic's id: 1 to 40 small letters, digits and hyphens");
        }
        return id;
    }

    private static String patient(String role, String reference) {
        if (!role.equals(PATIENT)) {
            throw new CannotStart("--patient is for the role patient only: others name the patient in what they ask");
        }
        if (!reference.matches("(?=.*\\d)[A-Za-z0-9._:-]{1,64}")) {
            throw new CannotStart(
                    "--patient takes a clinic's reference: 1 to 64 letters, digits and . _ : - with at least"
                            + " one digit, and no name");
        }
        return reference;
    }

    private static int minutes(String text) {
        if (!text.matches("\\d{1,2}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_MINUTES) {
            throw new CannotStart("--minutes takes a number from 1 to " + MOST_MINUTES);
        }
        return Integer.parseInt(text);
    }
}
