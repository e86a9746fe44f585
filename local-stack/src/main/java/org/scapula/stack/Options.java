package org.scapula.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `./run` was asked to do.
record Options(boolean once, boolean fresh, boolean visit, boolean clinic, int portBase, Path home, Path services) {

    Options(boolean once, boolean fresh, boolean visit, int portBase, Path home, Path services) {
        this(once, fresh, visit, false, portBase, home, services);
    }

    static final String USAGE = """
            ./run            build, start everything, carry one person from symptoms to a plan, run until Ctrl-C
            ./run --once     the same, but end after the plan
            ./run --clinic   start a small clinic's scheduling system, too, and carry one person to a visit there
            ./run --fresh    forget the data of earlier runs first
            ./run --visit    start nothing: carry one person through services that run already, with the patient's
                             token in SCAPULA_TOKEN; with --clinic to a visit, too
            ./run --port-base N   use the ports N+1 (catalogue), N+2 (triage), N+3 (planner), N+1001 to N+1003 (their
                                  health and metrics), N+1004 (the issuer of tokens) and N+1005 (the
                                  clinic's system); default 8080
            ./run --data DIR      keep data, keys and logs in DIR; default local-stack/data

            ./run token ROLE      print a short-lived token for a stack that was started here: patient, clinician,
                                  editor, integrator or admin
                [--clinic north] [--patient p-demo-1] [--minutes 15, at most 60] [--data DIR]
            ./run verify-audit    follow the audit of the running stack and name the first broken link [--data DIR]
            """;

    static final String CATALOG = "catalog-service";
    static final String TRIAGE = "triage-service";
    static final String PLANNER = "planner-service";
    static final List<String> SERVICES = List.of(CATALOG, TRIAGE, PLANNER);

    private static final int DEFAULT_PORT_BASE = 8080;
    private static final int LAST_PORT_BASE = 64_500;

    static Options of(List<String> arguments, Path root) {
        var once = false;
        var fresh = false;
        var visit = false;
        var clinic = false;
        var portBase = DEFAULT_PORT_BASE;
        var home = usualHome(root);
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var argument = rest.remove();
            switch (argument) {
                case "--once" -> once = true;
                case "--fresh" -> fresh = true;
                case "--visit" -> visit = true;
                case "--clinic" -> clinic = true;
                case "--port-base" -> portBase = port(rest.poll());
                case "--data" -> home = Path.of(value(argument, rest.poll()));
                default -> throw new CannotStart("Unknown option " + argument + "\n\n" + USAGE);
            }
        }
        return new Options(
                once, fresh, visit, clinic, portBase, home.toAbsolutePath().normalize(), root);
    }

    int portOf(String service) {
        return portBase + 1 + SERVICES.indexOf(service);
    }

    /// Health and metrics, which are nobody's business but the operator's.
    int managementPortOf(String service) {
        return portOf(service) + 1000;
    }

    int issuerPort() {
        return portBase + 1004;
    }

    int clinicPort() {
        return portBase + 1005;
    }

    static Path usualHome(Path root) {
        return root.resolve("local-stack/data");
    }

    URI address(String service) {
        return URI.create("http://localhost:" + portOf(service));
    }

    private static int port(@Nullable String value) {
        var text = value("--port-base", value);
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1024 || Integer.parseInt(text) > LAST_PORT_BASE) {
            throw new CannotStart("--port-base takes a number from 1024 to " + LAST_PORT_BASE);
        }
        return Integer.parseInt(text);
    }

    static String value(String option, @Nullable String value) {
        if (value == null) {
            throw new CannotStart(option + " needs a value\n\n" + USAGE);
        }
        return value;
    }
}
