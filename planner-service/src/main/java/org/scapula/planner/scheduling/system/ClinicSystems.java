package org.scapula.planner.scheduling.system;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.scapula.planner.scheduling.system.SystemAccess.Client;
import org.scapula.planner.scheduling.system.SystemSettings.ClinicSettings;

/// The scheduling systems of the clinics that have one. A clinic without one does everything by itself over the neutral
/// interface.
@Singleton
public class ClinicSystems {

    static final int SHORTEST_KEY = 16;
    private static final Pattern AN_ADDRESS = Pattern.compile("https?://[^\\s?#]{1,200}/");

    private final List<SystemMaker> makers;
    private final Set<String> plainHttpHosts;
    private final Clock clock;
    private final Map<String, Reached> systems = new ConcurrentHashMap<>();

    ClinicSystems(SystemSettings settings, @All List<SystemMaker> makers, Clock clock) {
        this.makers = makers;
        this.clock = clock;
        this.plainHttpHosts = settings.plainHttpHosts().orElse(Set.of());
        settings.clinics().forEach((clinic, said) -> speak(clinic, access(clinic, said)));
    }

    private record Reached(SchedulingSystem system, SystemAccess access) {}

    public boolean has(String clinic) {
        return systems.containsKey(clinic);
    }

    public Optional<SchedulingSystem> of(String clinic) {
        return Optional.ofNullable(systems.get(clinic)).map(Reached::system);
    }

    public Optional<SystemAccess> access(String clinic) {
        return Optional.ofNullable(systems.get(clinic)).map(Reached::access);
    }

    /// What a visit at that clinic says of who sends the person, where the clinic wants it said.
    public Optional<String> referral(String clinic, UUID request) {
        return Optional.ofNullable(systems.get(clinic))
                .flatMap(reached -> reached.access().referral(request));
    }

    /// The identifier system of that clinic's references, where its FHIR server knows patients by other ids.
    public Optional<String> patientSystem(String clinic) {
        return Optional.ofNullable(systems.get(clinic))
                .flatMap(reached -> reached.access().patientSystem());
    }

    public Set<String> clinics() {
        return Set.copyOf(systems.keySet());
    }

    final void speak(String clinic, SystemAccess access) {
        var maker = makers.stream()
                .filter(one -> one.speaks(access.kind()))
                .findFirst()
                .orElseThrow();
        systems.put(clinic, new Reached(maker.make(access), access));
    }

    final void hush(String clinic) {
        var _ = systems.remove(clinic);
    }

    private SystemAccess access(String clinic, ClinicSettings said) {
        var name = "scapula.scheduling.clinics." + clinic;
        refuse(
                !isKeptFromStrangers(said.address()),
                name + ".address must be https, or this machine, or a host named in"
                        + " scapula.scheduling.plain-http-hosts");
        refuse(
                said.visitTypes().isEmpty(),
                name + ".visit-types says for no kind of visit which of the clinic's it is");
        var plain = said.kind() == SystemKind.EASY || said.kind() == SystemKind.POLLING;
        refuse(plain && said.key().filter(key -> key.length() >= SHORTEST_KEY).isEmpty(), name + ".key is missing");
        refuse(
                said.kind() == SystemKind.POLLING
                        && said.contact().filter(text -> text.contains("@")).isEmpty(),
                name + ".contact must be an e-mail address: such systems answer nobody whom they cannot write to");
        refuse(
                said.clientId().isPresent() != said.privateKey().isPresent(),
                name + ": client-id and private-key go together");
        refuse(
                said.referrals()
                        .filter(text -> !AN_ADDRESS.matcher(text).matches())
                        .isPresent(),
                name + ".referrals must be an address that ends with a slash, the id of a request follows it");
        return new SystemAccess(
                said.kind(),
                said.address(),
                said.contact().orElse(""),
                said.key(),
                said.clientId().map(id -> new Client(id, said.privateKey().orElseThrow(), said.scope())),
                said.visitTypes(),
                said.zone().map(zone -> zone(name, zone)).orElse(clock.getZone()),
                said.patientSystem(),
                said.place(),
                said.feeds(),
                said.referrals());
    }

    private static ZoneId zone(String name, String said) {
        try {
            return ZoneId.of(said);
        } catch (DateTimeException unknown) {
            throw new IllegalStateException(name + ".zone must be a time zone, such as Europe/Vienna");
        }
    }

    private static void refuse(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalStateException(why);
        }
    }

    /// Logins and visits that somebody on the way could read or change.
    private boolean isKeptFromStrangers(URI address) {
        var host = Optional.ofNullable(address.getHost()).orElse("");
        return "https".equals(address.getScheme()) && !host.isEmpty()
                || "http".equals(address.getScheme()) && (isHere(host) || plainHttpHosts.contains(host));
    }

    private static boolean isHere(String host) {
        try {
            return "localhost".equals(host) || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
