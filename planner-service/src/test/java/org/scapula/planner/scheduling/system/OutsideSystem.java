package org.scapula.planner.scheduling.system;

import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.scapula.planner.fhir.client.FhirMaker;
import org.scapula.planner.scheduling.system.Conformance.Tried;
import org.scapula.planner.scheduling.system.SystemAccess.Client;

/// Somebody's system, as a file of settings says: those of `scapula.scheduling.clinics.<clinic>` without that name, and
/// `patient`, `visit-type`, `practitioners`; `lets-two-in=yes` where a time stays free that somebody has. Each rule
/// books there and gives it back.
final class OutsideSystem {

    private final Path file;
    private final Properties said;
    private final SchedulingSystem system;

    private OutsideSystem(Path file, Properties said) {
        this.file = file;
        this.said = said;
        this.system = system();
        // Whatever else is missing is missed now, and not in the middle of a rule.
        var _ = tried();
    }

    /// Either it, or what is wrong with its file, in a sentence; neither where none is named.
    record Read(Optional<OutsideSystem> system, Optional<String> complaint) {}

    static Read read(String file) {
        if (file.isBlank()) {
            return new Read(Optional.empty(), Optional.empty());
        }
        try (var reader = Files.newBufferedReader(Path.of(file))) {
            var said = new Properties();
            said.load(reader);
            return new Read(Optional.of(new OutsideSystem(Path.of(file), said)), Optional.empty());
        } catch (IOException unreadable) {
            return wrong(file, "it cannot be read");
        } catch (IllegalArgumentException | DateTimeException | UncheckedIOException wrong) {
            return wrong(file, String.valueOf(wrong.getMessage()));
        }
    }

    private static Read wrong(String file, String why) {
        return new Read(
                Optional.empty(),
                Optional.of("%s: %s. SCHEDULING.md says what its lines are."
                        .formatted(Path.of(file).getFileName(), why)));
    }

    SystemKind kind() {
        return Stream.of(SystemKind.values())
                .filter(kind -> kind.name().equals(needed("kind")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind must be one of " + List.of(SystemKind.values())));
    }

    /// Nothing that needs a door behind it. One that lets two in promises less: that no move that makes two is
    /// believed.
    boolean isAsked(Conformance rule) {
        return switch (rule) {
            case A_BOOKED_SLOT_IS_FREE_NO_MORE, A_VISIT_DOES_NOT_MOVE_ONTO_ANOTHER -> !letsTwoIn();
            case A_MOVE_THAT_MAKES_TWO_IS_NEVER_BELIEVED -> letsTwoIn();
            default -> Conformance.OF_THE_PORT.contains(rule);
        };
    }

    private boolean letsTwoIn() {
        return text("lets-two-in").map("yes"::equals).orElse(false);
    }

    Tried tried() {
        var who = needed("practitioners").split("\\s*,\\s*");
        if (who.length != 2) {
            throw new IllegalArgumentException("practitioners must name two, with a comma between them");
        }
        return new Tried(
                kind(),
                system,
                who[0],
                who[1],
                needed("visit-type"),
                needed("patient"),
                text("referrals").map(before -> before + "1"),
                Optional.empty(),
                new CopyOnWriteArrayList<>());
    }

    private SchedulingSystem system() {
        mustKnowHowToLogIn();
        var access = new SystemAccess(
                kind(),
                URI.create(needed("address")),
                text("contact").orElse(""),
                text("key"),
                text("client-id")
                        .map(id -> new Client(id, privateKey(), text("scope").orElse(SystemSettings.SCOPE))),
                Map.of(TriedClinic.FIRST_VISIT, needed("visit-type")),
                text("zone").map(ZoneId::of).orElseGet(ZoneId::systemDefault),
                text("patient-system"),
                text("place"),
                Map.of(),
                Optional.empty());
        var fhir = new FhirMaker(Vertx.vertx(), Clock.systemUTC());
        return fhir.speaks(kind()) ? fhir.make(access) : new PlainMakers(Vertx.vertx(), Clock.systemUTC()).make(access);
    }

    /// As the planner wants it: otherwise each rule would be broken, and nobody would know by whom.
    private void mustKnowHowToLogIn() {
        var plain = kind() == SystemKind.EASY || kind() == SystemKind.POLLING;
        refuse(
                plain && needed("key").length() < ClinicSystems.SHORTEST_KEY,
                "key has less than %s characters".formatted(ClinicSystems.SHORTEST_KEY));
        refuse(
                kind() == SystemKind.POLLING && !needed("contact").contains("@"),
                "contact must be an e-mail address: such systems answer nobody whom they cannot write to");
        refuse(
                text("client-id").isEmpty()
                        && text("private-key")
                                .or(() -> text("private-key-file"))
                                .isPresent(),
                "client-id is missing, private-key says nothing without it");
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }

    private String privateKey() {
        return text("private-key").orElseGet(() -> besides(needed("private-key-file")));
    }

    /// A file that lies beside the settings, unless its name says where.
    private String besides(String name) {
        try {
            return Files.readString(file.resolveSibling(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("private-key-file " + name + " cannot be read", unreadable);
        }
    }

    private String needed(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(said.getProperty(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
