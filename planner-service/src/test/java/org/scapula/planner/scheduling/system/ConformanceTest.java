package org.scapula.planner.scheduling.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scapula.planner.scheduling.system.Conformance.Tried;
import org.scapula.test.FhirJudge;

/// Every rule of the kit, over every way that we speak to a clinic. What takes seconds waits for
/// `local-stack/conformance` (-Dscapula.conformance=all).
class ConformanceTest {

    private static final boolean ALL = "all".equals(System.getProperty("scapula.conformance"));
    private static final OutsideSystem.Read FILE =
            OutsideSystem.read(System.getProperty("scapula.conformance.outside", ""));
    private static final Optional<OutsideSystem> OUTSIDE = FILE.system();
    private static final SystemKind[] WAYS =
            OUTSIDE.map(system -> new SystemKind[] {system.kind()}).orElseGet(SystemKind::values);
    private static final Map<SystemKind, TriedClinic> CLINICS = new ConcurrentHashMap<>();
    private static final Map<Conformance, Map<SystemKind, String>> TABLE = new TreeMap<>();

    @BeforeAll
    static void everyLineThatIsNeededIsThere() {
        assertThat(FILE.complaint()).isEmpty();
    }

    /// What we book is among it, and what is wrong with it would be said.
    @ParameterizedTest
    @EnumSource(names = {"FHIR_SLOT", "FHIR_FIND"})
    void whatWeSendInFhirIsJudged(SystemKind kind) {
        var tried = Tried.of(kind, small(kind));
        Conformance.A_BOOKED_SLOT_IS_FREE_NO_MORE.hold(tried);

        var booked = tried.sentInFhir().stream()
                .filter(sent -> sent.contains("\"participant\":"))
                .toList();

        assertThat(booked)
                .isNotEmpty()
                .allSatisfy(sent -> assertThat(FhirJudge.complaintsAbout(sent.replace(",\"status\":\"accepted\"", "")))
                        .anyMatch(complaint -> complaint.contains("participant")));
    }

    static Stream<Arguments> everyRuleOverEveryWay() {
        return Arrays.stream(Conformance.values())
                .filter(rule -> ALL || !rule.isSlow())
                .flatMap(rule -> Arrays.stream(WAYS).map(kind -> Arguments.of(rule, kind)));
    }

    @ParameterizedTest
    @MethodSource("everyRuleOverEveryWay")
    void holdsOverEveryWay(Conformance rule, SystemKind kind) {
        var outcomes = TABLE.computeIfAbsent(rule, _ -> new TreeMap<>());
        if (OUTSIDE.isPresent() && !OUTSIDE.get().isAsked(rule)) {
            outcomes.put(kind, "not tried");
            return;
        }
        var tried = OUTSIDE.map(OutsideSystem::tried).orElseGet(() -> Tried.of(kind, small(kind)));
        outcomes.put(kind, "BROKEN");

        try {
            rule.hold(tried);
        } finally {
            if (OUTSIDE.isPresent()) {
                tried.tidyUp();
            }
        }

        for (var sent : tried.sentInFhir()) {
            assertThat(complaintsAbout(sent)).as(sent).isEmpty();
        }
        outcomes.put(kind, "holds");
    }

    /// An order is for a machine, and no more is said of a person than it needs: no narrative.
    private static List<String> complaintsAbout(String sent) {
        return FhirJudge.complaintsAbout(sent).stream()
                .filter(complaint -> !complaint.contains("Constraint failed: dom-6:"))
                .toList();
    }

    /// RS384 for one of the ways with a signed login, ES384 for the other.
    private static TriedClinic small(SystemKind kind) {
        var clinic = CLINICS.computeIfAbsent(kind, each -> new TriedClinic(each == SystemKind.FHIR_FIND));
        clinic.allowsPerMinute(Integer.MAX_VALUE);
        return clinic;
    }

    @AfterEach
    void everyClinicIsFineAgain() {
        CLINICS.values().forEach(TriedClinic::isFine);
    }

    @AfterAll
    static void tell() throws IOException {
        CLINICS.values().forEach(TriedClinic::close);
        CLINICS.clear();
        var table = TABLE.entrySet().stream()
                .map(row -> "%-52s %s"
                        .formatted(
                                row.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                Arrays.stream(WAYS)
                                        .map(kind ->
                                                "%-10s".formatted(row.getValue().getOrDefault(kind, "-")))
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining("\n"));
        var head = "%-52s %s"
                .formatted(
                        "what must hold",
                        Arrays.stream(WAYS).map(kind -> "%-10s".formatted(kind)).collect(Collectors.joining()));
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target/conformance.txt"), FILE.complaint().orElseGet(() -> head + "\n" + table) + "\n");
    }
}
