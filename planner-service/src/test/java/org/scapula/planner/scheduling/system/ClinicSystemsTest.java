package org.scapula.planner.scheduling.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.scapula.planner.fhir.client.FhirMaker;
import org.scapula.planner.scheduling.SchedulingSettings;
import org.scapula.planner.scheduling.system.SystemSettings.ClinicSettings;

/// What an operator may write into the settings.
class ClinicSystemsTest {

    private static final String NORTH = "scapula.scheduling.clinics.north.";
    private static final Vertx VERTX = Vertx.vertx();

    /// As little as can be said.
    private static final Map<String, String> LEAST = Map.of(
            NORTH + "kind", "FHIR_FIND",
            NORTH + "address", "https://fhir.clinic.example/r4",
            NORTH + "visit-types.FOLLOW_UP", "urn:services|2");

    @AfterAll
    static void close() {
        VERTX.closeAndAwait();
    }

    @Test
    void aClinicNeedsToNameNothingThatHasADefault() {
        var systems = systems(LEAST);

        assertThat(systems.clinics()).containsExactly("north");
    }

    @Test
    void aZoneThatNobodyKnowsIsRefusedByName() {
        assertThatThrownBy(() -> systems(and(NORTH + "zone", "Europe/Wien")))
                .hasMessage(NORTH + "zone must be a time zone, such as Europe/Vienna");
    }

    @Test
    void aNameThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> systems(and(NORTH + "patients-system", "urn:patients")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(NORTH + "patients-system");
    }

    @Test
    void theFileToCopyIsUnderstoodOnceItIsUncommented() throws IOException {
        var said = uncommented();

        assertThat(systems(said).clinics()).containsExactly("north");
    }

    @Test
    void theFileToCopyNamesEverythingThatCanBeSaidOfAClinic() throws IOException {
        var file = Files.readString(Path.of("settings.properties"));

        assertThat(Arrays.stream(ClinicSettings.class.getDeclaredMethods())
                        .map(Method::getName)
                        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                        // A command writes it.
                        .filter(name -> !name.equals("private-key")))
                .allSatisfy(name -> assertThat(file).containsPattern("(?m)^#" + NORTH + name + "[.=]"));
    }

    /// Everything at once but for the login, of which each way has its own.
    private static Map<String, String> uncommented() throws IOException {
        var lines = new Properties();
        lines.load(new StringReader(
                Files.readString(Path.of("settings.properties")).replace("#scapula.", "scapula.")));
        return lines.stringPropertyNames().stream()
                .filter(name -> name.startsWith("scapula.scheduling."))
                .filter(name -> !name.equals(NORTH + "client-id"))
                .collect(Collectors.toMap(name -> name, lines::getProperty));
    }

    private static Map<String, String> and(String name, String value) {
        var settings = new HashMap<>(LEAST);
        var _ = settings.put(name, value);
        return settings;
    }

    private static ClinicSystems systems(Map<String, String> said) {
        var clock = Clock.systemUTC();
        var settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(SystemSettings.class)
                .withMapping(SchedulingSettings.class)
                .withSources(new PropertiesConfigSource(said, "an operator", 260))
                .build()
                .getConfigMapping(SystemSettings.class);
        return new ClinicSystems(settings, List.of(new FhirMaker(VERTX, clock), new PlainMakers(VERTX, clock)), clock);
    }
}
